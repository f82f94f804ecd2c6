package ru.nastavnik.registry.organisation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Organisations are renamed, moved, merged, split and closed, and each of it is taken
 * back exactly.
 */
class ReorganisationTests extends RegistryTests {

	private static final String BASIS = "\"basis\": {\"kind\": \"Постановление\", \"number\": \"17-п\", \"date\": \"2026-08-20\"}";

	private long otherMunicipality;

	@BeforeEach
	void foundedLongAgo() {
		this.otherMunicipality = organisation(this.instituteId, "municipality", "authority", "Речной округ");
		this.db.execute("update organisation_placement set valid_from = '2020-01-01' where region_id = " + this.region);
	}

	@Test
	@DisplayName("4.15: a school moves to another municipality on a date, with every row it keeps")
	void aSchoolMoves() {
		long teacher = teacher("Учителева");
		long pupil = pupil("Детская");
		JsonNode preview = get(this.institute,
				path("move/preview?parentId=" + this.otherMunicipality + "&on=2026-09-01"))
			.is(200)
			.body()
			.get("touched");
		assertThat(preview.get("organisations").asInt()).isEqualTo(1);
		assertThat(preview.get("people").asInt()).isEqualTo(2);
		assertThat(preview.get("pupils").asInt()).isEqualTo(1);
		Map<String, String> before = everything();
		Answer moved = move(this.school, this.otherMunicipality, "2026-09-01").is(200);
		for (String row : List.of("person where id = " + teacher, "person where id = " + pupil,
				"organisation where id = " + this.school, "employment where person_id = " + teacher)) {
			assertThat(this.db.count(row + " and municipality_id = " + this.otherMunicipality)).as(row).isEqualTo(1);
		}
		JsonNode fact = lastFact("organisation-moved", this.school);
		assertThat(fact.get("from").get("municipality").asLong()).isEqualTo(this.municipality);
		assertThat(fact.get("to").get("municipality").asLong()).isEqualTo(this.otherMunicipality);
		JsonNode placements = lastFact("organisation-changed", this.school).get("placements");
		assertThat(placements).hasSize(2);
		assertThat(placements.get(0).get("to").asString()).isEqualTo("2026-08-31");
		assertThat(get("municipal@" + this.region + "/" + this.otherMunicipality, "/people/" + teacher).is(200).id())
			.isEqualTo(teacher);
		get(this.municipal, "/people/" + teacher).is(404);
		get(this.curator, "/people/" + pupil).is(200);
		undo(moved).is(200);
		assertThat(everything()).isEqualTo(before);
		assertThat(lastFact("organisation-moved", this.school).get("undone").asBoolean()).isTrue();
		assertThat(lastFact("organisation-changed", this.school).get("placements")).hasSize(1);
		assertThat(undo(moved).is(409).code()).isEqualTo("registry.organisation.undo");
	}

	@Test
	@DisplayName("4.15: a municipality takes its schools along to another institute")
	void aMunicipalityTakesItsSchoolsAlong() {
		long second = organisation(this.instituteId, "municipality", "authority", "Третий");
		this.db.execute("update organisation_placement set valid_from = '2020-01-01' where region_id = " + this.region);
		// straight below the ministry
		String ministry = "institute@" + this.region + "/" + this.region;
		Answer moved = post(ministry, "/organisations/" + this.municipality + "/move",
				"{\"parentId\": %d, \"on\": \"2026-09-01\", %s}".formatted(this.region, BASIS))
			.is(200);
		assertThat(this.db.count("organisation where institute_id is null and municipality_id = " + this.municipality))
			.isEqualTo(3);
		assertThat(lastFact("organisation-moved", this.sibling).get("to").has("institute")).isFalse();
		assertThat(undo(moved).is(404).code()).as("no more the institute's").isEqualTo("not-found");
		post(ministry, "/reorganisations/" + moved.id() + "/undo", "{}").is(200);
		assertThat(this.db.count("organisation where institute_id = " + this.instituteId + " and municipality_id = "
				+ this.municipality))
			.isEqualTo(3);
		assertThat(move(this.municipality, second, "2026-09-01").is(400).violations()).contains("Уровень");
	}

