package ru.nastavnik.programme.participant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What this service keeps of a person, for the curator or director who answers the
 * person; about others of the same mentorships nothing but what they wrote together.
 */
@Service
@Transactional(readOnly = true)
class PersonData {

	private static final String MINE = "select mentorship_id from mentorship_member where region_id = :region "
			+ "and home_organisation = any(:organisations) and person_id = :person";

	/** Tables whose rows the mentor's own organisation reads too. */
	private static final Pattern OF_TWO = Pattern.compile("^(mentorship|mentorship_member|mentorship_history|meeting|"
			+ "personal_programme|programme_activity|programme_approval|party_statement) ");

	private static final Map<String, String> SECTIONS = sections();

	private static final List<String> INTERNAL = List.of("region_id", "institute_id", "municipality_id", "version",
			"created_by", "updated_by", "participants", "name_norm", "person_id", "mentorship_ids", "changed_at",
			"mentors", "mentees", "present", "by_person", "given", "asked", "party_id", "mentor_id", "new_mentor_id",
			"mentee_id", "alternatives", "alternative_scores", "organisations", "readers", "home_organisation");

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final List<KeptOfPerson> more;

	PersonData(JdbcClient jdbc, JsonMapper json, List<KeptOfPerson> more) {
		this.jdbc = jdbc;
		this.json = json;
		this.more = more;
	}

	private static Map<String, String> sections() {
		Map<String, String> sections = new LinkedHashMap<>();
		sections.put("Участник", "participant t where person_id = :person");
		sections.put("Участие в парах и группах", "mentorship_member t where person_id = :person");
		sections.put("Прежнее участие в парах и группах", "former_member t where person_id = :person");
		sections.put("Пары и группы", "mentorship t where id in (" + MINE + ")");
		sections.put("Ход наставничества", "mentorship_history t where mentorship_id in (" + MINE + ")");
		sections.put("Встречи", "meeting t where mentorship_id in (" + MINE + ")");
		sections.put("Персональные программы", "personal_programme t where mentorship_id in (" + MINE + ")");
		sections.put("Мероприятия программ", "programme_activity t where programme_id in (select id from "
				+ "personal_programme where region_id = :region and mentorship_id in (" + MINE + "))");
		sections.put("Слово в программах", "programme_approval t where person_id = :person");
		sections.put("Встречи знакомства", "group_meeting t where :person = any(participants)");
		sections.put("Анкета предпочтений", "preference_answer t where person_id = :person");
		sections.put("Названные в анкете", "preference t where by_person = :person");
		sections.put("Обращения о замене и продлении", "change_request t where party_id = :person");
		sections.put("Приглашения на встречи", "meeting_guest t where person_id = :person");
		sections.put("Заявления", "party_statement t where person_id = :person");
		sections.put("Пары в подборах", "matching_pair t where :person in (mentee_id, t.mentor_id)");
		sections.put("Без пары в подборах", "matching_left t where mentee_id = :person");
		sections.put("Предложенные пары", "matching_offer t where :person in (mentee_id, t.mentor_id)");
		return sections;
	}

	/** By section; 404 when the person is not of the caller's organisations. */
	Map<String, Object> of(long person) {
		Set<Long> organisations = Scope.current()
			.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.CURATOR || grant.role() == Role.DIRECTOR)
			.map(Grant::organisation)
			.collect(Collectors.toSet());
		Map<String, Object> found = new LinkedHashMap<>();
		SECTIONS.forEach((title, source) -> {
			List<Map<?, ?>> rows = rows(source, person, organisations);
			if (!rows.isEmpty()) {
				found.put(title, rows);
			}
		});
		for (KeptOfPerson feature : this.more) {
			List<Map<String, Object>> rows = feature.of(person, organisations);
			if (!rows.isEmpty()) {
				found.put(feature.title(), rows);
			}
		}
		if (found.isEmpty()) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return found;
	}

	private List<Map<?, ?>> rows(String source, long person, Set<Long> organisations) {
		return this.jdbc.sql("select " + (source.startsWith("matching_offer")
				// why a school declined may tell about a child: it stays there
				? "(to_jsonb(t) - case when t.organisation_id = any(:organisations) then '' else 'reason' end)::text"
				: "row_to_json(t)::text") + " from " + source + " and region_id = :region and ("
				+ (source.startsWith("matching_offer") ? "organisations && :organisations::bigint[]"
						: "organisation_id = any(:organisations)")
				+ (OF_TWO.matcher(source).find()
						? " or mentor_organisation = any(:organisations) and exists (" + MINE + ")" : "")
				+ ") limit 1000")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("organisations", organisations.toArray(Long[]::new))
			.query(String.class)
			.list()
			.stream()
			.<Map<?, ?>>map((row) -> {
				Map<?, ?> fields = this.json.readValue(row, Map.class);
				INTERNAL.forEach(fields::remove);
				fields.values().removeIf(java.util.Objects::isNull);
				return fields;
			})
			.toList();
	}

}
