package ru.nastavnik.gateway;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import ru.nastavnik.gateway.Problems.TooLargeException;

/**
 * {@code /api/<service>/**} goes to the service with the person's token. Nothing is ever
 * sent twice: a write that got no answer may have been saved.
 */
@Configuration(proxyBeanMethods = false)
class Routes {

	// between services, or for operators inside the network; never for whoever comes by
	// this door
	private static final Pattern INTERNAL = Pattern.compile("/api/[^/]+/+(feed|actuator|error)(/.*)?",
			Pattern.CASE_INSENSITIVE);

	private static final String ACT_AS = "X-Act-As";

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	// the browser's business with the gateway is none of the services'
	private static final List<String> KEPT_HERE = List.of(HttpHeaders.COOKIE, "X-XSRF-TOKEN", HttpHeaders.ORIGIN,
			HttpHeaders.REFERER, Trace.HEADER);

	private static final Set<String> NOT_FOR_BROWSERS = Set.of(HttpHeaders.SET_COOKIE, HttpHeaders.SERVER,
			HttpHeaders.WWW_AUTHENTICATE);

	private final Tokens tokens;

	Routes(Tokens tokens) {
		this.tokens = tokens;
	}

	@Bean
	RouterFunction<ServerResponse> registryRoute(GatewayProperties properties) {
		return route("registry", properties.registryUrl());
	}

	@Bean
	RouterFunction<ServerResponse> programmeRoute(GatewayProperties properties) {
		return route("programme", properties.programmeUrl());
	}

	@Bean
	RouterFunction<ServerResponse> monitoringRoute(GatewayProperties properties) {
		return route("monitoring", properties.monitoringUrl());
	}

	private RouterFunction<ServerResponse> route(String service, URI address) {
		String prefix = "/api/" + service;
		return GatewayRouterFunctions.route(service)
			.route(RequestPredicates.path(prefix + "/**"), HandlerFunctions.http())
			.before(BeforeFilterFunctions.uri(address))
			.before(BeforeFilterFunctions.stripPrefix(2))
			.filter((request, next) -> relay(request, next, prefix, address))
			.build();
	}

	private ServerResponse relay(ServerRequest request, HandlerFunction<ServerResponse> next, String prefix,
			URI address) throws Exception {
		HttpServletRequest original = request.servletRequest();
		// the container has decoded and straightened this path, so no spelling of it gets
		// by
		if (INTERNAL.matcher(original.getServletPath()).matches()) {
			return answer(Problem.ofStatus(404));
		}
		try {
			ServerRequest relayed = ServerRequest.from(request).headers((headers) -> {
				KEPT_HERE.forEach(headers::remove);
				headers.set(Trace.HEADER, Trace.parent());
				// the log of the services says from where
				headers.set(FORWARDED_FOR, original.getRemoteAddr());
				if (Activations.isOne(original)) {
					headers.remove(ACT_AS);
					headers.remove(HttpHeaders.AUTHORIZATION);
				}
				else if (!LoginSecurity.hasBearer(original)) {
					headers.remove(ACT_AS);
					headers.setBearerAuth(this.tokens.access(original));
				}
			}).build();
			ServerResponse response = next.handle(relayed);
			NOT_FOR_BROWSERS.forEach(response.headers()::remove);
			URI location = response.headers().getLocation();
			if (location != null) {
				response.headers().setLocation(outside(location, prefix, address));
			}
			return response;
		}
		catch (Exception ex) {
			Problem.Body body = Problems.of(ex, request.method());
			Problems.log(body, request.method() + " " + original.getRequestURI(), ex);
			return answer(body);
		}
	}

	// a service names new things by its own address
	private static URI outside(URI location, String prefix, URI address) {
		boolean own = location.getAuthority() == null || location.getAuthority().equals(address.getAuthority());
		if (!own || location.getRawPath() == null || !location.getRawPath().startsWith("/")) {
			return location;
		}
		String query = (location.getRawQuery() != null) ? "?" + location.getRawQuery() : "";
		return URI.create(prefix + location.getRawPath() + query);
	}

	private static ServerResponse answer(Problem.Body body) {
		ServerResponse.BodyBuilder response = ServerResponse.status(body.status())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (body.status() == 503) {
			response.header(HttpHeaders.RETRY_AFTER, "5");
		}
		return response.body(body);
	}

	/**
	 * Refuses bodies that are too large, also those that do not say how large they are.
	 */
	@Component
	static class Limit extends OncePerRequestFilter {

		/**
		 * A table of 100,000 people does not fit into what is enough for everything else.
		 */
		private static final String TABLES = "/api/registry/exchange/imports";

		private static final long MAX_TABLE = 41L << 20;

		private final long max;

		private final Problems problems;

		Limit(GatewayProperties properties, Problems problems) {
			this.max = properties.maxRequest().toBytes();
			this.problems = problems;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return HttpMethod.GET.matches(request.getMethod());
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			long most = TABLES.equals(request.getServletPath()) ? Math.max(MAX_TABLE, this.max) : this.max;
			if (request.getContentLengthLong() > most) {
				this.problems.write(response, Problem.ofStatus(413));
			}
			else if (request.getContentLengthLong() < 0) {
				chain.doFilter(new Counted(request, most), response);
			}
			else {
				chain.doFilter(request, response);
			}
		}

	}

	/** A request whose body stops at the limit. */
	private static final class Counted extends HttpServletRequestWrapper {

		private final long max;

		Counted(HttpServletRequest request, long max) {
			super(request);
			this.max = max;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new CountedStream(super.getInputStream(), this.max);
		}

	}

	private static final class CountedStream extends ServletInputStream {

		private final ServletInputStream body;

		private long left;

		CountedStream(ServletInputStream body, long max) {
			this.body = body;
			this.left = max;
		}

		@Override
		public int read() throws IOException {
			int one = this.body.read();
			if (one >= 0) {
				count(1);
			}
			return one;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = this.body.read(bytes, offset, length);
			count(Math.max(0, read));
			return read;
		}

		private void count(int read) throws IOException {
			this.left -= read;
			if (this.left < 0) {
				throw new TooLargeException();
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
