package ru.nastavnik.programme.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;
import ru.nastavnik.programme.participant.ParticipantsChanged;

import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import({ School.class, MatchingRounds.class })
class RunTests {

	private static long nextMunicipality = 800_000;

	@Autowired
	private School school;

	@Autowired
	private MatchingRounds rounds;

	@Autowired
	private Db db;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ApplicationEventPublisher events;

	private long id;

	private long district;

	private long mentor;

	private long other;

	private final List<Long> mentees = new ArrayList<>();

	@BeforeEach
	void fill() {
		this.id = this.school.open();
		this.mentor = mentor(this.id, "Наставникова", "physics", 2);
		this.other = mentor(this.id, "Опытная", "music", 1);
		for (int k = 0; k < 4; k++) {
			this.mentees.add(mentee(this.id, "Молодцова", "physics"));
		}
	}

	@Test
	@DisplayName("a school's run: three targets compared, contributions sum to the score, a replay gives the same")
	void aSchoolsRunIsExplainedAndReplayed() {
		long run = done("nobody_left");
		Answer view = run(run);
		Assertions.assertThat(view.at("/status")).isEqualTo("done");
		Assertions.assertThat(view.at("/inputsHash")).matches("[0-9a-f]{64}");
		Assertions.assertThat(view.body().get("targets")).hasSize(3);
		Assertions.assertThat(view.body().at("/targets/1/pairs").asInt()).isEqualTo(3);
		Answer pairs = this.school.get("/matching/runs/" + run + "/pairs", curator()).ok();
		Assertions.assertThat(pairs.body().get("items")).hasSize(3);
		for (JsonNode pair : pairs.body().get("items")) {
			int sum = 0;
			for (JsonNode part : pair.get("contributions")) {
				sum += part.get("points").asInt();
			}
			Assertions.assertThat(sum).isEqualTo(pair.get("score").asInt());
			Assertions.assertThat(pair.at("/mentee/name").asString()).contains("Молодцова");
			Assertions.assertThat(pair.get("alternatives")).hasSize(1);
		}
		Answer left = this.school.get("/matching/runs/" + run + "/left", curator()).ok();
		Assertions.assertThat(left.body().get("items")).hasSize(1);
		Assertions.assertThat(left.at("/items/0/reason")).isEqualTo("all_at_capacity");
		Answer replay = this.school.post("/matching/runs/" + run + "/replay", null, curator()).ok();
		Assertions.assertThat(replay.body().get("same").asBoolean()).isTrue();
		Assertions.assertThat(replay.body().get("differences")).isEmpty();
		Assertions.assertThat(replay.at("/hash")).isEqualTo(view.at("/inputsHash"));
	}

