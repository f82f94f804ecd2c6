package ru.nastavnik.gateway;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * The letters of the demonstration for whoever is signed in, so that an invitation can be
 * tried without a mailbox. Anywhere else this endpoint does not exist.
 */
@RestController
@ConditionalOnExpression("!'${gateway.demo-mail-url:}'.isBlank()")
class DemoMailController {

	static final String PATH = "/api/demo/letters";

	private final RestClient client;

	DemoMailController(GatewayProperties properties) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(properties.readTimeout());
		this.client = RestClient.builder().baseUrl(properties.demoMailUrl()).requestFactory(requests).build();
	}

	@GetMapping(PATH)
	ResponseEntity<String> letters(HttpServletRequest request) {
		// a bearer token is not checked here, and no program reads letters
		if (LoginSecurity.hasBearer(request)) {
			return ResponseEntity.status(HttpStatus.NOT_FOUND).build();
		}
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.client.get().retrieve().body(String.class));
	}

}
