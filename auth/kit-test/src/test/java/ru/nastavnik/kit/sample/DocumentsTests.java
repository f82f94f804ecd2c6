package ru.nastavnik.kit.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.Mark;
import ru.nastavnik.kit.document.Placeholder;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.document.TemplateCheck;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentsTests {

	private static final List<Placeholder> FIELDS = List.of(
			Placeholder.required("фамилия", "фамилия участника", "Ёлкина"),
			Placeholder.optional("примечание", "примечание", "—"),
			Placeholder.optional("участники", "список участников", "—"));

	private final Documents documents = new Documents();

	private static byte[] template() {
		return Blank.a4()
			.right("Директору школы")
			.title("Приказ о № {{номер}}")
			.paragraph("Выдано: **{{фамилия}}**, «{{примечание}}».")
			.tag("{{?есть}}")
			.paragraph("Условный абзац.")
			.tag("{{/есть}}")
			.table(List.of("№", "ФИО"), List.of(1, 9), List.of(List.of("{{участники}}[n]", "[name]")))
			.columns(List.of(1, 1), List.of("Директор", "____________ {{подпись}}"))
			.bytes();
	}

	@Test
	void manyDocumentsBecomeOnePdf() throws IOException {
		byte[] template = template();
		List<RenderedDocument> forms = new ArrayList<>();
		for (int form = 0; form < 10; form++) {
			forms.add(this.documents.render(template, "Приказ", Map.of("фамилия", "Ёлкина " + form)));
		}
		assertThat(pdf(this.documents.pdf("Приказы", forms))).contains("Ёлкина 0", "Ёлкина 9");
	}

	@Test
	void aHundredFormsInBothKindsTakeSeconds() {
		byte[] template = template();
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		for (int form = 0; form < 100; form++) {
			RenderedDocument document = this.documents.render(template, "Приказ", Map.of("фамилия", "Ёлкина " + form,
					"примечание", "Слово за словом, строка за строкой. ".repeat(60)));
			assertThat(document.pdf()).hasSizeGreaterThan(document.docx().length / 10);
		}
		Duration spent = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
		System.out.println("100 forms: " + spent.toMillis() + " ms of CPU");
		assertThat(spent).isLessThan(Duration.ofSeconds(10));
	}

	@Test
	void br110TheQrCodeAtTheLowerRightLeadsToTheCheckAndAnElectronicSignatureHasItsMark() throws Exception {
		Mark mark = new Mark("https://nastavnik.example/check/0123456789abcdef01234567", "Бланк № 17",
				List.of("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Подписал: Ёлкин Пётр"));
		RenderedDocument document = this.documents.render(template(), "Приказ", Map.of("фамилия", "Ёлкина"), mark);
		assertThat(pdf(document.pdf())).contains("Бланк № 17", "ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Ёлкин Пётр");
		assertThat(word(document.docx())).contains("ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Бланк № 17");
		try (PDDocument pdf = Loader.loadPDF(document.pdf())) {
			BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, 200);
			int width = page.getWidth() / 3;
			int height = page.getHeight() / 8;
			BufferedImage corner = page.getSubimage(page.getWidth() - width, page.getHeight() - height, width, height);
			int[] pixels = corner.getRGB(0, 0, width, height, null, 0, width);
			Result found = new QRCodeReader()
				.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))));
			assertThat(found.getText()).isEqualTo(mark.address());
		}
		try (XWPFDocument docx = new XWPFDocument(new ByteArrayInputStream(document.docx()))) {
			assertThat(docx.getFooterList().getFirst().getAllPictures()).hasSize(1);
		}
		RenderedDocument second = this.documents.render(template(), "Приказ", Map.of("фамилия", "Ёлкина"),
				new Mark("https://nastavnik.example/check/2", "Бланк № 18", List.of()));
		try (PDDocument pdf = Loader.loadPDF(this.documents.pdf("Два", List.of(document, second)))) {
			PDFTextStripper stripper = new PDFTextStripper();
			stripper.setStartPage(2);
			assertThat(stripper.getText(pdf)).contains("№ 18").doesNotContain("№ 17");
		}
	}

	private RenderedDocument rendered() {
		return this.documents.render(template(), "Приказ",
				Map.of("номер", "17", "фамилия", "Ёлкина-Щукина Юлия", "примечание", "{{номер}} ${x} <b>&\u0001",
						"есть", true, "участники",
						List.of(Map.of("n", "1", "name", "Первый А. А."), Map.of("n", "2", "name", "Второй Б. Б.")),
						"подпись", Russian.signatureName("Объёмов Ъ Ы")));
	}

	@Test
	void theDocxAndThePdfSayTheSame() throws IOException {
		RenderedDocument document = rendered();
		for (String text : List.of(word(document.docx()), pdf(document.pdf()))) {
			assertThat(text)
				.contains("Директору школы", "Приказ о № 17", "Ёлкина-Щукина Юлия, «{{номер}} ${x} <b>&».",
						"Условный абзац.", "Первый А. А.", "Второй Б. Б.", "Директор", "Ъ. Ы. Объёмов")
				.doesNotContain("{{участники}}", "[name]", "{{?есть}}");
		}
	}

	@Test
	void whatIsAbsentLeavesNoTrace() throws IOException {
		RenderedDocument document = this.documents.render(template(), "Приказ", Map.of("фамилия", "Ёлкина"));
		assertThat(word(document.docx())).doesNotContain("Условный", "{{").contains("Выдано: Ёлкина, «».");
	}

	@Test
	void thePdfIsTaggedNamedInRussianAndHoldsItsFonts() throws IOException {
		try (PDDocument pdf = Loader.loadPDF(rendered().pdf())) {
			var catalog = pdf.getDocumentCatalog();
			assertThat(catalog.getLanguage()).isEqualTo("ru-RU");
			assertThat(catalog.getMarkInfo().isMarked()).isTrue();
			assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
			assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Приказ");
			assertThat(new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8)).contains("pdfuaid");
			List<String> tags = new ArrayList<>();
			collect(catalog.getStructureTreeRoot(), tags);
			assertThat(tags).contains("H1", "P", "Table", "TH", "TD");
			for (PDPage page : pdf.getPages()) {
				for (COSName name : page.getResources().getFontNames()) {
					assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
				}
			}
		}
	}

	@Test
	void br111TheSheetIsA4WithItsMargins() throws IOException {
		try (PDDocument pdf = Loader.loadPDF(rendered().pdf())) {
			PDPage page = pdf.getPage(0);
			assertThat(page.getMediaBox().getWidth()).isBetween(595f, 596f);
			assertThat(page.getMediaBox().getHeight()).isBetween(841f, 843f);
			float[] edges = { 1000, 0 };
			new PDFTextStripper() {
				@Override
				protected void processTextPosition(org.apache.pdfbox.text.TextPosition text) {
					edges[0] = Math.min(edges[0], text.getXDirAdj());
					edges[1] = Math.max(edges[1], text.getXDirAdj() + text.getWidthDirAdj());
				}
			}.getText(pdf);
			assertThat(edges[0]).as("20 mm on the left").isBetween(56.6f, 64f);
			assertThat(edges[1]).as("10 mm on the right").isLessThanOrEqualTo(595.3f - 28.3f);
		}
	}

	@Test
	void manyDocumentsBecomeOnePdfAndEachBeginsAPage() throws IOException {
		byte[] merged = this.documents.pdf("Приказы", List.of(rendered(), rendered(), rendered()));
		try (PDDocument pdf = Loader.loadPDF(merged)) {
			assertThat(pdf.getNumberOfPages()).isEqualTo(3);
		}
	}

	@Test
	void aSoundTemplateIsSound() {
		byte[] template = Blank.a4().paragraph("{{фамилия}} {{?примечание}}Да{{/примечание}}").bytes();
		TemplateCheck check = this.documents.check(template, FIELDS);
		assertThat(check.problems()).isEmpty();
		assertThat(check.fields()).containsExactly("фамилия", "примечание");
	}

	@Test
	void eachFaultOfATemplateIsNamed() throws IOException {
		assertThat(problems(
				Blank.a4().paragraph("{{фамилиа}} {{неведомое_поле}} {{фамилия имя}} {{?примечание}} {{х").bytes()))
			.anyMatch((problem) -> problem.contains("{{фамилиа}}") && problem.contains("в виду {{фамилия}}"))
			.anyMatch((problem) -> problem.contains("{{неведомое_поле}}"))
			.anyMatch((problem) -> problem.contains("без пробелов"))
			.anyMatch((problem) -> problem.contains("не закрыт"))
			.anyMatch((problem) -> problem.contains("Скобки"))
			.anyMatch((problem) -> problem.contains("Нет обязательного поля {{фамилия}}"));
		assertThat(problems("PK мусор".getBytes(StandardCharsets.UTF_8))).singleElement()
			.asString()
			.contains("не открывается");
		byte[] whole = Blank.a4().paragraph("{{фамилия}}").bytes();
		assertThat(problems(java.util.Arrays.copyOf(whole, whole.length - 300))).singleElement()
			.asString()
			.contains("не открывается");
		for (String sign : List.of("@", "+", "#", "*")) {
			assertThat(problems(Blank.a4().paragraph("{{" + sign + "фамилия}}{{фамилия}}").bytes())).as(sign)
				.singleElement()
				.asString()
				.contains("неверно");
		}
		assertThat(problems(with(whole, "word/_rels/document.xml.rels", "</Relationships>",
				"<Relationship Id=\"x1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\""
						+ " Target=\"http://127.0.0.1/p.png\" TargetMode=\"External\"/></Relationships>")))
			.singleElement()
			.asString()
			.contains("из сети");
		assertThat(problems(with(whole, "[Content_Types].xml",
				"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
				"application/vnd.ms-word.document.macroEnabled.main+xml")))
			.anyMatch((problem) -> problem.contains("макросы"));
		assertThat(problems(with(whole, "word/document.xml", "<w:body>",
				"<w:body><w:p><w:r><w:instrText>INCLUDETEXT \"http://x\"</w:instrText></w:r></w:p>")))
			.anyMatch((problem) -> problem.contains("INCLUDETEXT"));
	}

	@Test
	void namesInAnArchiveAreRussianDistinctAndHarmless() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		RenderedDocument document = rendered();
		this.documents.zip(List.of(document.asDocx("Согласие Ёлкиной"), document.asDocx("Согласие Ёлкиной"),
				document.asDocx("../../путь"), document.asPdf("Согласие Ёлкиной")), bytes);
		List<String> names = new ArrayList<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				names.add(entry.getName());
			}
		}
		assertThat(names).containsExactly("Согласие Ёлкиной.docx", "Согласие Ёлкиной (2).docx", ".. .. путь.docx",
				"Согласие Ёлкиной.pdf");
	}

	@Test
	void br112DatesNamesAndCountsAreWrittenTheRussianWay() {
		LocalDate date = LocalDate.of(2022, 11, 21);
		assertThat(Russian.date(date)).isEqualTo("21.11.2022");
		assertThat(plain(Russian.longDate(date))).isEqualTo("21 ноября 2022 г.");
		assertThat(plain(Russian.signatureName("Иванова Мария Петровна"))).isEqualTo("М. П. Иванова");
		assertThat(plain(Russian.signatureName("Ким Ё"))).isEqualTo("Ё. Ким");
		assertThat(List.of(1, 2, 5, 11, 12, 21, 22, 25, 111, 0)
			.stream()
			.map((number) -> plain(Russian.count(number, "пара", "пары", "пар")))).containsExactly("1 пара", "2 пары",
					"5 пар", "11 пар", "12 пар", "21 пара", "22 пары", "25 пар", "111 пар", "0 пар");
	}

	private List<String> problems(byte[] template) {
		return this.documents.check(template, FIELDS).problems();
	}

	private static byte[] with(byte[] docx, String part, String what, String by) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(docx));
				ZipOutputStream target = new ZipOutputStream(bytes)) {
			for (ZipEntry entry = source.getNextEntry(); entry != null; entry = source.getNextEntry()) {
				target.putNextEntry(new ZipEntry(entry.getName()));
				byte[] content = source.readAllBytes();
				if (entry.getName().equals(part)) {
					String text = new String(content, StandardCharsets.UTF_8);
					assertThat(text).contains(what);
					content = text.replace(what, by).getBytes(StandardCharsets.UTF_8);
				}
				target.write(content);
			}
		}
		return bytes.toByteArray();
	}

	private static void collect(PDStructureNode node, List<String> tags) {
		for (Object kid : node.getKids()) {
			if (kid instanceof PDStructureElement element) {
				tags.add(element.getStructureType());
				collect(element, tags);
			}
		}
	}

	private static String word(byte[] docx) throws IOException {
		try (XWPFWordExtractor extractor = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(docx)))) {
			return plain(extractor.getText());
		}
	}

	private static String pdf(byte[] bytes) throws IOException {
		try (PDDocument pdf = Loader.loadPDF(bytes)) {
			return plain(new PDFTextStripper().getText(pdf));
		}
	}

	private static String plain(String text) {
		return text.replace('\u00A0', ' ');
	}

}
