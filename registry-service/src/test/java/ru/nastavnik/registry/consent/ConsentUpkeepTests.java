package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.participant.ParticipantFacts;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentUpkeepTests extends RegistryTests {

	private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private ParticipantFacts facts;

	@Autowired
	private Notifications notifications;

	@Autowired
	private Audit audit;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void curatorHasAnInbox() {
		long id = post(this.institute, "/accounts", """
				{"username": "upkeep%d", "displayName": "Куратор",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(this.region, this.school)).is(201)
			.id();
		this.db.execute("update account set subject = '" + this.curator + "' where id = " + id);
	}

	@Test
	@DisplayName("4.4: a pupil who turns eighteen and the end of the days of grace are noticed once each, on their days")
	void theEighteenthBirthdayIsNoticedOnce() {
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		long consent = agreed(pupil, parent, "");
		long before = told(pupil);
		on("2030-01-01");
		assertThat(inbox(0)).isEmpty();
		on("2030-02-03");
		on("2030-02-03");
		on("2030-02-20");
		assertThat(inbox(1)).contains("исполнилось 18", "собственные согласия: 1", "status=superseded_needed")
			.doesNotContain("Ёлкина");
		assertThat(told(pupil)).isEqualTo(before + 1);
		on("2030-03-05");
		assertThat(inbox(1)).doesNotContain("Истёк");
		on("2030-03-06");
		on("2030-03-07");
		assertThat(inbox(2)).contains("Истёк срок согласий: 1", "status=expired");
		assertThat(told(pupil)).isEqualTo(before + 2);
		assertThat(lastFact("participant-changed", pupil).get("consentUntil").asString()).isEqualTo("2030-03-05");
		assertThat(this.db
			.count("audit_event where subject_type = 'consent' and caller = 'upkeep' and subject_id = " + consent))
			.isEqualTo(2);
	}

	@Test
	@DisplayName("4.4: a term that comes near is told thirty days before; a corrected birth date begins anew")
	void aTermThatComesNearIsTold() {
		long teacher = teacher("Учителева");
		agreed(teacher, teacher, ", \"validUntil\": \"2027-06-30\"");
		long before = told(teacher);
		on("2027-05-30");
		assertThat(inbox(0)).isEmpty();
		on("2027-05-31");
		on("2027-06-01");
		assertThat(inbox(1)).contains("Скоро истекают согласия", "согласия: 1", "status=expiring");
		assertThat(told(teacher)).as("nothing has ended yet").isEqualTo(before);
		on("2027-07-01");
		assertThat(inbox(2)).contains("Истёк срок согласий: 1");
	}

	private void on(String day) {
		Clock clock = Clock.fixed(LocalDate.parse(day).atTime(0, 5).atZone(MOSCOW).toInstant(), MOSCOW);
		new ConsentUpkeep(this.jdbc, this.facts, this.notifications, this.audit, this.transaction, clock).round();
	}

	private long agreed(long person, long signer, String more) {
		long id = post(this.curator, "/consents",
				"{\"personId\": %d, \"kind\": \"processing\"%s}".formatted(person, more))
			.is(201)
			.id();
		post(this.curator, "/consents/" + id + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-09-01", "form": "paper"}""".formatted(signer)).is(200);
		return id;
	}

	/** The inbox of the curator once it holds so many. */
	private String inbox(int expected) {
		long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		JsonNode items = get(this.curator, "/notifications").is(200).body().get("items");
		while (items.size() < expected && System.nanoTime() < until) {
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
			items = get(this.curator, "/notifications").is(200).body().get("items");
		}
		assertThat(items).hasSize(expected);
		return (expected == 0) ? "" : items.toString();
	}

	private long told(long person) {
		return this.db.count("(select id from outbox where type = 'participant-changed' and subject = " + person
				+ " union all select position from feed where type = 'participant-changed' and subject = " + person
				+ ") f");
	}

}
