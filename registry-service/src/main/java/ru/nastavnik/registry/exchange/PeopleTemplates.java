package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The template of people as an organisation needs it: without the columns of pupils where
 * there are none with classes, with the region's own words to choose from.
 */
@Component
class PeopleTemplates {

	/** Kinds of organisations that teach no classes from 1 to 11. */
	private static final Set<String> STAFF_ONLY = Set.of("kindergarten", "college", "university", "partner",
			"authority");

	private static final Set<String> OF_PUPILS = Set.of("grade", "enrolledOn", "repName", "repKind", "repBirthDate",
			"repPhone", "repBasis");

	private static final Map<String, Dictionary> WORDS = Map.of("subject", Dictionary.SUBJECTS, "competences",
			Dictionary.COMPETENCES);

	/** What the first example of each kind does for a living. */
	private static final Map<String, Map<String, String>> WORK = Map.of("kindergarten",
			Map.of("position", "Воспитатель", "subject", "", "competences", "Адаптация детей; Работа с родителями"),
			"additional", Map.of("position", "Педагог дополнительного образования", "subject", "Робототехника"),
			"college", Map.of("position", "Мастер производственного обучения", "subject", "Сварочное дело"),
			"university", Map.of("position", "Преподаватель", "subject", "Педагогика"), "partner",
			Map.of("position", "Другая должность", "subject", "", "category", "", "experienceSince", ""));

	private final Dictionaries dictionaries;

	private final OrganisationDirectory directory;

	PeopleTemplates(Dictionaries dictionaries, OrganisationDirectory directory) {
		this.dictionaries = dictionaries;
		this.directory = directory;
	}

	private boolean staffOnly(long organisation) {
		return STAFF_ONLY.contains(this.directory.get(organisation).type());
	}

	List<SheetField> fields(long organisation) {
		boolean staffOnly = staffOnly(organisation);
		Map<Dictionary, List<Dictionaries.Entry>> offered = this.dictionaries.all(Set.copyOf(WORDS.values()));
		List<SheetField> fields = new ArrayList<>();
		for (SheetField field : PeopleFields.ALL) {
			if (PeopleFields.ONLY_UNDERSTOOD.contains(field.key()) || staffOnly && OF_PUPILS.contains(field.key())) {
				continue;
			}
			Map<String, String> words = new LinkedHashMap<>();
			Dictionary dictionary = WORDS.get(field.key());
			if (dictionary != null) {
				offered.getOrDefault(dictionary, List.of())
					.stream()
					.filter((entry) -> !entry.retired())
					.forEach((entry) -> words.put(entry.name(), entry.code()));
			}
			fields.add(words.isEmpty() ? field : field.with(words));
		}
		return fields;
	}

	List<Map<String, String>> examples(long organisation) {
		String type = this.directory.get(organisation).type();
		List<Map<String, String>> examples = new ArrayList<>();
		for (Map<String, String> example : PeopleFields.examples()) {
			boolean staff = Objects.equals(example.get("who"), "Сотрудник");
			if (staff || !staffOnly(organisation)) {
				Map<String, String> fitting = new HashMap<>(example);
				if (staff) {
					fitting.putAll(WORK.getOrDefault(type, Map.of()));
				}
				examples.add(fitting);
			}
		}
		return examples;
	}

}
