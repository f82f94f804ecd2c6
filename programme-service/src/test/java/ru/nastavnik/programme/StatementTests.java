package ru.nastavnik.programme;

import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;

import static ru.nastavnik.programme.School.TODAY;

/** How many SQL statements each endpoint may take, whatever the number of rows. */
@ServiceTest
@Import(School.class)
class StatementTests {

	@Autowired
	private School school;

	private long id;

	private long mentor;

	private long mentee;

	private long pair;

	private long programme;

	@BeforeEach
	void fill() {
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		for (int i = 0; i < 4; i++) {
			this.mentee = this.school.adult(this.id, "Ученикова");
			this.pair = this.school.active(this.id, this.mentor, this.mentee);
			this.programme = this.school
				.post("/mentorships/" + this.pair + "/programme",
						"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY, TODAY.plusMonths(6)),
						School.curator(this.id))
				.ok()
				.id();
		}
	}

	@Test
	void everyListTakesAtMostFourStatements() {
		for (String list : new String[] { "/participants", "/mentorships", "/orders", "/programmes", "/meetings",
				"/changes" }) {
			Assertions
				.assertThat(Statements
					.of(() -> this.school.get(list + "?organisation=" + this.id, School.curator(this.id)).ok()))
				.as(list)
				.hasSizeLessThanOrEqualTo(4);
		}
	}

	@Test
	void everyViewTakesAFixedNumber() {
		long meeting = this.school.get("/meetings?mentorship=" + this.pair, School.curator(this.id))
			.body()
			.at("/items/0/id")
			.asLong();
		long order = this.school.get("/mentorships/" + this.pair, School.curator(this.id))
			.body()
			.get("orderId")
			.asLong();
		Map<String, Integer> most = new TreeMap<>(Map.of("/mentorships/" + this.pair, 2, "/orders/" + order, 3,
				"/programmes/" + this.programme, 5, "/meetings/" + meeting, 2, "/mentorships/" + this.pair + "/history",
				3, "/templates", 2, "/templates/1", 2));
		most.forEach((uri, count) -> Assertions
			.assertThat(Statements.of(() -> this.school.get(uri, School.curator(this.id)).ok()))
			.as(uri)
			.hasSizeLessThanOrEqualTo(count));
	}

	@Test
	void theDeskOfEveryRoleTakesAtMostEightStatements() {
		for (String[] caller : new String[][] { { School.curator(this.id) }, { School.director(this.id) },
				{ School.mentor(this.id, this.mentor) }, { School.mentee(this.id, this.mentee) },
				{ School.curator(this.id), School.director(this.id), School.mentor(this.id, this.mentor) } }) {
			Assertions.assertThat(Statements.of(() -> this.school.get("/desk", caller).ok()))
				.hasSizeLessThanOrEqualTo(8);
		}
	}

	@Test
	void commandsTakeABoundedNumber() {
		long other = this.school.adult(this.id, "Новенькая");
		Assertions.assertThat(Statements.of(() -> this.school
			.post("/mentorships", School.pair(this.id, this.mentor, other, TODAY), School.curator(this.id))
			.ok())).as("propose").hasSizeLessThanOrEqualTo(14);
		Assertions.assertThat(Statements.of(() -> this.school
			.post("/mentorships/" + this.pair + "/meetings",
					"{'kind':'regular','plannedOn':'%s','mode':'remote'}".formatted(TODAY), School.curator(this.id))
			.ok())).as("plan a meeting").hasSizeLessThanOrEqualTo(8);
	}

}
