package ru.nastavnik.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Who may come in. People sign in at the provider and get a session cookie; API clients
 * bring a bearer token, which the services check themselves.
 */
@Configuration(proxyBeanMethods = false)
class LoginSecurity {

	static final String CLIENT = "keycloak";

	private static final String CONTINUE = "nastavnik.continue";

	private static final String LOGIN = "/oauth2/authorization";

	private static final Logger log = LoggerFactory.getLogger(LoginSecurity.class);

	private final GatewayProperties properties;

	private final Problems problems;

	private final PageHeaders headers;

	LoginSecurity(GatewayProperties properties, Problems problems, PageHeaders headers) {
		this.properties = properties;
		this.problems = problems;
		this.headers = headers;
	}

	/** Whether the caller is an API client: then neither session nor CSRF play a part. */
	static boolean hasBearer(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
	}

	/**
	 * Whether the session may matter: to nobody with a bearer token, and to no page or
	 * probe.
	 */
	static boolean mayUseSession(HttpServletRequest request) {
		return !hasBearer(request) && concernsPeople(request);
	}

	private static boolean concernsPeople(HttpServletRequest request) {
		return request.getServletPath().matches("/(api|oauth2|login|logout)(/.*)?");
	}

	private static boolean isApi(HttpServletRequest request) {
		return request.getRequestURI().startsWith("/api/");
	}

	// only what the gateway answers itself needs the token checked here
	@Bean
	@Order(1)
	SecurityFilterChain ownAnswersForApiClients(HttpSecurity http, JwtDecoder decoder) throws Exception {
		return stateless(http)
			.securityMatcher((request) -> hasBearer(request) && request.getRequestURI().equals(MeController.PATH))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt((jwt) -> jwt.decoder(decoder))
				.authenticationEntryPoint(
						(request, response, ex) -> this.problems.write(response, Problem.ofStatus(401))))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain relayForApiClients(HttpSecurity http) throws Exception {
		return stateless(http).securityMatcher((request) -> hasBearer(request) && isApi(request))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	// pages and probes are the same for everybody: the session is not even looked at
	@Bean
	@Order(3)
	SecurityFilterChain open(HttpSecurity http) throws Exception {
		return stateless(http).securityMatcher((request) -> !concernsPeople(request))
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/health/**")
				.permitAll()
				.requestMatchers("/actuator/**")
				.access(fromMetricsNetworks())
				.anyRequest()
				.permitAll())
			.build();
	}

	private HttpSecurity stateless(HttpSecurity http) throws Exception {
		return http.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			// both look for a session, even to find that it is not wanted
			.sessionManagement((session) -> session.disable())
			.anonymous((anonymous) -> anonymous.disable())
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(
						(request, response, ex) -> this.problems.write(response, Problem.ofStatus(401)))
				.accessDeniedHandler(denied()))
			.headers(this.headers);
	}

	@Bean
	@Order(4)
	SecurityFilterChain people(HttpSecurity http, ClientRegistrationRepository clients, Tokens tokens,
			OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes,
			@Value("${server.servlet.session.cookie.secure}") boolean secure) throws Exception {
		CookieCsrfTokenRepository csrfCookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
		csrfCookie.setCookieCustomizer((cookie) -> cookie.secure(secure).sameSite("Lax"));
		return http.csrf((csrf) -> csrf.spa().csrfTokenRepository(csrfCookie))
			.requestCache((cache) -> cache.disable())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, OpenApiController.PATH)
				.permitAll()
				.requestMatchers(HttpMethod.POST, Activations.PATHS)
				.permitAll()
				.requestMatchers("/api/**")
				.authenticated()
				.anyRequest()
				.permitAll())
			.oauth2Login((login) -> login.loginPage(LOGIN + "/" + CLIENT)
				.authorizedClientRepository(tokens)
				.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(requests(clients)))
				.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(codes))
				.successHandler(signedIn())
				.failureHandler(notSignedIn()))
			.logout((logout) -> logout.logoutUrl("/logout").logoutSuccessHandler(signedOut()))
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint(
						(request, response, ex) -> this.problems.write(response, Problem.ofStatus(401)))
				.accessDeniedHandler(denied()))
			.headers(this.headers)
			.build();
	}

	private AuthorizationManager<RequestAuthorizationContext> fromMetricsNetworks() {
		List<IpAddressMatcher> networks = this.properties.metricsFrom().stream().map(IpAddressMatcher::new).toList();
		return (authentication, context) -> new AuthorizationDecision(
				networks.stream().anyMatch((network) -> network.matches(context.getRequest())));
	}

	private AccessDeniedHandler denied() {
		return (request, response, ex) -> this.problems.write(response,
				(ex instanceof CsrfException)
						? Problem.CSRF.because("Запрос не подтверждён ключом страницы. Обновите страницу и повторите.")
						: Problem.ofStatus(403));
	}

	private static OAuth2AuthorizationRequestResolver requests(ClientRegistrationRepository clients) {
		DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(clients,
				LOGIN);
		resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
		return new OAuth2AuthorizationRequestResolver() {

			@Override
			public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
				return remember(request, resolver.resolve(request));
			}

			@Override
			public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String clientId) {
				return remember(request, resolver.resolve(request, clientId));
			}

		};
	}

	private static @Nullable OAuth2AuthorizationRequest remember(HttpServletRequest request,
			@Nullable OAuth2AuthorizationRequest authorization) {
		if (authorization != null) {
			request.getSession().setAttribute(CONTINUE, localPath(request.getParameter("continue")));
		}
		return authorization;
	}

	/**
	 * The path if it stays on this host and belongs to the user interface, else the start
	 * page.
	 */
	static String localPath(@Nullable String path) {
		if (path == null || path.length() > 2000 || !path.startsWith("/") || path.contains("//") || path.contains("/..")
				|| path.chars().anyMatch((c) -> c == '\\' || c < ' ' || c == 127)) {
			return "/";
		}
		try {
			URI uri = new URI(path);
			boolean local = uri.getScheme() == null && uri.getRawAuthority() == null;
			String first = uri.getPath().substring(1).split("/", 2)[0];
			return (local && !List.of("api", "login", "logout", "oauth2", "actuator").contains(first)) ? path : "/";
		}
		catch (URISyntaxException ex) {
			return "/";
		}
	}

	private static AuthenticationSuccessHandler signedIn() {
		return (request, response, authentication) -> {
			HttpSession session = request.getSession();
			Object path = session.getAttribute(CONTINUE);
			session.removeAttribute(CONTINUE);
			redirect(response, (path instanceof String text) ? text : "/");
		};
	}

	// never straight back to the provider: it would answer the same and the browser would
	// go in circles
	private static AuthenticationFailureHandler notSignedIn() {
		return (request, response, ex) -> {
			log.warn("Log-in failed: {}", ex.getMessage());
			redirect(response, "/login-failed.html");
		};
	}

	private static void redirect(HttpServletResponse response, String path) {
		response.setStatus(HttpStatus.FOUND.value());
		response.setHeader(HttpHeaders.LOCATION, path);
	}

	// 202 and not a redirect: a script asks, and only the browser itself may go to the
	// provider
	private LogoutSuccessHandler signedOut() {
		return (request, response, authentication) -> {
			response.setStatus(HttpStatus.ACCEPTED.value());
			response.setHeader(HttpHeaders.LOCATION, afterLogout(request, authentication));
		};
	}

	private String afterLogout(HttpServletRequest request, @Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OidcUser user)) {
			return "/";
		}
		String back = ServletUriComponentsBuilder.fromContextPath(request).path("/").build().toUriString();
		return UriComponentsBuilder.fromUriString(this.properties.login().endSessionUri())
			.queryParam("client_id", "{client}")
			.queryParam("id_token_hint", "{hint}")
			.queryParam("post_logout_redirect_uri", "{back}")
			.encode()
			.buildAndExpand(this.properties.login().clientId(), user.getIdToken().getTokenValue(), back)
			.toUriString();
	}

