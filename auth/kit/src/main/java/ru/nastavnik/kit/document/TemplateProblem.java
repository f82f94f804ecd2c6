package ru.nastavnik.kit.document;

import ru.nastavnik.kit.problem.Problem;

/**
 * Refusals of templates.
 */
enum TemplateProblem implements Problem {

	UNSOUND("template.unsound", 422, "Шаблон не принят"),
	STATE("template.state", 409, "Действие с шаблоном сейчас невозможно");

	private final String code;

	private final int status;

	private final String title;

	TemplateProblem(String code, int status, String title) {
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
