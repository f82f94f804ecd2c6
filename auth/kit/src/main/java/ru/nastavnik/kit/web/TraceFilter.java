package ru.nastavnik.kit.web;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the trace id of the W3C {@code traceparent} header into the log and into problem
 * details, so that a user's report leads to the log lines.
 */
class TraceFilter extends OncePerRequestFilter {

	private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String header = request.getHeader("traceparent");
		Matcher matcher = TRACEPARENT.matcher((header != null) ? header : "");
		if (!matcher.matches()) {
			chain.doFilter(request, response);
			return;
		}
		MDC.put("traceId", matcher.group(1));
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove("traceId");
		}
	}

}