	@Bean
	ClientRegistrationRepository clientRegistrations() {
		GatewayProperties.Login login = this.properties.login();
		return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(CLIENT)
			.clientId(login.clientId())
			.clientSecret(login.clientSecret())
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
			.scope("openid", "profile")
			.issuerUri(login.issuer())
			.authorizationUri(login.authorizationUri())
			.tokenUri(login.tokenUri())
			.jwkSetUri(login.jwksUri())
			.userNameAttributeName(IdTokenClaimNames.SUB)
			.clientName(CLIENT)
			.build());
	}

	@Bean
	JwtDecoder jwtDecoder() {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(this.properties.login().jwksUri()).build();
		decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(this.properties.login().issuer()));
		return decoder;
	}

	@Bean
	OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes(
			ClientHttpRequestFactoryBuilder<?> factories, HttpClientSettings settings) {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(provider(factories, settings));
		return client;
	}

	@Bean
	OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshing(
			ClientHttpRequestFactoryBuilder<?> factories, HttpClientSettings settings) {
		RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
		client.setRestClient(provider(factories, settings));
		return client;
	}

	// the library's own client waits for ever
	private RestClient provider(ClientHttpRequestFactoryBuilder<?> factories, HttpClientSettings settings) {
		return RestClient.builder()
			.requestFactory(factories
				.build(settings.withTimeouts(this.properties.connectTimeout(), this.properties.readTimeout())))
			.configureMessageConverters((converters) -> {
				converters.addCustomConverter(new FormHttpMessageConverter());
				converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
			})
			.defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
			.build();
	}

}
