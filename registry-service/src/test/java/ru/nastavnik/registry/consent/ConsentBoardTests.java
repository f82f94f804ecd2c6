package ru.nastavnik.registry.consent;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentBoardTests extends RegistryTests {

	@Autowired
	private ConsentPermissions permissions;

	@Test
	@DisplayName("BR-055, BR-056: each kind is a document of its own with everything that the law asks for")
	void eachKindIsADocumentOfItsOwn() throws Exception {
		long pupil = pupil("Ёлкина");
		parentOf(pupil);
		put(this.curator, "/organisations/" + this.school + "/operator", """
				{"address": "г. Заречный, ул. Мира, д. 1", "processor": "ГАУ ДПО ИРО", "version": 0}""").is(200);
		List<String> titles = new ArrayList<>();
		for (String kind : List.of("processing", "distribution", "photo", "transfer", "labour")) {
			long consent = issued(pupil, kind);
			String text = pdf("/consents/" + consent + "/document");
			assertThat(text).as(kind)
				.contains("Школа № 12 полностью", "г. Заречный, ул. Мира, д. 1", "Родителев Пётр", "Ёлкина Анна",
						"03.02.2012", "ГАУ ДПО ИРО", "Цель:", "Действия с данными:", "Срок действия:", "Отзыв:",
						"П. Родителев", "Бланк № " + consent)
				.doesNotContain("{{", "паспортные");
			titles.add(text.lines().filter((line) -> line.startsWith("Согласие")).findFirst().orElseThrow());
		}
		assertThat(titles).doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("BR-057: silence is no consent to distribution; BR-058: each category with the subject's condition")
	void distributionIsSaidCategoryByCategory() throws Exception {
		long teacher = teacher("Учителева");
		long consent = issued(teacher, "distribution");
		assertThat(pdf("/consents/" + consent + "/document")).contains("□ разрешаю □ запрещаю")
			.doesNotContain("■", "☑", "☒");
		assertThat(sign(consent, teacher, "").is(400).violations()).contains("granted");
		assertThat(sign(consent, teacher, ", \"granted\": {}").is(400).violations()).contains("granted");
		assertThat(sign(consent, teacher, ", \"granted\": {\"contacts\": \"\"}").is(400).violations())
			.contains("granted");
		assertThat(post(this.curator, "/consents/signatures", """
				{"ids": [%d], "signedOn": "2026-09-01", "form": "paper"}""".formatted(consent)).is(200)
			.body()
			.get("refused")
			.get(0)
			.get("reason")
			.asString()).contains("по одному");
		assertThat(publishable(teacher)).isEmpty();
		sign(consent, teacher, ", \"granted\": {\"name\": \"\", \"achievements\": \"без фотографии\"}").is(200);
		assertThat(publishable(teacher)).isEqualTo("{name=, achievements=без фотографии}");
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"2026-10-01\", \"reason\": \"передумала\"}")
			.is(200);
		assertThat(publishable(teacher)).as("BR-060: at once").isEmpty();
		post(this.curator, "/consents", """
				{"personId": %d, "kind": "distribution", "data": ["special_needs"]}""".formatted(teacher)).is(400);
	}

	@Test
	@DisplayName("BR-059: a minor's picture needs the representative's consent, except in a crowd at a public event")
	void aMinorsPictureNeedsTheRepresentative() {
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		LocalDate born = LocalDate.of(2012, 2, 3);
		assertThat(picture(pupil, born, ConsentPermissions.Shot.PORTRAIT)).contains("законного представителя");
		assertThat(picture(pupil, born, ConsentPermissions.Shot.CROWD_AT_PUBLIC_EVENT)).isNull();
		sign(issued(pupil, "photo"), pupil, "").is(422);
		sign(issued(pupil, "photo"), parent, "").is(200);
		assertThat(picture(pupil, born, ConsentPermissions.Shot.PORTRAIT)).isNull();
	}

	@Test
	@DisplayName("BR-024: a special category is covered only when the consent names it")
	void aSpecialCategoryIsNamed() throws Exception {
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		sign(issued(pupil, "processing"), parent, "").is(200);
		assertThat(covers(pupil)).isFalse();
		long named = post(this.curator, "/consents", """
				{"personId": %d, "kind": "processing", "categories": ["special_needs"]}""".formatted(pupil)).is(201)
			.id();
		assertThat(pdf("/consents/" + named + "/document"))
			.contains("специальных категорий данных: сведения об ограниченных");
		sign(named, parent, "").is(200);
		assertThat(covers(pupil)).isTrue();
	}

	@Test
	@DisplayName("BR-018: where the region asks for it, the form has a line for the teenager, whose signature is kept")
	void aTeenagerSignsAsWell() throws Exception {
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		put(this.institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"true\", \"version\": 0}").is(200);
		long consent = issued(pupil, "processing");
		assertThat(pdf("/consents/" + consent + "/document")).contains("С моим участием");
		assertThat(sign(consent, parent, ", \"coSigned\": true").is(200).body().get("coSigned").asBoolean()).isTrue();
	}

	@Test
	@DisplayName("4.4: at eighteen the own consent is asked for, and after the days of grace the old one ends")
	void atEighteenTheOwnConsentIsAskedFor() {
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		long consent = issued(pupil, "processing");
		sign(consent, parent, "").is(200);
		assertThat(lastFact("participant-changed", pupil).get("consentUntil").asString()).isEqualTo("2030-03-05");
		this.db.execute("update consent set majority_on = current_date - 1, holds_until = current_date + 29 where id = "
				+ consent);
		assertThat(status(pupil)).isEqualTo("superseded_needed");
		assertThat(get(this.curator, "/consents?status=superseded_needed").body().get("total").asInt()).isOne();
		this.db.execute("update consent set holds_until = current_date - 1 where id = " + consent);
		assertThat(status(pupil)).isEqualTo("expired");
	}

	@Test
	@DisplayName("BR-017: the forms of a whole list are issued, printed and marked signed at once; who may not sign is listed")
	void aWholeClassAtOnce() throws Exception {
		List<Long> people = new ArrayList<>();
		for (int number = 0; number < 20; number++) {
			people.add(teacher("Учителева" + "абвгдежзик".charAt(number / 10) + "абвгдежзик".charAt(number % 10)));
		}
		long orphan = pupil("Сиротина");
		people.add(orphan);
		var outcome = post(this.curator, "/consents/batch", """
				{"organisationId": %d, "personIds": %s, "kind": "processing"}""".formatted(this.school, people)).is(200)
			.body();
		assertThat(outcome.get("done").size()).isEqualTo(20);
		assertThat(outcome.get("refused").get(0).get("reason").asString()).contains("представителя");
		String ids = outcome.get("done").valueStream().map((id) -> id.asString()).collect(Collectors.joining(","));
		MockHttpServletResponse printed = download("/consents/documents?ids=" + ids);
		try (PDDocument pdf = Loader.loadPDF(printed.getContentAsByteArray())) {
			assertThat(pdf.getNumberOfPages()).isBetween(20, 40);
		}
		var signed = post(this.curator, "/consents/signatures", """
				{"ids": [%s, 987654321], "signedOn": "2026-09-01", "form": "paper"}""".formatted(ids)).is(200).body();
		assertThat(signed.get("done").size()).isEqualTo(20);
		assertThat(signed.get("refused").size()).isOne();
		assertThat(lastFact("participant-changed", people.getFirst()).get("consentUntil").asString())
			.isEqualTo("9999-12-31");
	}

	@Test
	void theBoardCountsAndLists() {
		long teacher = teacher("Учителева");
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(teacher)).is(201);
		long pupil = pupil("Ёлкина");
		long parent = parentOf(pupil);
		assertThat(board("missing")).isOne();
		assertThat(get(this.curator, "/consents/missing?organisation=" + this.school).body()
			.get("items")
			.get(0)
			.get("personName")
			.asString()).startsWith("Учителева");
		assertThat(get(this.curator, "/consents/missing?organisation=" + this.school).body()
			.get("items")
			.get(0)
			.get("lacking")
			.toString()).isEqualTo("[\"processing\",\"distribution\",\"photo\",\"transfer\"]");
		assertThat(get(this.curator, "/consents/missing?everybody=true&grade=7&letter=б&organisation=" + this.school)
			.body()
			.get("total")
			.asInt()).isOne();
		long until = issued(pupil, "processing");
		assertThat(board("issued")).isOne();
		sign(until, parent, "").is(200);
		this.db
			.execute("update consent set valid_until = current_date + 45, holds_until = current_date + 45 where id = "
					+ until);
		assertThat(board("expiring")).isZero();
		assertThat(board("expiring60")).isOne();
		assertThat(get(this.curator, "/consents?status=expiring&days=60&grade=7").body().get("total").asInt()).isOne();
		assertThat(get(this.curator, "/consents?status=expiring&days=30").body().get("total").asInt()).isZero();
		long statements = Statements.count(() -> get(this.curator, "/consents/board?organisation=" + this.school));
		assertThat(statements).isLessThanOrEqualTo(4);
		get(this.institute, "/consents/board?organisation=" + this.school).is(403);
	}

	@Test
	void aScanIsKeptWithItsConsentAndGoesWithIt() {
		long teacher = teacher("Учителева");
		long consent = issued(teacher, "processing");
		byte[] pdf = "%PDF-1.7".getBytes(StandardCharsets.UTF_8);
		assertThat(upload(consent, "a.pdf", pdf).getStatus()).as("not signed yet").isEqualTo(409);
		sign(consent, teacher, "").is(200);
		assertThat(upload(consent, "a.docx", pdf).getStatus()).as("renamed").isEqualTo(422);
		assertThat(upload(consent, "%D1%81%D0%BA%D0%B0%D0%BD.pdf", pdf).getStatus()).isEqualTo(200);
		assertThat(upload(consent, "b.pdf", pdf).getStatus()).isEqualTo(200);
		assertThat(this.db.count("stored_file where subject_id = " + consent)).isOne();
		assertThat(download("/consents/" + consent + "/scan").getContentAsByteArray()).isEqualTo(pdf);
		post(this.director, "/consents/" + consent + "/destruction", "{\"on\": \"2026-10-01\", \"act\": \"Акт 1\"}")
			.is(409);
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"2026-10-01\", \"reason\": \"заявление\"}")
			.is(200);
		post(this.director, "/consents/" + consent + "/destruction", "{\"on\": \"2026-10-05\", \"act\": \"Акт 1\"}")
			.is(200);
		assertThat(this.db.count("stored_file where subject_id = " + consent)).isZero();
	}

	@Test
	void manyFormsBecomeAZipOfBothKinds() throws Exception {
		long first = issued(teacher("Учителева"), "processing");
		long second = issued(teacher("Второва"), "processing");
		List<String> names = new ArrayList<>();
		byte[] bytes = download("/consents/documents?format=zip&ids=" + first + "," + second).getContentAsByteArray();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
			for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		assertThat(names).hasSize(4).allMatch((name) -> name.endsWith(".docx") || name.endsWith(".pdf"));
		assertThat(download("/consents/documents?ids=" + first + ",987654321").getStatus()).isEqualTo(404);
	}

	@Test
	@DisplayName("Forms of two schools that are printed together are in the log of each school")
	void aPrintAcrossSchoolsIsLoggedInEach() {
		String other = "curator@" + this.region + "/" + this.sibling;
		long here = teacher("Учителева");
		long there = post(other, "/people", """
				{"organisationId": %d, "lastName": "Соседова", "firstName": "Мария", "birthDate": "1980-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(this.sibling)).is(201)
			.id();
		long first = issued(here, "processing");
		long second = post(other, "/consents", "{\"personId\": %d, \"kind\": \"processing\"}".formatted(there)).is(201)
			.id();
		assertThat(this.mvc.get()
			.uri("/consents/documents?ids=" + first + "," + second)
			.with(As.grants(this.curator, other))
			.exchange()
			.getResponse()
			.getStatus()).isEqualTo(200);
		for (long[] printed : new long[][] { { this.school, here }, { this.sibling, there } }) {
			assertThat(this.db.count("audit_event where subject_type = 'consent' and action = 'printed'"
					+ " and organisation_id = " + printed[0] + " and person_id = " + printed[1]))
				.isEqualTo(1);
		}
	}

	@Test
	@DisplayName("A card that was merged away is asked for no consent and gets none with many others")
	void aMergedCardIsNotAsked() {
		long into = teacher("Учителева");
		long from = teacher("Учителева");
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(into)).is(201);
		post(this.curator, "/mentors", "{\"personId\": %d}".formatted(from)).is(201);
		assertThat(board("missing")).isEqualTo(2);
		post(this.curator, "/people/" + into + "/merges", "{\"personId\": %d}".formatted(from)).is(200);
		assertThat(board("missing")).isEqualTo(1);
		assertThat(get(this.curator, "/consents/missing?everybody=true&organisation=" + this.school).body()
			.get("total")
			.asInt()).isEqualTo(1);
		JsonNode outcome = post(this.curator, "/consents/batch", """
				{"organisationId": %d, "personIds": [%d, %d], "kind": "processing"}""".formatted(this.school, into,
				from))
			.is(200)
			.body();
		assertThat(outcome.get("done")).hasSize(1);
	}

	@Test
	@DisplayName("BR-070: the instruction to the owner of the platform is ready to be signed")
	void theInstructionIsPrinted() throws Exception {
		put(this.curator, "/organisations/" + this.school + "/operator",
				"""
						{"address": "г. Заречный", "processor": "ГАУ ДПО ИРО", "processorAddress": "ул. Ленина", "version": 0}""")
			.is(200);
		put(this.curator, "/organisations/" + this.school + "/operator", "{\"address\": \"x\", \"version\": 0}")
			.is(409);
		assertThat(pdf("/organisations/" + this.school + "/processing-instruction")).contains("Школа № 12 полностью",
				"ГАУ ДПО ИРО", "Перечень персональных данных", "Перечень действий", "Цели обработки", "статье 19");
	}

	private long issued(long person, String kind) {
		return post(this.curator, "/consents", "{\"personId\": %d, \"kind\": \"%s\"}".formatted(person, kind)).is(201)
			.id();
	}

	private Answer sign(long consent, long signer, String more) {
		return post(this.curator, "/consents/" + consent + "/signature", """
				{"signerPersonId": %d, "signedOn": "2026-09-01", "form": "paper"%s}""".formatted(signer, more));
	}

	private int board(String count) {
		return get(this.curator, "/consents/board?organisation=" + this.school).is(200)
			.body()
			.get("counts")
			.get(count)
			.asInt();
	}

	private String status(long person) {
		return get(this.curator, "/people/" + person).body().get("consents").get(0).get("status").asString();
	}

	private String publishable(long person) {
		var fields = As.get(this.curator, () -> this.permissions.publishable(person, this.school));
		return fields.isEmpty() ? "" : fields.toString();
	}

	private String picture(long person, LocalDate born, ConsentPermissions.Shot shot) {
		return As.get(this.curator, () -> this.permissions.pictureRefusal(person, born, this.school, shot));
	}

	private boolean covers(long person) {
		return As.get(this.curator, () -> this.permissions.covers(person, this.school, DataCode.SPECIAL_NEEDS));
	}

	private MockHttpServletResponse upload(long consent, String name, byte[] content) {
		return this.mvc.post()
			.uri("/consents/" + consent + "/scan")
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header("X-File-Name", name)
			.content(content)
			.with(As.grants(this.curator))
			.exchange()
			.getResponse();
	}

	private MockHttpServletResponse download(String uri) {
		return this.mvc.get().uri(uri).with(As.grants(this.curator)).exchange().getResponse();
	}

	private String pdf(String uri) throws Exception {
		MockHttpServletResponse response = download(uri);
		assertThat(response.getStatus()).isEqualTo(200);
		try (PDDocument pdf = Loader.loadPDF(response.getContentAsByteArray())) {
			return new PDFTextStripper().getText(pdf)
				.replace('\u00A0', ' ')
				.replaceAll("\\s+(?=\\S)", " ")
				.replace(" Согласие на", "\nСогласие на")
				.replace(" Согласие работника", "\nСогласие работника");
		}
	}

}
