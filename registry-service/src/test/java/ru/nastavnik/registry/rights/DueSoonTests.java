package ru.nastavnik.registry.rights;

import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.notification.Awaiting;

import static org.assertj.core.api.Assertions.assertThat;

class DueSoonTests extends RegistryTests {

	@Autowired
	private DueSoon dueSoon;

	@Test
	@DisplayName("BR-061: the director is reminded once of a request that comes due, and again when its term has moved; nobody is named")
	void aRequestThatComesDueIsRemindedOfOnce() {
		long account = post(this.institute, "/accounts", """
				{"username": "due%d", "displayName": "Директор",
				 "grants": [{"role": "director", "organisationId": %d}]}""".formatted(this.school, this.school)).is(201)
			.id();
		this.db.execute("update account set subject = '" + this.director + "' where id = " + account);
		long person = teacher("Просителева");
		long request = post(this.curator, "/data-requests", """
				{"personId": %d, "kind": "access", "applicant": "self", "channel": "paper", "receivedOn": "%s"}"""
			.formatted(person, LocalDate.now())).is(201).id();
		this.dueSoon.round();
		assertThat(told()).isZero();
		due(request, LocalDate.now().plusDays(2));
		for (int round = 0; round < 2; round++) {
			this.dueSoon.round();
			Awaiting.until(() -> this.db.count("notice where region_id = " + this.region) == 0 && told() == 1);
		}
		assertThat(get(this.director, "/notifications").body().toString()).contains("№ " + request)
			.doesNotContain("Просителев");
		due(request, LocalDate.now().plusDays(3));
		this.dueSoon.round();
		Awaiting.until(() -> told() == 2);
		due(request, LocalDate.now().plusDays(1));
		this.db.execute("update data_request set status = 'answered' where id = " + request);
		this.dueSoon.round();
		Awaiting.until(() -> this.db.count("notice where region_id = " + this.region) == 0);
		assertThat(told()).isEqualTo(2);
	}

	private void due(long request, LocalDate day) {
		this.db.execute("update data_request set due_on = '" + day + "' where id = " + request);
	}

	private int told() {
		return get(this.director, "/notifications/unread").is(200).body().get("unread").asInt();
	}

}
