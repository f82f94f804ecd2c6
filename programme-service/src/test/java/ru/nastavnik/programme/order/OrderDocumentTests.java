package ru.nastavnik.programme.order;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.TemplateCheck;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** Orders on paper: layout, text, signature mark, check, scan, templates. */
@ServiceTest
@Import(School.class)
class OrderDocumentTests {

	private static final double MM = 56.6929;

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private Documents documents;

	@Autowired
	private List<DocumentKind> kinds;

	@Autowired
	private OrderNotices notices;

	@Autowired
	private OrderPapers papers;

	private long id;

	private long pair;

	private long order;

	private String curator;

	private String director;

	@BeforeEach
	void open() {
		this.id = this.school.open();
		this.curator = School.curator(this.id);
		this.director = School.director(this.id);
		this.pair = this.school.agreed(this.id, this.school.adult(this.id, "Наставникова"),
				this.school.adult(this.id, "Ученикова"));
		this.order = this.school.post("/orders",
				"{'organisationId':%d,'kind':'pairing','title':'О закреплении пар','text':'В целях развития','mentorshipIds':[%d]}"
					.formatted(this.id, this.pair),
				this.curator)
			.ok()
			.id();
	}

	@Test
	@DisplayName("BR-110: every built-in template passes the check that an uploaded one has to pass, and is printed")
	void everyTemplateIsSound() {
		Assertions.assertThat(this.kinds).hasSizeGreaterThanOrEqualTo(10);
		for (DocumentKind kind : this.kinds) {
			TemplateCheck check = this.documents.check(kind.builtIn().get(), kind.fields());
			Assertions.assertThat(check.problems()).as(kind.code()).isEmpty();
			Assertions.assertThat(this.documents.render(kind.builtIn().get(), kind.title(), kind.sample()).pdf())
				.isNotEmpty();
		}
	}

