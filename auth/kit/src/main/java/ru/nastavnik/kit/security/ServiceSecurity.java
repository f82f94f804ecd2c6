package ru.nastavnik.kit.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.Problems;

/**
 * A stateless resource server: every request but the health probe carries a token; feeds
 * are for the services alone. Issuer, keys and audience come from
 * {@code spring.security.oauth2.resourceserver.jwt}.
 */
@AutoConfiguration(beforeName = {
		"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
		"org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
		"org.springframework.boot.security.oauth2.client.autoconfigure.web.OAuth2ClientWebSecurityAutoConfiguration" })
public class ServiceSecurity {

	@Bean
	SecurityFilterChain serviceSecurityChain(HttpSecurity http, JsonMapper json, ObjectProvider<OpenPaths> open)
			throws Exception {
		String[] openPaths = open.stream().flatMap((some) -> some.paths().stream()).toArray(String[]::new);
		http.csrf((csrf) -> csrf.disable())
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.logout((logout) -> logout.disable())
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/health/**", "/error")
				.permitAll()
				.requestMatchers(openPaths)
				.permitAll()
				.requestMatchers("/feed/named")
				.hasAuthority("SCOPE_feeds-named")
				.requestMatchers("/feed/**")
				.hasAuthority("SCOPE_feeds")
				.requestMatchers("/actuator/**")
				.hasAuthority("SCOPE_metrics")
				.anyRequest()
				.authenticated())
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> {
			})
				.authenticationEntryPoint((request, response, ex) -> write(json, response, KitProblem.UNAUTHENTICATED,
						"Войдите в систему: без входа или с истёкшим входом данные недоступны."))
				.accessDeniedHandler((request, response, ex) -> denied(json, response)))
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint((request, response, ex) -> write(json, response, KitProblem.UNAUTHENTICATED,
						"Войдите в систему: без входа или с истёкшим входом данные недоступны."))
				.accessDeniedHandler((request, response, ex) -> denied(json, response)));
		return http.build();
	}

	@Bean
	FilterRegistrationBean<ScopeFilter> scopeFilter(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<ScopeFilter> registration = new FilterRegistrationBean<>(new ScopeFilter(problems));
		registration.setOrder(-90);
		return registration;
	}

	private static void denied(JsonMapper json, HttpServletResponse response) throws IOException {
		write(json, response, KitProblem.FORBIDDEN, "Это действие недоступно для вашей роли.");
	}

	private static void write(JsonMapper json, HttpServletResponse response, KitProblem problem, String detail)
			throws IOException {
		ProblemDetail body = Problems.detail(problem, detail, List.of());
		response.setStatus(problem.status());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding("UTF-8");
		json.writeValue(response.getOutputStream(), body);
	}

}
