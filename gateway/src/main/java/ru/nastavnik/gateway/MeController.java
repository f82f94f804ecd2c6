package ru.nastavnik.gateway;

import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.gateway.Problems.SignedOutException;
import ru.nastavnik.gateway.Sessions.Left;

/**
 * Who I am and how long my session lasts: the first call of the user interface.
 */
@RestController
class MeController {

	static final String PATH = "/api/me";

	private final Tokens tokens;

	/** Only told when it is one. */
	private final @Nullable Boolean demoMail;

	MeController(Tokens tokens, GatewayProperties properties) {
		this.tokens = tokens;
		this.demoMail = properties.demoMailUrl().isBlank() ? null : true;
	}

	@GetMapping(PATH)
	Me me(HttpServletRequest request, Authentication authentication) throws ParseException {
		if (authentication instanceof JwtAuthenticationToken bearer) {
			return Me.of(bearer.getToken().getTokenValue(), null, null);
		}
		return Me.of(this.tokens.access(request), left(request).sessionExpiresAt(), this.demoMail);
	}

	// the tokens are asked for too: a session without them is of no use, and renewing
	// them
	// keeps the provider's own session alive
	@PostMapping(Left.PATH)
	Left extend(HttpServletRequest request) {
		this.tokens.access(request);
		return left(request);
	}

	private static Left left(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session == null) {
			throw new SignedOutException();
		}
		return Left.of(Instant.now(), java.time.Duration.ofSeconds(session.getMaxInactiveInterval()));
	}

	/**
	 * The signed-in person.
	 *
	 * @param username log-in name
	 * @param name name to show
	 * @param grants what was granted
	 * @param sessionExpiresAt when the session ends unless used; absent for API clients
	 * @param demoMail whether this is a demonstration that shows its letters
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Me(String username, String name, List<Grant> grants, @Nullable Instant sessionExpiresAt,
			@Nullable Boolean demoMail) {

		// the token came from the provider itself or was checked: its claims can be read
		// as they are
		static Me of(String token, @Nullable Instant sessionExpiresAt, @Nullable Boolean demoMail)
				throws ParseException {
			JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
			String username = Optional.ofNullable(claims.getStringClaim("preferred_username"))
				.orElse(Optional.ofNullable(claims.getSubject()).orElse(""));
			String family = claims.getStringClaim("family_name");
			String given = claims.getStringClaim("given_name");
			// the provider puts the given name first, Russian lists and documents the
			// family name
			String name = (family != null && given != null) ? family + " " + given
					: Optional.ofNullable(claims.getStringClaim("name")).orElse(username);
			List<String> grants = Optional.ofNullable(claims.getStringListClaim("grants")).orElse(List.of());
			return new Me(username, name, grants.stream().map(Grant::parse).flatMap(Optional::stream).toList(),
					sessionExpiresAt, demoMail);
		}

	}

	/**
	 * One grant, from {@code role@region/organisation} or
	 * {@code role@region/organisation/person}.
	 *
	 * @param role the role
	 * @param region the region
	 * @param organisation the organisation in the region
	 * @param person the person, for personal roles
	 * @param insteadOf the account of whoever is substituted
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Grant(String role, long region, long organisation, @Nullable Long person, @Nullable Long insteadOf) {

		private static final Pattern TEXT = Pattern
			.compile("([a-z]+)@(\\d{1,18})/(\\d{1,18})(?:/(\\d{1,18}))?(?:~(\\d{1,18}))?");

		static Optional<Grant> parse(String text) {
			Matcher matcher = TEXT.matcher(text.trim());
			if (!matcher.matches()) {
				return Optional.empty();
			}
			String person = matcher.group(4);
			String insteadOf = matcher.group(5);
			return Optional.of(new Grant(matcher.group(1), Long.parseLong(matcher.group(2)),
					Long.parseLong(matcher.group(3)), (person != null) ? Long.valueOf(person) : null,
					(insteadOf != null) ? Long.valueOf(insteadOf) : null));
		}

	}

}