	@Test
	@DisplayName("4.15: a merger hands people, profiles, consents and grants to the legal successor and keeps what ended")
	void aSchoolMergesIntoAnother() {
		long teacher = teacher("Учителева");
		signed(teacher, teacher, "2026-09-01").is(200);
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(teacher))
			.is(201)
			.id();
		long pupil = pupil("Детская");
		long parent = parentOf(pupil);
		post(this.curator, "/mentees",
				"""
						{"personId": %d, "category": "pupil", "mainRequest": "Учёба", "thirdParty": {"sourceRole": "other", "text": "Со слов"}}"""
					.formatted(pupil))
			.is(201);
		post(this.institute, "/accounts", """
				{"username": "merged-%d", "displayName": "Куратор",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(this.region, this.school)).is(201);
		Map<String, String> before = everything();
		JsonNode preview = get(this.institute, path("merger/preview?successorId=" + this.sibling + "&on=2026-10-01"))
			.is(200)
			.body()
			.get("touched");
		assertThat(preview.get("grants").asInt()).isEqualTo(1);
		assertThat(preview.get("mentors").asInt()).isEqualTo(1);
		Answer merged = merge(this.school, this.sibling, "2026-10-01").is(200);
		String curator = "curator@" + this.region + "/" + this.sibling;
		JsonNode card = get(curator, "/people/" + teacher).is(200).body();
		assertThat(card.get("organisationId").asLong()).isEqualTo(this.sibling);
		get(curator, "/people/" + pupil).is(200);
		get(curator, "/people/" + parent).is(200);
		assertThat(this.db.count("mentor where id = " + mentor + " and organisation_id = " + this.sibling))
			.isEqualTo(1);
		assertThat(this.db.count("employment where person_id = " + teacher + " and organisation_id = " + this.school
				+ " and dismissed_on = '2026-09-30'"))
			.isEqualTo(1);
		assertThat(this.db.count("employment where person_id = " + teacher + " and organisation_id = " + this.sibling
				+ " and hired_on = '2026-10-01' and dismissed_on is null and position = 'teacher'"
				+ " and experience_since = '2002-09-01'"))
			.isEqualTo(1);
		assertThat(this.db.count("consent where organisation_id = " + this.sibling)).isEqualTo(1);
		assertThat(this.db.count("third_party_info where organisation_id = " + this.sibling)).isEqualTo(1);
		assertThat(this.db.count("role_grant where unit_id = " + this.sibling)).isEqualTo(1);
		assertThat(this.db.count("organisation where status = 'reorganised' and closed_on = '2026-10-01' and id = "
				+ this.school + " and successor_id = " + this.sibling))
			.isEqualTo(1);
		assertThat(lastFact("organisation-merged", this.school).get("successorId").asLong()).isEqualTo(this.sibling);
		assertThat(lastFact("participant-changed", teacher).get("organisationId").asLong()).isEqualTo(this.sibling);
		assertThat(merge(this.school, this.sibling, "2026-10-01").is(422).code())
			.isEqualTo("registry.organisation.reorganisation");
		undo(merged).is(200);
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	@DisplayName("an undo is refused with a list when something was built on the operation")
	void anUndoIsRefusedWhenSomethingWasBuiltOnIt() {
		long teacher = teacher("Учителева");
		Answer merged = merge(this.school, this.sibling, "2026-10-01").is(200);
		String curator = "curator@" + this.region + "/" + this.sibling;
		post(curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201);
		Map<String, String> before = everything();
		Answer refused = undo(merged).is(409);
		assertThat(refused.violations()).contains("Анкеты наставников").doesNotContain("Учителева");
		assertThat(everything()).isEqualTo(before);
		Answer renamed = rename(this.sibling, "Школа № 13 имени Пушкина", "2026-09-01").is(200);
		Answer moved = move(this.sibling, this.otherMunicipality, "2026-10-05").is(200);
		assertThat(undo(renamed).is(409).violations()).contains("ещё одна операция");
		undo(moved).is(200);
		undo(renamed).is(200);
		this.db.execute("update reorganisation set created_at = created_at - interval '25 hours' where region_id = "
				+ this.region);
		assertThat(undo(merged).is(409).code()).isEqualTo("registry.organisation.undo");
	}

	@Test
	@DisplayName("4.15: a split hands classes and picked people to a newly founded school")
	void aSchoolIsSplit() {
		long teacher = teacher("Учителева");
		long stays = teacher("Остаева");
		long pupil = pupil("Детская");
		assertThat(get(this.institute, path("classes")).is(200).body().get(0).get("pupils").asInt()).isEqualTo(1);
		get(this.curator, path("classes")).is(403);
		Map<String, String> before = everything();
		assertThat(get(this.institute, path("split/preview?on=2026-09-01&classes=7Б&people=" + teacher)).is(200)
			.body()
			.get("touched")
			.get("people")
			.asInt()).isEqualTo(2);
		Answer split = split("\"classes\": [{\"grade\": 7, \"letter\": \"Б\"}], \"people\": [%d]".formatted(teacher))
			.is(200);
		long founded = split.body().get("targetId").asLong();
		assertThat(this.db.count("person where organisation_id = " + founded)).isEqualTo(2);
		assertThat(this.db.count("person where organisation_id = " + this.school + " and id = " + stays)).isEqualTo(1);
		assertThat(lastFact("organisation-split", this.school).get("people")).hasSize(2);
		get("curator@" + this.region + "/" + founded, "/people/" + pupil).is(200);
		assertThat(get(this.curator, "/people/" + pupil).is(200).body().get("organisationId").asLong())
			.as("the former school keeps reading what it was")
			.isEqualTo(founded);
		undo(split).is(200);
		assertThat(everything()).isEqualTo(before);
		assertThat(split("\"people\": []").is(422).body().get("detail").asString()).contains("Никто не выбран");
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	@DisplayName("4.15: an organisation is closed only without present people")
	void anOrganisationWithPeopleIsNotClosed() {
		teacher("Учителева");
		pupil("Детская");
		assertThat(get(this.institute, path("closure/preview?on=2026-10-01")).is(200).body().get("hindrances"))
			.hasSize(2);
		Answer refused = close(this.school, "2026-10-01").is(409);
		assertThat(refused.code()).isEqualTo("registry.organisation.hindered");
		assertThat(refused.violations()).contains("Работают 1 сотрудник").doesNotContain("Учителева");
		assertThat(close(this.municipality, "2026-10-01").is(409).violations()).contains("организации");
		Answer closed = close(this.sibling, "2026-10-01").is(200);
		assertThat(lastFact("organisation-changed", this.sibling).get("closedOn").asString()).isEqualTo("2026-10-01");
		post(this.institute, "/organisations", """
				{"parentId": %d, "level": "school", "type": "school", "fullName": "Новая", "shortName": "Новая"}"""
			.formatted(this.sibling)).is(400);
		undo(closed).is(200);
		assertThat(this.db.count("organisation where status = 'active' and closed_on is null and id = " + this.sibling))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("nonsense is refused and changes nothing: under itself, another region, a wrong level, wrong dates, ended targets, a ministry")
	void nonsenseIsRefused() {
		long home = this.region;
		long mine = this.school;
		String me = this.institute;
		long municipalityHere = this.municipality;
		long siblingHere = this.sibling;
		openRegion();
		Map<String, String> before = everything();
		this.institute = me;
		assertThat(move(municipalityHere, municipalityHere, "2026-09-01").is(400).violations()).contains("самой себе");
		assertThat(move(mine, this.municipality, "2026-09-01").is(400).violations()).contains("не найдена");
		assertThat(move(mine, siblingHere, "2026-09-01").is(400).violations()).contains("Уровень");
		assertThat(move(mine, municipalityHere, "2026-09-01").is(400).violations()).contains("уже подчинена");
		assertThat(move(mine, this.otherMunicipality, "2019-09-01").is(400).violations()).contains("01.01.2020");
		assertThat(move(mine, this.otherMunicipality, "2076-09-01").is(400).violations()).contains("не наступила");
		assertThat(merge(mine, mine, "2026-09-01").is(400).violations()).contains("к ней самой");
		assertThat(merge(mine, municipalityHere, "2026-09-01").is(400).violations()).contains("Уровень");
		assertThat(merge(mine, this.school, "2026-09-01").is(400).violations()).contains("не найдена");
		String ministry = "institute@" + home + "/" + home;
		assertThat(post(ministry, "/organisations/" + home + "/move",
				"{\"parentId\": %d, \"on\": \"2026-09-01\", %s}".formatted(municipalityHere, BASIS))
			.is(422)
			.body()
			.get("detail")
			.asString()).contains("вершина региона");
		assertThat(post(this.institute, "/organisations/" + mine + "/move", "{}").is(400).violations())
			.contains("parentId", "on", "basis");
		post(this.curator, "/organisations/" + mine + "/move", "{}").is(400);
		assertThat(everything()).isEqualTo(before);
		close(siblingHere, "2026-09-01").is(200);
		assertThat(merge(mine, siblingHere, "2026-09-01").is(400).violations()).contains("уже не работает");
	}

	@Test
	@DisplayName("only who manages the directory reorganises; what comes back names nobody")
	void onlyWhoManagesReorganises() {
		teacher("Учителева");
		String body = "{\"parentId\": %d, \"on\": \"2026-09-01\", %s}".formatted(this.otherMunicipality, BASIS);
		String uri = "/organisations/" + this.school + "/move";
		post(this.curator, uri, body).is(403);
		post(this.municipal, uri, body).is(403);
		post("curator@" + this.region + "/" + this.sibling, uri, body).is(404);
		post("ministry@" + this.region + "/" + this.region, uri, body).is(403);
		Answer moved = post(this.institute, uri, body).is(200);
		assertThat(moved.body().toString()).doesNotContain("Учителева");
		post(this.curator, "/reorganisations/" + moved.id() + "/undo", "{}").is(403);
		post("curator@" + this.region + "/" + this.sibling, "/reorganisations/" + moved.id() + "/undo", "{}").is(404);
		// the scope of the operation ends with it
		get(this.institute, "/people?organisation=" + this.school + "&q=детская").is(200);
	}

	@Test
	@DisplayName("the history of an organisation is readable, and the tree is shown as it stood on a day")
	void theTreeIsShownAsItStood() {
		rename(this.school, "Лицей № 12", "2022-09-01").is(200);
		Answer moved = move(this.school, this.otherMunicipality, "2024-09-01").is(200);
		close(this.sibling, "2025-09-01").is(200);
		JsonNode history = get(this.curator, path("history")).is(200).body();
		assertThat(history.findValuesAsString("kind")).containsExactly("move", "renaming", "founded");
		assertThat(history.get(0).get("basis").asString()).isEqualTo("Постановление от 20.08.2026 № 17-п");
		assertThat(history.get(0).get("from").asString()).isEqualTo("Заречный район");
		assertThat(history.get(0).get("to").asString()).isEqualTo("Речной округ");
		assertThat(history.get(0).has("undoableUntil")).as("a curator undoes nothing").isFalse();
		assertThat(get(this.institute, path("history")).body().get(0).has("undoableUntil")).isTrue();
		get("curator@" + this.region + "/" + this.sibling, path("history")).is(404);
		assertThat(names(this.municipality, "2021-01-01")).containsExactly("Школа № 12", "Школа № 13");
		assertThat(names(this.municipality, "2023-01-01")).containsExactly("Лицей № 12", "Школа № 13");
		assertThat(names(this.municipality, "2025-01-01")).containsExactly("Школа № 13");
		assertThat(names(this.municipality, "2026-01-01")).isEmpty();
		assertThat(names(this.otherMunicipality, "2026-01-01")).containsExactly("Лицей № 12");
		assertThat(names(this.otherMunicipality, "2023-01-01")).isEmpty();
		assertThat(names(this.municipality, "2019-01-01")).isEmpty();
		undo(moved).is(200);
		assertThat(names(this.municipality, "2025-01-01")).containsExactly("Лицей № 12", "Школа № 13");
		assertThat(get(this.institute, path("history")).body().get(0).has("undoneAt")).isTrue();
		assertThat(Statements.of(() -> names(this.municipality, "2025-01-01"))).hasSizeLessThanOrEqualTo(2);
		assertThat(Statements.of(() -> get(this.curator, path("history")))).hasSizeLessThanOrEqualTo(4);
	}

	private List<String> names(long parent, String on) {
		return get(this.institute, "/organisations?parent=" + parent + "&on=" + on + "&sort=name").is(200)
			.body()
			.findValuesAsString("shortName")
			.stream()
			.sorted()
			.toList();
	}

	private String path(String rest) {
		return "/organisations/" + this.school + "/" + rest;
	}

	private Answer rename(long id, String name, String on) {
		int version = get(this.institute, "/organisations/" + id).body().get("version").asInt();
		return post(this.institute, "/organisations/" + id + "/renaming",
				"{\"fullName\": \"%s\", \"shortName\": \"%s\", \"on\": \"%s\", \"version\": %d, %s}".formatted(name,
						name, on, version, BASIS));
	}

	private Answer move(long id, long parent, String on) {
		return post(this.institute, "/organisations/" + id + "/move",
				"{\"parentId\": %d, \"on\": \"%s\", %s}".formatted(parent, on, BASIS));
	}

	private Answer merge(long id, long successor, String on) {
		return post(this.institute, "/organisations/" + id + "/merger",
				"{\"successorId\": %d, \"on\": \"%s\", %s}".formatted(successor, on, BASIS));
	}

	private Answer split(String who) {
		return post(this.institute, path("split"), """
				{"founding": {"parentId": %d, "level": "school", "type": "school", "fullName": "Школа № 14",
				 "shortName": "Школа № 14", "validFrom": "2026-09-01"}, "on": "2026-09-01", %s, %s}"""
			.formatted(this.municipality, who, BASIS));
	}

	private Answer close(long id, String on) {
		return post(this.institute, "/organisations/" + id + "/closure", "{\"on\": \"%s\", %s}".formatted(on, BASIS));
	}

	private Answer undo(Answer done) {
		return post(this.institute, "/reorganisations/" + done.id() + "/undo", "{}");
	}

	/**
	 * Every row of every table of the region, but the journal, the queues and the feed.
	 */
	private Map<String, String> everything() {
		return Everything.of(this.db, this.region);
	}

}
