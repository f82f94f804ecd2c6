package ru.nastavnik.gateway;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

import ru.nastavnik.gateway.Problems.LoginUnavailableException;
import ru.nastavnik.gateway.Problems.SignedOutException;

/**
 * The tokens of a signed-in person, kept in the HTTP session and never in the browser.
 * Only the tokens are kept: the library's own session repository also writes the client's
 * secret into every session, and a new secret would not reach sessions that exist.
 */
@Component
class Tokens implements OAuth2AuthorizedClientRepository {

	static final String ATTRIBUTE = "nastavnik.tokens";

	private static final Logger log = LoggerFactory.getLogger(Tokens.class);

	// the token must still be valid when the service looks at it
	private static final Duration MARGIN = Duration.ofSeconds(30);

	private final ClientRegistrationRepository clients;

	private final SessionRepository<? extends Session> sessions;

	private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshing;

	// one refresh per session at a time; two sessions rarely share a lock
	private final Lock[] locks = IntStream.range(0, 64).mapToObj((i) -> new ReentrantLock()).toArray(Lock[]::new);

	Tokens(ClientRegistrationRepository clients, SessionRepository<? extends Session> sessions,
			OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshing) {
		this.clients = clients;
		this.sessions = sessions;
		this.refreshing = refreshing;
	}

	/**
	 * The access token of the request's session, renewed when it is about to expire.
	 * @throws SignedOutException if there is none or the provider ended the session
	 */
	String access(HttpServletRequest request) {
		// who brings a bearer token was let in without a CSRF check: the session is not
		// theirs to use
		HttpSession session = LoginSecurity.hasBearer(request) ? null : request.getSession(false);
		Held held = (session != null) ? (Held) session.getAttribute(ATTRIBUTE) : null;
		if (session == null || held == null) {
			throw new SignedOutException();
		}
		return held.lasts(MARGIN) ? held.access() : renewed(session, held).access();
	}

	private Held renewed(HttpSession session, Held seen) {
		Lock lock = this.locks[Math.floorMod(session.getId().hashCode(), this.locks.length)];
		lock.lock();
		try {
			// whoever held the lock before has renewed for all; this request still sees
			// the past
			Session stored = this.sessions.findById(session.getId());
			Held held = (stored != null) ? stored.getAttribute(ATTRIBUTE) : null;
			if (held == null) {
				throw new SignedOutException();
			}
			return held.lasts(MARGIN) ? held : renew(session, held);
		}
		finally {
			lock.unlock();
		}
	}

	private Held renew(HttpSession session, Held held) {
		if (held.refresh() == null) {
			throw new SignedOutException();
		}
		OAuth2AuthorizedClient client = client(held, LoginSecurity.CLIENT);
		OAuth2RefreshToken refresh = client.getRefreshToken();
		if (refresh == null) {
			throw new SignedOutException();
		}
		try {
			OAuth2AccessTokenResponse response = this.refreshing.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
					client.getClientRegistration(), client.getAccessToken(), refresh));
			Held renewed = Held.of(held.name(), response.getAccessToken(), response.getRefreshToken());
			// written at once (flush mode IMMEDIATE), before the lock is released
			session.setAttribute(ATTRIBUTE, renewed);
			return renewed;
		}
		catch (OAuth2AuthorizationException ex) {
			if ("invalid_grant".equals(ex.getError().getErrorCode())) {
				session.removeAttribute(ATTRIBUTE);
				throw new SignedOutException();
			}
			log.warn("The token was not renewed: {}", ex.getError().getErrorCode());
			if (held.lasts(Duration.ZERO)) {
				return held;
			}
			throw new LoginUnavailableException(ex);
		}
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String clientId,
			Authentication principal, HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		Held held = (session != null) ? (Held) session.getAttribute(ATTRIBUTE) : null;
		return (held != null) ? (T) client(held, clientId) : null;
	}

	@Override
	public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
			HttpServletRequest request, HttpServletResponse response) {
		request.getSession()
			.setAttribute(ATTRIBUTE,
					Held.of(client.getPrincipalName(), client.getAccessToken(), client.getRefreshToken()));
	}

	@Override
	public void removeAuthorizedClient(String clientId, Authentication principal, HttpServletRequest request,
			HttpServletResponse response) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.removeAttribute(ATTRIBUTE);
		}
	}

	private OAuth2AuthorizedClient client(Held held, String clientId) {
		ClientRegistration registration = this.clients.findByRegistrationId(clientId);
		if (registration == null) {
			throw new IllegalStateException("No client " + clientId);
		}
		OAuth2AccessToken access = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, held.access(),
				held.issuedAt(), held.expiresAt(), Set.of());
		String refresh = held.refresh();
		return new OAuth2AuthorizedClient(registration, held.name(), access,
				(refresh != null) ? new OAuth2RefreshToken(refresh, held.issuedAt()) : null);
	}

	private record Held(String name, String access, Instant issuedAt, Instant expiresAt,
			@Nullable String refresh) implements Serializable {

		static Held of(String name, OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh) {
			Instant issuedAt = (access.getIssuedAt() != null) ? access.getIssuedAt() : Instant.now();
			Instant expiresAt = (access.getExpiresAt() != null) ? access.getExpiresAt() : issuedAt.plusSeconds(60);
			return new Held(name, access.getTokenValue(), issuedAt, expiresAt,
					(refresh != null) ? refresh.getTokenValue() : null);
		}

		boolean lasts(Duration margin) {
			return Instant.now().plus(margin).isBefore(expiresAt());
		}

	}

}
