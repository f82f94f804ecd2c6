package ru.nastavnik.registry.consent;

import java.time.LocalDate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentTests extends RegistryTests {

	@ParameterizedTest
	@CsvSource({ "2026-11-20, true, false, false", "2026-11-20, false, true, true", "2026-11-20, false, false, false",
			"2026-11-21, true, false, true", "2026-11-21, false, true, false" })
	@DisplayName("BR-017: who signs is decided by the age on the day of the signature")
	void theSignerIsDecidedByAge(LocalDate on, boolean self, boolean represents, boolean allowed) {
		LocalDate born = LocalDate.of(2008, 11, 21);
		assertThat(Signing.refusal(born, self, represents, on) == null).isEqualTo(allowed);
	}

	@Test
	@DisplayName("BR-017: a minor's consent is signed by a linked representative, an adult's by the adult")
	void theRightPersonSigns() {
		long pupil = pupil("Детская");
		long teacher = teacher("Учителева");
		assertThat(signed(pupil, pupil, "2026-09-01").is(422).code()).isEqualTo("registry.consent.signer");
		assertThat(signed(pupil, teacher, "2026-09-01").is(422).code()).isEqualTo("registry.consent.signer");
		long parent = parentOf(pupil);
		Answer active = signed(pupil, parent, "2026-09-01").is(200);
		assertThat(active.body().get("status").asString()).isEqualTo("active");
		assertThat(active.body().get("signedBy").get("kind").asString()).isEqualTo("representative");
		assertThat(signed(teacher, parent, "2026-09-01").is(422).code()).isEqualTo("registry.consent.signer");
		signed(teacher, teacher, "2026-09-01").is(200);
		assertThat(lastFact("participant-changed", teacher).get("consentUntil").asString()).isEqualTo("9999-12-31");
	}

	@Test
	void datesOfASignatureAreChecked() {
		long teacher = teacher("Учителева");
		assertThat(signed(teacher, teacher, "2999-09-01").is(400).violations()).contains("signedOn");
		assertThat(post(this.curator, "/consents", """
				{"personId": %d, "kind": "photo", "validUntil": "2020-01-01"}""".formatted(teacher)).is(400)
			.violations()).contains("validUntil");
		post(this.curator, "/consents", "{\"personId\": %d, \"kind\": \"всё\"}".formatted(teacher)).is(400);
		post(this.curator, "/consents", "{\"personId\": 987654321, \"kind\": \"photo\"}").is(404);
	}

	@Test
	void aNewerConsentSupersedesTheOlder() {
		long teacher = teacher("Учителева");
		long first = signed(teacher, teacher, "2026-09-01").is(200).id();
		signed(teacher, teacher, "2026-10-01").is(200);
		assertThat(get(this.curator, "/consents?status=active").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/consents?status=superseded").body().get("items").get(0).get("id").asLong())
			.isEqualTo(first);
		assertThat(post(this.curator, "/consents/" + first + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-10-02", "form": "paper"}""".formatted(teacher)).is(409).code())
			.isEqualTo("registry.consent.state");
	}

	@Test
	@DisplayName("BR-060: withdrawal of processing closes the profiles at once")
	void withdrawalClosesTheProfiles() {
		long teacher = teacher("Учителева");
		long consent = signed(teacher, teacher, "2026-09-01").is(200).id();
		long mentor = post(this.curator, "/mentors", "{\"personId\": %d, \"voluntary\": true}".formatted(teacher))
			.is(201)
			.id();
		post(this.curator, "/mentors/" + mentor + "/status", "{\"to\": \"available\", \"carriedOver\": true}").is(200);
		long mentee = post(this.curator, "/mentees",
				"{\"personId\": %d, \"category\": \"gaps\", \"mainRequest\": \"ИКТ\"}".formatted(teacher))
			.is(201)
			.id();
		post(this.curator, "/mentees/" + mentee + "/status", "{\"to\": \"in_base\"}").is(200);
		assertThat(post(this.curator, "/consents/" + consent + "/withdrawal", """
				{"on": "2026-08-01", "reason": "заявление"}""").is(400).violations()).contains("\"on\"");
		post(this.curator, "/consents/" + consent + "/withdrawal", """
				{"on": "2026-10-01", "reason": "заявление"}""").is(200);
		Answer card = get(this.curator, "/people/" + teacher);
		assertThat(card.body().get("mentor").get("status").asString()).isEqualTo("excluded");
		assertThat(card.body().get("mentee").get("status").asString()).isEqualTo("withdrawn");
		assertThat(lastFact("participant-changed", teacher).has("consentUntil")).isFalse();
		assertThat(lastFact("participant-changed", teacher).get("mentor").get("status").asString())
			.isEqualTo("excluded");
		post(this.curator, "/consents/" + consent + "/withdrawal", """
				{"on": "2026-10-02", "reason": "ещё раз"}""").is(409);
	}

	@Test
	@DisplayName("BR-016: the fact says until when the consent holds")
	void theFactSaysUntilWhenTheConsentHolds() {
		long teacher = teacher("Учителева");
		assertThat(lastFact("participant-changed", teacher).has("consentUntil")).isFalse();
		String until = LocalDate.now().plusMonths(1).toString();
		long consent = post(this.curator, "/consents", """
				{"personId": %d, "kind": "processing", "validUntil": "%s"}""".formatted(teacher, until)).is(201).id();
		assertThat(lastFact("participant-changed", teacher).has("consentUntil")).isFalse();
		post(this.curator, "/consents/" + consent + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-09-01", "form": "paper"}""".formatted(teacher)).is(200);
		assertThat(lastFact("participant-changed", teacher).get("consentUntil").asString()).isEqualTo(until);
	}

	@Test
	void anOutdatedConsentIsExpired() {
		long teacher = teacher("Учителева");
		long consent = signed(teacher, teacher, "2025-09-01").is(200).id();
		this.db
			.execute("update consent set valid_until = '2026-01-01', holds_until = '2026-01-01' where id = " + consent);
		assertThat(get(this.curator, "/consents?status=expired").body().get("total").asInt()).isEqualTo(1);
		assertThat(get(this.curator, "/people").body().get("items").get(0).get("consent").asString())
			.isEqualTo("expired");
	}

}
