package ru.nastavnik.registry.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files in {@code api/facts} are the contract: what the service records has exactly
 * their form. Run with {@code -Dcontract.update=true} to write them after a change you
 * mean.
 */
class FactsContractTests extends RegistryTests {

	@Test
	void participantChanged() throws IOException {
		long teacher = registered();
		ObjectNode fact = (ObjectNode) lastFact("participant-changed", teacher);
		same("participant-changed", fact);
	}

	@Test
	void participantChangedOfAPupil() throws IOException {
		long pupil = pupil("Детская");
		signed(pupil, parentOf(pupil), "2026-09-01").is(200);
		long mentee = post(this.curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Учёба", "requestCodes": ["study"],
				 "problemGroups": ["motivation"]}""".formatted(pupil)).is(201).id();
		post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"in_base\"}").is(200);
		assertThat(lastFact("participant-changed", pupil).toString()).as("groups of difficulties are never told")
			.doesNotContain("motivation", "problem", "Учёба");
		same("participant-changed-pupil", (ObjectNode) lastFact("participant-changed", pupil));
	}

	@Test
	void participantNamed() throws IOException {
		same("participant-named", (ObjectNode) lastFact("participant-named", teacher("Учителева")));
	}

	@Test
	void organisationChanged() throws IOException {
		same("organisation-changed", (ObjectNode) lastFact("organisation-changed", this.school));
	}

	@Test
	void personMerged() throws IOException {
		long into = teacher("Двойная");
		long from = teacher("Двойная");
		post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)).is(200);
		ObjectNode fact = (ObjectNode) lastFact("person-merged", from);
		fact.put("id", 90017).put("intoId", 90018);
		assertThat(this.json.readTree(Files.readString(Path.of("api/facts/person-merged.json"))))
			.isEqualTo(this.json.readTree(fact.toString()));
	}

	@Test
	void populationChanged() throws IOException {
		long id = post(this.curator, "/organisations/" + this.school + "/population", """
				{"asOf": "2026-09-01", "category": "teachers_total", "value": 40, "source": "ОО-1"}""").is(201).id();
		same("population-changed", (ObjectNode) lastFact("population-changed", id));
	}

	@Test
	void labourChanged() throws IOException {
		long id = post(this.curator, "/labour-assignments", """
				{"organisationId": %d, "mentorId": %d, "menteeId": %d, "content": "Помогать", "form": "очная",
				 "from": "2026-09-01", "to": "2027-05-31", "paySize": "3 000 ₽", "payBasis": "ежемесячно"}"""
			.formatted(this.school, teacher("Учителева"), teacher("Молодцова"))).is(201).id();
		post(this.curator, "/labour-assignments/" + id + "/consent", "{\"on\": \"2026-08-28\"}").is(200);
		post(this.curator, "/labour-assignments/" + id + "/addendum", "{\"number\": \"7\", \"on\": \"2026-08-31\"}")
			.is(200);
		same("labour-changed", (ObjectNode) lastFact("labour-changed", id));
	}

	@Test
	void factsOfTheOpenFeedCarryNoNames() {
		long teacher = registered();
		assertThat(lastFact("participant-changed", teacher).toString()).doesNotContain("Учителева", "Мария");
		assertThat(this.db.client()
			.sql("select count(*) from (select audience, data from outbox union all select audience, data from feed) f "
					+ "where audience = 'facts' and data::text like '%Учителева%'")
			.query(Long.class)
			.single()).isZero();
	}

	private long registered() {
		long teacher = teacher("Учителева");
		signed(teacher, teacher, "2026-09-01").is(200);
		long mentor = post(this.curator, "/mentors",
				"""
						{"personId": %d, "voluntary": true, "maxLoad": 2, "competenceCodes": ["methods", "digital"],
						 "desiredAges": ["18_25"], "timeHoursPerMonth": 6, "meetingTimes": ["mon_day", "wed_evening"], "meetingModes": ["in_person"],
						 "motivation": "Люблю учить"}"""
					.formatted(teacher))
			.is(201)
			.id();
		post(this.curator, "/mentors/" + mentor + "/status", "{\"to\": \"available\", \"carriedOver\": true}").is(200);
		post(this.curator, "/mentees", """
				{"personId": %d, "category": "gaps", "mainRequest": "ИКТ", "gapCodes": ["digital"]}"""
			.formatted(teacher)).is(201);
		return teacher;
	}

	/** Ids and today's dates differ from run to run; everything else is the file's. */
	private void same(String name, ObjectNode fact) throws IOException {
		steady(fact);
		String text = this.json.rebuild()
			.enable(SerializationFeature.INDENT_OUTPUT)
			.build()
			.writeValueAsString(this.json.readTree(this.json.writeValueAsString(fact))) + "\n";
		Path file = Path.of("api/facts/" + name + ".json");
		if (Boolean.getBoolean("contract.update")) {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		assertThat(this.json.readTree(Files.readString(file))).isEqualTo(this.json.readTree(text));
	}

	private void steady(ObjectNode node) {
		Map<String, Long> ids = Map.of("id", 4411L, "personId", 90017L, "organisationId", 4411L, "parentId", 301L,
				"profileId", 70021L, "mentorId", 90017L, "menteeId", 90018L, "institute", 2L, "municipality", 301L);
		for (Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator(); fields.hasNext();) {
			Map.Entry<String, JsonNode> field = fields.next();
			if (ids.containsKey(field.getKey())) {
				field.setValue(this.json.getNodeFactory().numberNode(ids.get(field.getKey())));
			}
			else if (List.of("since", "validFrom").contains(field.getKey())
					|| (field.getKey().equals("from") && node.has("institute"))) {
				field.setValue(this.json.getNodeFactory().stringNode("2026-09-01"));
			}
			else if (field.getValue() instanceof ObjectNode inner) {
				steady(inner);
			}
			else if (field.getValue() instanceof ArrayNode list) {
				list.forEach((each) -> {
					if (each instanceof ObjectNode inner) {
						steady(inner);
					}
				});
			}
		}
	}

}
