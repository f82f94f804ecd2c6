package ru.nastavnik.programme.order;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.export.ExportPapers;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;

import static ru.nastavnik.programme.School.TODAY;

/** What the participants are told about a replacement, an extension and an ending. */
@ServiceTest
@Import(School.class)
class ChangeNoticeTests {

	@Autowired
	private School school;

	@Autowired
	private ChangeNotices changes;

	@Autowired
	private OrderNotices fixed;

	private long id;

	private long mentor;

	private long mentee;

	private long pair;

	private String curator;

	@BeforeEach
	void anActivePair() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.mentor = this.school.adult(this.id, "Прежнева");
		this.mentee = this.school.adult(this.id, "Ученикова");
		this.pair = this.school.active(this.id, this.mentor, this.mentee);
	}

	@Test
	@DisplayName("8.8, 8.17–8.19: everybody is told of a replacement, with the order that made it and without the ground; the first notice says what changed it")
	void aReplacement() throws IOException {
		long next = this.school.adult(this.id, "Новикова");
		this.school.papers(this.id, next, this.mentee);
		long change = this.school
			.post("/mentorships/" + this.pair + "/replacement",
					"{'by':'curator','ground':'G2','awayFrom':'%1$s','on':'%1$s'}".formatted(TODAY), this.curator)
			.ok()
			.id();
		act(change, "review", ",'opinion':'Нужна'");
		act(change, "candidate", ",'newMentorId':%d,'profileFits':true,'mutualInterest':true".formatted(next));
		for (long person : new long[] { next, this.mentee }) {
			act(change, "agreement", ",'personId':%d,'agreed':true,'on':'%s','by':'curator'".formatted(person, TODAY));
		}
		this.school.submitted(this.id, change);
		long draft = this.school.prepared(this.id, change);
		Assertions.assertThatThrownBy(() -> print(this.changes, draft)).hasMessageContaining("номер");
		this.school.sign(this.id, draft, "77-од").ok();
		Map<String, String> notice = print(this.changes, draft);
		Assertions.assertThat(notice.keySet()).anyMatch((name) -> name.endsWith(".pdf"));
		Assertions.assertThat(word(notice))
			.contains("о замене наставника", "№ 77-од", Russian.longDate(TODAY), "Новикова Имя", "Прежнева Имя",
					"Ученикова Имя")
			.doesNotContain("G2")
			.doesNotContain("отсутств");
		Assertions.assertThat(word(print(this.fixed, this.pair)))
			.contains("Новикова Имя")
			.contains("(в редакции приказа от " + Russian.longDate(TODAY) + " № 77-од)");
	}

	@Test
	@DisplayName("8.8: everybody is told of an extension and of an ending, with number and date of the order")
	void anExtensionAndAnEnding() throws IOException {
		long longer = this.school.post("/mentorships/" + this.pair + "/extension",
				"{'newEnd':'%s','on':'%s','reason':'Не успели'}".formatted(TODAY.plusMonths(10), TODAY), this.curator)
			.ok()
			.id();
		act(longer, "review", ",'opinion':'Нужно'");
		for (long person : new long[] { this.mentor, this.mentee }) {
			act(longer, "agreement", ",'personId':%d,'agreed':true,'on':'%s','by':'curator'".formatted(person, TODAY));
		}
		this.school.submitted(this.id, longer);
		long extension = this.school.carriedOut(this.id, longer);
		Assertions.assertThat(word(print(this.changes, extension)))
			.contains("о продлении", "№ " + extension, "продлён до " + Russian.date(TODAY.plusMonths(10)));
		long ask = this.school
			.post("/mentorships/" + this.pair + "/ending",
					"{'ground':'E3','on':'%s','reason':'Обязанности не исполняются'}".formatted(TODAY), this.curator)
			.ok()
			.id();
		long ending = this.school.carriedOut(this.id, ask);
		Assertions.assertThat(word(print(this.changes, ending)))
			.contains("о прекращении", "№ " + ending, "прекращено " + Russian.longDate(TODAY), "Прежнева Имя",
					"Ученикова Имя")
			.doesNotContain("не исполняются");
	}

	@Test
	@DisplayName("a notice is of the own school's orders only")
	void ofTheOwnSchool() {
		long other = this.school.open();
		long foreign = this.school.active(other, this.school.adult(other, "Чужакова"),
				this.school.adult(other, "Соседова"));
		long ask = this.school
			.post("/mentorships/" + foreign + "/ending",
					"{'ground':'E3','on':'%s','reason':'Причина'}".formatted(TODAY), School.curator(other))
			.ok()
			.id();
		long order = this.school.carriedOut(other, ask);
		Assertions.assertThatThrownBy(() -> print(this.changes, order)).isInstanceOf(RuntimeException.class);
	}

	private void act(long change, String verb, String what) {
		int version = this.school.get("/changes/" + change, this.curator).ok().body().get("version").asInt();
		this.school.post("/changes/" + change + "/" + verb, "{'version':" + version + what + "}", this.curator).ok();
	}

	private Map<String, String> print(ExportPapers papers, long id) throws IOException {
		Scope scope = Scope.of("user", "Куратор", List.of(Grant.parse(this.curator).orElseThrow()), 1L);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Scope.call(scope, () -> {
			papers.check(List.of(id));
			papers.write(List.of(id), "zip", bytes, (done) -> {
			});
			return "";
		});
		Map<String, String> files = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				byte[] content = zip.readAllBytes();
				files.put(entry.getName(), entry.getName().endsWith(".docx") ? text(content) : "");
			}
		}
		return files;
	}

	private static String word(Map<String, String> files) {
		return files.entrySet()
			.stream()
			.filter((file) -> file.getKey().endsWith(".docx"))
			.findFirst()
			.orElseThrow()
			.getValue();
	}

	private static String text(byte[] docx) throws IOException {
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx));
				XWPFWordExtractor extractor = new XWPFWordExtractor(word)) {
			return extractor.getText();
		}
	}

}
