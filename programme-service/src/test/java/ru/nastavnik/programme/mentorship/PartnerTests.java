package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;
import ru.nastavnik.programme.participant.ParticipantsChanged;

import static ru.nastavnik.programme.School.TODAY;
import static ru.nastavnik.programme.School.curator;
import static ru.nastavnik.programme.School.director;
import static ru.nastavnik.programme.School.mentee;
import static ru.nastavnik.programme.School.mentor;

@ServiceTest
@Import(School.class)
class PartnerTests {

	private static final LocalDate START = TODAY.minusMonths(1);

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private ApplicationEventPublisher events;

	private long home;

	private long employer;

	private long mentor;

	private long mentee;

	private long colleague;

	@BeforeEach
	void fill() {
		this.home = this.school.open();
		this.employer = this.school.open();
		this.mentor = this.school.adult(this.employer, "Щедрова");
		this.colleague = this.school.adult(this.employer, "Коллегина");
		this.mentee = this.school.adult(this.home, "Молодцова");
		this.db.execute("update organisation set short_name = 'Школа № дом' where region_id = 1 and organisation_id = "
				+ this.home);
		this.db.execute("update participant set shared = true where person_id = " + this.mentor);
	}

	@Test
	@DisplayName("BR-048, BR-035: from the proposal of one school by the order of the mentor's employer to an active pair")
	void theEmployersOrderFixesAPairOfTwoSchools() {
		Answer proposed = this.school.post("/mentorships", pair(this.mentor, this.mentee), curator(this.home)).ok();
		long id = proposed.id();
		Assertions.assertThat(proposed.at("/employer/organisationId")).isEqualTo(String.valueOf(this.employer));
		Assertions.assertThat(proposed.body().at("/employer/agreed").isNull()).isTrue();
		Assertions.assertThat(names(proposed)).containsExactly("Щедрова Имя", "Молодцова Имя");
		// the mentor is asked under the own account, the employer on its desk
		Assertions.assertThat(desk(mentor(this.employer, this.mentor))).contains("agreement");
		Assertions.assertThat(desk(curator(this.employer))).contains("employer-to-answer");
		Assertions.assertThat(desk(curator(this.home))).doesNotContain("employer-to-answer");
		Assertions.assertThat(view(id, mentor(this.employer, this.mentor)).status()).isEqualTo(200);
		Assertions.assertThat(agree(id, this.mentee, curator(this.home)).status()).isEqualTo(200);
		// whoever works elsewhere is spoken for there
		Assertions.assertThat(agree(id, this.mentor, curator(this.home)).status()).isEqualTo(403);
		Assertions.assertThat(agree(id, this.mentor, curator(this.employer)).at("/status")).isEqualTo("proposed");
		Assertions.assertThat(answer(id, "true", null, curator(this.home)).status()).isEqualTo(403);
		Answer agreed = answer(id, "true", null, director(this.employer)).ok();
		Assertions.assertThat(agreed.at("/status")).isEqualTo("agreed");
		Assertions.assertThat(agreed.at("/employer/agreed")).isEqualTo("true");
		// both read all of it
		Assertions.assertThat(names(view(id, curator(this.employer)).ok()))
			.containsExactly("Щедрова Имя", "Молодцова Имя");
		Assertions.assertThat(desk(curator(this.employer))).contains("order-to-prepare");
		Assertions.assertThat(desk(curator(this.home))).doesNotContain("order-to-prepare");
		Answer refused = order(id, this.home);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.text()).contains("приказ издаёт она");
		long order = order(id, this.employer).ok().id();
		Assertions.assertThat(this.school.get("/orders/" + order, curator(this.employer)).text())
			.contains("Молодцова Имя");
		this.school
			.post("/orders/" + order + "/signature", "{'number':'М-%d','date':'%s'}".formatted(order, START),
					director(this.employer))
			.ok();
		Assertions.assertThat(paper(order)).contains("Молодцова", "Школа № дом");
		Answer ordered = view(id, curator(this.home)).ok();
		Assertions.assertThat(ordered.at("/status")).isEqualTo("ordered");
		Assertions.assertThat(ordered.at("/orderNumber")).isEqualTo("М-" + order);
		Assertions.assertThat(this.school.get("/orders/" + order, curator(this.home)).status()).isEqualTo(404);
		meet(id);
		Assertions.assertThat(view(id, curator(this.employer)).at("/status")).isEqualTo("active");
		for (String path : List.of("/meetings", "/mentorships", "/programmes", "/changes")) {
			Assertions
				.assertThat(
						this.school.get(path + "?organisation=" + this.employer, curator(this.employer)).ok().status())
				.isEqualTo(200);
		}
		Assertions
			.assertThat(this.school.get("/meetings?organisation=" + this.employer, curator(this.employer))
				.body()
				.at("/items/0/mentorshipId")
				.asLong())
			.isEqualTo(id);
		Assertions.assertThat(this.school.get("/mentorships/" + id + "/history", curator(this.employer)).text())
			.contains("employer-agreement", "order", "activation");
		Answer change = this.school.post("/mentorships/" + id + "/replacement",
				"{'by':'curator','ground':'G5','reason':'Не сошлись','on':'%s'}".formatted(TODAY), curator(this.home));
		Assertions.assertThat(change.status()).isEqualTo(409);
		Assertions.assertThat(change.text()).contains("предложите новую");
		this.school
			.post("/mentorships/" + id + "/termination",
					"{'on':'%s','ground':'E3','reason':'По договорённости'}".formatted(TODAY), curator(this.home))
			.ok();
		Assertions.assertThat(names(view(id, curator(this.employer)).ok()))
			.as("what was ordered stays known to both")
			.containsExactly("Щедрова Имя", "Молодцова Имя");
	}

	@Test
	@DisplayName("BR-048: the employer reads and changes nothing; nobody else reads it")
	void onlyTheTwoOrganisationsReadIt() {
		long id = active();
		long programme = this.school
			.post("/mentorships/" + id + "/programme",
					"{'templateId':1,'from':'%s','to':'%s'}".formatted(START, TODAY.plusMonths(6)), curator(this.home))
			.ok()
			.id();
		Assertions.assertThat(this.school.get("/programmes/" + programme, curator(this.employer)).status())
			.isEqualTo(200);
		Assertions.assertThat(this.school.get("/programmes/" + programme, mentor(this.employer, this.mentor)).status())
			.isEqualTo(200);
		long third = this.school.open();
		for (String stranger : List.of(curator(third), director(third), "psychologist@1/" + this.employer,
				mentor(this.employer, this.colleague), mentee(this.home, this.mentee + 1), "municipal@1/4")) {
			for (String path : List.of("/mentorships/" + id, "/programmes/" + programme,
					"/mentorships/" + id + "/history")) {
				Assertions.assertThat(this.school.get(path, stranger).status())
					.as(path + " " + stranger)
					.isEqualTo(404);
			}
			Assertions.assertThat(this.school.get("/mentorships", stranger).text())
				.as(stranger)
				.doesNotContain("Молодцова");
		}
		for (String path : List.of("/termination", "/suspension", "/completion")) {
			Assertions
				.assertThat(this.school.post("/mentorships/" + id + path,
						"{'on':'%s','ground':'E3','reason':'Чужое'}".formatted(TODAY), curator(this.employer))
					.status())
				.as(path)
				.isEqualTo(403);
		}
		Assertions.assertThat(this.school.get("/mentorships", mentor(this.employer, this.mentor)).text())
			.contains("Молодцова");
		Assertions.assertThat(this.school.get("/participants?organisation=" + this.home, curator(this.employer)).text())
			.doesNotContain("Молодцова");
	}

	@Test
	@DisplayName("BR-048: of every table the second school reads its mentorships and changes nothing, unless of a minor")
	void everyTableHasItsSecondReader() {
		long leads = this.school.adult(this.home, "Своева");
		long guest = this.school.adult(this.home, "Гостева");
		long id = this.school.active(this.home, leads, this.mentee);
		this.school.programme(this.home, id);
		long meeting = this.school
			.post("/mentorships/" + id + "/meetings",
					"{'kind':'regular','plannedOn':'%s','mode':'in_person'}".formatted(TODAY), curator(this.home))
			.ok()
			.id();
		this.school
			.post("/meetings/" + meeting + "/guests",
					"{'personId':%d,'topic':'Урок','consentOn':'%s','by':'curator'}".formatted(guest, TODAY),
					curator(this.home))
			.ok();
		long change = this.school.post("/mentorships/" + id + "/extension",
				"{'newEnd':'%s','reason':'Нужно','on':'%s'}".formatted(TODAY.plusMonths(10), TODAY), curator(this.home))
			.ok()
			.id();
		this.school
			.post("/changes/" + change + "/agreement",
					"{'version':0,'personId':%d,'agreed':true,'on':'%s','by':'curator','document':'1'}".formatted(leads,
							TODAY),
					curator(this.home))
			.ok();
		String of = " where mentorship_id = " + id;
		List<String> tables = this.db.client()
			.sql("select table_name from information_schema.columns where table_schema = 'public' "
					+ "and column_name = 'mentor_organisation' and table_name not like 'matching%' order by 1")
			.query(String.class)
			.list();
		Assertions.assertThat(tables).hasSize(10);
		for (boolean minors : new boolean[] { false, true }) {
			this.db.execute("update mentorship set with_minors = " + minors + ", mentor_organisation = " + this.employer
					+ " where id = " + id);
			for (String table : tables) {
				String where = table.equals("mentorship") ? " where id = " + id
						: (table.equals("programme_activity") || table.equals("programme_approval"))
								? " where programme_id in (select p.id from personal_programme p" + of + ")" : of;
				if (minors && !table.equals("mentorship")) {
					this.db.execute("update " + table + " set with_minors = true" + where);
				}
				Assertions
					.assertThat(
							this.db.client().sql("select count(*) from " + table + where).query(Long.class).single())
					.as(table)
					.isPositive();
				String count = "select count(*) from " + table
						+ where.replace("select p.id from personal_programme p" + of,
								"select a.id from personal_programme a where a.mentorship_id = " + id);
				Assertions.assertThat(as(curator(this.employer), count) > 0).as(table).isEqualTo(!minors);
				Assertions.assertThat(as(director(this.employer), count) > 0).as(table).isEqualTo(!minors);
				Assertions.assertThat(as("psychologist@1/" + this.employer, count)).as(table).isZero();
				Assertions
					.assertThat(as(curator(this.employer),
							"with changed as (update " + table
									+ " set region_id = region_id returning 1) select count(*) from changed"))
					.as(table)
					.isZero();
				Assertions
					.assertThat(as(curator(this.employer),
							"with changed as (delete from " + table + " returning 1) select count(*) from changed"))
					.as(table)
					.isZero();
			}
		}
	}

	private long as(String grant, String sql) {
		return Scope.get(As.scope(grant),
				() -> this.transaction.execute((status) -> this.jdbc.sql(sql).query(Long.class).single()));
	}

	@Test
	@DisplayName("BR-048: lists of both schools take as many statements as before")
	void listsTakeAFixedNumberOfStatements() {
		active();
		for (long organisation : new long[] { this.home, this.employer }) {
			Assertions
				.assertThat(Statements
					.of(() -> this.school.get("/mentorships?organisation=" + organisation, curator(organisation)).ok()))
				.hasSizeLessThanOrEqualTo(4);
		}
	}

	@Test
	@DisplayName("BR-066: minors have no mentor of another school")
	void minorsStayInsideTheirSchool() {
		long child = this.school.person(this.home, "Детсков", TODAY.minusYears(14));
		Answer refused = this.school.post("/mentorships", pair(this.mentor, child), curator(this.home));
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.text()).contains("Оформите наставника в вашей организации");
	}

	@Test
	@DisplayName("BR-028: a mentor who gave no leave is as unknown as one who does not exist")
	void leaveToBeSharedIsAsked() {
		Answer unshared = this.school.post("/mentorships", pair(this.colleague, this.mentee), curator(this.home));
		Assertions.assertThat(unshared.status()).isEqualTo(422);
		Answer missing = this.school.post("/mentorships", pair(999_999_999, this.mentee), curator(this.home));
		Assertions.assertThat(missing.text()).isEqualTo(unshared.text());
		Assertions.assertThat(unshared.text()).contains("разрешил показывать");
		String uri = "/participants/shared?organisation=" + this.employer;
		Assertions.assertThat(this.school.get(uri, curator(this.home)).ok().text())
			.contains("Щедрова")
			.doesNotContain("Коллегина")
			.as("the leave is about mentoring, not about being led")
			.contains("\"menteeStatus\":null");
		Assertions.assertThat(this.school.get(uri, mentor(this.home, this.mentee)).status()).isEqualTo(403);
		Assertions.assertThat(Statements.of(() -> this.school.get(uri, curator(this.home)).ok()))
			.hasSizeLessThanOrEqualTo(6);
	}

	@Test
	@DisplayName("BR-048: an employer who does not let the mentor go says why and ends the proposal")
	void theEmployerRefusesWithAReason() {
		long id = this.school.post("/mentorships", pair(this.mentor, this.mentee), curator(this.home)).ok().id();
		Assertions.assertThat(answer(id, "false", null, curator(this.employer)).status()).isEqualTo(400);
		Answer ended = answer(id, "false", "Нет часов", curator(this.employer)).ok();
		Assertions.assertThat(ended.at("/status")).isEqualTo("terminated");
		Assertions.assertThat(view(id, curator(this.home)).at("/endReason")).isEqualTo("Нет часов");
		Assertions.assertThat(names(view(id, curator(this.employer)).ok()))
			.as("what never came to an order closes the names again")
			.containsExactly("Щедрова Имя", "");
	}

	@Test
	@DisplayName("BR-048: a refusal and a leave that is taken back close the mentor's name before the order")
	void beforeTheOrderTheMentorDecidesWhoKnows() {
		long id = this.school.post("/mentorships", pair(this.mentor, this.mentee), curator(this.home)).ok().id();
		this.school
			.post("/mentorships/" + id + "/agreement",
					"{'personId':%d,'agreed':false,'on':'%s','by':'self','reason':'Нет времени'}".formatted(this.mentor,
							TODAY),
					mentor(this.employer, this.mentor))
			.ok();
		Assertions.assertThat(names(view(id, curator(this.home)).ok())).containsExactly("", "Молодцова Имя");
	}

	@Test
	@DisplayName("BR-066: a mentor or a mentee who turns out to be a minor closes everything to the other school, the order on paper too")
	void aMinorAfterAll() {
		for (long child : new long[] { this.mentee, this.mentor }) {
			long place = (child == this.mentee) ? this.home : this.employer;
			long id = active();
			long order = view(id, curator(this.employer)).ok().body().get("orderId").asLong();
			String document = "/orders/" + order + "/document?format=docx";
			Assertions.assertThat(this.school.file(document, curator(this.employer))).isNotEmpty();
			correct(place, child, TODAY.minusYears(12));
			Assertions.assertThat(view(id, curator(this.employer)).status()).isEqualTo(404);
			Assertions.assertThat(this.school.get(document, curator(this.employer)).status()).isEqualTo(403);
			Assertions.assertThat(view(id, "municipal@1/3").status()).isEqualTo(404);
			Assertions.assertThat(desk(curator(this.home))).contains("minor-elsewhere");
			correct(place, child, TODAY.minusYears(30));
			Assertions.assertThat(view(id, curator(this.employer)).status()).isEqualTo(200);
			Assertions.assertThat(desk(curator(this.home))).doesNotContain("minor-elsewhere");
			this.school
				.post("/mentorships/" + id + "/termination",
						"{'on':'%s','ground':'E3','reason':'Конец'}".formatted(TODAY), curator(this.home))
				.ok();
		}
	}

	private void correct(long place, long person, LocalDate born) {
		this.db.execute("update participant set born = '" + born + "' where person_id = " + person);
		As.intake(Set.of(1L), () -> this.transaction.executeWithoutResult((status) -> this.events.publishEvent(
				new ParticipantsChanged(List.of(new ParticipantsChanged.Told(new Place(1L, 2L, 3L, place), person))))));
	}

	@Test
	@DisplayName("BR-048: the employer answers once; the history has one line of it")
	void theEmployerAnswersOnce() {
		long id = this.school.post("/mentorships", pair(this.mentor, this.mentee), curator(this.home)).ok().id();
		answer(id, "true", null, curator(this.employer)).ok();
		Assertions.assertThat(answer(id, "true", null, director(this.employer)).code())
			.isEqualTo("programme.wrong-status");
		Assertions
			.assertThat(this.db.count("mentorship_history where verb = 'employer-agreement' and mentorship_id = " + id))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("BR-047: the load counts mentees of all organisations")
	void theLoadCountsAcrossOrganisations() {
		for (int k = 0; k < 3; k++) {
			this.school.post("/mentorships", pair(this.mentor, this.school.adult(this.home, "Ещё")), curator(this.home))
				.ok();
		}
		long here = this.school.adult(this.employer, "Своя");
		Answer own = this.school
			.post("/mentorships", School.pair(this.employer, this.mentor, here, TODAY), curator(this.employer))
			.ok();
		Assertions.assertThat(own.body().get("warnings").toString()).contains("4 наставляемых при норме 3");
	}

	private long active() {
		long id = this.school.post("/mentorships", pair(this.mentor, this.mentee), curator(this.home)).ok().id();
		agree(id, this.mentee, curator(this.home)).ok();
		agree(id, this.mentor, curator(this.employer)).ok();
		answer(id, "true", null, curator(this.employer)).ok();
		long order = order(id, this.employer).ok().id();
		this.school
			.post("/orders/" + order + "/signature", "{'number':'%d','date':'%s'}".formatted(order, START),
					director(this.employer))
			.ok();
		meet(id);
		return id;
	}

	private void meet(long id) {
		long meeting = this.school
			.post("/mentorships/" + id + "/meetings",
					"{'kind':'acquaintance','plannedOn':'%s','mode':'in_person'}".formatted(TODAY.minusDays(20)),
					mentor(this.employer, this.mentor))
			.ok()
			.id();
		this.school.post("/meetings/" + meeting + "/holding",
				"{'heldOn':'%s','durationMin':40}".formatted(TODAY.minusDays(20)), mentor(this.employer, this.mentor))
			.ok();
	}

	private String pair(long leads, long led) {
		return School.pair(this.home, leads, led, START)
			.replace("'criteria'", "'more':{'mentorOrganisation':" + this.employer + "},'criteria'");
	}

	/** The words of the order as it was kept when it was signed. */
	private String paper(long order) {
		return this.db.client()
			.sql("select content::text from order_paper where order_id = ?")
			.param(order)
			.query(String.class)
			.single();
	}

	private Answer view(long id, String grant) {
		return this.school.get("/mentorships/" + id, grant);
	}

	private Answer agree(long id, long person, String grant) {
		return this.school.post("/mentorships/" + id + "/agreement",
				"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, START), grant);
	}

	private Answer answer(long id, String accepted, String reason, String grant) {
		int version = view(id, grant).body().get("version").asInt();
		return this.school.post("/mentorships/" + id + "/employer-answer", "{'version':%d,'accepted':%s,'reason':%s}"
			.formatted(version, accepted, (reason != null) ? "'" + reason + "'" : "null"), grant);
	}

	private Answer order(long id, long organisation) {
		return this.school.post("/orders",
				"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
					.formatted(organisation, id),
				curator(organisation));
	}

	private String desk(String grant) {
		return this.school.get("/desk", grant).ok().text();
	}

	private static List<String> names(Answer view) {
		return view.body().get("members").valueStream().map((member) -> member.get("name").asString("")).toList();
	}

}
