package ru.nastavnik.kit.file;

import ru.nastavnik.kit.problem.Problem;

/**
 * Why a file is refused.
 */
public enum FileProblem implements Problem {

	KIND("file.kind", 422, "Такой файл не принимается"), RENAMED("file.renamed", 422, "Файл переименован"),
	BROKEN("file.broken", 422, "Файл не читается"), LOCKED("file.locked", 422, "Файл защищён паролем"),
	MACROS("file.macros", 422, "В файле есть макросы"), LARGE("file.too-large", 413, "Файл слишком большой"),
	EMPTY("file.empty", 422, "Файл пуст"), NAME("file.name", 400, "Нет имени файла");

	private final String code;

	private final int status;

	private final String title;

	FileProblem(String code, int status, String title) {
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
