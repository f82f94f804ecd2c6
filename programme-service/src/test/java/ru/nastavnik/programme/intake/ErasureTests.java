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
		assertThat(found("Исчезаев")).isNotEmpty();
		long members = this.db.count("mentorship_member where mentorship_id = " + pair);
		tell(here, fact("person-erased", gone, here, "{'personId':%d,'pseudonym':%d}".formatted(gone, PSEUDONYM)),
				new Fact(2, "participant-changed", gone, true, new Place(1, 2L, 3L, here), Instant.now(),
						NullNode.getInstance()),
				fact("participant-changed", PSEUDONYM, here,
						"{'personId':%d,'organisationId':%d,'born':'1990-01-01','kind':'staff'}".formatted(PSEUDONYM,
								here)));
		assertThat(found("Исчезаев")).isEmpty();
		assertThat(found(String.valueOf(gone))).isEmpty();
		assertThat(this.db.count("mentorship_member where mentorship_id = " + pair)).isEqualTo(members);
		assertThat(this.db.count("mentorship_member where person_id = " + PSEUDONYM)).isEqualTo(1);
		assertThat(
				this.db.count("mentorship where id = " + pair + " and status = 'terminated' and goal like '%с уроком'"))
			.isEqualTo(1);
		assertThat(this.db.count("participant where person_id < 0")).isZero();
		assertThat(this.school.get("/mentorships/" + pair, School.curator(here)).ok().text()).contains("Остающийся");
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
		this.school
			.post("/matching/runs",
					"{'organisationId':%d,'form':'teacher_teacher','target':'nobody_left'}".formatted(here),
					School.curator(here))
			.ok();
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
