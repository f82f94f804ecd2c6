package ru.nastavnik.gateway;

import java.security.SecureRandom;
import java.util.Base64;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * Security headers of every answer. Scripts come from this host alone; a style tag needs
 * the nonce of its page, which is made anew for each page.
 */
@Component
class PageHeaders implements Customizer<HeadersConfigurer<HttpSecurity>> {

	private static final String NONCE = PageHeaders.class.getName() + ".nonce";

	private static final String POLICY = "Content-Security-Policy";

	private final SecureRandom random = new SecureRandom();

	private final String formAction;

	PageHeaders(GatewayProperties properties) {
		this.formAction = "'self' " + properties.login().origin();
	}

	/** A nonce for the page that answers this request. */
	String nonce(HttpServletRequest request) {
		byte[] bytes = new byte[18];
		this.random.nextBytes(bytes);
		String nonce = Base64.getUrlEncoder().encodeToString(bytes);
		request.setAttribute(NONCE, nonce);
		return nonce;
	}

	@Override
	public void customize(HeadersConfigurer<HttpSecurity> headers) {
		headers.frameOptions((frame) -> frame.deny())
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader((permissions) -> permissions
				.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"))
			.addHeaderWriter(this::write);
	}

	private void write(HttpServletRequest request, HttpServletResponse response) {
		Object nonce = request.getAttribute(NONCE);
		response.setHeader(POLICY, "default-src 'self'; script-src 'self'; style-src 'self'"
				+ ((nonce != null) ? " 'nonce-" + nonce + "'" : "")
				+ "; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'"
				+ "; frame-src 'none'; frame-ancestors 'none'; form-action " + this.formAction);
		response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
		// the window that signs in again must stay reachable on its way over the provider
		if (!request.getRequestURI().equals(UserInterface.RELOGIN_DONE)) {
			response.setHeader("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
		}
	}

}
