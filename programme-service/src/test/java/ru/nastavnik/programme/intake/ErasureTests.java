package ru.nastavnik.programme.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.matching.MatchingRounds;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of an erased person is left in any column; the counted rows stay. */
@ServiceTest
@Import({ School.class, MatchingRounds.class })
class ErasureTests {

	private static final long PSEUDONYM = -77;

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
	private MatchingRounds rounds;

	private long run;

	@Test
	@DisplayName("BR-063 the name, the id and the mentions in free text go from every column; the rows stay counted, the pair ends")
	void nothingOfThePersonIsLeft() {
		long here = this.school.open();
		long mentor = this.school.adult(here, "Остающийся");
		long gone = 987_654_001;
		this.school.person(1, 2L, 3L, here, gone, "Исчезаева", LocalDate.now().minusYears(30));
		long pair = this.school.active(here, mentor, gone);
		this.school.programme(here, pair);
		this.db.execute("update mentorship set goal = 'Помочь Исчезаевой И. П. с уроком' where id = " + pair);
		this.db.execute("update personal_programme set note = 'для Имя Исчезаевой', gaps = '{Исчезаева не успевает}' "
				+ "where mentorship_id = " + pair);
		this.db.execute("update meeting set summary = 'Исчезаева всё поняла' where mentorship_id = " + pair);
		this.db.execute("update mentorship_order set text = 'Закрепить Исчезаеву Имя' where " + pair
				+ " = any(mentorship_ids)");
		assertThat(this.school.get("/people/" + gone + "/data", School.curator(this.school.open())).status())
			.isEqualTo(404);
		match(here, mentor, gone);
		String kept = this.school.get("/people/" + gone + "/data", School.curator(here)).ok().text();
		assertThat(kept).contains("Сведения в подборах пар", "Пары в подборах", "\"score\"", "\"competences\"")
			.doesNotContain(String.valueOf(mentor), "\"bonds\"", "alternatives");
		papers(here, pair, mentor, gone);
		long namesake = namesake();
		for (String aside : List.of("'mentee_id', " + gone, "'reason', 'Исчезаеву не с ним'")) {
			this.db.execute("insert into person_merge_row select 1, 2, 3, " + here + ", 'matching_wish.mentee_id', "
					+ aside.length() + ", 1, 2, jsonb_build_object(" + aside + ")");
		}
		assertThat(found("Исчезаев")).isNotEmpty();
		long members = this.db.count("mentorship_member where mentorship_id = " + pair);
		tell(here, fact("person-erased", gone, here, "{'personId':%d,'pseudonym':%d}".formatted(gone, PSEUDONYM)),
				new Fact(2, "participant-changed", gone, true, new Place(1, 2L, 3L, here), Instant.now(),
						NullNode.getInstance()),
				fact("participant-changed", PSEUDONYM, here,
						"{'personId':%d,'organisationId':%d,'born':'1990-01-01','kind':'staff'}".formatted(PSEUDONYM,
								here)));
		assertThat(this.db
			.count("mentorship_order where title = 'О поощрении Исчезаевой' and organisation_id = " + namesake))
			.as("a namesake's order stays")
			.isEqualTo(1);
		this.db.execute("delete from order_visa where organisation_id = " + namesake);
		this.db.execute("delete from mentorship_order where organisation_id = " + namesake);
		assertThat(found("Исчезаев")).isEmpty();
		assertThat(this.db.count("stored_file where feature = 'replacement' and organisation_id = " + here)).isZero();
		assertThat(this.db
			.count("mentorship_order where kind = 'reward' and payload::text ~ '\"mentorshipId\": %d' ".formatted(gone)
					+ "and payload::text ~ '\"personId\": %d'".formatted(PSEUDONYM)))
			.as("an id that is not a person's is no person")
			.isEqualTo(1);
		this.db.execute("update mentorship_order set payload = '{}' where kind = 'reward'");
		assertThat(found(String.valueOf(gone))).isEmpty();
		assertRunIsStillRead(here);
		assertThat(this.db.count("mentorship_member where mentorship_id = " + pair)).isEqualTo(members);
		assertThat(this.db.count("mentorship_member where person_id = " + PSEUDONYM)).isEqualTo(1);
		assertThat(
				this.db.count("mentorship where id = " + pair + " and status = 'terminated' and goal like '%с уроком'"))
			.isEqualTo(1);
		assertThat(this.db.count("participant where person_id < 0")).isZero();
		assertThat(this.school.get("/mentorships/" + pair, School.curator(here)).ok().text()).contains("Остающийся");
	}

