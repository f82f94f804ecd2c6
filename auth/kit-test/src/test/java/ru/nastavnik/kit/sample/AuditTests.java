package ru.nastavnik.kit.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;

@ServiceTest
class AuditTests {

	private static final LocalDate BORN = LocalDate.of(1980, 2, 29);

	private static long number = 7000;

	private final long region = number += 10;

	private final Place school = new Place(this.region, null, null, this.region + 4);

	private final String curator = "curator@" + this.region + "/" + this.school.organisation();

	@Autowired
	private NoteKeeping keeping;

	@Autowired
	private Audit audit;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private JsonMapper json;

	@Autowired
	private Db db;

	@Test
	void aChangeOfAnEntityIsWrittenDownWithOldAndNewValues() {
		long id = As.get(this.curator, () -> this.keeping.keep(this.school, "Первов", BORN).id());
		As.run(this.curator, () -> this.keeping.rename(id, "Второв", 0));
		JsonNode items = read(this.curator, "").get("items");
		Assertions.assertThat(items).hasSize(2);
		JsonNode changed = items.get(0);
		Assertions.assertThat(changed.get("action").asString()).isEqualTo("changed");
		Assertions.assertThat(changed.get("type").asString()).isEqualTo("note");
		Assertions.assertThat(changed.get("role").asString()).isEqualTo("curator");
		Assertions.assertThat(changed.get("before").toString()).isEqualTo("{\"author\":\"Первов\"}");
		Assertions.assertThat(changed.get("after").toString()).isEqualTo("{\"author\":\"Второв\"}");
		Assertions.assertThat(items.get(1).get("action").asString()).isEqualTo("created");
		Assertions.assertThat(items.get(1).get("after").has("version")).isFalse();
	}

	@Test
	void aTransactionIsOneStatementHoweverMuchItSays() {
		Runnable work = () -> As.run(this.curator, () -> this.transaction.executeWithoutResult((status) -> {
			this.keeping.keep(this.school, "Одинов", BORN);
			this.keeping.keep(this.school, "Двоев", BORN);
			this.audit.record(this.school, "changed", "note", 1L, null, Map.of(), Map.of("x", 1));
		}));
		Assertions.assertThat(Statements.of(work::run).stream().filter((sql) -> sql.contains("audit_event")))
			.hasSize(1);
		Assertions.assertThat(this.db.count("audit_event where region_id = " + this.region)).isEqualTo(3);
	}

	@Test
	void whatIsRolledBackIsNotInTheLog() {
		As.run(this.curator, () -> this.transaction.executeWithoutResult((status) -> {
			this.keeping.keep(this.school, "Обратнов", BORN);
			status.setRollbackOnly();
		}));
		Assertions.assertThat(this.db.count("audit_event where region_id = " + this.region)).isZero();
	}

	@Test
	void whoSubstitutesIsToldWithWhomTheySubstitute() {
		As.run(this.curator + "~17", () -> this.keeping.keep(this.school, "Замещаев", BORN));
		Assertions.assertThat(read(this.curator, "").get("items").get(0).get("insteadOf").asLong()).isEqualTo(17);
	}

	@Test
	void readingIsWrittenDownBeforeTheAnswerLeaves() {
		As.run(this.curator, () -> this.keeping.keep(this.school, "Читаев", BORN));
		String uri = "/notes/read";
		Assertions.assertThat(Statements.of(() -> this.mvc.get().uri(uri).with(As.grants(this.curator)).exchange()))
			.filteredOn((sql) -> sql.contains("audit_event"))
			.hasSize(1);
		JsonNode entry = read(this.curator, "action=read").get("items").get(0);
		Assertions.assertThat(entry.get("people")).hasSize(2);
		Assertions.assertThat(entry.get("ip").asString()).isEqualTo("127.0.0.1");
		Assertions.assertThat(read(this.curator, "person=901").get("items")).hasSize(1);
		Assertions.assertThat(read(this.curator, "person=903").get("items")).isEmpty();
	}

	@Test
	void directorsAndCuratorsSeeTheirOrganisationAndOthersTheirOwnActions() {
		As.run(this.curator, () -> this.keeping.keep(this.school, "Закрытов", BORN));
		String municipal = "municipal@" + this.region + "/" + (this.region + 3);
		As.run(municipal, () -> this.transaction.executeWithoutResult((status) -> this.audit.record(this.school,
				"changed", "organisation", 4L, null, Map.of("name", "А"), Map.of("name", "Б"))));
		As.run(municipal, () -> this.transaction.executeWithoutResult(
				(status) -> this.audit.record(this.school, "created", "grant", 4L, 99L, null, Map.of("name", "Имя"))));
		Assertions.assertThat(read("director@" + this.region + "/" + this.school.organisation(), "").get("items"))
			.hasSize(3);
		Assertions.assertThat(read("curator@" + this.region + "/5", "").get("items")).isEmpty();
		Assertions.assertThat(read("psychologist@" + this.region + "/" + this.school.organisation(), "").get("items"))
			.isEmpty();
		// what tells of somebody by name stays with the school
		Assertions.assertThat(read(municipal, "").get("items")).hasSize(1);
		Assertions.assertThat(read("ministry@" + this.region + "/" + this.region, "").get("items")).isEmpty();
	}

	@Test
	void aLongLogIsReadPartByPart() {
		for (int at = 0; at < 5; at++) {
			As.run(this.curator, () -> this.keeping.keep(this.school, "Долгов", BORN));
		}
		JsonNode first = read(this.curator, "size=2");
		JsonNode second = read(this.curator, "size=2&before=" + first.get("next").asString());
		JsonNode third = read(this.curator, "size=2&before=" + second.get("next").asString());
		Assertions.assertThat(third.get("items")).hasSize(1);
		Assertions.assertThat(third.hasNonNull("next")).isFalse();
		Assertions.assertThat(first.get("items").get(1).get("id").asLong())
			.isGreaterThan(second.get("items").get(0).get("id").asLong());
		Assertions.assertThat(this.mvc.get().uri("/audit?before=нет").with(As.grants(this.curator))).hasStatus(400);
	}

