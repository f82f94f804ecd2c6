package ru.nastavnik.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * The built user interface. Its page carries a fresh nonce and is never cached; assets
 * have their hash in the name and are cached for ever.
 */
@Controller
class UserInterface implements WebMvcConfigurer {

	static final String RELOGIN_DONE = "/relogin-done.html";

	private static final String PLACEHOLDER = "__CSP_NONCE__";

	private final PageHeaders headers;

	private final @Nullable String page;

	UserInterface(PageHeaders headers) throws IOException {
		this.headers = headers;
		ClassPathResource resource = new ClassPathResource("static/index.html");
		this.page = resource.exists() ? resource.getContentAsString(StandardCharsets.UTF_8) : null;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/assets/**")
			.addResourceLocations("classpath:/static/assets/")
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.resourceChain(true)
			.addResolver(new EncodedResourceResolver())
			.addResolver(new PathResourceResolver());
		registry.addResourceHandler("/**")
			.addResourceLocations("classpath:/static/")
			.setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
			.resourceChain(true)
			.addResolver(new PathResourceResolver());
	}

	@GetMapping({ "/", "/index.html" })
	ResponseEntity<byte[]> start(HttpServletRequest request) throws NoResourceFoundException {
		ResponseEntity<byte[]> answer = page(request);
		if (answer == null) {
			throw new NoResourceFoundException(HttpMethod.GET, request.getRequestURI(), "index.html");
		}
		return answer;
	}

	/** The page, or nothing if the gateway was built without a user interface. */
	@Nullable ResponseEntity<byte[]> page(HttpServletRequest request) {
		if (this.page == null) {
			return null;
		}
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
			.body(this.page.replace(PLACEHOLDER, this.headers.nonce(request)).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Whether the address may be a route of the user interface: no file and nobody
	 * else's.
	 */
	static boolean isPage(HttpServletRequest request) {
		String path = request.getRequestURI();
		return (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod()))
				&& !path.matches("/(api|actuator|assets|oauth2|login|logout|error)(/.*)?")
				&& path.indexOf('.', path.lastIndexOf('/')) < 0;
	}

}
