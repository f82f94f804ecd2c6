package ru.nastavnik.kit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * A POST with an {@code Idempotency-Key} happens once: the key is stored by the command's
 * own transaction, the answer beside it afterwards, and a repeated request gets that
 * answer again, unless it is {@link AnswerNotKept}. A key that comes back with another
 * body is refused with 422.
 */
public class Idempotency extends OncePerRequestFilter {

	static final String HEADER = "Idempotency-Key";

	private static final ScopedValue<Claim> CLAIM = ScopedValue.newInstance();

	/** Stands for an answer that is not kept; a refusal is never stored. */
	private static final int NOT_KEPT = 409;

	private static final int MAX_ANSWER = 64 * 1024;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final HandlerExceptionResolver problems;

	private final DataSize maxBody;

	Idempotency(JdbcClient jdbc, TransactionTemplate transaction, HandlerExceptionResolver problems, DataSize maxBody) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.problems = problems;
		this.maxBody = maxBody;
	}

	/** The key of the current command, which its transaction has to store. */
	public static @Nullable Claim currentClaim() {
		return CLAIM.isBound() ? CLAIM.get() : null;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !"POST".equals(request.getMethod()) || request.getHeader(HEADER) == null
				|| Scope.current() == Scope.NONE;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		if (key.isBlank() || key.length() > 100) {
			refuse(request, response, KitProblem.IDEMPOTENCY_KEY
				.because("Ключ запроса должен содержать от 1 до 100 знаков. Отправьте новый ключ."));
			return;
		}
		CachedBodyRequest cached;
		try {
			cached = new CachedBodyRequest(request, this.maxBody);
		}
		catch (ProblemException ex) {
			refuse(request, response, ex);
			return;
		}
		Scope scope = Scope.current();
		Claim claim = new Claim(scope.region(), scope.caller(), key, hash(request.getRequestURI(), cached.body()));
		Optional<Stored> stored = find(claim);
		if (stored.isPresent()) {
			replay(request, response, claim, stored.get());
			return;
		}
		ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
		try {
			ScopedValue.where(CLAIM, claim).call(() -> {
				chain.doFilter(cached, answer);
				return null;
			});
		}
		catch (ServletException | IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ServletException(ex);
		}
		if (claim.stored && answer.getStatus() < 300) {
			if (isKept(cached)) {
				remember(claim, answer.getStatus(), answer.getHeader(HttpHeaders.LOCATION), body(answer));
			}
			else {
				remember(claim, NOT_KEPT, null, null);
			}
		}
		answer.copyBodyToResponse();
	}

	private void replay(HttpServletRequest request, HttpServletResponse response, Claim claim, Stored stored)
			throws IOException {
		if (!stored.hash().equals(claim.hash)) {
			refuse(request, response, KitProblem.IDEMPOTENCY_KEY
				.because("Этот ключ запроса уже использован для других данных. Отправьте запрос с новым ключом."));
		}
		else if (stored.status() == null) {
			refuse(request, response, Claim.alreadyDone());
		}
		else if (stored.status() == NOT_KEPT) {
			refuse(request, response, KitProblem.DUPLICATE_REQUEST.because(
					"Этот запрос уже выполнен, а ответ на него не хранится. Повторите действие на странице заново."));
		}
		else {
			response.setStatus(stored.status());
			if (stored.location() != null) {
				response.setHeader(HttpHeaders.LOCATION, stored.location());
			}
			if (stored.body() != null) {
				response.setContentType("application/json");
				response.setCharacterEncoding(StandardCharsets.UTF_8);
				response.getOutputStream().write(stored.body().getBytes(StandardCharsets.UTF_8));
			}
		}
	}

	private Optional<Stored> find(Claim claim) {
		List<Stored> rows = this.transaction.execute((status) -> this.jdbc
			.sql("select hash, status, location, body from idempotency "
					+ "where region_id = :region and caller = :caller and key = :key")
			.param("region", claim.region)
			.param("caller", claim.caller)
			.param("key", claim.key)
			.query(Stored.class)
			.list());
		return (rows != null) ? rows.stream().findFirst() : Optional.empty();
	}

	private static boolean isKept(HttpServletRequest request) {
		return !(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler)
				|| !handler.hasMethodAnnotation(AnswerNotKept.class);
	}

	private static @Nullable String body(ContentCachingResponseWrapper answer) {
		byte[] body = answer.getContentAsByteArray();
		return (body.length > 0 && body.length <= MAX_ANSWER) ? new String(body, StandardCharsets.UTF_8) : null;
	}

	private void remember(Claim claim, int answered, @Nullable String location, @Nullable String body) {
		this.transaction.executeWithoutResult((status) -> this.jdbc
			.sql("update idempotency set status = :status, location = :location, body = :body "
					+ "where region_id = :region and caller = :caller and key = :key")
			.param("status", answered)
			.param("location", location)
			.param("body", body)
			.param("region", claim.region)
			.param("caller", claim.caller)
			.param("key", claim.key)
			.update());
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, RuntimeException refusal) {
		this.problems.resolveException(request, response, null, refusal);
	}

	private static String hash(String path, byte[] body) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(path.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest(body));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Stored(String hash, @Nullable Integer status, @Nullable String location, @Nullable String body) {
	}

	/** A key on its way into the command's transaction. */
	public static final class Claim {

		private final long region;

		private final String caller;

		private final String key;

		private final String hash;

		private boolean stored;

		Claim(long region, String caller, String key, String hash) {
			this.region = region;
			this.caller = caller;
			this.key = key;
			this.hash = hash;
		}

		/** Stores the key once, on the transaction's connection, just before commit. */
		public void store(DataSource dataSource) {
			if (this.stored) {
				return;
			}
			int rows = JdbcClient.create(dataSource)
				.sql("insert into idempotency (region_id, caller, key, hash) values (:region, :caller, :key, :hash) "
						+ "on conflict do nothing")
				.param("region", this.region)
				.param("caller", this.caller)
				.param("key", this.key)
				.param("hash", this.hash)
				.update();
			if (rows == 0) {
				throw alreadyDone();
			}
			this.stored = true;
		}

		static RuntimeException alreadyDone() {
			return KitProblem.DUPLICATE_REQUEST
				.because("Этот запрос уже выполнен или выполняется. Обновите страницу, чтобы увидеть результат.");
		}

	}

}
