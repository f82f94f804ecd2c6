package ru.nastavnik.registry.document;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.TemplateCheck;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentTemplateTests extends RegistryTests {

	@Autowired
	private List<DocumentKind> kinds;

	@Autowired
	private Documents documents;

	@Test
	@DisplayName("BR-110: every built-in template passes the check that an uploaded one has to pass, and is printed")
	void everyBuiltInTemplateIsSound() {
		assertThat(this.kinds).hasSizeGreaterThanOrEqualTo(6);
		for (DocumentKind kind : this.kinds) {
			TemplateCheck check = this.documents.check(kind.builtIn().get(), kind.fields());
			assertThat(check.problems()).as(kind.code()).isEmpty();
			assertThat(this.documents.render(kind.builtIn().get(), kind.title(), kind.sample()).pdf()).isNotEmpty();
		}
	}

	@Test
	void theInstituteUploadsLooksAndActivates() {
		byte[] own = download("/document-templates/blank?kind=processing-instruction").getContentAsByteArray();
		JsonNode first = this.json
			.readTree(upload("processing-instruction", "Поручение.docx", own).getContentAsByteArray());
		assertThat(first.get("status").asString()).isEqualTo("draft");
		long id = first.get("id").asLong();
		assertThat(download("/document-templates/" + id + "/preview").getContentAsByteArray()).startsWith('%', 'P',
				'D');
		post(this.institute, "/document-templates/" + id + "/activation", "{}").is(200);
		post(this.institute, "/document-templates/" + id + "/activation", "{}").is(409);
		JsonNode second = this.json.readTree(upload("processing-instruction", "b.docx", own).getContentAsByteArray());
		assertThat(second.get("number").asInt()).isEqualTo(2);
		post(this.institute, "/document-templates/" + second.get("id").asLong() + "/activation", "{}").is(200);
		assertThat(inForce()).isEqualTo(2);
		assertThat(download("/organisations/" + this.school + "/processing-instruction", this.curator).getStatus())
			.as("schools print with the institute's template")
			.isEqualTo(200);
		post(this.institute, "/document-templates/" + second.get("id").asLong() + "/retirement", "{}").is(200);
		assertThat(inForce()).isZero();
		post(this.curator, "/document-templates/" + id + "/activation", "{}").is(404);
		get(this.curator, "/document-kinds").is(403);
	}

	@Test
	void aFaultyTemplateIsRefusedWithAListOfItsFaults() {
		MockHttpServletResponse refused = upload("processing-instruction", "a.docx",
				Blank.a4().paragraph("{{операторр}} {{обработчик}}").bytes());
		assertThat(refused.getStatus()).isEqualTo(422);
		JsonNode body = this.json.readTree(refused.getContentAsByteArray());
		List<String> messages = new ArrayList<>();
		body.get("violations").forEach((violation) -> messages.add(violation.get("message").asString()));
		assertThat(messages).anyMatch((message) -> message.contains("Возможно, вы имели в виду {{оператор}}"))
			.anyMatch((message) -> message.contains("Нет обязательного поля {{обработчик_адрес}}"));
		assertThat(upload("processing-instruction", "a.docx", "%PDF-1.7".getBytes()).getStatus()).isEqualTo(422);
		assertThat(upload("nothing", "a.docx", Blank.a4().bytes()).getStatus()).isEqualTo(404);
	}

	private int inForce() {
		for (JsonNode kind : get(this.institute, "/document-kinds").is(200).body()) {
			if (kind.get("code").asString().equals("processing-instruction")) {
				return kind.get("inForce").asInt();
			}
		}
		throw new AssertionError();
	}

	private MockHttpServletResponse download(String uri) {
		return download(uri, this.institute);
	}

	private MockHttpServletResponse download(String uri, String grants) {
		return this.mvc.get().uri(uri).with(As.grants(grants)).exchange().getResponse();
	}

	private MockHttpServletResponse upload(String kind, String name, byte[] content) {
		return this.mvc.post()
			.uri("/document-templates?kind=" + kind)
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header("X-File-Name", java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8))
			.content(content)
			.with(As.grants(this.institute))
			.exchange()
			.getResponse();
	}

}
