package ru.nastavnik.registry.setting;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a region may set in the rules of the registry. A rule that needs a parameter adds
 * its line here and asks {@link Settings}.
 */
public enum Parameter {

	/** BR-018. */
	TEEN_SIGNATURE("teen_signature", "BR-018", "Собственная подпись подростка с 14 лет",
			"Кроме согласия представителя спрашивать согласие самого обучающегося 14–17 лет.", false),

	/** BR-019. */
	MIN_PUPIL_AGE("min_pupil_age", "BR-019", "Наименьший возраст обучающегося, лет",
			"О более младших участниках платформа предупреждает.", 10, 3, 18),

	/** BR-021. */
	NEWCOMER_MONTHS("newcomer_months", "BR-021", "Сколько месяцев сотрудник считается вновь принятым",
			"Считается от приёма на работу в эту организацию.", 12, 1, 60),

	/** BR-027. */
	CLEAR_RECORD_MONTHS("clear_record_months", "BR-027", "Срок справки об отсутствии судимости, месяцев",
			"Для внешних взрослых, которые встречаются с детьми.", 12, 1, 60),

	/** Life cycle 4.4. */
	ADULT_GRACE_DAYS("adult_grace_days", "4.4", "Сколько дней после 18-летия ждать собственного согласия",
			"Пока срок не вышел, действует согласие представителя.", 30, 0, 180),

	/** BR-015. */
	CONFIRMATION_MONTHS("confirmation_months", "BR-015", "Как часто куратор подтверждает список, месяцев",
			"Просроченное подтверждение становится задачей куратора.", 12, 1, 24),

	/** Life cycle 4.6. */
	REVIEW_DAYS("review_days", "4.6", "Сколько рабочих дней куратор рассматривает обращение о замене",
			"Просроченное рассмотрение видно куратору и директору.", 5, 1, 30),

	/** BR-034. */
	EXTENSION_BEYOND_YEAR("extension_beyond_year", "BR-034", "Продление наставничества больше года",
			"Если выключено, общий срок с продлением не может быть больше года.", true),

	/** Life cycle 4.5. */
	SUSPENSION_DAYS("suspension_days", "4.5", "На сколько дней можно приостановить наставничество",
			"Потом куратор возобновляет его, заменяет наставника или завершает.", 90, 7, 365),

	/** BR-043. */
	MEETING_DAYS("meeting_days", "BR-043", "Как часто встречается пара, дней",
			"Пропуск напоминает наставнику, второй подряд — куратору.", 30, 7, 120),

	/** Upkeep of matching. */
	MATCHING_DAYS("matching_days", "5.3", "Сколько дней хранить подборы пар",
			"Подбор, по которому идёт работа пар, хранится, пока она не завершена.", 400, 30, 3650);

	/** What a value may be. */
	enum Kind {

		FLAG, NUMBER

	}

	private final String code;

	private final String rule;

	private final String title;

	private final String hint;

	private final Kind kind;

	private final String initial;

	private final int min;

	private final int max;

	Parameter(String code, String rule, String title, String hint, boolean initial) {
		this(code, rule, title, hint, Kind.FLAG, String.valueOf(initial), 0, 0);
	}

	Parameter(String code, String rule, String title, String hint, int initial, int min, int max) {
		this(code, rule, title, hint, Kind.NUMBER, String.valueOf(initial), min, max);
	}

	Parameter(String code, String rule, String title, String hint, Kind kind, String initial, int min, int max) {
		this.code = code;
		this.rule = rule;
		this.title = title;
		this.hint = hint;
		this.kind = kind;
		this.initial = initial;
		this.min = min;
		this.max = max;
	}

	String code() {
		return this.code;
	}

	/** Its number in facts. */
	int number() {
		return ordinal() + 1;
	}

	String rule() {
		return this.rule;
	}

	String title() {
		return this.title;
	}

	String hint() {
		return this.hint;
	}

	Kind kind() {
		return this.kind;
	}

	/** The value as long as the region says nothing. */
	String initial() {
		return this.initial;
	}

	@Nullable Integer min() {
		return (this.kind == Kind.NUMBER) ? this.min : null;
	}

	@Nullable Integer max() {
		return (this.kind == Kind.NUMBER) ? this.max : null;
	}

	/** Why this text is no value of the parameter, or null. */
	@Nullable String refusal(String value) {
		return switch (this.kind) {
			case FLAG -> value.equals("true") || value.equals("false") ? null : "Допустимы true и false.";
			case NUMBER ->
				value.matches("\\d{1,4}") && Integer.parseInt(value) >= this.min && Integer.parseInt(value) <= this.max
						? null : "Целое число от " + this.min + " до " + this.max + ".";
		};
	}

	static Optional<Parameter> of(String code) {
		return Arrays.stream(values()).filter((parameter) -> parameter.code.equals(code)).findFirst();
	}

}
