package ru.nastavnik.gateway;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;

/**
 * The number under which a request is found in the logs of every service: the trace id of
 * a W3C {@code traceparent}, taken over from the caller or begun here.
 */
final class Trace {

	static final String HEADER = "traceparent";

	private static final String KEY = "traceId";

	private static final Pattern TRACEPARENT = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

	private Trace() {
	}

	static void begin(HttpServletRequest request) {
		String parent = request.getHeader(HEADER);
		Matcher matcher = TRACEPARENT.matcher((parent != null) ? parent : "");
		MDC.put(KEY, matcher.matches() ? matcher.group(1) : hex() + hex());
	}

	static void end() {
		MDC.remove(KEY);
	}

	static String current() {
		String id = MDC.get(KEY);
		return (id != null) ? id : "";
	}

	/** The header for a call that this request causes. */
	static String parent() {
		return "00-" + current() + "-" + hex() + "-01";
	}

	private static String hex() {
		return "%016x".formatted(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
	}

}