	/** The others stay on the board with their explanations; it is not replayed. */
	private void assertRunIsStillRead(long here) {
		String run = "/matching/runs/" + this.run;
		String pairs = this.school.get(run + "/pairs", School.curator(here)).ok().text();
		assertThat(pairs + this.school.get(run + "/left", School.curator(here)).ok().text()).contains("Ищущая");
		this.school.get(run + "/blocking", School.curator(here)).ok();
		long other = this.db.client()
			.sql("select person_id from participant where last_name = 'Ищущая' and organisation_id = ?")
			.param(here)
			.query(Long.class)
			.single();
		assertThat(this.school.get(run + "/candidates?mentee=" + other, School.curator(here)).ok().text())
			.contains("Остающийся")
			.doesNotContain("Исчезаева");
		assertThat(this.school.post(run + "/replay", null, School.curator(here)).text()).contains("уничтожены");
	}

	/**
	 * An order on people with its paper and visa, a replacement with its evidence, a
	 * former member.
	 */
	private void papers(long here, long pair, long mentor, long gone) {
		String curator = School.curator(here);
		long order = this.school.post("/orders",
				"{'organisationId':%d,'kind':'reward','title':'О поощрении Исчезаевой','payload':{'people':[{'personId':%d,'note':'Грамота Исчезаевой Имя'}]}}"
					.formatted(here, gone),
				curator)
			.ok()
			.id();
		this.school
			.put("/orders/" + order + "/visas",
					"{'version':0,'people':[{'account':'user-%s','name':'Завуч'}]}".formatted(curator), curator)
			.ok();
		this.school
			.post("/orders/" + order + "/visa", "{'version':1,'agreed':true,'remark':'Исчезаева достойна'}", curator)
			.ok();
		this.school
			.post("/orders/" + order + "/signature", "{'version':1,'number':'77','date':'%s'}".formatted(School.TODAY),
					School.director(here))
			.ok();
		this.school
			.upload("/orders/" + order + "/scan", "Исчезаева.pdf",
					"%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.UTF_8), curator)
			.ok();
		this.db.execute("update mentorship_order set payload = payload || '{\"mentorshipId\": " + gone
				+ "}'::jsonb where id = " + order);
		this.db.execute("insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, "
				+ "subject_id, person_id, name, media_type, size, sha256, content) values (1, 2, 3, " + here
				+ ", 'replacement', 1, " + gone + ", 'Заявление Исчезаевой.pdf', 'application/pdf', 1, 'x', 'x')");
		this.db.execute("insert into former_member (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "mentorship_id, person_id, role, since, until, ground, order_number, with_minors, participants) "
				+ "select region_id, institute_id, municipality_id, organisation_id, -id, id, " + gone
				+ ", 'mentor', current_date, current_date, 'G1', '1', false, '{}' from mentorship where id = " + pair);
	}

	private long namesake() {
		long there = this.school.open();
		long other = this.school.adult(there, "Другова");
		this.school.post("/orders",
				"{'organisationId':%d,'kind':'reward','title':'О поощрении Исчезаевой','payload':{'people':[{'personId':%d}]}}"
					.formatted(there, other),
				School.curator(there))
			.ok();
		return there;
	}

	/**
	 * Runs and wishes know the person by id: as a mentor, and beside the pairs of others.
	 */
	private void match(long here, long mentor, long gone) {
		this.school.adult(here, "Ищущая");
		this.school
			.put("/matching/wishes",
					"{'organisationId':%d,'menteeId':%d,'mentorId':%d,'kind':'ban'}".formatted(here, gone, mentor),
					School.curator(here))
			.ok();
		this.run = this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_teacher','target':'nobody_left'}".formatted(here),
					School.curator(here))
			.ok()
			.id();
		this.rounds.all();
		assertThat(this.db.count("matching_input where " + gone + " = any(people)")).isEqualTo(1);
	}

	private List<String> found(String text) {
		List<String> found = new ArrayList<>();
		this.db.client()
			.sql("select table_name, column_name from information_schema.columns where table_schema = 'public' "
					+ "and table_name not like 'databasechange%'")
			.query((row, number) -> new String[] { row.getString(1), row.getString(2) })
			.list()
			.forEach((column) -> {
				// the chained log keeps the id of what it is about, its values are
				// emptied
				boolean log = column[0].equals("audit_event")
						|| (column[0].equals("audit_value") && column[1].equals("person_id"));
				if (!log && this.db
					.count(column[0] + " where \"" + column[1] + "\"::text ilike '%" + text + "%'") > 0) {
					found.add(column[0] + "." + column[1]);
				}
			});
		return found;
	}

	private Fact fact(String type, long subject, long organisation, String data) {
		return new Fact(1, type, subject, false, new Place(1, 2L, 3L, organisation), Instant.now(),
				this.json.readTree(data.replace('\'', '"')));
	}

	private void tell(long organisation, Fact... facts) {
		Subscription registry = this.subscriptions.stream()
			.filter((subscription) -> subscription.name().equals("registry/facts"))
			.findFirst()
			.orElseThrow();
		Scope.run(Scope.intake(Set.of(1L)),
				() -> this.transaction.executeWithoutResult((status) -> registry.handler().accept(List.of(facts))));
	}

}