	@Test
	void listsTakeAFixedNumberOfStatements() {
		long run = done("best_total");
		for (String path : new String[] { "", "/pairs", "/left", "/blocking",
				"/candidates?mentee=" + this.mentees.get(0) }) {
			Assertions.assertThat(Statements.of(() -> this.school.get("/matching/runs/" + run + path, curator()).ok()))
				.as(path)
				.hasSizeLessThanOrEqualTo(8);
		}
		Assertions
			.assertThat(Statements.of(() -> this.school.get("/matching/runs?organisation=" + this.id, curator()).ok()))
			.hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void theCuratorsHandKeepsTheRules() {
		long run = done("nobody_left");
		String moves = "/matching/runs/" + run + "/moves";
		long lonely = this.school.get("/matching/runs/" + run + "/left", curator())
			.body()
			.at("/items/0/mentee/personId")
			.asLong();
		int version = run(run).body().get("version").asInt();
		Answer full = this.school.post(moves, move(lonely, this.mentor, version), curator());
		Assertions.assertThat(full.status()).isEqualTo(422);
		Assertions.assertThat(full.text()).contains("столько наставляемых");
		long chosen = this.school.get("/matching/runs/" + run + "/pairs", curator())
			.body()
			.at("/items/0/mentee/personId")
			.asLong();
		this.school.post(moves, "{'menteeId':%d,'mentorId':null,'version':%d}".formatted(chosen, version), curator())
			.ok();
		Answer late = this.school.post(moves, move(lonely, this.mentor, version), curator());
		Assertions.assertThat(late.status()).isEqualTo(409);
		Assertions.assertThat(late.body().at("/current/version").asInt()).isEqualTo(version + 1);
		Answer replay = this.school.post("/matching/runs/" + run + "/replay", null, curator()).ok();
		Assertions.assertThat(replay.body().get("same").asBoolean()).isTrue();
		Assertions.assertThat(replay.body().get("differences")).hasSize(1);
		Answer candidates = this.school.get("/matching/runs/" + run + "/candidates?mentee=" + lonely, curator()).ok();
		Assertions.assertThat(candidates.body()).hasSize(2);
	}

	@Test
	void publicationProposesMentorshipsOnce() {
		long run = done("nobody_left");
		Assertions.assertThat(run(run).body().get("actions").toString()).contains("publication");
		LocalDate until = TODAY.plusDays(3);
		Answer published = this.school.post("/matching/runs/" + run + "/publication",
				"{'version':%d,'respondBy':'%s'}".formatted(run(run).body().get("version").asInt(), until), curator())
			.ok();
		Assertions.assertThat(run(run).body().get("actions").toString())
			.doesNotContain("publication")
			.contains("moves");
		Answer pairs = this.school.get("/matching/runs/" + run + "/pairs", curator()).ok();
		Assertions.assertThat(pairs.body().get("items"))
			.allSatisfy((pair) -> Assertions.assertThat(pair.get("status").asString()).isEqualTo("proposed"));
		long mentorship = pairs.body().at("/items/0/mentorshipId").asLong();
		Answer view = this.school.get("/mentorships/" + mentorship, curator()).ok();
		Assertions.assertThat(view.at("/status")).isEqualTo("proposed");
		Assertions.assertThat(view.at("/respondBy")).isEqualTo(until.toString());
		Assertions.assertThat(view.at("/goal")).contains("Проектирование урока");
		Assertions.assertThat(publish(run, published.body().at("/run/version").asInt()).status()).isEqualTo(409);
	}

	@Test
	@DisplayName("BR-016: whoever withdrew while the board was open is named, and the draft is kept")
	void withdrawnMeanwhile() {
		long run = done("nobody_left");
		this.db.execute("update participant set consent_until = null where person_id = " + this.mentor);
		Answer refused = publish(run, run(run).body().get("version").asInt());
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.text()).contains("согласия", "Черновик сохранён", "pairs/");
		Assertions.assertThat(this.school.get("/matching/runs/" + run + "/pairs", curator()).body().get("items"))
			.allSatisfy((pair) -> Assertions.assertThat(pair.get("status").asString()).isEqualTo("draft"));
	}

	@Test
	void pinsAndBansOutliveRuns() {
		long first = this.mentees.get(0);
		wish(first, this.other, "pin").ok();
		Assertions.assertThat(wish(first, this.mentor, "pin").status()).isEqualTo(422);
		wish(first, this.mentor, "ban").ok();
		JsonNode pinned = null;
		for (JsonNode pair : this.school.get("/matching/runs/" + done("best_total") + "/pairs", curator())
			.body()
			.get("items")) {
			pinned = (pair.at("/mentee/personId").asLong() == first) ? pair : pinned;
		}
		Assertions.assertThat(pinned.at("/mentor/personId").asLong()).isEqualTo(this.other);
		Assertions.assertThat(pinned.get("pinned").asBoolean()).isTrue();
		wish(this.mentees.get(1), this.other, "pin").ok();
		Answer kept = run(done("best_total"));
		Assertions.assertThat(kept.at("/status")).isEqualTo("done");
		Assertions.assertThat(this.school.get("/matching/runs/" + kept.id() + "/loose-pins", curator()).text())
			.contains("больше наставляемых, чем у него свободных мест: 1");
		wish(this.mentees.get(1), this.other, "none").ok();
		Assertions.assertThat(run(done("best_total")).body().get("loosePins").asInt()).isZero();
	}

