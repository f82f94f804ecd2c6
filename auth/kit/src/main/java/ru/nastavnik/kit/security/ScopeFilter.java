package ru.nastavnik.kit.security;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Turns the grants of the token into the scope of the request. A client that the realm
 * allows to act for others names the grants itself; nobody else may.
 */
class ScopeFilter extends OncePerRequestFilter {

	static final String ACT_AS = "X-Act-As";

	static final String REGION = "X-Region";

	/** For an EventSource of the browser, which sends no headers of its own. */
	static final String REGION_PARAMETER = "region";

	private final HandlerExceptionResolver problems;

	ScopeFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Scope scope;
		try {
			scope = scope(request);
		}
		catch (ProblemException ex) {
			this.problems.resolveException(request, response, null, ex);
			return;
		}
		try {
			Scope.<@Nullable Void, Exception>call(scope, () -> {
				chain.doFilter(request, response);
				return null;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
	}

	// async dispatches (server-sent events) write what was read already
	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return true;
	}

	private Scope scope(HttpServletRequest request) {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		String actAs = request.getHeader(ACT_AS);
		if (!(authentication instanceof JwtAuthenticationToken token)) {
			return Scope.NONE;
		}
		Jwt jwt = token.getToken();
		boolean mayAct = has(token, "SCOPE_act-as");
		if (actAs != null && !mayAct) {
			throw KitProblem.FORBIDDEN.because("Действовать от чужого имени нельзя.");
		}
		if (actAs == null && has(token, "SCOPE_feeds")) {
			return Scope.ofFeed();
		}
		Collection<String> texts = (actAs != null) ? Arrays.asList(actAs.split(",")) : grants(jwt);
		List<Grant> grants = texts.stream().map(String::trim).map(Grant::parse).flatMap(Optional::stream).toList();
		String family = jwt.getClaimAsString("family_name");
		String given = jwt.getClaimAsString("given_name");
		// the provider puts the given name first, Russian lists and documents the family
		// name
		String name = (family != null && given != null) ? family + " " + given
				: Optional.ofNullable(jwt.getClaimAsString("name")).orElse("");
		String subject = Optional.ofNullable(jwt.getSubject()).orElse("");
		return Scope.of(subject, name, grants, region(request));
	}

	private static Collection<String> grants(Jwt jwt) {
		List<String> grants = jwt.getClaimAsStringList("grants");
		return (grants != null) ? grants : List.of();
	}

	private static @Nullable Long region(HttpServletRequest request) {
		String region = request.getHeader(REGION);
		if (region == null && "GET".equals(request.getMethod())) {
			region = request.getParameter(REGION_PARAMETER);
		}
		if (region == null) {
			return null;
		}
		try {
			return Long.valueOf(region);
		}
		catch (NumberFormatException ex) {
			throw KitProblem.MALFORMED.because("Регион указан неверно. Выберите его ещё раз.");
		}
	}

	private static boolean has(JwtAuthenticationToken token, String authority) {
		return token.getAuthorities().stream().anyMatch((granted) -> authority.equals(granted.getAuthority()));
	}

}
