package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.sheet.TemplateBook;

/**
 * The kinds of tables that can be loaded, and their templates.
 */
@Service
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

	/** A workbook to fill in, made for the organisation: its kind, its region's words. */
	@Transactional(readOnly = true)
	public byte[] template(String code, long organisation) {
		ImportKind kind = of(code);
		kind.requirePower(organisation);
		List<SheetField> fields = kind.template(organisation);
		List<List<String>> examples = new ArrayList<>();
		kind.examples(organisation)
			.forEach((example) -> examples
				.add(fields.stream().map((field) -> example.getOrDefault(field.key(), "")).toList()));
		return TemplateBook.build(kind.title(), fields, examples, kind.advice());
	}

}