	@Test
	@DisplayName("BR-040: wishes of the survey count in the score, a no-go forbids the pair")
	void theSurveyCounts() {
		long first = this.mentees.get(0);
		long second = this.mentees.get(1);
		said(first, this.mentor, "mentee", "'no_go', null");
		said(second, this.other, "mentee", "'wish', 1");
		said(this.other, second, "mentor", "'wish', 1");
		long run = done("best_total");
		JsonNode refused = candidate(run, first, this.mentor);
		Assertions.assertThat(refused.get("rule").asString()).isEqualTo("no_go");
		Assertions.assertThat(refused.get("cure").asString()).contains("Поговорите");
		Assertions.assertThat(candidate(run, second, this.other).toString()).contains("Участники выбрали друг друга");
	}

	@Test
	@DisplayName("BR-040: director and psychologist read a run, decide nothing and learn no confidence")
	void othersOfTheSchoolRead() {
		for (long mentee : this.mentees) {
			said(mentee, this.mentor, "mentee", "'no_go', null");
			said(mentee, this.other, "mentee", "'no_go', null");
		}
		long run = done("nobody_left");
		String uri = "/matching/runs/" + run;
		Assertions.assertThat(this.school.get(uri + "/left", curator()).ok().text()).contains("no_go");
		for (String reader : List.of(School.director(this.id), "psychologist@1/" + this.id)) {
			Answer runs = this.school.get("/matching/runs?organisation=" + this.id, reader).ok();
			Assertions.assertThat(runs.body().at("/items/0/id").asLong()).isEqualTo(run);
			Assertions.assertThat(this.school.get(uri, reader).ok().body().get("actions")).isEmpty();
			String told = this.school.get(uri + "/left", reader).ok().text()
					+ this.school.get(uri + "/candidates?mentee=" + this.mentees.get(0), reader).ok().text();
			Assertions.assertThat(told).contains("Молодцова", "исключил куратор").doesNotContain("no_go", "просил");
			for (String verb : List.of("/moves", "/choice", "/publication", "/replay")) {
				String body = "{'version':0,'menteeId':1,'target':'best_total'}";
				Assertions.assertThat(this.school.post(uri + verb, body, reader).status()).as(verb).isIn(403, 404);
			}
		}
	}

	private void said(long by, long about, String role, String kindAndRank) {
		this.db.execute("insert into preference (region_id, institute_id, municipality_id, organisation_id, by_person, "
				+ "for_person, role, kind, rank) values (1, 2, 3, " + this.id + ", " + by + ", " + about + ", '" + role
				+ "', " + kindAndRank + ")");
	}

	private JsonNode candidate(long run, long mentee, long leads) {
		for (JsonNode one : this.school.get("/matching/runs/" + run + "/candidates?mentee=" + mentee, curator())
			.ok()
			.body()) {
			if (one.at("/mentor/personId").asLong() == leads) {
				return one;
			}
		}
		throw new AssertionError("no such candidate");
	}

	@Test
	void aRunSaysThatItsPeopleChanged() {
		long run = done("best_total");
		Assertions.assertThat(run(run).body().get("stale").asBoolean()).isFalse();
		Scope.run(Scope.intake(Set.of(1L)),
				() -> this.transaction
					.executeWithoutResult((status) -> this.events.publishEvent(new ParticipantsChanged(
							List.of(new ParticipantsChanged.Told(new Place(1, 2L, 3L, this.id), this.mentor))))));
		Assertions.assertThat(run(run).body().get("stale").asBoolean()).isTrue();
	}

	@Test
	void aRunIsCancelledOrTakenUpAgain() {
		long cancelled = start("best_total");
		this.school.post("/matching/runs/" + cancelled + "/cancellation", null, curator()).ok();
		long killed = start("best_total");
		this.db.execute("update matching_job set leased_until = now() + interval '1 hour', attempts = 1 where run_id = "
				+ killed);
		this.rounds.all();
		Assertions.assertThat(run(cancelled).at("/status")).isEqualTo("cancelled");
		Assertions.assertThat(run(killed).at("/status")).isEqualTo("queued");
		this.db.execute("update matching_job set leased_until = now() - interval '1 second' where run_id = " + killed);
		this.rounds.all();
		Assertions.assertThat(run(killed).at("/status")).isEqualTo("done");
		Assertions.assertThat(this.db.count("matching_job where run_id in (" + cancelled + "," + killed + ")"))
			.isZero();
	}

