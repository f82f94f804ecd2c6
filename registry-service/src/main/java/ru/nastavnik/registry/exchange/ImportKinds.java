package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.sheet.TemplateBook;

/**
 * The kinds of tables that can be loaded, and their templates.
 */
@Component
class ImportKinds {

	private final List<ImportKind> kinds;

	ImportKinds(List<ImportKind> kinds) {
		this.kinds = kinds;
	}

	ImportKind of(String code) {
		return this.kinds.stream()
			.filter((kind) -> kind.code().equals(code))
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Такого вида таблиц нет."));
	}

	byte[] template(String code) {
		ImportKind kind = of(code);
		List<SheetField> fields = kind.fields()
			.stream()
			.filter((field) -> !kind.onlyUnderstood().contains(field.key()))
			.toList();
		List<List<String>> examples = new ArrayList<>();
		kind.examples()
			.forEach((example) -> examples
				.add(fields.stream().map((field) -> example.getOrDefault(field.key(), "")).toList()));
		return TemplateBook.build(kind.title(), fields, examples, kind.advice());
	}

}
