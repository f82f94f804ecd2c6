package ru.nastavnik.programme.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import(School.class)
class BulkTests {

	private static final Logger log = LoggerFactory.getLogger(BulkTests.class);

	@Autowired
	private School school;

	@Autowired
	private Db db;

	private long id;

	private String curator;

	private List<Long> people;

	@BeforeEach
	void openSchool() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.people = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			this.people.add(this.school.adult(this.id, "Участник"));
		}
	}

	@Test
	@DisplayName("bulk: proposed, active, completed and terminated mentorships come in with order, programme, meetings")
	void everyStateIsLoaded() {
		String past = ",'programme':{'templateCode':'teacher-teacher-plan','from':'%s','to':'%s','doneShare':%s}"
				+ ",'meetings':[{'kind':'acquaintance','on':'%s','status':'confirmed'},{'on':'%s','status':'planned'}]";
		String from = TODAY.minusMonths(5).toString();
		String to = TODAY.plusMonths(4).toString();
		String meeting = TODAY.minusMonths(4).toString();
		String next = TODAY.plusDays(3).toString();
		Answer loaded = load(row("p", 0, 1, "proposed", ""),
				row("a", 2, 3, "active", past.formatted(from, to, "0.5", meeting, next)),
				row("c", 4, 5, "completed",
						past.formatted(from, to, "1", meeting, next) + ",'endedOn':'" + TODAY + "','ground':'E1'"),
				row("t", 6, 7, "terminated",
						past.formatted(from, to, "0.2", meeting, next) + ",'endedOn':'" + TODAY + "','ground':'E3'"))
			.ok();
		Answer active = this.school.get("/mentorships/" + loaded.body().at("/ids/a").asLong(), this.curator).ok();
		Assertions.assertThat(active.at("/status")).isEqualTo("active");
		Assertions.assertThat(active.at("/orderNumber")).isEqualTo("1-н");
		Assertions.assertThat(active.at("/lastMeeting")).isEqualTo(meeting);
		Assertions.assertThat(active.at("/nextMeeting")).isEqualTo(next);
		Assertions.assertThat(active.at("/members/0/name")).isEqualTo("Участник Имя");
		Answer programme = this.school.get("/programmes/" + active.body().get("programmeId").asLong(), this.curator);
		Assertions.assertThat(programme.ok().at("/status")).isEqualTo("running");
		Assertions.assertThat(programme.body().at("/progress/done").asInt()).isEqualTo(15);
		Assertions.assertThat(programme.at("/activities/0/dueFrom")).isNotBlank();
		Assertions
			.assertThat(this.school.get("/mentorships/" + loaded.body().at("/ids/c").asLong(), this.curator)
				.at("/endGround"))
			.isEqualTo("E1");
		Assertions
			.assertThat(
					this.school.get("/orders?organisation=" + this.id, this.curator).body().at("/items/0/mentorships"))
			.hasSize(3);
		Assertions.assertThat(this.school.get("/participants", School.mentor(this.id, this.people.get(2))).text())
			.contains("" + this.people.get(3));
		Assertions.assertThat(this.db
			.count("(select subject from feed union all select subject from outbox) f where subject in (select id from "
					+ "mentorship where organisation_id = " + this.id + ")"))
			.isGreaterThanOrEqualTo(4);
		// loaded rows go on living under the single commands
		this.school
			.post("/mentorships/" + active.id() + "/suspension", "{'on':'%s','reason':'Отпуск'}".formatted(TODAY),
					this.curator)
			.ok();
	}

	@Test
	@DisplayName("bulk: BR-031, BR-032, BR-036, BR-038 and unknown people are refused by row and field, nothing is saved")
	void everyRefusalOfEveryRowComesAtOnce() {
		Answer refused = load(row("a", 0, 1, "active", "").replace("'kind':'pair'", "'kind':'group'"),
				row("b", 2, 3, "active",
						",'programme':{'templateCode':'teacher-teacher-plan','from':'2026-09-15','to':'2026-12-14'}"),
				row("c", 4, 5, "active",
						",'meetings':[{'on':'%s','status':'held'},{'kind':'regular','on':'2020-01-01','status':'held'}]"
							.formatted(TODAY)),
				row("d", 6, 7, "completed",
						",'programme':{'templateCode':'teacher-teacher-plan','from':'%s','to':'%s','doneShare':0.5}"
							.formatted(TODAY.minusMonths(5), TODAY.plusMonths(1)) + ",'endedOn':'" + TODAY + "'"),
				row("a", 0, 1, "proposed", ""), row("e", 0, 1, "ordered", ""),
				row("f", 0, 1, "active", "").replace("" + this.people.get(1), "987654321"),
				row("g", 0, 1, "terminated", ""));
		Assertions.assertThat(refused.status()).isEqualTo(400);
		Assertions.assertThat(refused.body().get("violations"))
			.extracting((violation) -> violation.get("field").asString())
			.contains("rows[0].menteeIds", "rows[1].programme.to", "rows[2].meetings[1].on", "rows[3].endedOn",
					"rows[5].status", "rows[6].menteeIds", "rows[7].endedOn");
		Assertions.assertThat(this.db.count("mentorship where organisation_id = " + this.id)).isZero();
		Assertions.assertThat(this.db.count("mentorship_order where organisation_id = " + this.id)).isZero();
	}

	@Test
	@DisplayName("bulk: BR-038 staff complete by E1 with a programme done in full; BR-033 pupils need none")
	void whatWasCompletedWasDoneInFull() {
		String ended = ",'endedOn':'" + TODAY + "','ground':'E1'";
		Answer refused = load(row("a", 0, 1, "completed", ended).replace("teacher_teacher", "leader_teacher"));
		Assertions.assertThat(refused.at("/violations/0/field")).isEqualTo("rows[0].endedOn");
		Assertions.assertThat(refused.at("/violations/0/message")).contains("нет персонализированной программы");
		Answer loaded = load(row("a", 0, 1, "completed", ended).replace("teacher_teacher", "pupil_pupil"),
				row("b", 2, 3, "completed",
						",'programme':{'templateCode':'teacher-teacher-plan','from':'%s','to':'%s','doneShare':1}"
							.formatted(TODAY.minusMonths(5), TODAY) + ended)
					.replace("teacher_teacher", "leader_teacher"))
			.ok();
		long programme = this.school.get("/mentorships/" + loaded.body().at("/ids/b").asLong(), this.curator)
			.body()
			.get("programmeId")
			.asLong();
		Assertions.assertThat(this.db.count("programme_approval where programme_id = " + programme)).isEqualTo(4);
		Assertions.assertThat(this.school.get("/programmes/" + programme, this.curator).at("/approvals/mentee/by"))
			.isEqualTo("curator");
	}

	@Test
	@DisplayName("bulk: BR-035 an active mentorship needs an order; a taken number is refused")
	void anOrderIsNeeded() {
		String rows = row("a", 0, 1, "active", "");
		Assertions
			.assertThat(this.school
				.post("/bulk/mentorships", "{'organisationId':%d,'rows':[%s]}".formatted(this.id, rows), this.curator)
				.text())
			.contains("\"field\":\"order\"");
		load(rows).ok();
		Assertions.assertThat(load(row("b", 2, 3, "active", "")).code()).isEqualTo("programme.order.number-taken");
		Assertions
			.assertThat(this.school
				.post("/bulk/mentorships", "{'organisationId':987654321,'rows':[%s]}".formatted(rows), this.curator)
				.status())
			.isEqualTo(404);
	}

	@Test
	void aBigCallTakesFewStatements() {
		String programme = ",'programme':{'templateCode':'teacher-teacher-plan','from':'%s','to':'%s','doneShare':0.4}"
			.formatted(TODAY.minusMonths(5), TODAY.plusMonths(4));
		String meetings = ",'meetings':[" + IntStream.range(0, 12)
			.mapToObj((n) -> "{'kind':'consultation','on':'%s','status':'confirmed'}"
				.formatted(TODAY.minusMonths(5).plusDays(n)))
			.collect(Collectors.joining(",")) + "]";
		String[] rows = IntStream.range(0, 500)
			.mapToObj((n) -> row("k" + n, 0, 1, "active", programme + meetings))
			.toArray(String[]::new);
		load("warm-up", rows).ok();
		long begin = System.nanoTime();
		List<String> statements = Statements.of(() -> load(rows).ok());
		double seconds = (System.nanoTime() - begin) / 1e9;
		log.info("Loaded {} mentorships with programmes and meetings in {} s: {} a second", rows.length, seconds,
				Math.round(rows.length / seconds));
		Assertions.assertThat(statements).hasSizeLessThan(60);
		Assertions.assertThat(this.db.count("programme_activity where organisation_id = " + this.id))
			.isEqualTo(2 * 500 * 29);
	}

	private Answer load(String... rows) {
		return load("1-н", rows);
	}

	private Answer load(String number, String[] rows) {
		return this.school.post("/bulk/mentorships",
				"{'organisationId':%d,'order':{'number':'%s','date':'%s','title':'О закреплении'},'rows':[%s]}"
					.formatted(this.id, number, TODAY.minusMonths(5), String.join(",", rows)),
				this.curator);
	}

	private String row(String key, int mentor, int mentee, String status, String more) {
		return ("{'key':'%s','kind':'pair','form':'teacher_teacher','methods':['one_to_one'],'goal':'Цель','start':'%s',"
				+ "'plannedEnd':'%s','mentorIds':[%d],'menteeIds':[%d],'status':'%s'%s}")
			.formatted(key, TODAY.minusMonths(5), TODAY.plusMonths(4), this.people.get(mentor), this.people.get(mentee),
					status, more);
	}

}
