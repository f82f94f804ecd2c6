package ru.nastavnik.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Turns every failure of the gateway into a problem: whatever breaks, the caller gets
 * JSON with a Russian sentence and a number, never a stack trace.
 */
@Component
class Problems implements RequestRejectedHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private final JsonMapper json;

	Problems(JsonMapper json) {
		this.json = json;
	}

	void write(HttpServletResponse response, Problem.Body body) throws IOException {
		response.setStatus(body.status());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		if (body.status() == 503) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "5");
		}
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.getOutputStream().write(this.json.writeValueAsBytes(body));
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		log.info("Refused by the firewall: {}", ex.getMessage());
		write(response, Problem.ofStatus(400));
	}

	/** What a failure means to the caller. */
	static Problem.Body of(Throwable failure, HttpMethod method) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable at = failure; at != null && !causes.contains(at); at = at.getCause()) {
			causes.add(at);
		}
		if (any(causes, SignedOutException.class)) {
			return Problem.ofStatus(401);
		}
		if (any(causes, TooLargeException.class)) {
			return Problem.ofStatus(413);
		}
		if (any(causes, LoginUnavailableException.class)) {
			return Problem.UNAVAILABLE.because("Служба входа временно недоступна. Повторите через минуту.");
		}
		if (failure instanceof ErrorResponse error) {
			return Problem.ofStatus(error.getStatusCode().value());
		}
		// nothing has been sent yet in these cases
		if (any(causes, DataAccessException.class) || any(causes, TransactionException.class)
				|| any(causes, ConnectException.class) || any(causes, HttpConnectTimeoutException.class)) {
			return Problem.ofStatus(503);
		}
		if (any(causes, HttpTimeoutException.class)) {
			return Problem.TIMEOUT
				.because(isRead(method) ? "Сервис временно недоступен: ответ не получен вовремя. Повторите позже."
						: "Ответ не получен вовремя. Проверьте, сохранились ли данные, и только затем повторите.");
		}
		if (any(causes, IOException.class)) {
			return isRead(method) ? Problem.ofStatus(503) : Problem.UNAVAILABLE
				.because("Сервис временно недоступен. Проверьте, сохранились ли данные, и только затем повторите.");
		}
		return Problem.ofStatus(500);
	}

	private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
		return causes.stream().anyMatch(type::isInstance);
	}

	private static boolean isRead(HttpMethod method) {
		return method == HttpMethod.GET || method == HttpMethod.HEAD || method == HttpMethod.OPTIONS;
	}

	static void log(Problem.Body body, String about, Throwable failure) {
		if (body.status() == 500) {
			log.error("{} failed", about, failure);
		}
		else if (body.status() > 500) {
			log.warn("{}: {} ({})", about, body.code(), failure.toString());
		}
	}

	/**
	 * What goes wrong outside of Spring MVC: the session store, the security chain.
	 */
	@Component
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Outermost extends OncePerRequestFilter {

		private final Problems problems;

		Outermost(Problems problems) {
			this.problems = problems;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			Trace.begin(request);
			try {
				chain.doFilter(request, response);
			}
			catch (ServletException | IOException | RuntimeException ex) {
				if (response.isCommitted()) {
					// the caller has gone or has half of the answer: nothing can be told
					// any more
					log.debug("Broken off: {}", request.getRequestURI(), ex);
					throw (ex instanceof IOException io) ? io : new IOException("The response was broken off", ex);
				}
				Problem.Body body = of(ex, HttpMethod.valueOf(request.getMethod()));
				log(body, request.getMethod() + " " + request.getRequestURI(), ex);
				response.reset();
				this.problems.write(response, body);
			}
			finally {
				Trace.end();
			}
		}

	}

	/**
	 * What goes wrong in Spring MVC. An address that is nobody's belongs to the user
	 * interface, which has its own routes.
	 */
	@RestControllerAdvice
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Advice {

		private final Problems problems;

		private final UserInterface ui;

		Advice(Problems problems, UserInterface ui) {
			this.problems = problems;
			this.ui = ui;
		}

		@ExceptionHandler
		@Nullable ResponseEntity<byte[]> nowhere(NoResourceFoundException ex, HttpServletRequest request,
				HttpServletResponse response) throws IOException {
			ResponseEntity<byte[]> page = UserInterface.isPage(request) ? this.ui.page(request) : null;
			if (page == null) {
				this.problems.write(response, Problem.ofStatus(404));
			}
			return page;
		}

		@ExceptionHandler
		void other(Exception ex, HttpServletRequest request, HttpServletResponse response) throws Exception {
			if (response.isCommitted()) {
				throw ex;
			}
			Problem.Body body = of(ex, HttpMethod.valueOf(request.getMethod()));
			log(body, request.getMethod() + " " + request.getRequestURI(), ex);
			this.problems.write(response, body);
		}

	}

	/**
	 * What the servlet container refuses.
	 */
	@Controller
	static class Errors implements ErrorController {

		private final Problems problems;

		Errors(Problems problems) {
			this.problems = problems;
		}

		@RequestMapping("/error")
		void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
			Object status = request.getAttribute("jakarta.servlet.error.status_code");
			this.problems.write(response, Problem.ofStatus((status instanceof Integer code) ? code : 404));
		}

	}

	/** The session holds no usable tokens any more. */
	static class SignedOutException extends RuntimeException {

	}

	/** The identity provider does not answer. */
	static class LoginUnavailableException extends RuntimeException {

		LoginUnavailableException(Throwable cause) {
			super(cause);
		}

	}

	/** The body is larger than allowed. */
	static class TooLargeException extends IOException {

	}

}