	@Test
	@DisplayName("BR-110, BR-111: an order has A4, margins 30/10/20/20 mm, 12–14 points, requisites, title, QR code, signature mark")
	void layout() throws IOException {
		sign();
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(document("docx")))) {
			CTPageMar margins = word.getDocument().getBody().getSectPr().getPgMar();
			Assertions.assertThat(millimetres(margins.getLeft())).isEqualTo(30);
			Assertions.assertThat(millimetres(margins.getRight())).isEqualTo(10);
			Assertions.assertThat(millimetres(margins.getTop())).isEqualTo(20);
			Assertions.assertThat(millimetres(margins.getBottom())).isEqualTo(20);
			Assertions.assertThat(millimetres(word.getDocument().getBody().getSectPr().getPgSz().getW()))
				.isEqualTo(210);
			word.getParagraphs()
				.stream()
				.flatMap((paragraph) -> paragraph.getRuns().stream())
				.filter((run) -> !run.text().isBlank())
				.forEach((run) -> {
					Assertions.assertThat(run.getFontFamily()).isEqualTo("Times New Roman");
					Assertions.assertThat(run.getFontSizeAsDouble()).as(run.text()).isBetween(12.0, 14.0);
				});
			String text = new XWPFWordExtractor(word).getText();
			Assertions.assertThat(text)
				.contains("ПРИКАЗ", "№ 15-од", "О закреплении пар", "В целях развития,", "ПРИКАЗЫВАЮ:",
						"1. Закрепить наставников за наставляемыми:", "Наставникова Имя", "Ученикова Имя",
						"2. Основание: письменные согласия участников",
						"дополнительные соглашения к трудовым договорам", "стимулирующего характера",
						"Контроль за исполнением", "SHA-256", "ПРОСТОЙ ЭЛЕКТРОННОЙ ПОДПИСЬЮ")
				.doesNotContain("ПРОЕКТ", "{{", "}}", "[");
			Assertions.assertThat(word.getFooterList()).hasSize(1);
			Assertions.assertThat(word.getFooterList().getFirst().getAllPictures()).hasSize(1);
		}
		String pdf = pdf(document("pdf"));
		Assertions.assertThat(pdf).contains("ПРИКАЗЫВАЮ", "Наставникова", "SHA-256", "Приказ № 15-од от");
	}

	@Test
	@DisplayName("BR-112: dates are «21 ноября 2026 г.» and «21.11.2026», names in full in the text and «И. О. Фамилия» in signatures")
	void datesAndNames() throws IOException {
		sign();
		String text = text(document("docx")).replace('\u00A0', ' ');
		Assertions.assertThat(text)
			.containsPattern(
					"\\d{1,2} (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря) \\d{4} г\\.")
			.containsPattern("\\d{2}\\.\\d{2}\\.\\d{4} – \\d{2}\\.\\d{2}\\.\\d{4}")
			.contains("Наставникова Имя", "И. Наставникова");
	}

	@Test
	@DisplayName("BR-049, BR-053: an order on employees refers to addenda and incentive pay; BR-054: one on a pupil mentor does not")
	void labourClauses() throws IOException {
		Assertions.assertThat(text(document("docx")))
			.contains("дополнительные соглашения к трудовым договорам наставников (ст. 351.8 ТК РФ)",
					"выплаты стимулирующего характера");
		this.db.execute("update participant set kind = 'pupil', grade = 9 where organisation_id = " + this.id);
		Assertions.assertThat(text(document("docx"))).contains("9 класс").doesNotContain("351.8", "стимулирующего");
	}

	@Test
	@DisplayName("8.8: an order on a replacement says who leaves, who comes and the ground; one on an extension the new end")
	void replacementAndExtension() throws IOException {
		long next = this.school.adult(this.id, "Сменова");
		this.db.execute("update mentorship_order set kind = 'replacement', payload = '{\"people\":[{\"personId\":"
				+ next + ",\"note\":\"назначается наставником, основание G2\"}]}' where id = " + this.order);
		Assertions.assertThat(text(document("docx")))
			.contains("1. Заменить наставника", "2. Сменова Имя: назначается наставником, основание G2.");
		this.db.execute("update mentorship_order set kind = 'extension', "
				+ "payload = '{\"extensions\":[{\"mentorshipId\":1,\"newEnd\":\"31.05.2027\"}]}' where id = "
				+ this.order);
		Assertions.assertThat(text(document("docx")))
			.contains("1. Продлить наставничество", "2. Считать сроком окончания наставничества 31.05.2027.");
	}

	@Test
	@DisplayName("a draft says ПРОЕКТ and has neither a code nor a mark")
	void aDraft() throws IOException {
		String text = text(document("docx"));
		Assertions.assertThat(text).contains("ПРОЕКТ", "№ ______").doesNotContain("SHA-256");
	}

	@Test
	@DisplayName("BR-035: a signed order is printed as it was signed, whatever is called otherwise later; its hash is that of its content")
	void theSignedWordsStay() throws IOException {
		sign();
		this.db.execute("update organisation set full_name = 'Другая' where organisation_id = " + this.id);
		this.db.execute("update participant set last_name = 'Переименова' where organisation_id = " + this.id);
		Assertions.assertThat(text(document("docx"))).contains("Наставникова").doesNotContain("Другая", "Переименова");
		String[] kept = this.db.client()
			.sql("select content, sha256 from order_paper where order_id = ?")
			.param(this.order)
			.query((row, number) -> new String[] { row.getString(1), row.getString(2) })
			.single();
		Assertions.assertThat(Hashes.sha256(kept[0])).isEqualTo(kept[1]);
	}

	@Test
	@DisplayName("BR-110: whoever holds the paper checks it by its code without signing in; nobody who is listed is named")
	void check() {
		Answer signed = sign();
		String code = signed.at("/paper/checkCode");
		Answer found = this.school.post("/document-checks", "{'code':'%s'}".formatted(code));
		Assertions.assertThat(found.ok().at("/number")).isEqualTo("15-од");
		Assertions.assertThat(found.at("/status")).isEqualTo("in_force");
		Assertions.assertThat(found.at("/sha256")).hasSize(64).isEqualTo(signed.at("/paper/sha256"));
		Assertions.assertThat(found.text()).doesNotContain("Наставникова", "Ученикова");
		Assertions.assertThat(this.school.post("/document-checks", "{'code':'p00'}").status()).isEqualTo(404);
	}

	@Test
	@DisplayName("the scan of the paper is kept beside a signed order; a draft, a foreign school and a wrong file are refused")
	void scan() {
		byte[] pdf = "%PDF-1.7 подпись".getBytes(StandardCharsets.UTF_8);
		String uri = "/orders/" + this.order + "/scan";
		Assertions.assertThat(this.school.upload(uri, "приказ.pdf", pdf, this.curator).code())
			.isEqualTo("programme.wrong-status");
		sign();
		Assertions.assertThat(this.school.upload(uri, "приказ.pdf", pdf, this.curator).ok().at("/scan/name"))
			.isEqualTo("приказ.pdf");
		Assertions.assertThat(this.school.file(uri, this.director)).isEqualTo(pdf);
		Assertions.assertThat(this.school.get(uri, School.curator(this.school.open())).status()).isEqualTo(404);
		Assertions
			.assertThat(this.school.upload(uri, "a.exe", "MZ".getBytes(StandardCharsets.UTF_8), this.curator).status())
			.isEqualTo(422);
	}

	@Test
	@DisplayName("the institute's own template prints drafts from then on; a faulty one is refused with a list of its faults")
	void ownTemplate() throws IOException {
		String institute = "institute@1/2";
		this.school.organisation(1, 2L, null, 2);
		Answer refused = this.school.upload("/document-templates?kind=order-pairing", "a.docx",
				Blank.kept().paragraph("{{организацияя}} {{номер}}").bytes(), institute);
		Assertions.assertThat(refused.status()).isEqualTo(422);
		Assertions.assertThat(refused.text()).contains("{{организация}}", "Нет обязательного поля");
		byte[] own = Blank.kept()
			.title("РАСПОРЯЖЕНИЕ")
			.paragraph("{{организация}} {{дата}} {{номер}} {{заголовок}} {{преамбула}} {{первый_пункт}}")
			.table(List.of("Кто"), List.of(1), List.of(List.of("{{строки}}[наставник]")))
			.tag("{{?пункты}}")
			.paragraph("{{пункт}}")
			.tag("{{/пункты}}")
			.left("{{должность_подписанта}} {{подписант}}")
			.bytes();
		long template = this.school.upload("/document-templates?kind=order-pairing", "b.docx", own, institute)
			.ok()
			.id();
		this.school.post("/document-templates/" + template + "/activation", "{}", institute).ok();
		try {
			Assertions.assertThat(text(document("docx"))).contains("РАСПОРЯЖЕНИЕ", "Наставникова");
		}
		finally {
			this.school.post("/document-templates/" + template + "/retirement", "{}", institute).ok();
		}
		sign();
		Assertions.assertThat(text(document("docx"))).contains("ПРИКАЗ").doesNotContain("РАСПОРЯЖЕНИЕ");
	}

	@Test
	@DisplayName("notices to participants as a ZIP of DOCX and PDF, of ordered pairs of the own school only")
	void notices() throws IOException {
		Scope scope = Scope.of("user", "Куратор", List.of(Grant.parse(this.curator).orElseThrow()), 1L);
		Assertions.assertThatThrownBy(() -> Scope.run(scope, () -> this.notices.check(List.of(this.pair))))
			.hasMessageContaining("закреплённых приказом");
		sign();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Scope.call(scope, () -> {
			this.notices.check(List.of(this.pair));
			this.notices.write(List.of(this.pair), "zip", bytes, (done) -> {
			});
			return "";
		});
		List<String> names = new ArrayList<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				names.add(entry.getName());
				byte[] content = zip.readAllBytes();
				if (entry.getName().endsWith(".docx")) {
					Assertions.assertThat(text(content)).contains("УВЕДОМЛЕНИЕ", "15-од", "Наставникова Имя");
				}
			}
		}
		Assertions.assertThat(names)
			.containsExactly("Уведомление " + this.pair + ".docx", "Уведомление " + this.pair + ".pdf");
		Answer job = this.school.post("/exports",
				"{'list':'order-papers','format':'zip','ids':[%d]}".formatted(this.order), this.curator);
		Assertions.assertThat(job.ok().at("/total")).isEqualTo("1");
	}

	@Test
	@DisplayName("8.19: a blank application is filled with the person's data")
	void application() throws IOException {
		JsonNode people = this.school.get("/participants?organisation=" + this.id, this.curator)
			.ok()
			.body()
			.get("items");
		long person = people.get(0).get("personId").asLong();
		for (Applications.Kind kind : Applications.Kind.values()) {
			String uri = "/applications?organisation=%d&person=%d&format=docx&kind=%s".formatted(this.id, person, kind);
			Assertions.assertThat(text(this.school.file(uri, this.curator))).contains("ЗАЯВЛЕНИЕ", "Прошу", "Имя");
		}
	}

	@Test
	@DisplayName("many orders are read with as many statements as one, and keep the order asked for")
	void manyAtOnce() {
		Scope scope = Scope.of("many", "Куратор", List.of(Grant.parse(this.curator).orElseThrow()), 1L);
		int one = Statements.count(() -> Scope.call(scope, () -> this.papers.forms(List.of(this.order))));
		List<Long> orders = new ArrayList<>(List.of(this.order));
		for (int count = 0; count < 3; count++) {
			orders.addFirst(
					this.school
						.post("/orders",
								"{'organisationId':%d,'kind':'pairing','title':'О паре %d','mentorshipIds':[%d]}"
									.formatted(this.id, count, this.pair),
								this.curator)
						.ok()
						.id());
		}
		List<OrderPapers.Form> forms = new ArrayList<>();
		int many = Statements.count(() -> forms.addAll(Scope.call(scope, () -> this.papers.forms(orders))));
		Assertions.assertThat(many).isEqualTo(one);
		Assertions.assertThat(forms)
			.extracting(OrderPapers.Form::title)
			.containsExactly("Приказ О паре 2", "Приказ О паре 1", "Приказ О паре 0", "Приказ О закреплении пар");
	}

	private Answer sign() {
		return this.school
			.post("/orders/" + this.order + "/signature", "{'number':'15-од','date':'%s'}".formatted(TODAY),
					this.director)
			.ok();
	}

	private byte[] document(String format) {
		return this.school.file("/orders/" + this.order + "/document?format=" + format, this.curator);
	}

	private static String text(byte[] docx) throws IOException {
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx));
				XWPFWordExtractor extractor = new XWPFWordExtractor(word)) {
			return extractor.getText();
		}
	}

	private static String pdf(byte[] content) throws IOException {
		try (PDDocument pdf = Loader.loadPDF(content)) {
			Assertions.assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
			return new PDFTextStripper().getText(pdf).lines().collect(Collectors.joining(" "));
		}
	}

	private static long millimetres(Object twips) {
		return Math.round(Double.parseDouble(twips.toString()) / MM);
	}

}
