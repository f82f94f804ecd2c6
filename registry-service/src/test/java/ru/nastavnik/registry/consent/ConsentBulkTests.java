package ru.nastavnik.registry.consent;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.export.ExportWorker;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentBulkTests extends RegistryTests {

	@Autowired
	private ExportWorker exports;

	@Test
	@DisplayName("BR-017: before a pile is marked it is said who signs for whom; another representative may be named")
	void itIsSaidWhoSignsForWhom() {
		long pupil = pupil("Ёлкина");
		parentOf(pupil);
		long mother = post(this.curator, "/people/" + pupil + "/representatives", """
				{"lastName": "Родителева", "firstName": "Инна", "birthDate": "1982-01-01", "kind": "parent"}""").is(201)
			.id();
		long teacher = teacher("Учителева");
		long orphan = pupil("Сиротина");
		long first = issued(pupil, "processing");
		long second = issued(teacher, "processing");
		long third = issued(orphan, "processing");
		String ids = first + "," + second + "," + third;
		JsonNode[] answer = { null };
		long statements = Statements
			.count(() -> answer[0] = get(this.curator, "/consents/signers?on=2026-09-01&ids=" + ids).is(200).body());
		assertThat(statements).isLessThanOrEqualTo(8);
		JsonNode signers = answer[0];
		assertThat(signers.get(0).get("signers")).hasSize(2);
		assertThat(signers.get(0).get("teenager").asBoolean()).isTrue();
		assertThat(signers.get(1).get("signers").get(0).get("self").asBoolean()).isTrue();
		assertThat(signers.get(2).get("reason").asString()).contains("нет законного представителя");
		JsonNode stranger = sign(List.of(first), ", \"signers\": {\"%d\": %d}".formatted(first, teacher));
		assertThat(stranger.get("refused").get(0).get("reason").asString()).contains("не вправе");
		long representative = signers.get(0).get("signers").get(1).get("personId").asLong();
		assertThat(mother).isPositive();
		assertThat(sign(List.of(first, second), ", \"signers\": {\"%d\": %d}".formatted(first, representative))
			.get("done")).hasSize(2);
		assertThat(get(this.curator, "/people/" + pupil).body()
			.get("consents")
			.get(0)
			.get("signedBy")
			.get("personId")
			.asLong()).isEqualTo(representative);
	}

	@Test
	@DisplayName("4.4: a pile marked by mistake is taken back within a day; what it replaced works again")
	void aPileMarkedByMistakeIsTakenBack() {
		long teacher = teacher("Учителева");
		long older = issued(teacher, "processing");
		sign(List.of(older), "");
		long newer = issued(teacher, "processing");
		sign(List.of(newer), "");
		assertThat(status(older)).isEqualTo("superseded");
		assertThat(takeBack(newer).get("done")).hasSize(1);
		assertThat(status(newer)).isEqualTo("issued");
		assertThat(status(older)).isEqualTo("active");
		assertThat(takeBack(older).get("done")).hasSize(1);
		assertThat(lastFact("participant-changed", teacher).hasNonNull("consentUntil")).isFalse();
		sign(List.of(older), "");
		this.db.execute("update consent set marked_at = now() - interval '25 hours' where id = " + older);
		assertThat(reason(takeBack(older))).contains("старше суток");
	}

	@Test
	@DisplayName("4.4: what others have built on is not taken back")
	void whatOthersHaveBuiltOnStays() {
		long teacher = teacher("Учителева");
		long consent = issued(teacher, "processing");
		sign(List.of(consent), "");
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201);
		assertThat(reason(takeBack(consent))).contains("уже включили в базу");
		long other = teacher("Второва");
		long withdrawn = issued(other, "processing");
		sign(List.of(withdrawn), "");
		post(this.curator, "/consents/" + withdrawn + "/withdrawal", "{\"on\": \"2026-10-01\", \"reason\": \"письмо\"}")
			.is(200);
		assertThat(reason(takeBack(withdrawn))).contains("действующего");
		long again = issued(other, "processing");
		sign(List.of(again), "");
		assertThat(reason(takeBack(again))).contains("отзывал согласие");
	}

	@Test
	@DisplayName("4.4: forms that nobody has signed are thrown away, signed ones are not")
	void unsignedFormsAreThrownAway() {
		long first = issued(teacher("Учителева"), "processing");
		long second = issued(teacher("Второва"), "photo");
		sign(List.of(second), "");
		JsonNode outcome = post(this.curator, "/consents/cancellation",
				"{\"ids\": [%d, %d, 987654321]}".formatted(first, second))
			.is(200)
			.body();
		assertThat(outcome.get("done")).hasSize(1);
		assertThat(outcome.get("refused")).hasSize(2);
		get(this.curator, "/consents/documents?ids=" + first).is(404);
		assertThat(status(second)).isEqualTo("active");
	}

	@Test
	@DisplayName("a hundred forms are one file that is made in the background; how far it is can be seen")
	void formsAreOneFileMadeInTheBackground() throws Exception {
		List<Long> ids = new ArrayList<>();
		for (int number = 0; number < 7; number++) {
			ids.add(issued(teacher("Учителева" + "абвгдеж".charAt(number)), "processing"));
		}
		long pdf = print(ids, "pdf");
		assertThat(get(this.curator, "/exports/" + pdf).body().get("total").asInt()).isEqualTo(7);
		while (this.exports.round()) {
			// the queue is emptied
		}
		JsonNode done = get(this.curator, "/exports/" + pdf).body();
		assertThat(done.get("status").asString()).isEqualTo("done");
		try (PDDocument document = Loader.loadPDF(download("/exports/" + pdf + "/file"))) {
			assertThat(document.getNumberOfPages()).isBetween(7, 14);
		}
		long zip = print(ids, "zip");
		while (this.exports.round()) {
			// the queue is emptied
		}
		List<String> names = new ArrayList<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(download("/exports/" + zip + "/file")))) {
			for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		assertThat(names).hasSize(14);
		start(ids, "xlsx").is(400);
		start(List.of(987654321L), "pdf").is(404);
		start(List.of(), "pdf").is(400);
		get(this.director, "/exports/" + pdf).is(404);
	}

	@Test
	@DisplayName("BR-110: whoever holds the paper checks it by its code without signing in; the answer names nobody")
	void aPaperIsCheckedByItsCode() {
		long teacher = teacher("Учителева");
		long consent = issued(teacher, "processing");
		String code = this.db.client()
			.sql("select check_code from consent where id = " + consent)
			.query(String.class)
			.single();
		assertThat(code).hasSize(24);
		JsonNode waiting = check(code).is(200).body();
		assertThat(waiting.get("status").asString()).isEqualTo("issued");
		assertThat(waiting.get("operator").asString()).isEqualTo("Школа № 12 полностью");
		sign(List.of(consent), "");
		JsonNode active = check(code).is(200).body();
		assertThat(active.get("status").asString()).isEqualTo("active");
		assertThat(active.get("signedOn").asString()).isEqualTo("2026-09-01");
		assertThat(active.toString()).doesNotContain("Учителева");
		check("0000").is(404);
		check("").is(400);
	}

	@Test
	@DisplayName("BR-056: the screen says what the paper says")
	void theScreenSaysWhatThePaperSays() {
		long pupil = pupil("Ёлкина");
		parentOf(pupil);
		long consent = post(this.curator, "/consents",
				"""
						{"personId": %d, "kind": "distribution", "data": ["name", "image"], "resources": "https://school.example"}"""
					.formatted(pupil))
			.is(201)
			.id();
		JsonNode text = get(this.curator, "/consents/" + consent + "/text").is(200).body();
		assertThat(text.get("representative").asString()).startsWith("Родителев");
		assertThat(text.get("resources").asString()).isEqualTo("https://school.example");
		assertThat(text.get("categories")).hasSize(2);
		assertThat(text.get("categories").get(0).get("permission").asString()).contains("□");
		get("curator@" + this.region + "/" + this.sibling, "/consents/" + consent + "/text").is(404);
	}

	private Answer check(String code) {
		var response = this.mvc.post()
			.uri("/document-checks")
			.contentType(org.springframework.http.MediaType.APPLICATION_JSON)
			.content("{\"code\": \"" + code + "\"}")
			.exchange()
			.getResponse();
		return new Answer(response.getStatus(), this.json.readTree(response.getContentAsByteArray()));
	}

	@Test
	@DisplayName("4.4: the board's tables are files as they are shown, those of the eighteenth birthday too")
	void theTablesAreFiles() {
		long pupil = pupil("Ёлкина");
		parentOf(pupil);
		long consent = issued(pupil, "processing");
		sign(List.of(consent), "");
		this.db.execute("update consent set majority_on = current_date - 1, holds_until = current_date + 29 where id = "
				+ consent);
		assertThat(csv("consents", "\"status\": \"superseded_needed\"")).contains("Ёлкина", "Исполнилось 18",
				"представитель", "7Б");
		assertThat(csv("consents", "\"status\": \"expired\"")).doesNotContain("Ёлкина");
		assertThat(csv("consents-missing", "\"everybody\": \"true\", \"kind\": \"photo\"")).contains("Ёлкина",
				"Согласие на фото");
		post(this.curator, "/exports", """
				{"list": "consents-missing", "format": "csv"}""").is(400);
		post("curator@" + this.region + "/" + this.sibling, "/exports", """
				{"list": "consents-missing", "format": "csv", "organisation": %d}""".formatted(this.school)).is(403);
	}

	private String csv(String list, String filters) {
		long id = post(this.curator, "/exports", """
				{"list": "%s", "format": "csv", "organisation": %d, "filters": {%s}}""".formatted(list, this.school,
				filters))
			.is(202)
			.id();
		while (this.exports.round()) {
			// the queue is emptied
		}
		assertThat(get(this.curator, "/exports/" + id).body().get("status").asString()).isEqualTo("done");
		return new String(download("/exports/" + id + "/file"), java.nio.charset.StandardCharsets.UTF_8);
	}

	private long print(List<Long> ids, String format) {
		return start(ids, format).is(202).id();
	}

	private Answer start(List<Long> ids, String format) {
		return post(this.curator, "/exports",
				"{\"list\": \"consent-forms\", \"format\": \"%s\", \"ids\": %s}".formatted(format, ids));
	}

	private byte[] download(String uri) {
		return this.mvc.get().uri(uri).with(As.grants(this.curator)).exchange().getResponse().getContentAsByteArray();
	}

	private long issued(long person, String kind) {
		return post(this.curator, "/consents", "{\"personId\": %d, \"kind\": \"%s\"}".formatted(person, kind)).is(201)
			.id();
	}

	private JsonNode sign(List<Long> ids, String more) {
		return post(this.curator, "/consents/signatures", """
				{"ids": %s, "signedOn": "2026-09-01", "form": "paper"%s}""".formatted(ids, more)).is(200).body();
	}

	private JsonNode takeBack(long id) {
		return post(this.curator, "/consents/signatures/cancellation", "{\"ids\": [%d]}".formatted(id)).is(200).body();
	}

	private static String reason(JsonNode outcome) {
		return outcome.get("refused").get(0).get("reason").asString();
	}

	private String status(long consent) {
		return get(this.curator, "/consents?size=100").body()
			.get("items")
			.valueStream()
			.filter((line) -> line.get("id").asLong() == consent)
			.findFirst()
			.orElseThrow()
			.get("status")
			.asString();
	}

}
