package ru.nastavnik.kit.problem;

import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.MDC;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Shapes of problem details, and what the database's refusals mean.
 */
public final class Problems {

	private Problems() {
	}

	/** The body of a problem: type, title, status, detail, code, violations, traceId. */
	public static ProblemDetail detail(Problem problem, String detail, List<Violation> violations) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), detail);
		body.setType(URI.create("urn:nastavnik:problem:" + problem.code()));
		body.setTitle(problem.title());
		body.setProperty("code", problem.code());
		body.setProperty("violations", violations);
		String trace = MDC.get("traceId");
		if (trace != null) {
			body.setProperty("traceId", trace);
		}
		return body;
	}

	/** Foreign and missing look the same. */
	public static ProblemDetail notFound() {
		return detail(KitProblem.NOT_FOUND, "Запись не найдена или недоступна вам.", List.of());
	}

	static ProblemDetail ofStatus(HttpStatusCode status, @Nullable Set<HttpMethod> allow) {
		return switch (status.value()) {
			case 404 -> notFound();
			case 405 -> detail(KitProblem.METHOD, "Так обратиться к этому адресу нельзя.", List.of());
			case 413 -> detail(KitProblem.TOO_LARGE, "Запрос слишком большой. Разделите его на части.", List.of());
			case 406, 415 -> detail(KitProblem.MEDIA_TYPE, "Отправьте и примите данные в формате JSON.", List.of());
			default -> detail(KitProblem.MALFORMED, "Запрос не понят. Проверьте адрес и параметры.", List.of());
		};
	}

	static String path(DatabindException ex) {
		return ex.getPath()
			.stream()
			.map((part) -> (part.getPropertyName() != null) ? "." + part.getPropertyName()
					: "[" + part.getIndex() + "]")
			.collect(Collectors.joining())
			.replaceFirst("^\\.", "");
	}

	static String hint(DatabindException ex) {
		if (ex instanceof InvalidFormatException format) {
			Class<?> type = format.getTargetType();
			if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
				return "Такой даты нет. Укажите дату в виде ГГГГ-ММ-ДД.";
			}
			if (type.isEnum()) {
				return "Нет такого значения. Допустимы: " + java.util.Arrays.stream(type.getEnumConstants())
					.map(String::valueOf)
					.collect(Collectors.joining(", ")) + ".";
			}
			if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
				return "Укажите число.";
			}
		}
		return "Недопустимое значение.";
	}

	static @Nullable String constraint(Throwable ex) {
		PSQLException cause = sql(ex);
		ServerErrorMessage message = (cause != null) ? cause.getServerErrorMessage() : null;
		return (message != null) ? message.getConstraint() : null;
	}

	/** Whether row-level security refused a write. */
	static boolean isPolicyRefusal(Throwable ex) {
		PSQLException cause = sql(ex);
		return cause != null && "42501".equals(cause.getSQLState());
	}

	static boolean isConnectionLoss(Throwable ex) {
		for (Throwable at = ex; at != null; at = at.getCause()) {
			String state = (at instanceof SQLException sql) ? sql.getSQLState() : null;
			if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
				return true;
			}
			if (at instanceof java.sql.SQLTransientConnectionException || at instanceof JacksonException) {
				return at instanceof java.sql.SQLTransientConnectionException;
			}
		}
		return false;
	}

	private static @Nullable PSQLException sql(Throwable ex) {
		for (Throwable at = ex; at != null; at = at.getCause()) {
			if (at instanceof PSQLException sql) {
				return sql;
			}
		}
		return null;
	}

}
