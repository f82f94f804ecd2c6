package ru.nastavnik.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sessions in PostgreSQL, so that any gateway can answer any request.
 */
@Configuration(proxyBeanMethods = false)
class Sessions implements BeanClassLoaderAware {

	private static final Logger log = LoggerFactory.getLogger(Sessions.class);

	private @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	// parallel requests of a page may set the same attribute
	@Bean
	PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionUpserts() {
		return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
	}

	// after an upgrade an old session may not be readable: that person signs in again
	// instead of meeting an error at every click
	@Bean
	ConversionService springSessionConversionService() {
		DeserializingConverter reading = (this.classLoader != null) ? new DeserializingConverter(this.classLoader)
				: new DeserializingConverter();
		GenericConversionService conversion = new GenericConversionService();
		conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
		conversion.addConverter(new Reading(reading));
		return conversion;
	}

	@Bean
	CookieSerializer sessionCookie(@Value("${server.servlet.session.cookie.secure}") boolean secure) {
		DefaultCookieSerializer cookie = new DefaultCookieSerializer();
		cookie.setUseHttpOnlyCookie(true);
		cookie.setSameSite("Lax");
		cookie.setUseSecureCookie(secure);
		return cookie;
	}

	@Bean
	HttpSessionIdResolver sessionIds(CookieSerializer cookies) {
		return new OneLook(cookies);
	}

	@Bean
	FilterRegistrationBean<Clock> sessionClock(SessionRepository<? extends Session> sessions, CookieSerializer cookies,
			JsonMapper json, Problems problems) {
		FilterRegistrationBean<Clock> registration = new FilterRegistrationBean<>(
				new Clock(sessions, cookies, json, problems));
		registration.addUrlPatterns(Left.PATH);
		registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 10);
		return registration;
	}

	/**
	 * Reads the session of a request once, and not at all where it cannot matter. Without
	 * this the framework looks into the database for every picture of a page, and once
	 * more after every answer.
	 */
	private static final class OneLook implements HttpSessionIdResolver {

		private static final String LOOKED = OneLook.class.getName();

		private final CookieHttpSessionIdResolver cookies = new CookieHttpSessionIdResolver();

		OneLook(CookieSerializer serializer) {
			this.cookies.setCookieSerializer(serializer);
		}

		@Override
		public List<String> resolveSessionIds(HttpServletRequest request) {
			if (request.getAttribute(LOOKED) != null || !LoginSecurity.mayUseSession(request)) {
				return List.of();
			}
			request.setAttribute(LOOKED, true);
			return this.cookies.resolveSessionIds(request);
		}

		@Override
		public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
			// once the answer is on its way the cookie is settled
			if (!response.isCommitted()) {
				this.cookies.setSessionId(request, response, sessionId);
			}
		}

		@Override
		public void expireSession(HttpServletRequest request, HttpServletResponse response) {
			this.cookies.expireSession(request, response);
		}

	}

	/** Reads an attribute, or nothing where its class has changed. */
	private record Reading(DeserializingConverter stream) implements GenericConverter {

		@Override
		public Set<ConvertiblePair> getConvertibleTypes() {
			return Set.of(new ConvertiblePair(byte[].class, Object.class));
		}

		@Override
		public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
			try {
				return (source instanceof byte[] bytes) ? this.stream.convert(bytes) : null;
			}
			catch (RuntimeException ex) {
				log.info("A session attribute of another version was dropped: {}", ex.getMessage());
				return null;
			}
		}

	}

	/**
	 * How long the session still lasts unless something happens.
	 *
	 * @param secondsLeft seconds from now
	 * @param sessionExpiresAt the same as a moment
	 */
	record Left(long secondsLeft, Instant sessionExpiresAt) {

		static final String PATH = "/api/session";

		static Left of(Instant lastAccess, Duration timeout) {
			Instant end = lastAccess.plus(timeout);
			return new Left(Math.max(0, Duration.between(Instant.now(), end).toSeconds()), end);
		}

	}

	/**
	 * Answers {@code GET /api/session} ahead of the session filter: to ask for the time
	 * left must not prolong it.
	 */
	static class Clock extends OncePerRequestFilter {

		private final SessionRepository<? extends Session> sessions;

		private final CookieSerializer cookies;

		private final JsonMapper json;

		private final Problems problems;

		Clock(SessionRepository<? extends Session> sessions, CookieSerializer cookies, JsonMapper json,
				Problems problems) {
			this.sessions = sessions;
			this.cookies = cookies;
			this.json = json;
			this.problems = problems;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !HttpMethod.GET.matches(request.getMethod()) || LoginSecurity.hasBearer(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			for (String id : this.cookies.readCookieValues(request)) {
				Session session = this.sessions.findById(id);
				if (session != null && !session.isExpired() && session.getAttribute(Tokens.ATTRIBUTE) != null) {
					response.setContentType(MediaType.APPLICATION_JSON_VALUE);
					response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
					response.setHeader("X-Content-Type-Options", "nosniff");
					response.getOutputStream()
						.write(this.json.writeValueAsBytes(
								Left.of(session.getLastAccessedTime(), session.getMaxInactiveInterval())));
					return;
				}
			}
			this.problems.write(response, Problem.ofStatus(401));
		}

	}

}
