package ru.nastavnik.kit.problem;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import ru.nastavnik.kit.web.PersonName;
import ru.nastavnik.kit.web.PersonNameValidator;

/**
 * Turns every failure into a problem detail. Bad input is never a 5xx, and a 5xx never
 * tells more than a trace id.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	ResponseEntity<ProblemDetail> refused(ProblemException ex) {
		ProblemDetail body = Problems.detail(ex.problem(), ex.detail(), ex.violations());
		if (ex instanceof StaleVersionException stale) {
			body.setProperty("current", stale.current());
			body.setProperty("submittedVersion", stale.submittedVersion());
		}
		return answer(body);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalidBody(MethodArgumentNotValidException ex) {
		return invalid(ex.getBindingResult().getAllErrors().stream().map((error) -> {
			if (error instanceof FieldError fieldError) {
				// only names have a form that can be told from the wrong one
				String suggestion = PersonName.class.getSimpleName().equals(fieldError.getCode())
						? PersonNameValidator.suggestion(fieldError.getRejectedValue()) : null;
				return new Violation(fieldError.getField(), message(error.getDefaultMessage()), suggestion);
			}
			return new Violation(error.getObjectName(), message(error.getDefaultMessage()));
		}).toList());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalidParameters(HandlerMethodValidationException ex) {
		return invalid(ex.getParameterValidationResults().stream().flatMap((result) -> {
			if (result instanceof ParameterErrors errors) {
				return errors.getFieldErrors()
					.stream()
					.map((error) -> new Violation(error.getField(), message(error.getDefaultMessage())));
			}
			String name = Optional.ofNullable(result.getMethodParameter().getParameterName()).orElse("");
			return result.getResolvableErrors()
				.stream()
				.map((error) -> new Violation(name, message(error.getDefaultMessage())));
		}).toList());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> invalidValue(ConstraintViolationException ex) {
		return invalid(ex.getConstraintViolations()
			.stream()
			.map((violation) -> new Violation(violation.getPropertyPath().toString(), message(violation.getMessage())))
			.toList());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException ex) {
		// an id that is not a number names nothing
		if (ex.getParameter().hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
			return answer(Problems.notFound());
		}
		return invalid(List.of(new Violation(ex.getName(), "Недопустимое значение.")));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> missingParameter(MissingServletRequestParameterException ex) {
		return invalid(List.of(new Violation(ex.getParameterName(), "Укажите значение.")));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException ex) {
		if (ex.getCause() instanceof DatabindException databind && !databind.getPath().isEmpty()) {
			return invalid(List.of(new Violation(Problems.path(databind), Problems.hint(databind))));
		}
		if (ex.getCause() instanceof InputCoercionException) {
			return answer(Problems.detail(KitProblem.MALFORMED,
					"Одно из чисел не помещается в своё поле. Проверьте числа и отправьте ещё раз.", List.of()));
		}
		String detail = (ex.getCause() instanceof JacksonException)
				? "Тело запроса не похоже на правильный JSON. Проверьте скобки, кавычки и запятые."
				: "Тело запроса пустое или не читается. Отправьте JSON.";
		return answer(Problems.detail(KitProblem.MALFORMED, detail, List.of()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> raced(OptimisticLockingFailureException ex) {
		return answer(Problems.detail(KitProblem.STALE,
				"Пока вы работали, эти данные изменил другой пользователь. Обновите страницу и повторите.", List.of()));
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> broken(DataIntegrityViolationException ex) {
		org.hibernate.exception.@Nullable ConstraintViolationException cause = cause(ex,
				org.hibernate.exception.ConstraintViolationException.class);
		boolean unique = ex instanceof org.springframework.dao.DuplicateKeyException
				|| (cause != null && cause.getKind() == ConstraintKind.UNIQUE);
		log.info("Refused by a constraint: {}", Problems.constraint(ex));
		return answer(
				Problems.detail(KitProblem.CONFLICT,
						unique ? "Такая запись уже есть. Обновите страницу."
								: "Данные противоречат уже сохранённым. Обновите страницу и проверьте значения.",
						List.of()));
	}

	@ExceptionHandler({ CannotGetJdbcConnectionException.class, CannotCreateTransactionException.class,
			CannotAcquireLockException.class, TransientDataAccessException.class,
			org.springframework.orm.jpa.JpaSystemException.class })
	ResponseEntity<ProblemDetail> unavailable(Exception ex) {
		// a policy that refuses an insert surfaces here: it is a foreign row, not a fault
		if (Problems.isPolicyRefusal(ex)) {
			return answer(Problems.notFound());
		}
		log.warn("The database did not answer", ex);
		ProblemDetail body = Problems.detail(KitProblem.BUSY,
				"База данных сейчас не отвечает. Ничего не сохранено, повторите через минуту.", List.of());
		return ResponseEntity.status(503).header(HttpHeaders.RETRY_AFTER, "5").body(body);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> gone(AsyncRequestNotUsableException ex) {
		return ResponseEntity.noContent().build();
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> other(Exception ex) throws Exception {
		if (ex instanceof AccessDeniedException || ex instanceof AuthenticationException) {
			throw ex;
		}
		if (Problems.isPolicyRefusal(ex)) {
			return answer(Problems.notFound());
		}
		if (Problems.isConnectionLoss(ex)) {
			return unavailable(ex);
		}
		if (ex instanceof ErrorResponse error) {
			return answer(Problems.ofStatus(error.getStatusCode(), error.getHeaders().getAllow()));
		}
		String trace = Objects.requireNonNullElseGet(MDC.get("traceId"), () -> UUID.randomUUID().toString());
		log.error("Unexpected failure {}", trace, ex);
		ProblemDetail body = Problems.detail(KitProblem.INTERNAL,
				"Не получилось выполнить действие. Повторите; если ошибка останется, сообщите номер " + trace + ".",
				List.of());
		body.setProperty("traceId", trace);
		return answer(body);
	}

	private ResponseEntity<ProblemDetail> invalid(List<Violation> violations) {
		return answer(Problems.detail(KitProblem.INVALID,
				"Исправьте отмеченные поля и отправьте ещё раз. Введённое сохранено в форме.", violations));
	}

	private static ResponseEntity<ProblemDetail> answer(ProblemDetail body) {
		return ResponseEntity.status(HttpStatusCode.valueOf(body.getStatus())).body(body);
	}

	private static String message(@Nullable String text) {
		return (text != null) ? text : "Недопустимое значение.";
	}

	private static <T extends Throwable> @Nullable T cause(Throwable ex, Class<T> type) {
		for (Throwable at = ex; at != null; at = at.getCause()) {
			if (type.isInstance(at)) {
				return type.cast(at);
			}
		}
		return null;
	}

}
