package ru.nastavnik.kit.problem;

/**
 * Refusals that every service shares.
 */
public enum KitProblem implements Problem {

	MALFORMED("malformed", 400, "Запрос не разобран"), INVALID("invalid", 400, "Проверьте поля"),
	UNAUTHENTICATED("unauthenticated", 401, "Нужен вход"), FORBIDDEN("forbidden", 403, "Недостаточно прав"),
	NOT_FOUND("not-found", 404, "Не найдено"), METHOD("method-not-allowed", 405, "Действие не поддерживается"),
	MEDIA_TYPE("unsupported-media-type", 415, "Формат не поддерживается"), STALE("stale", 409, "Данные изменились"),
	CONFLICT("conflict", 409, "Действие противоречит сохранённым данным"),
	DUPLICATE_REQUEST("duplicate-request", 409, "Запрос уже выполнен"),
	IDEMPOTENCY_KEY("idempotency-key", 422, "Ключ запроса уже использован"),
	SHEET("unreadable-sheet", 422, "Таблица не прочитана"), TOO_LARGE("too-large", 413, "Слишком большой запрос"),
	BUSY("busy", 503, "Сервис занят"), INTERNAL("internal", 500, "Внутренняя ошибка");

	private final String code;

	private final int status;

	private final String title;

	KitProblem(String code, int status, String title) {
		this.code = code;
		this.status = status;
		this.title = title;
	}

	@Override
	public String code() {
		return this.code;
	}

	@Override
	public int status() {
		return this.status;
	}

	@Override
	public String title() {
		return this.title;
	}

}
