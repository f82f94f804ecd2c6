package ru.nastavnik.programme.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.School;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Moves, mergers and splits of organisations and mergers of records, and their undoing.
 */
@ServiceTest
@Import(School.class)
class ReorganisationTests {

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	@Autowired
	private Db db;

	@Autowired
	private School school;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void everyRowOfAnOrganisationMovesWithIt() {
		long here = this.school.open();
		long mentor = this.school.adult(here, "Переездов");
		long mentee = this.school.adult(here, "Переездова");
		long pair = this.school.active(here, mentor, mentee);
		this.school.programme(here, pair);
		this.db.execute(
				"insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, name, "
						+ "media_type, size, sha256, content) values (1, 2, 3, " + here
						+ ", 'test', 'a', 'text/plain', 1, 'x', 'x')");
		this.db
			.execute("insert into order_visa (region_id, institute_id, municipality_id, organisation_id, id, order_id, "
					+ "account, name) values (1, 2, 3, " + here + ", 1, 1, 'x', 'x')");
		this.db
			.execute("insert into order_journal (region_id, institute_id, municipality_id, organisation_id, journal, "
					+ "pattern, consecutive) values (1, 2, 3, " + here + ", 'main', '{n}', false)");
		LocalDate today = School.TODAY;
		this.school.post("/group-meetings",
				"{'organisationId':%d,'form':'teacher_teacher','on':'%s','mode':'remote','mentorIds':[%d],'menteeIds':[%d]}"
					.formatted(here, today, mentor, mentee),
				School.curator(here))
			.ok();
		this.school
			.put("/preferences",
					"{'organisationId':%d,'personId':%d,'role':'mentee','on':'%s','wishes':[%d]}".formatted(here,
							mentee, today, mentor),
					School.curator(here))
			.ok();
		this.db.execute("insert into document_template (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "kind, number, file_id, status) select 1, 2, 3, " + here + ", -" + here + ", 'x', " + here
				+ ", max(id), 'draft' " + "from stored_file where region_id = 1");
		match(here, mentor, mentee);
		for (String insert : List.of(
				"change_request (region_id, institute_id, municipality_id, organisation_id, id, mentorship_id, kind, status, started_by, requested_on, reason, extra_grounds, profile_fits, mutual_interest, review_until, asked, with_minors, participants) select region_id, institute_id, municipality_id, organisation_id, id, id, 'extension', 'withdrawn', 'curator', current_date, '', '{}', false, false, current_date, '{}', false, '{}' from mentorship",
				"party_statement (region_id, institute_id, municipality_id, organisation_id, mentorship_id, purpose, person_id, agrees, by_whom, on_date, with_minors, participants) select region_id, institute_id, municipality_id, organisation_id, id, 'ending', 1, true, 'curator', current_date, false, '{}' from mentorship",
				"former_member (region_id, institute_id, municipality_id, organisation_id, id, mentorship_id, person_id, role, since, until, ground, order_number, with_minors, participants) select region_id, institute_id, municipality_id, organisation_id, id, id, 1, 'mentor', current_date, current_date, 'G1', '1', false, '{}' from mentorship",
				"meeting_guest (region_id, institute_id, municipality_id, organisation_id, meeting_id, mentorship_id, person_id, topic, consent_on, consent_by, with_minors, participants) select region_id, institute_id, municipality_id, organisation_id, 1, id, 1, 'x', current_date, 'curator', false, '{}' from mentorship",
				"succession_row (region_id, institute_id, municipality_id, organisation_id, tbl, row_id, from_id, to_id) select region_id, institute_id, municipality_id, organisation_id, 'x', id, 1, 2 from mentorship",
				"region_setting (region_id, institute_id, municipality_id, organisation_id, code, value) select region_id, institute_id, municipality_id, organisation_id, 'x' || id, '1' from mentorship",
				"region_calendar (region_id, institute_id, municipality_id, organisation_id, year, days_off, working_weekends, count_rule) select region_id, institute_id, municipality_id, organisation_id, 9000 + id, '{}', '{}', 'full_days' from mentorship")) {
			this.db.execute("insert into " + insert + " where organisation_id = " + here);
		}
		List<String> tables = tables();
		assertThat(tables).contains("programme_approval", "meeting", "person_merge_row");
		tell(fact("person-merged", 1, here, 3,
				"{'id':%d,'intoId':%d,'undone':false}".formatted(mentor, mentor + 7000)));
		assertThat(tables).as("every table has a row to be moved").allMatch((table) -> rows(table, here, 3) > 0);
		tell(fact("organisation-moved", here, here, 33, "{}"));
		for (String table : tables) {
			assertThat(rows(table, here, 3)).as("the intake may change the rows of " + table).isZero();
			assertThat(rows(table, here, 33)).as(table).isPositive();
		}
		tell(fact("organisation-moved", here, here, 3, "{'undone':true}"));
		tables.forEach((table) -> assertThat(rows(table, here, 33)).as(table).isZero());
	}

	/** A run of matching with everything around it. */
	private void match(long here, long mentor, long mentee) {
		String place = "(region_id, institute_id, municipality_id, organisation_id, ";
		String values = ") values (1, 2, 3, " + here + ", ";
		String pair = mentee + ", " + mentor;
		for (String row : List.of(
				"matching_run " + place + "id, level, form, target, min_score, include_shared, weights" + values + here
						+ ", 'school', 'other', 'best_total', 0, false, '{}')",
				"matching_input " + place + "run_id, people, content" + values + here + ", '{}', '')",
				"matching_pair " + place
						+ "run_id, target, mentee_id, mentor_id, mentee_organisation, mentor_organisation, score, pinned, "
						+ "distance, alternatives, alternative_scores" + values + here + ", 'best_total', " + pair
						+ ", " + here + ", " + here + ", 1, false, 'school', '{}', '{}')",
				"matching_left " + place + "run_id, target, mentee_id, mentee_organisation, code, text, cure" + values
						+ here + ", 'best_total', " + mentee + ", " + here + ", 'x', 'x', 'x')",
				"matching_wish " + place + "mentee_id, mentor_id, kind" + values + pair + ", 'pin')",
				"matching_weights " + place + "form, weights" + values + "'form " + here + "', '{}')",
				"matching_offer " + place
						+ "id, organisations, run_id, run_organisation, pair_id, form, mentee_id, mentor_id, "
						+ "mentor_organisation, score, distance" + values + here + ", '{}', 1, 1, 1, 'other', " + pair
						+ ", " + here + ", 1, 'school')")) {
			this.db.execute("insert into " + row);
		}
	}

	@Test
	@DisplayName("a move waits for whoever has read the old place, so no row stays there")
	void aMoveWaitsForTheWriter() throws Exception {
		long here = this.school.open();
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Scope curator = Scope.of("racer", "", List.of(Grant.parse(School.curator(here)).orElseThrow()), 1L);
		Thread writer = Thread
			.startVirtualThread(() -> Scope.run(curator, () -> this.transaction.executeWithoutResult((status) -> {
				begun.countDown();
				await(end);
				this.jdbc
					.sql("""
							insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, name,
							  media_type, size, sha256, content) values (1, 2, 3, :here, 'test', 'a', 'text/plain', 1, 'x', 'x')""")
					.param("here", here)
					.update();
			})));
		await(begun);
		Thread mover = Thread.startVirtualThread(() -> tell(fact("organisation-moved", here, here, 33, "{}")));
		Thread.sleep(400);
		assertThat(mover.isAlive()).isTrue();
		end.countDown();
		writer.join(20_000);
		mover.join(20_000);
		assertThat(rows("stored_file", here, 33)).isEqualTo(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	@DisplayName("a merger takes live mentorships with all their rows to the successor; ended ones stay; undone it is as before")
	void aMergerTakesLiveMentorshipsAlong() {
		long old = this.school.open();
		long successor = this.school.open();
		long mentor = this.school.adult(old, "Слиянова");
		long first = this.school.adult(old, "Первов");
		long second = this.school.adult(old, "Второв");
		long live = this.school.active(old, mentor, first);
		this.school.programme(old, live);
		long ended = this.school.active(old, mentor, second);
		this.school.terminated(old, ended);
		long third = this.school.adult(old, "Третьев");
		long agreed = this.school.agreed(old, this.school.adult(old, "Четвёртов"), third);
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}".formatted(old,
							agreed),
					School.curator(old))
			.ok()
			.id();
		Map<String, Object> before = picture(live, agreed);
		String data = "{'id':%d,'successorId':%d,'on':'2026-11-01','undone':%s}";
		tell(fact("organisation-merged", old, old, 3, data.formatted(old, successor, false)));
		assertThat(this.db.count("mentorship where organisation_id = " + successor)).isEqualTo(2);
		assertThat(this.db.count("mentorship where organisation_id = " + old)).isEqualTo(1);
		for (String table : List.of("mentorship_member", "mentorship_history", "meeting", "personal_programme")) {
			assertThat(this.db.count(table + " where mentorship_id = " + live + " and organisation_id = " + old))
				.as(table)
				.isZero();
		}
		assertThat(this.db.count("programme_activity where organisation_id = " + successor)).isPositive();
		assertThat(this.db.count("programme_approval where organisation_id = " + successor)).isPositive();
		assertThat(this.db.count("mentorship_order where id = " + order + " and organisation_id = " + successor))
			.isEqualTo(1);
		assertThat(this.school.get("/mentorships/" + live, School.curator(successor)).status()).isEqualTo(200);
		assertThat(this.school.get("/mentorships/" + live, School.curator(old)).status()).isEqualTo(404);
		assertThat(this.school.get("/mentorships/" + live + "/history", School.curator(successor)).text())
			.contains("присоединена к организации");
		assertThat(this.json.readTree(told(live)).propertyNames())
			.containsExactlyInAnyOrderElementsOf(ownExample("mentorship-changed-succeeded").propertyNames());
		assertThat(told(live)).contains("\"earlier\"").contains("\"organisationId\": " + old).contains("2026-10-31");
		// people who come later find their circle
		tell(fact("participant-changed", mentor, successor, 3,
				"{'personId':%d,'organisationId':%d,'born':'1980-01-01','kind':'staff','from':'2026-11-01'}"
					.formatted(mentor, successor)));
		assertThat(this.db.count("participant where organisation_id = " + successor + " and person_id = " + mentor
				+ " and " + first + " = any(participants)"))
			.isEqualTo(1);
		tell(fact("organisation-merged", old, old, 3, data.formatted(old, successor, true)));
		assertThat(picture(live, agreed)).isEqualTo(before);
		assertThat(told(live)).doesNotContain("earlier");
		assertThat(this.db.count("mentorship_order where id = " + order + " and organisation_id = " + old))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("BR-048: a merger of either school of a pair between two is followed, and undone it is as before")
	void pairsOfTwoSchoolsFollowTheEmployer() {
		long home = this.school.open();
		long employer = this.school.open();
		long third = this.school.open();
		long mentor = this.school.adult(employer, "Щедрова");
		long mentee = this.school.adult(home, "Молодцова");
		this.db.execute("update participant set shared = true where person_id = " + mentor);
		long pair = this.school
			.post("/mentorships",
					School.pair(home, mentor, mentee, School.TODAY)
						.replace("'criteria'", "'more':{'mentorOrganisation':" + employer + "},'criteria'"),
					School.curator(home))
			.ok()
			.id();
		String data = "{'id':%d,'successorId':%d,'on':'2026-11-01','undone':%s}";
		String before = told(pair);
		assertThat(before).contains("\"organisationId\": " + employer);
		JsonNode example = ownExample("mentorship-changed-partner");
		assertThat(this.json.readTree(before).propertyNames())
			.containsExactlyInAnyOrderElementsOf(example.propertyNames());
		assertThat(this.json.readTree(before).at("/mentors/0").propertyNames())
			.containsExactlyInAnyOrderElementsOf(example.at("/mentors/0").propertyNames());
		for (long successor : new long[] { third, home }) {
			tell(fact("organisation-merged", employer, employer, 3, data.formatted(employer, successor, false)));
			assertThat(homes(pair)).containsExactly(home, successor);
			assertThat(this.school.get("/mentorships/" + pair, School.curator(successor)).status()).isEqualTo(200);
			assertThat(this.school.get("/mentorships/" + pair, School.curator(employer)).status()).isEqualTo(404);
			tell(fact("organisation-merged", employer, employer, 3, data.formatted(employer, successor, true)));
			assertThat(told(pair)).isEqualTo(before);
		}
		for (long successor : new long[] { third, employer }) {
			tell(fact("organisation-merged", home, home, 3, data.formatted(home, successor, false)));
			assertThat(homes(pair)).containsExactly(successor, employer);
			assertThat(this.school.get("/mentorships/" + pair, School.curator(home)).status()).isEqualTo(404);
			assertThat(this.school.get("/mentorships/" + pair, School.curator(employer)).status()).isEqualTo(200);
			tell(fact("organisation-merged", home, home, 3, data.formatted(home, successor, true)));
			assertThat(told(pair)).isEqualTo(before);
		}
		assertThat(homes(pair)).containsExactly(home, employer);
		assertThat(this.school.get("/mentorships/" + pair, School.curator(employer)).text()).contains("Молодцова");
	}

	/** Where the mentee and the mentor of a pair stand. */
	private List<Long> homes(long pair) {
		return this.db.client()
			.sql("select home_organisation from mentorship_member where mentorship_id = ? order by role")
			.param(pair)
			.query(Long.class)
			.list();
	}

	@Test
	@DisplayName("a split takes who goes; a pair of which one half goes waits on the curator's desk")
	void aSplitTakesWhoGoes() {
		long old = this.school.open();
		long fresh = this.school.open();
		long mentor = this.school.adult(old, "Делимов");
		long goes = this.school.adult(old, "Идущая");
		long stays = this.school.adult(old, "Сидящая");
		long whole = this.school.agreed(old, mentor, goes);
		long apart = this.school.agreed(old, mentor, stays);
		long reward = reward(old, stays);
		String data = "{'id':%d,'newId':%d,'on':'2026-11-01','people':[%d,%d],'undone':%s}";
		tell(fact("organisation-split", old, old, 3, data.formatted(old, fresh, mentor, goes, false)));
		assertThat(this.school.get("/orders/" + reward, School.director(fresh)).status())
			.as("who never left is not named elsewhere")
			.isEqualTo(404);
		assertThat(this.school.get("/orders/" + reward, School.director(old)).status()).isEqualTo(200);
		long theirs = reward(fresh, this.school.adult(fresh, "Местнова"));
		assertThat(this.school.get("/mentorships/" + whole, School.curator(fresh)).status()).isEqualTo(200);
		assertThat(this.school.get("/mentorships/" + apart, School.curator(old)).status()).isEqualTo(200);
		assertThat(this.school.get("/desk", School.curator(old)).text()).contains("members-apart");
		tell(fact("organisation-split", old, old, 3, data.formatted(old, fresh, mentor, goes, true)));
		assertThat(this.school.get("/orders/" + theirs, School.director(fresh)).status()).isEqualTo(200);
		assertThat(this.school.get("/mentorships/" + whole, School.curator(old)).status()).isEqualTo(200);
		assertThat(this.school.get("/desk", School.curator(old)).text()).doesNotContain("members-apart");
	}

	@Test
	@DisplayName("BR-041, 4.6: a fact that is told again names the day of whoever came later on both sides")
	void aRetoldFactSaysTheSame() {
		long old = this.school.open();
		long successor = this.school.open();
		long later = this.school.adult(old, "Новикова");
		long pair = this.school.active(old, later, this.school.adult(old, "Взаимнов"));
		this.db.execute("update mentorship set topics = '{Методика,Сервисы}' where id = " + pair);
		this.db.execute("update mentorship_member set since = '2026-10-20' where person_id = " + later);
		this.db.execute("insert into former_member (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "mentorship_id, person_id, role, since, until, ground, order_number, with_minors, participants) select "
				+ "region_id, institute_id, municipality_id, organisation_id, nextval('former_member_seq'), id, 999, "
				+ "'mentor', '2026-10-01', '2026-10-20', 'G2', '5', false, participants from mentorship where id = "
				+ pair);
		tell(fact("organisation-merged", old, old, 3,
				"{'id':%d,'successorId':%d,'on':'2026-11-01','undone':false}".formatted(old, successor)));
		for (String side : List.of("mentors", "mentees")) {
			for (var ref : this.json.readTree(told(pair)).get(side)) {
				assertThat(ref.path("since").asString("")).as(side + " " + ref)
					.isEqualTo((ref.get("personId").asLong() == later) ? "2026-10-20" : "");
			}
		}
	}

	@Test
	@DisplayName("a merger takes the drafts on people along; undone only those go back that came")
	void aMergerTakesDraftsOnPeople() {
		long old = this.school.open();
		long successor = this.school.open();
		long came = reward(old, this.school.adult(old, "Приезжева"));
		long theirs = reward(successor, this.school.adult(successor, "Местнова"));
		String data = "{'id':%d,'successorId':%d,'on':'2026-11-01','undone':%s}";
		tell(fact("organisation-merged", old, old, 3, data.formatted(old, successor, false)));
		assertThat(this.school.get("/orders/" + came, School.director(successor)).status()).isEqualTo(200);
		tell(fact("organisation-merged", old, old, 3, data.formatted(old, successor, true)));
		assertThat(this.school.get("/orders/" + came, School.director(old)).status()).isEqualTo(200);
		assertThat(this.school.get("/orders/" + theirs, School.director(successor)).status()).isEqualTo(200);
	}

	private long reward(long at, long person) {
		return this.school.post("/orders",
				"{'organisationId':%d,'kind':'reward','title':'О поощрении','payload':{'people':[{'personId':%d,'note':'Благодарность'}]}}"
					.formatted(at, person),
				School.curator(at))
			.ok()
			.id();
	}

	@Test
	@DisplayName("BR-020 mentor and mentee who become one person by a merger of records are shown to the curator, not broken; undone they are two")
	void mentorAndMenteeWhoAreOnePersonAreShown() {
		long here = this.school.open();
		long mentor = this.school.adult(here, "Двойнов");
		long other = this.school.adult(here, "Двойнов");
		long third = this.school.adult(here, "Третий");
		long pair = this.school.active(here, mentor, other);
		this.school.programme(here, pair);
		long harmless = this.school.agreed(here, third, other);
		Map<String, Object> before = picture(pair, harmless);
		String data = "{'id':%d,'intoId':%d,'undone':%s}";
		tell(fact("person-merged", other, here, 3, data.formatted(other, mentor, false)));
		assertThat(this.db.count("mentorship_member where person_id = " + other)).isZero();
		assertThat(this.db.count("programme_approval where person_id = " + other)).isZero();
		for (String table : List.of("mentorship", "mentorship_member", "mentorship_history", "personal_programme",
				"programme_activity", "programme_approval", "meeting")) {
			assertThat(this.db.count(table + " where " + other + " = any(participants)")).as(table).isZero();
		}
		assertThat(this.school.get("/desk", School.curator(here)).text()).contains("same-person");
		assertThat(this.db.count("mentorship where id = " + harmless + " and attention is null")).isEqualTo(1);
		assertThat(told(harmless)).contains("\"personId\": " + mentor).doesNotContain("\"personId\": " + other);
		tell(fact("person-merged", other, here, 3, data.formatted(other, mentor, true)));
		assertThat(picture(pair, harmless)).isEqualTo(before);
		assertThat(this.school.get("/desk", School.curator(here)).text()).doesNotContain("same-person");
		assertThat(this.db.count("person_merge_row where person_id = " + other)).isZero();
	}

	@Test
	@DisplayName("what people said, what curators want, what was offered and asked, and drafts of orders follow a merger of records; undone everything is as it was")
	void whatWasSaidFollowsThePerson() {
		long here = this.school.open();
		long stays = this.school.adult(here, "Единов");
		long goes = this.school.adult(here, "Единов");
		long third = this.school.adult(here, "Третьева");
		long fourth = this.school.adult(here, "Четвёртова");
		long pair = this.school.agreed(here, third, fourth);
		wish(here, goes, third, "ban");
		wish(here, stays, third, "pin");
		wish(here, fourth, goes, "relative");
		wish(here, goes, stays, "ban");
		for (long[] said : new long[][] { { goes, third, 1 }, { third, goes, 1 }, { third, stays, 2 },
				{ fourth, goes, 1 }, { goes, stays, 2 } }) {
			this.db.execute(
					"insert into preference (region_id, institute_id, municipality_id, organisation_id, by_person, "
							+ "for_person, role, kind, rank) values (1, 2, 3, %d, %d, %d, '%s', 'wish', %d)"
								.formatted(here, said[0], said[1], (said[0] == third) ? "mentor" : "mentee", said[2]));
		}
		for (long[] answered : new long[][] { { goes, 1 }, { goes, 2 }, { stays, 2 } }) {
			this.db.execute(
					"""
							insert into preference_answer (region_id, institute_id, municipality_id, organisation_id, id, person_id,
							  role, answered_on, entered_by, given) values (1, 2, 3, %d, nextval('preference_answer_seq'), %d, '%s',
							  current_date, 'curator', 1)"""
						.formatted(here, answered[0], (answered[1] == 1) ? "mentor" : "mentee"));
		}
		for (String mentees : List.of(goes + "," + stays, goes + "," + fourth)) {
			this.db.execute(
					"insert into group_meeting (region_id, institute_id, municipality_id, organisation_id, id, form, "
							+ "held_on, mode, mentors, mentees, present, participants) values (1, 2, 3, " + here
							+ ", nextval('group_meeting_seq'), 'other', current_date, 'remote', '{" + third + "}', '{"
							+ mentees + "}', '{" + goes + "}', '{" + third + "," + mentees + "}')");
		}
		offer(here, here, goes, third);
		this.db.execute("insert into change_request (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "mentorship_id, kind, status, started_by, party_id, new_mentor_id, requested_on, reason, extra_grounds, "
				+ "profile_fits, mutual_interest, review_until, asked, with_minors, participants) values (1, 2, 3, "
				+ here + ", nextval('change_request_seq'), " + pair + ", 'replacement', 'requested', 'curator', "
				+ fourth + ", " + goes + ", current_date, '', '{}', true, true, current_date, '{" + goes + "," + fourth
				+ "}', false, '{" + goes + "," + fourth + "}')");
		long draft = rewards(here, goes);
		long signed = rewards(here, goes);
		this.school
			.post("/orders/" + signed + "/signature", "{'number':'3','date':'%s'}".formatted(School.TODAY),
					School.director(here))
			.ok();
		Map<String, Object> before = said(here);
		String data = "{'id':%d,'intoId':%d,'undone':%s}";
		tell(fact("person-merged", goes, here, 3, data.formatted(goes, stays, false)));
		Map<String, Object> merged = said(here);
		assertThat(merged).doesNotContainEntry("matching_wish", before.get("matching_wish"));
		merged.forEach((table, rows) -> assertThat(rows.toString()).as(table)
			.doesNotContainPattern("(^|[^0-9])" + goes + "([^0-9]|$)"));
		assertThat(merged.get("matching_wish").toString()).contains("\"kind\": \"pin\"", "\"kind\": \"relative\"")
			.doesNotContain("ban");
		assertThat((List<?>) merged.get("preference_answer")).hasSize(2);
		assertThat((List<?>) merged.get("preference")).hasSize(2);
		assertThat(payload(draft)).contains(String.valueOf(stays));
		assertThat(payload(signed)).as("a signed order stays as it was signed").contains(String.valueOf(goes));
		assertThat(this.db.count("mentorship where organisation_id = " + here + " and id = " + pair)).isEqualTo(1);
		tell(fact("person-merged", goes, here, 3, data.formatted(goes, stays, true)));
		assertThat(said(here)).isEqualTo(before);
		assertThat(this.db.count("person_merge_row where person_id = " + goes)).isZero();
	}

	@Test
	@DisplayName("a merger or a split takes open meetings, answers, wishes and offers to the successor; undone they are back")
	void whatWasSaidFollowsTheOrganisation() {
		long old = this.school.open();
		long fresh = this.school.open();
		long elsewhere = this.school.open();
		long mentor = this.school.adult(old, "Наставников");
		long goes = this.school.adult(old, "Идущая");
		long stays = this.school.adult(old, "Остающаяся");
		wish(old, goes, mentor, "pin");
		wish(old, stays, mentor, "relative");
		offer(old, old, goes, mentor);
		offer(elsewhere, old, 4_000_000_001L, mentor);
		this.school.post("/group-meetings",
				"{'organisationId':%d,'form':'teacher_teacher','on':'%s','mode':'remote','mentorIds':[%d],'menteeIds':[%d],'surveyUntil':'%s'}"
					.formatted(old, School.TODAY, mentor, goes, LocalDate.now().plusDays(7)),
				School.curator(old))
			.ok();
		for (long mentee : List.of(goes, stays)) {
			this.school
				.put("/preferences",
						"{'organisationId':%d,'personId':%d,'role':'mentee','on':'%s','wishes':[%d]}".formatted(old,
								mentee, School.TODAY, mentor),
						School.curator(old))
				.ok();
		}
		Map<String, Object> before = said(old);
		Map<String, Object> others = said(elsewhere);
		String split = "{'id':%d,'newId':%d,'on':'2026-11-01','people':[%d,%d],'undone':%s}";
		tell(fact("organisation-split", old, old, 3, split.formatted(old, fresh, mentor, goes, false)));
		assertThat(counts(fresh)).isEqualTo("1 1 1 1 1");
		assertThat(counts(old)).isEqualTo("1 1 0 1 0");
		assertThat(this.db.count("matching_offer where organisation_id = " + elsewhere + " and mentor_organisation = "
				+ fresh + " and organisations = array[" + elsewhere + ", " + fresh + "]::bigint[]"))
			.isEqualTo(1);
		assertThat(this.school.get("/matching/offers?organisation=" + fresh, School.curator(fresh))
			.ok()
			.body()
			.get("items")).hasSize(2);
		tell(fact("organisation-split", old, old, 3, split.formatted(old, fresh, mentor, goes, true)));
		assertThat(said(old)).isEqualTo(before);
		assertThat(said(elsewhere)).isEqualTo(others);
		String merger = "{'id':%d,'successorId':%d,'on':'2026-11-01','undone':%s}";
		tell(fact("organisation-merged", old, old, 3, merger.formatted(old, fresh, false)));
		assertThat(counts(old)).isEqualTo("0 0 0 0 0");
		assertThat(counts(fresh)).isEqualTo("2 2 1 2 1");
		tell(fact("organisation-merged", old, old, 3, merger.formatted(old, fresh, true)));
		assertThat(said(old)).isEqualTo(before);
		assertThat(said(elsewhere)).isEqualTo(others);
		assertThat(this.db.count("succession_row where from_id = " + old)).isZero();
	}

	private String counts(long organisation) {
		return List.of("preference", "preference_answer", "group_meeting", "matching_wish", "matching_offer")
			.stream()
			.map((table) -> String.valueOf(this.db.count(table + " where organisation_id = " + organisation)))
			.collect(java.util.stream.Collectors.joining(" "));
	}

	private void wish(long organisation, long mentee, long mentor, String kind) {
		this.db
			.execute("insert into matching_wish (region_id, institute_id, municipality_id, organisation_id, mentee_id, "
					+ "mentor_id, kind) values (1, 2, 3, %d, %d, %d, '%s')".formatted(organisation, mentee, mentor,
							kind));
	}

	private void offer(long school, long other, long mentee, long mentor) {
		this.db.execute("insert into matching_offer (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "organisations, run_id, run_organisation, pair_id, form, mentee_id, mentor_id, mentor_organisation, score, "
				+ "distance) values (1, 2, 3, %1$d, nextval('matching_offer_seq'), '{%1$d,%2$d}', 1, 3, 1, 'teacher_teacher', %3$d, %4$d, %2$d, 50, 'school')"
					.formatted(school, other, mentee, mentor));
	}

	private long rewards(long here, long person) {
		return this.school.post("/orders",
				"{'organisationId':%d,'kind':'reward','title':'О поощрении','text':'','mentorshipIds':[],'payload':{'people':[{'personId':%d}]}}"
					.formatted(here, person),
				School.curator(here))
			.ok()
			.id();
	}

	private String payload(long order) {
		return this.db.client()
			.sql("select payload::text from mentorship_order where id = ?")
			.param(order)
			.query(String.class)
			.single();
	}

	/** Everything that mentions people beside mentorships, of an organisation. */
	private Map<String, Object> said(long organisation) {
		Map<String, Object> said = new TreeMap<>();
		for (String table : List.of("matching_wish", "matching_offer", "preference", "preference_answer",
				"group_meeting", "change_request", "mentorship_order")) {
			said.put(table,
					this.db.client()
						.sql("select (to_jsonb(t) - 'version')::text from " + table + " t where organisation_id = ? "
								+ (table.equals("mentorship_order") ? "and status = 'draft' " : "") + "order by id")
						.param(organisation)
						.query(String.class)
						.list());
		}
		return said;
	}

	@Test
	void theRegistrysExamplesAreReadAsTheyStand() {
		for (String type : List.of("organisation-merged", "organisation-split", "organisation-moved",
				"person-merged")) {
			this.school.organisation(1, 2L, 3L, 4411);
			this.school.organisation(1, 2L, 3L, 4412);
			this.school.organisation(1, 2L, 3L, 4413);
			tell(new Fact(1, type, 4411, false, new Place(1, 2L, 3L, 4411), Instant.now(),
					FactFile.ofRegistry(type).orElseThrow()));
		}
	}

	/**
	 * Everything of these mentorships but what counts or dates a change, or tells of it.
	 */
	private Map<String, Object> picture(long... ids) {
		Map<String, Object> picture = new TreeMap<>();
		for (long id : ids) {
			for (String table : List.of("mentorship", "mentorship_member", "personal_programme", "meeting",
					"programme_activity", "programme_approval")) {
				String condition = table.equals("mentorship") ? "id = " + id
						: table.startsWith("programme_")
								? "programme_id in (select id from personal_programme where mentorship_id = " + id + ")"
								: "mentorship_id = " + id;
				picture.put(table + id,
						this.db.client()
							.sql("select (to_jsonb(t) - 'version' - 'changed_at' - 'participants')::text from " + table
									+ " t where " + condition + " order by t.id")
							.query(String.class)
							.list());
			}
		}
		return picture;
	}

	private JsonNode ownExample(String name) {
		return this.json.readTree(new java.io.File("api/facts/" + name + ".json"));
	}

	private List<String> tables() {
		return this.db.client()
			.sql("select table_name from information_schema.columns where table_schema = 'public' "
					+ "and column_name = 'municipality_id' and table_name not in ('outbox', 'feed', 'audit_event', 'audit_value') and not (table_name like 'labour%')")
			.query(String.class)
			.list();
	}

	private long rows(String table, long organisation, long municipality) {
		return this.db
			.count(table + " where organisation_id = " + organisation + " and municipality_id = " + municipality);
	}

	private String told(long mentorship) {
		return this.db.client()
			.sql("select data::text from (select data, id as at, 2 as source from outbox where type = 'mentorship-changed' "
					+ "and subject = :id union all select data, position, 1 from feed where type = 'mentorship-changed' "
					+ "and subject = :id) facts order by source desc, at desc limit 1")
			.param("id", mentorship)
			.query(String.class)
			.single();
	}

	private Fact fact(String type, long subject, long organisation, long municipality, String data) {
		return new Fact(1, type, subject, false, new Place(1, 2L, municipality, organisation), Instant.now(),
				this.json.readTree(data.replace('\'', '"')));
	}

	private void tell(Fact... facts) {
		Subscription registry = this.subscriptions.stream()
			.filter((subscription) -> subscription.name().equals("registry/facts"))
			.findFirst()
			.orElseThrow();
		Scope.run(Scope.intake(Set.of(1L)),
				() -> this.transaction.executeWithoutResult((status) -> registry.handler().accept(List.of(facts))));
	}

}
