package ru.nastavnik.kit.document;

/**
 * A field that a template may have.
 *
 * @param name as it stands between the braces
 * @param explanation what comes there, for whoever edits the template
 * @param sample an example for the preview
 * @param required whether a template without it is refused
 */
public record Placeholder(String name, String explanation, String sample, boolean required) {

	public static Placeholder required(String name, String explanation, String sample) {
		return new Placeholder(name, explanation, sample, true);
	}

	public static Placeholder optional(String name, String explanation, String sample) {
		return new Placeholder(name, explanation, sample, false);
	}

}
