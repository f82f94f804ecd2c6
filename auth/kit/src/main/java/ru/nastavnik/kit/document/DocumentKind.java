package ru.nastavnik.kit.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A document that a feature prints. A bean of this type makes its template editable.
 *
 * @param code stable, such as {@code consent-processing}
 * @param title how people call it
 * @param note who needs it and what the law wants of it
 * @param fields what a template may hold
 * @param tables samples of repeated rows, by the name of their field
 * @param builtIn writes the template that is used while the region has none
 * @param ofOrganisations whether an organisation may have a template of its own instead
 * of the region's
 */
public record DocumentKind(String code, String title, String note, List<Placeholder> fields,
		Map<String, List<Map<String, String>>> tables, Supplier<byte[]> builtIn, boolean ofOrganisations) {

	/** A document of the region alone. */
	public DocumentKind(String code, String title, String note, List<Placeholder> fields,
			Map<String, List<Map<String, String>>> tables, Supplier<byte[]> builtIn) {
		this(code, title, note, fields, tables, builtIn, false);
	}

	/** A document without tables. */
	public static DocumentKind of(String code, String title, String note, List<Placeholder> fields,
			Supplier<byte[]> builtIn) {
		return new DocumentKind(code, title, note, fields, Map.of(), builtIn, false);
	}

	/** The same, and an organisation may word it in a template of its own. */
	public DocumentKind forOrganisations() {
		return new DocumentKind(this.code, this.title, this.note, this.fields, this.tables, this.builtIn, true);
	}

	/** Example data for a preview. */
	public Map<String, Object> sample() {
		Map<String, Object> sample = new LinkedHashMap<>();
		this.fields.forEach((field) -> sample.put(field.name(), field.sample()));
		sample.putAll(this.tables);
		return sample;
	}

}