	@Test
	void nobodyAndNonsense() {
		long empty = this.school.open();
		long run = this.school.post("/matching/runs", body(empty, "nobody_left"), School.curator(empty)).ok().id();
		this.rounds.all();
		Answer view = this.school.get("/matching/runs/" + run, School.curator(empty)).ok();
		Assertions.assertThat(view.at("/status")).isEqualTo("done");
		Assertions
			.assertThat(
					this.school.get("/matching/runs/" + run + "/pairs", School.curator(empty)).ok().body().get("items"))
			.isEmpty();
		Assertions.assertThat(this.school.get("/matching/runs/" + run, curator()).status()).isEqualTo(404);
		Assertions.assertThat(this.school.post("/matching/runs", body(this.id, "everything"), curator()).status())
			.isEqualTo(400);
		Assertions.assertThat(this.school.post("/matching/runs", "{}", curator()).status()).isEqualTo(400);
		Assertions
			.assertThat(
					this.school.post("/matching/runs", body(this.id, "best_total"), School.director(this.id)).status())
			.isEqualTo(403);
	}

	@Test
	@DisplayName("BR-028, BR-048: a municipality pairs across schools by the mentors' leave; the mentor's school agrees")
	void aMunicipalityOffersPairsToSchools() {
		long[] schools = district();
		String officer = "municipal@1/" + this.district;
		long led = mentee(schools[0], "Молодцова", "physics");
		long shared = mentor(schools[1], "Щедрова", "physics", 1);
		district(schools);
		this.db.execute("update participant set shared = true where person_id = " + shared);
		publish("teacher_teacher", officer, 1);
		Answer offers = this.school.get("/matching/offers?organisation=" + schools[0], School.curator(schools[0])).ok();
		Assertions.assertThat(offers.body().get("items")).hasSize(1);
		Assertions.assertThat(offers.text()).contains("Молодцова", "Щедрова", "приказ издаст его организация");
		Answer theirs = this.school.get("/matching/offers?organisation=" + schools[1], School.curator(schools[1])).ok();
		Assertions.assertThat(theirs.text()).contains("Щедрова").doesNotContain("Молодцова");
		String uri = "/matching/offers/" + offers.at("/items/0/id") + "/answer";
		Assertions.assertThat(this.school.post(uri, "{'accepted':false}", School.curator(schools[0])).status())
			.isEqualTo(400);
		Assertions.assertThat(this.school.post(uri, "{'accepted':true}", School.curator(schools[1])).status())
			.isEqualTo(404);
		Answer taken = this.school.post(uri, "{'accepted':true}", School.curator(schools[0])).ok();
		Answer pair = this.school.get("/mentorships/" + taken.at("/mentorshipId"), School.curator(schools[1])).ok();
		Assertions.assertThat(pair.at("/status")).isEqualTo("proposed");
		Assertions.assertThat(pair.body().at("/organisationId").asLong()).isEqualTo(schools[0]);
		Assertions.assertThat(pair.body().at("/employer/organisationId").asLong()).isEqualTo(schools[1]);
		Assertions.assertThat(pair.body().get("actions").toString()).contains("employer-answer");
		Assertions.assertThat(pair.text()).contains("Молодцова", "Щедрова");
		Assertions.assertThat(led).isNotEqualTo(shared);
	}

	@Test
	@DisplayName("BR-066: a run above the school never names a minor, and pairs one with mentors of the own school only")
	void minorsArePairedInsideTheirSchool() {
		long[] schools = district();
		String officer = "municipal@1/" + this.district;
		pupil(schools[0], "Детсков");
		pupil(schools[0], "Малышев");
		mentor(schools[0], "Своева", "physics", 1);
		long shared = mentor(schools[1], "Щедрова", "physics", 5);
		district(schools);
		this.db.execute("update participant set shared = true where person_id = " + shared);
		long run = publish("teacher_pupil", officer, 1);
		Answer pairs = this.school.get("/matching/runs/" + run + "/pairs", officer).ok();
		Assertions.assertThat(pairs.text()).contains("Своева").doesNotContain("Щедрова", "Детсков", "Малышев");
		Answer offers = this.school.get("/matching/offers?organisation=" + schools[0], School.curator(schools[0])).ok();
		String uri = "/matching/offers/" + offers.at("/items/0/id") + "/answer";
		this.school.post(uri, "{'accepted':false,'reason':'Далеко'}", School.curator(schools[0])).ok();
		String after = this.school.get("/matching/runs/" + run + "/pairs", officer).ok().text();
		Assertions.assertThat(after).contains("\"declined\"").doesNotContain("Далеко");
	}

