package ru.nastavnik.programme;

import ru.nastavnik.kit.problem.Problem;

/**
 * Refusals of this service. Codes are stable.
 */
public enum ProgrammeProblem implements Problem {

	WRONG_STATUS("programme.wrong-status", 409, "Действие сейчас невозможно"),
	MEMBERS("programme.mentorship.members", 422, "Проверьте состав"),
	NOT_READY("programme.mentorship.not-ready", 422, "Участник не готов к наставничеству"),
	DATES("programme.dates", 422, "Проверьте даты"),
	PERIOD("programme.personal.period", 422, "Проверьте срок программы"),
	PLAN_OPEN("programme.mentorship.plan-open", 409, "План выполнен не полностью"),
	ORDER_NUMBER("programme.order.number-taken", 409, "Номер приказа занят"),
	ORDER_NUMBER_GAP("programme.order.number-gap", 422, "Номер приказа не по порядку"),
	ORDER_NUMBER_PATTERN("programme.order.number-pattern", 422, "Проверьте образец номера"),
	ORDER_VISA("programme.order.visa", 409, "Приказ ждёт виз"),
	ORDER_CONTENT("programme.order.content", 422, "Проверьте состав приказа"),
	SEPARATION("programme.order.separation", 409, "Подписать должен другой человек"),
	BEFORE_ORDER("programme.meeting.before-order", 422, "Встреча раньше приказа"),
	PROGRAMME_EXISTS("programme.personal.exists", 409, "Программа уже есть"),
	LABOUR_PAPERS("programme.order.labour-papers", 422, "Нет трудовых документов наставника"),
	PREFERENCE("programme.preference.people", 422, "Проверьте ответы"),
	SURVEY_CLOSED("programme.preference.closed", 409, "Анкета закрыта"),
	PINS("programme.matching.pins", 422, "Закрепления противоречивы"),
	WEIGHTS("programme.matching.weights", 422, "Проверьте веса"),
	REFUSED_PAIR("programme.matching.refused-pair", 422, "Пара невозможна"),
	CHANGE_INCOMPLETE("programme.change.incomplete", 422, "Обращение ещё не готово"),
	CHANGE_STARTER("programme.change.starter", 422, "По этому основанию начинает другой"),
	CHANGE_OPEN("programme.change.open", 409, "Такое обращение уже рассматривают"),
	ALREADY_AGREED("programme.already-agreed", 409, "Согласие уже записано");

	private final String code;

	private final int status;

	private final String title;

	ProgrammeProblem(String code, int status, String title) {
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
