package ru.nastavnik.kit.document;

import java.util.List;

/**
 * What was found in a template.
 *
 * @param problems why it cannot be used, each with a word on how to mend it
 * @param notes what its author should know
 * @param fields the fields that it uses
 */
public record TemplateCheck(List<String> problems, List<String> notes, List<String> fields) {

	public boolean sound() {
		return this.problems.isEmpty();
	}

}
