package ru.nastavnik.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The only requests of the interface that need no session: setting the first password
 * with a one-time code, and checking a printed document by its QR code. They keep the
 * CSRF check of every other request, carry nobody's token, and from one address there are
 * only so many of them; each account counts wrong codes besides.
 */
@Component
class Activations extends OncePerRequestFilter {

	static final String[] PATHS = { "/api/registry/activations", "/api/registry/activations/state",
			"/api/registry/document-checks", "/api/programme/document-checks" };

	private static final Duration WINDOW = Duration.ofMinutes(10);

	/** A teachers' room behind one address sets its passwords in one afternoon. */
	private static final int PASSWORDS = 60;

	private static final int QUESTIONS = 900;

	private static final int ADDRESSES = 20_000;

	private final Problems problems;

	private final Map<String, Window> seen = new ConcurrentHashMap<>();

	Activations(Problems problems) {
		this.problems = problems;
	}

	private record Window(long start, int count) {
	}

	static boolean isOne(HttpServletRequest request) {
		String path = request.getServletPath();
		return HttpMethod.POST.matches(request.getMethod()) && List.of(PATHS).contains(path);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !isOne(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String path = request.getServletPath();
		int most = path.equals(PATHS[0]) ? PASSWORDS : QUESTIONS;
		if (count(path + " " + request.getRemoteAddr()) > most) {
			response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(WINDOW.toSeconds()));
			this.problems.write(response, Problem.ofStatus(429));
			return;
		}
		chain.doFilter(request, response);
	}

	private int count(String key) {
		long now = System.currentTimeMillis();
		if (this.seen.size() > ADDRESSES) {
			this.seen.values().removeIf((window) -> over(window, now));
		}
		return this.seen
			.compute(key,
					(same, window) -> over(window, now) ? new Window(now, 1)
							: new Window(window.start(), window.count() + 1))
			.count();
	}

	private static boolean over(@Nullable Window window, long now) {
		return window == null || now - window.start() > WINDOW.toMillis();
	}

}
