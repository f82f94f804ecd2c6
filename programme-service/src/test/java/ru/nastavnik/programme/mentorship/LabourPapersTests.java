package ru.nastavnik.programme.mentorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import(School.class)
class LabourPapersTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	private long id;

	private long mentor;

	private long mentee;

	@BeforeEach
	void open() {
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.mentee = this.school.adult(this.id, "Молодцова");
	}

	@Test
	@DisplayName("BR-049: an order of a teacher's mentorship with a colleague waits for consent and addendum, which the registry's fact tells")
	void theOrderWaitsForThePapers() {
		long pair = agreed(TODAY.minusDays(3), "teacher_teacher");
		Assertions.assertThat(state(pair)).isEqualTo("missing");
		long order = order(pair);
		Answer refused = sign(order);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.code()).isEqualTo("programme.order.labour-papers");
		Assertions.assertThat(refused.at("/detail")).contains("351.8", "Трудовые документы");
		Assertions.assertThat(refused.at("/violations/0/message")).contains(String.valueOf(pair));
		Assertions.assertThat(this.school.get("/mentorships/" + pair, curator()).at("/status")).isEqualTo("agreed");
		apply("offered", TODAY.minusDays(3), null);
		Assertions.assertThat(sign(order).status()).isEqualTo(422);
		apply("addendum_signed", TODAY.plusDays(1), TODAY.plusMonths(6));
		Assertions.assertThat(sign(order).status()).isEqualTo(422);
		apply("addendum_signed", TODAY.minusDays(3), TODAY.plusMonths(6));
		Assertions.assertThat(state(pair)).isEqualTo("ready");
		sign(order).ok();
		Assertions.assertThat(this.school.get("/mentorships/" + pair, curator()).at("/status")).isEqualTo("ordered");
		apply("notice_given", TODAY.minusDays(3), TODAY.minusDays(1));
		Assertions.assertThat(state(pair)).isEqualTo("missing");
		forget();
		Assertions.assertThat(this.db.count("labour where mentor_id = " + this.mentor)).isZero();
	}

	@Test
	@DisplayName("BR-050: papers that exempt are papers")
	void anExemptionIsEnough() {
		long pair = agreed(TODAY.minusDays(3), "leader_teacher");
		Assertions.assertThat(sign(order(pair)).status()).isEqualTo(422);
		apply("exempt", TODAY.minusDays(30), null);
		sign(order(pair)).ok();
	}

	@ParameterizedTest
	@CsvSource({ "2025-02-28, teacher_teacher, staff, not_required", "2025-03-01, teacher_teacher, staff, missing",
			"2026-01-12, pupil_pupil, staff, missing", "2026-01-12, teacher_teacher, pupil, not_required",
			"2026-01-12, teacher_teacher, external, not_required", "2026-01-12, partner_teacher, staff, missing",
			"2026-01-12, other, staff, missing" })
	@DisplayName("BR-054: no papers before 01.03.2025, of pupils and of external mentors")
	void whoNeedsNoPapers(LocalDate start, String form, String kind, String state) {
		this.db.execute("update participant set kind = '" + kind + "' where person_id = " + this.mentor);
		long pair = agreed(start, form);
		Assertions.assertThat(state(pair)).isEqualTo(state);
		Answer signed = sign(order(pair));
		Assertions.assertThat(signed.status()).as(signed.text()).isEqualTo(state.equals("missing") ? 422 : 200);
	}

	@Test
	@DisplayName("BR-049: switched off for one mentorship, by a stored reason")
	void aReasonSwitchesItOff() {
		long pair = agreed(TODAY.minusDays(3), "teacher_teacher");
		long order = order(pair);
		String waiver = "/mentorships/" + pair + "/labour-waiver";
		int version = this.school.get("/mentorships/" + pair, curator()).body().get("version").asInt();
		String body = "{'version':%d,'reason':'Наставляемый работает в другой организации'}".formatted(version);
		Assertions.assertThat(this.school.put(waiver, body, School.mentor(this.id, this.mentor)).status())
			.isEqualTo(403);
		Assertions.assertThat(this.school.put(waiver, body, curator()).status())
			.as("the director alone")
			.isEqualTo(403);
		Assertions
			.assertThat(
					this.school.put(waiver, "{'version':%d,'reason':'-'}".formatted(version), School.director(this.id))
						.at("/violations/0/field"))
			.isEqualTo("reason");
		Answer waived = this.school.put(waiver, body, School.director(this.id)).ok();
		Assertions.assertThat(waived.at("/labourPapers")).isEqualTo("waived");
		Assertions.assertThat(waived.at("/labourWaiver")).contains("в другой организации");
		Assertions.assertThat(this.school.put(waiver, body, School.director(this.id)).status()).isEqualTo(409);
		Assertions.assertThat(this.school.get("/mentorships/" + pair + "/history", curator()).text())
			.contains("labour-waiver", "в другой организации");
		sign(order).ok();
		this.school
			.put(waiver,
					"{'version':%d}"
						.formatted(this.school.get("/mentorships/" + pair, curator()).body().get("version").asInt()),
					curator())
			.ok();
		Assertions.assertThat(state(pair)).isEqualTo("missing");
	}

	@Test
	void theListIsFilteredByWhatIsMissing() {
		long pair = agreed(TODAY.minusDays(3), "teacher_teacher");
		this.school.active(this.id, this.school.adult(this.id, "Вторая"), this.school.adult(this.id, "Третья"));
		Answer missing = this.school.get("/mentorships?labour=missing&organisation=" + this.id, curator()).ok();
		Assertions.assertThat(missing.at("/total")).isEqualTo("1");
		Assertions.assertThat(missing.at("/items/0/id")).isEqualTo(String.valueOf(pair));
		Assertions
			.assertThat(this.school.get("/mentorships?labour=missing,ready&organisation=" + this.id, curator())
				.at("/total"))
			.isEqualTo("2");
		Assertions.assertThat(this.school.get("/mentorships?labour=x", curator()).status()).isEqualTo(400);
		Assertions.assertThat(this.school.get("/mentorships/" + pair, "municipal@1/3").text())
			.contains("\"labourPapers\":null");
	}

	private String curator() {
		return School.curator(this.id);
	}

	private String state(long pair) {
		return this.school.get("/mentorships/" + pair, curator()).ok().at("/labourPapers");
	}

	private long agreed(LocalDate start, String form) {
		long pair = this.school
			.post("/mentorships",
					School.pair(this.id, this.mentor, this.mentee, start)
						.replace("teacher_teacher", form)
						.replace("'form':'other'", "'form':'other','formName':'Иная'"),
					curator())
			.ok()
			.id();
		for (long person : new long[] { this.mentor, this.mentee }) {
			this.school
				.post("/mentorships/" + pair + "/agreement",
						"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, TODAY), curator())
				.ok();
		}
		return pair;
	}

	private long order(long pair) {
		return this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, pair),
					curator())
			.ok()
			.id();
	}

	private Answer sign(long order) {
		return this.school.post("/orders/" + order + "/signature",
				"{'number':'%d','date':'%s'}".formatted(order, TODAY), School.director(this.id));
	}

	/** The registry's own example, about these two. */
	private void apply(String status, LocalDate from, LocalDate to) {
		ObjectNode data = (ObjectNode) FactFile.ofRegistry("labour-changed").orElseThrow();
		data.put("mentorId", this.mentor)
			.put("menteeId", this.mentee)
			.put("organisationId", this.id)
			.put("status", status)
			.put("from", from.toString())
			.put("exempt", status.equals("exempt"));
		if (to != null) {
			data.put("to", to.toString());
		}
		else {
			data.remove("to");
		}
		apply(false, this.json.readTree(data.toString()));
	}

	private void forget() {
		apply(true, NullNode.getInstance());
	}

	private void apply(boolean deleted, JsonNode data) {
		Fact fact = new Fact(1, "labour-changed", 770000 + this.id, deleted, new Place(1, 2L, 3L, this.id),
				Instant.now(), data);
		Subscription facts = this.subscriptions.stream()
			.filter((subscription) -> subscription.name().equals("registry/facts"))
			.findFirst()
			.orElseThrow();
		As.intake(Set.of(1L),
				() -> this.transaction.executeWithoutResult((state) -> facts.handler().accept(List.of(fact))));
	}

}