	@Test
	void theApplicationCanOnlyAddAndRead() {
		As.run(this.curator, () -> this.keeping.keep(this.school, "Вечнов", BORN));
		chained(1);
		for (String sql : List.of("update audit_event set action = 'x'", "delete from audit_event",
				"delete from audit_value", "update audit_value set actor = 'x'", "update audit_chain set position = 9",
				"delete from audit_chain", "update audit_value set new_values = '{}', redacted_at = now()")) {
			Assertions
				.assertThatThrownBy(() -> As.run(this.curator,
						() -> this.transaction.executeWithoutResult((status) -> this.jdbc.sql(sql).update())))
				.as(sql)
				.isInstanceOf(DataAccessException.class);
		}
		// nobody writes in another's name
		Assertions.assertThatThrownBy(() -> As
			.run(this.curator, () -> this.transaction.executeWithoutResult((status) -> this.jdbc
				.sql("insert into audit_event (id, region_id, organisation_id, caller, acting, action, subject_type, "
						+ "digest) values (1, :region, 4, 'somebody', '', 'x', 'x', '')")
				.param("region", this.region)
				.update())))
			.isInstanceOf(DataAccessException.class);
	}

	@Test
	void theVerificationNamesAnEventThatWasTamperedWith() {
		for (int at = 0; at < 5; at++) {
			As.run(this.curator, () -> this.keeping.keep(this.school, "Целов", BORN));
		}
		chained(5);
		List<Long> ids = this.db.client()
			.sql("select event_id from audit_chain where region_id = :region order by position")
			.param("region", this.region)
			.query(Long.class)
			.list();
		Assertions.assertThat(verify().get("sound").asBoolean()).isTrue();
		Assertions.assertThat(verify().get("events").asLong()).isEqualTo(5);
		owner("update audit_event set caller = 'somebody else' where id = " + ids.get(1));
		Assertions.assertThat(verify().get("findings")).hasSize(1);
		Assertions.assertThat(verify().get("findings").get(0).get("eventId").asLong()).isEqualTo(ids.get(1));
		owner("alter table audit_value disable trigger all");
		owner("update audit_value set new_values = '{\"author\": \"Иной\"}' where event_id = " + ids.get(2));
		owner("delete from audit_event where id = " + ids.get(3));
		owner("delete from audit_chain where region_id = " + this.region + " and position = 5");
		owner("alter table audit_value enable trigger all");
		JsonNode findings = verify().get("findings");
		Assertions.assertThat(findings.valueStream().map((finding) -> finding.get("eventId").asLong()))
			.containsExactly(ids.get(1), ids.get(2), ids.get(3), ids.get(4));
	}

	@Test
	void anErasedPersonLeavesTheChainValidAndIsSeenAsRedacted() {
		As.run(this.curator, () -> this.transaction.executeWithoutResult((status) -> this.audit.record(this.school,
				"changed", "person", 77L, 77L, Map.of("lastName", "Забытов"), Map.of("lastName", "Забытова"))));
		chained(1);
		int emptied = As.get(this.curator,
				() -> this.transaction.execute((status) -> this.audit.redact(this.region, 77L)));
		Assertions.assertThat(emptied).isEqualTo(1);
		Assertions.assertThat(this.db.count("audit_value where new_values::text like '%Забытова%'")).isZero();
		Assertions.assertThat(verify().get("sound").asBoolean()).isTrue();
		Assertions.assertThat(verify().get("redacted").asLong()).isEqualTo(1);
		JsonNode entry = read(this.curator, "").get("items").get(0);
		Assertions.assertThat(entry.get("redacted").asBoolean()).isTrue();
		Assertions.assertThat(entry.hasNonNull("after")).isFalse();
	}

	@Test
	void concurrentWritersAreAllChained() throws Exception {
		List<Callable<Long>> work = java.util.stream.IntStream.range(0, 100)
			.<Callable<Long>>mapToObj(
					(at) -> () -> As.get(this.curator, () -> this.keeping.keep(this.school, "Порядков", BORN).id()))
			.toList();
		try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
			executor.invokeAll(work);
		}
		chained(100);
		Assertions.assertThat(verify().get("sound").asBoolean()).isTrue();
	}

	@Test
	void theVerificationIsForTheInstituteTheMinistryAndServices() {
		Assertions.assertThat(this.mvc.get().uri("/audit/verification").with(As.grants(this.curator))).hasStatus(403);
		Assertions.assertThat(this.mvc.get().uri("/audit/verification").with(As.service("feeds"))).hasStatus(200);
	}

	private void chained(int events) {
		for (int round = 0; round < 100
				&& this.db.count("audit_chain where region_id = " + this.region) < events; round++) {
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		Assertions.assertThat(this.db.count("audit_chain where region_id = " + this.region)).isEqualTo(events);
	}

	private void owner(String sql) {
		this.db.execute(sql);
	}

	private JsonNode verify() {
		return get("ministry@" + this.region + "/" + this.region, "/audit/verification").get(0);
	}

	private JsonNode read(String grants, String query) {
		return get(grants, "/audit?" + query);
	}

	private JsonNode get(String grants, String uri) {
		var response = this.mvc.get().uri(uri).with(As.grants(grants)).exchange().getResponse();
		String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		Assertions.assertThat(response.getStatus()).as(text).isEqualTo(200);
		return this.json.readTree(text);
	}

}