	/** Two schools of a municipality of their own. */
	private long[] district() {
		this.district = nextMunicipality++;
		organisation(this.district, this.district, "municipality");
		return new long[] { this.school.open(), this.school.open() };
	}

	private void district(long... schools) {
		for (String table : List.of("organisation", "participant")) {
			this.db.execute("update " + table + " set municipality_id = " + this.district
					+ " where organisation_id in (" + schools[0] + "," + schools[1] + ")");
		}
	}

	private long publish(String form, String officer, int pairs) {
		long run = this.school
			.post("/matching/runs", body(this.district, "nobody_left").replace("teacher_teacher", form), officer)
			.ok()
			.id();
		this.rounds.all();
		Answer view = this.school.get("/matching/runs/" + run, officer).ok();
		Assertions.assertThat(view.at("/status")).as(view.text()).isEqualTo("done");
		Assertions.assertThat(this.school.get("/matching/runs/" + run + "/pairs", officer).ok().body().get("items"))
			.hasSize(pairs);
		Assertions
			.assertThat(
					this.school
						.post("/matching/runs/" + run + "/publication",
								"{'version':" + view.body().get("version") + ",'groups':true}", officer)
						.status())
			.isEqualTo(400);
		this.school
			.post("/matching/runs/" + run + "/publication", "{'version':" + view.body().get("version") + "}", officer)
			.ok();
		return run;
	}

	private static String move(long mentee, long mentor, int version) {
		return "{'menteeId':%d,'mentorId':%d,'version':%d}".formatted(mentee, mentor, version);
	}

	private Answer wish(long mentee, long leads, String kind) {
		return this.school.put("/matching/wishes",
				"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'%s','reason':'Родственники'}"
					.formatted(this.id, mentee, leads, kind),
				curator());
	}

	private Answer publish(long run, int version) {
		return this.school.post("/matching/runs/" + run + "/publication", "{'version':" + version + "}", curator());
	}

	private String curator() {
		return School.curator(this.id);
	}

	private static String body(long organisation, String target) {
		return "{'organisationId':%d,'form':'teacher_teacher','target':'%s'}".formatted(organisation, target);
	}

	private long start(String target) {
		return this.school.post("/matching/runs", body(this.id, target), curator()).ok().id();
	}

	private long done(String target) {
		long run = start(target);
		this.rounds.all();
		return run;
	}

	private Answer run(long run) {
		return this.school.get("/matching/runs/" + run, curator()).ok();
	}

	private void organisation(long organisation, long municipality, String level) {
		this.db.client()
			.sql("insert into organisation (region_id, institute_id, municipality_id, organisation_id, level, type, "
					+ "full_name, short_name, status) values (1, 2, ?, ?, ?, ?, 'Район', 'Район', 'active')")
			.params(municipality, organisation, level, level)
			.update();
	}

	private long mentor(long where, String name, String subject, int places) {
		long person = this.school.person(where, name, TODAY.minusYears(45));
		set(person,
				"mentee_status = null, position = 'teacher', max_load = " + places + ", subjects = '{" + subject
						+ "}', experience_since = current_date - 7000, meets_minors_until = '9999-12-31', "
						+ "competence_codes = '{methods}'");
		return person;
	}

	private long mentee(long where, String name, String subject) {
		long person = this.school.person(where, name, TODAY.minusYears(25));
		set(person, "mentor_status = null, position = 'teacher', subjects = '{" + subject
				+ "}', gap_codes = '{lesson_design}', experience_since = current_date - 300");
		return person;
	}

	private long pupil(long where, String name) {
		long person = this.school.person(where, name, TODAY.minusYears(12));
		set(person, "mentor_status = null, kind = 'pupil', grade = 6, request_codes = '{study}'");
		return person;
	}

	private void set(long person, String columns) {
		this.db.execute("update participant set " + columns + " where person_id = " + person);
	}

}
