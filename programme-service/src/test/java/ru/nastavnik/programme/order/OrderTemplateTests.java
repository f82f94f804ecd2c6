package ru.nastavnik.programme.order;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/**
 * A school prints by its own template, else by the region's, else by the built-in one;
 * what is not sound changes nothing.
 */
@ServiceTest
@Import(School.class)
class OrderTemplateTests {

	private static final String INSTITUTE = "institute@1/2";

	@Autowired
	private School school;

	private long id;

	private String curator;

	private String templates;

	private long order;

	@BeforeEach
	void open() {
		this.school.organisation(1, 2L, null, 2);
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.templates = "/document-templates?kind=order-pairing&organisation=" + this.id;
		this.order = order(this.id);
	}

	private long order(long organisation) {
		long pair = this.school.agreed(organisation, this.school.adult(organisation, "Наставникова"),
				this.school.adult(organisation, "Молодов"));
		return this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','text':'','mentorshipIds':[%d]}"
						.formatted(organisation, pair),
					School.curator(organisation))
			.ok()
			.id();
	}

	@Test
	@DisplayName("a school's own template prints its drafts alone; without it the region's prints, then the built-in one; what was signed stays")
	void ownBeforeRegionBeforeBuiltIn() throws IOException {
		long other = this.school.open();
		long foreign = order(other);
		long region = activated("/document-templates?kind=order-pairing", "РАСПОРЯЖЕНИЕ", INSTITUTE);
		try {
			Assertions.assertThat(paper(this.order, this.curator)).contains("РАСПОРЯЖЕНИЕ");
			Assertions.assertThat(source(this.curator)).isEqualTo("region");
			long own = activated(this.templates, "НАШ ПРИКАЗ", this.curator);
			Assertions.assertThat(source(this.curator)).isEqualTo("own");
			Assertions.assertThat(paper(this.order, this.curator))
				.contains("НАШ ПРИКАЗ")
				.doesNotContain("РАСПОРЯЖЕНИЕ");
			Assertions.assertThat(paper(foreign, School.curator(other))).contains("РАСПОРЯЖЕНИЕ");
			this.school
				.post("/orders/" + this.order + "/signature", "{'number':'1','date':'%s'}".formatted(TODAY),
						School.director(this.id))
				.ok();
			this.school.post("/document-templates/" + own + "/retirement", "{}", this.curator).ok();
			Assertions.assertThat(source(this.curator)).isEqualTo("region");
			Assertions.assertThat(paper(this.order, this.curator))
				.as("signed by the school's template")
				.contains("НАШ ПРИКАЗ");
			Assertions.assertThat(paper(order(this.id), this.curator)).contains("РАСПОРЯЖЕНИЕ");
		}
		finally {
			this.school.post("/document-templates/" + region + "/retirement", "{}", INSTITUTE).ok();
		}
		Assertions.assertThat(source(this.curator)).isEqualTo("built_in");
		Assertions.assertThat(paper(order(this.id), this.curator)).contains("ПРИКАЗЫВАЮ");
	}

	@Test
	@DisplayName("versions are counted by their owner; a preview comes before the use; another school's template is not there")
	void versionsAndStrangers() {
		Answer first = upload(sound("ПЕРВЫЙ")).ok();
		Assertions.assertThat(first.at("/number")).isEqualTo("1");
		Assertions.assertThat(first.at("/status")).isEqualTo("draft");
		Assertions.assertThat(upload(sound("ВТОРОЙ")).ok().at("/number")).isEqualTo("2");
		String uri = "/document-templates/" + first.id();
		Assertions.assertThat(this.school.file(uri + "/preview", this.curator)).startsWith('%', 'P', 'D', 'F');
		String stranger = School.curator(this.school.open());
		Assertions.assertThat(this.school.post(uri + "/activation", "{}", stranger).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get(uri + "/preview", stranger).status()).isEqualTo(404);
		Assertions.assertThat(this.school.get("/document-kinds?organisation=" + this.id, stranger).status())
			.isEqualTo(404);
		Assertions.assertThat(this.school.get("/document-kinds", this.curator).status()).isEqualTo(403);
		Assertions
			.assertThat(
					this.school.upload(this.templates, "a.docx", sound("Х"), "psychologist@1/2/3/" + this.id).status())
			.isEqualTo(403);
		Assertions
			.assertThat(this.school
				.upload("/document-templates?kind=nothing&organisation=" + this.id, "a.docx", sound("Х"), this.curator)
				.status())
			.isEqualTo(404);
	}

	@Test
	@DisplayName("bad input: unknown fields one by one with the known ones, macros, links, broken, bomb, too large: told in words, the template in force stays")
	void badTemplates() throws IOException {
		activated(this.templates, "НАШ ПРИКАЗ", this.curator);
		Answer unknown = upload(Blank.kept().paragraph("{{организацияя}} {{чужое}} {{номер}}").bytes());
		Assertions.assertThat(unknown.status()).isEqualTo(422);
		Assertions.assertThat(unknown.text())
			.contains("Неизвестное поле {{организацияя}}", "{{организация}}", "Неизвестное поле {{чужое}}",
					"Известные поля:", "{{подписант}}", "Нет обязательного поля", "прежний остался в силе");
		byte[] sound = sound("X");
		refused(with(sound, "word/vbaProject.bin", "x"), "макросы");
		refused(changed(sound, "[Content_Types].xml",
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
				"application/vnd.ms-word.document.macroEnabled.main+xml"), "макросы");
		refused(changed(sound, "word/_rels/document.xml.rels", "</Relationships>",
				"<Relationship Id=\"x1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\""
						+ " Target=\"http://127.0.0.1/t.dotm\" TargetMode=\"External\"/></Relationships>"),
				"из сети");
		refused(with(sound, "word/embeddings/oleObject1.bin", "x"), "");
		refused(changed(sound, "word/document.xml", "<w:body>", "<w:body><w:p>"), "не открывается");
		refused(changed(sound, "word/document.xml", "<w:document ",
				"<!DOCTYPE a [<!ENTITY a \"a\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document "), "не открывается");
		refused(java.util.Arrays.copyOf(sound, sound.length / 2), "повреждён");
		refused("обычный текст".getBytes(StandardCharsets.UTF_8), "принимаются");
		refused(new byte[0], "");
		refused(with(sound, "word/bomb.xml", " ".repeat(1024 * 1024), 320), "при распаковке");
		refused(with(sound, "word/media/a.bin", "0".repeat(1024 * 1024), 60), "");
		refused(java.util.Arrays.copyOf("PK".getBytes(StandardCharsets.US_ASCII), 11 * 1024 * 1024), "10 МБ");
		Assertions.assertThat(this.school.upload(this.templates, "a.docm", sound, this.curator).status())
			.isEqualTo(422);
		Assertions.assertThat(paper(this.order, this.curator)).contains("НАШ ПРИКАЗ");
	}

	private void refused(byte[] content, String words) {
		Answer answer = upload(content);
		Assertions.assertThat(answer.status()).as(words + answer.text()).isBetween(400, 422);
		Assertions.assertThat(answer.text()).contains(words);
	}

	private Answer upload(byte[] content) {
		return this.school.upload(this.templates, "шаблон.docx", content, this.curator);
	}

	private long activated(String uri, String title, String grants) {
		long template = this.school.upload(uri, "b.docx", sound(title), grants).ok().id();
		this.school.post("/document-templates/" + template + "/activation", "{}", grants).ok();
		return template;
	}

	private String source(String grants) {
		for (var kind : this.school.get("/document-kinds?organisation=" + this.id, grants).ok().body()) {
			if (kind.get("code").asString().equals("order-pairing")) {
				return kind.get("source").asString();
			}
		}
		throw new AssertionError();
	}

	private static byte[] sound(String title) {
		return Blank.kept()
			.title(title)
			.paragraph("{{организация}} {{дата}} {{номер}} {{заголовок}} {{преамбула}} {{первый_пункт}}")
			.table(List.of("Кто"), List.of(1), List.of(List.of("{{строки}}[наставник]")))
			.tag("{{?пункты}}")
			.paragraph("{{пункт}}")
			.tag("{{/пункты}}")
			.left("{{должность_подписанта}} {{подписант}}")
			.bytes();
	}

	private String paper(long paper, String grants) throws IOException {
		byte[] docx = this.school.file("/orders/" + paper + "/document?format=docx", grants);
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx));
				XWPFWordExtractor extractor = new XWPFWordExtractor(word)) {
			return extractor.getText();
		}
	}

	private static byte[] with(byte[] zip, String name, String content) throws IOException {
		return with(zip, name, content, 1);
	}

	private static byte[] with(byte[] zip, String name, String content, int times) throws IOException {
		return rewritten(zip, "", "", "", name, content, times);
	}

	private static byte[] changed(byte[] zip, String name, String from, String to) throws IOException {
		return rewritten(zip, name, from, to, "", "", 0);
	}

	private static byte[] rewritten(byte[] zip, String name, String from, String to, String added, String content,
			int times) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
				ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				out.putNextEntry(new ZipEntry(entry.getName()));
				byte[] part = in.readAllBytes();
				out.write(entry.getName().equals(name)
						? new String(part, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8)
						: part);
			}
			if (times > 0) {
				out.putNextEntry(new ZipEntry(added));
				for (int time = 0; time < times; time++) {
					out.write(content.getBytes(StandardCharsets.UTF_8));
				}
			}
		}
		return bytes.toByteArray();
	}

}
