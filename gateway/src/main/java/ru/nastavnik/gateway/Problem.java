package ru.nastavnik.gateway;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Refusals of the gateway itself. The JSON has the shape that the services use.
 */
enum Problem {

	MALFORMED("malformed", 400, "Запрос не разобран"), UNAUTHENTICATED("unauthenticated", 401, "Нужен вход"),
	FORBIDDEN("forbidden", 403, "Недостаточно прав"), CSRF("csrf", 403, "Запрос не подтверждён"),
	NOT_FOUND("not-found", 404, "Не найдено"), METHOD("method-not-allowed", 405, "Действие не поддерживается"),
	MEDIA_TYPE("unsupported-media-type", 415, "Формат не поддерживается"),
	TOO_LARGE("too-large", 413, "Слишком большой запрос"), TOO_MANY("too-many", 429, "Слишком много попыток"),
	INTERNAL("internal", 500, "Внутренняя ошибка"), UNAVAILABLE("unavailable", 503, "Сервис временно недоступен"),
	TIMEOUT("timeout", 504, "Сервис не ответил вовремя");

	private final String code;

	private final int status;

	private final String title;

	Problem(String code, int status, String title) {
		this.code = code;
		this.status = status;
		this.title = title;
	}

	int status() {
		return this.status;
	}

	/** The body with a Russian sentence that says what to do. */
	Body because(String detail) {
		return new Body("urn:nastavnik:problem:" + this.code, this.title, this.status, detail, this.code, List.of(),
				Trace.current());
	}

	static Body ofStatus(int status) {
		return switch (status) {
			case 401 -> UNAUTHENTICATED.because("Войдите в систему: вход не выполнен или истёк.");
			case 403 -> FORBIDDEN.because("Это действие недоступно для вашей роли.");
			case 404 -> NOT_FOUND.because("Такого адреса нет. Проверьте ссылку.");
			case 405 -> METHOD.because("Так обратиться к этому адресу нельзя.");
			case 406, 415 -> MEDIA_TYPE.because("Отправьте и примите данные в формате JSON.");
			case 413 -> TOO_LARGE.because("Запрос слишком большой. Разделите его на части.");
			case 429 -> TOO_MANY.because("Слишком много попыток с этого адреса. Повторите через десять минут.");
			case 503 -> UNAVAILABLE.because("Сервис временно недоступен. Повторите через минуту.");
			default -> {
				if (status < 500) {
					yield MALFORMED.because("Запрос не понят. Проверьте адрес и параметры.");
				}
				yield INTERNAL.because("Не получилось выполнить действие. Повторите; если ошибка останется, "
						+ "сообщите номер " + Trace.current() + ".");
			}
		};
	}

	@JsonPropertyOrder({ "type", "title", "status", "detail", "code", "violations", "traceId" })
	record Body(String type, String title, int status, String detail, String code, List<String> violations,
			String traceId) {
	}

}
