package ru.nastavnik.kit.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ru.nastavnik.kit.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SheetTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	private static final List<SheetField> FIELDS = List.of(
			SheetField.of("name", "Фамилия, имя, отчество", SheetField.Kind.NAME, "", "", "ФИО", "Ф.И.О.",
					"ФИО обучающегося"),
			SheetField.of("born", "Дата рождения", SheetField.Kind.DATE, "", "", "Д.р."),
			SheetField.of("parent", "ФИО представителя", SheetField.Kind.NAME, "", "", "Представитель ФИО"),
			SheetField.of("phone", "Телефон представителя", SheetField.Kind.PHONE, "", "", "Представитель телефон"),
			SheetField.of("grade", "Класс", SheetField.Kind.TEXT, "", ""));

	@TempDir
	private Path folder;

	private final List<String> errors = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	private final CellParsing.Notes notes = new CellParsing.Notes() {

		@Override
		public void error(String message) {
			SheetTests.this.errors.add(message);
		}

		@Override
		public void warning(String message) {
			SheetTests.this.warnings.add(message);
		}

	};

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			05.09.2012        | 2012-09-05
			5.9.12            | 2012-09-05
			5.9.80            | 1980-09-05
			5/9/2012          | 2012-09-05
			05-09-2012        | 2012-09-05
			2012-09-05        | 2012-09-05
			2012-09-05T00:00  | 2012-09-05
			05.09.2012 г.     | 2012-09-05
			5 сентября 2012 г.| 2012-09-05
			1 мая 2012        | 2012-05-01
			О5.O9.2012        | 2012-09-05
			05 . 09 . 2012    | 2012-09-05
			05092012          | 2012-09-05
			41157             | 2012-09-05
			""")
	void datesAreReadHoweverPeopleWriteThem(String text, LocalDate expected) {
		assertThat(CellParsing.date(SheetCell.of("\u00A0" + text + " "), TODAY, this.notes)).isEqualTo(expected);
		assertThat(this.errors).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "31.02.2012", "13/25/2012", "Ежегодно", "до 5 сентября", "5", "2012", "--" })
	void whatIsNoDateIsAnErrorThatSaysHowToMendIt(String text) {
		assertThat(CellParsing.date(SheetCell.of(text), TODAY, this.notes)).isNull();
		assertThat(this.errors).singleElement().asString().contains("дд.мм.гггг");
	}

	@Test
	void namesPhonesAndWordsAreMendedWithAWarning() {
		assertThat(CellParsing.name("Петpовa", this.notes)).isEqualTo("Петрова");
		assertThat(this.warnings).singleElement().asString().contains("Латинские буквы");
		assertThat(CellParsing.name("ПЕТРОВА - ВОДКИНА", this.notes)).isEqualTo("Петрова-Водкина");
		assertThat(CellParsing.phone(SheetCell.of("8 (900) 123-45-67"), this.notes)).isEqualTo("+7 900 123-45-67");
		assertThat(CellParsing.phone(SheetCell.of("9001234567"), this.notes)).isEqualTo("+7 900 123-45-67");
		assertThat(CellParsing.fullName(SheetCell.of("Иванов  Иван\u00A0Иванович").text(), this.notes))
			.containsExactly("Иванов", "Иван", "Иванович");
		assertThat(CellParsing.fullName("Алиев Али Вели оглы", this.notes)).containsExactly("Алиев", "Али",
				"Вели оглы");
		assertThat(this.errors).isEmpty();
		assertThat(CellParsing.name("Smith", this.notes)).isNull();
		assertThat(CellParsing.fullName("Иванова М.П.", this.notes)).isNull();
		assertThat(this.errors).hasSize(2);
		SheetField position = FIELDS.get(4).with(Map.of("Учитель", "teacher", "Директор", "director"));
		assertThat(CellParsing.choice(position, "учитель ", this.notes)).isEqualTo("teacher");
		assertThat(CellParsing.choice(position, "Учител", this.notes)).isNull();
		assertThat(this.errors.getLast()).contains("Возможно, «Учитель»");
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8,;,true", "UTF-8,;,false", "windows-1251,;,false", "windows-1251,',',false", "UTF-16LE,tab,true",
			"UTF-8,tab,false" })
	void aCsvOfAnyDialectIsTheSameTable(String charset, String mark, boolean withMark) throws IOException {
		String delimiter = mark.equals("tab") ? "\t" : mark;
		String text = (withMark ? "\uFEFF" : "")
				+ "\"Ф.И.О.\";Дата рождения;Класс\r\n\"Ёлкин \"\"Е\"\" Иван\";05.09.2012;\"7\nБ\"\r\n;;\r\nПетрова Анна;1.2.2013;8 А"
					.replace(";", delimiter);
		Path file = file("a.csv", text.getBytes(Charset.forName(charset)));
		List<List<String>> rows = read(file, 0);
		assertThat(rows).hasSize(3);
		assertThat(rows.get(0)).containsExactly("Ф.И.О.", "Дата рождения", "Класс");
		assertThat(rows.get(1)).containsExactly("Ёлкин \"Е\" Иван", "05.09.2012", "7\nБ");
	}

	@Test
	void aHeaderBelowAReportHeadWithMergedCellsIsFound() throws IOException {
		Path file = workbook((sheet) -> {
			sheet.value(0, 0, "МБОУ «Школа № 12»");
			sheet.value(2, 0, "Список обучающихся на 01.09.2026");
			sheet.range(2, 0, 2, 6).merge();
			sheet.value(4, 0, "№ п/п");
			sheet.value(4, 1, "Ф. И. О.");
			sheet.value(4, 2, "дата  Рождения (дд.мм.гггг)*");
			sheet.value(4, 3, "Представитель");
			sheet.range(4, 3, 4, 4).merge();
			sheet.value(4, 5, "Клаcс");
			sheet.value(5, 3, "ФИО");
			sheet.value(5, 4, "Телефон");
			for (int at = 0; at < 6; at++) {
				sheet.value(6, at, at + 1);
			}
			sheet.value(8, 0, 1);
			sheet.value(8, 1, "Иванов Иван");
			sheet.value(8, 2, LocalDate.of(2012, 9, 5));
			sheet.style(8, 2).format("dd.mm.yyyy").set();
			sheet.value(8, 5, "7Б");
			sheet.value(9, 0, "Итого");
			sheet.value(9, 1, 1);
			sheet.value(11, 0, "Директор ________ Петрова");
		});
		try (SheetSource source = SheetSource.open(file)) {
			Headers.Found header = Headers.find(source, 0, FIELDS, Map.of());
			assertThat(header.row()).isEqualTo(6);
			assertThat(new LinkedHashMap<>(header.fields())).containsOnly(Map.entry(1, "name"), Map.entry(2, "born"),
					Map.entry(3, "parent"), Map.entry(4, "phone"), Map.entry(5, "grade"));
			List<String> data = new ArrayList<>();
			source.read(0, (number, cells) -> {
				if (number > header.row() && Headers.isData(cells, header)) {
					data.add(number + " " + cells.get(1).text() + " " + cells.get(2).text());
				}
				return true;
			});
			assertThat(data).containsExactly("9 Иванов Иван 05.09.2012");
		}
	}

	@Test
	void aHeaderThatAPersonHasMappedIsRemembered() throws IOException {
		Path file = file("a.csv", "Кто это;Когда родился\nИванов Иван;1.1.2012\n".getBytes(StandardCharsets.UTF_8));
		try (SheetSource source = SheetSource.open(file)) {
			assertThat(Headers.find(source, 0, FIELDS, Map.of()).fields()).isEmpty();
			assertThat(Headers.find(source, 0, FIELDS, Map.of(Headers.remembered("КТО ЭТО"), "name")).fields())
				.containsExactly(Map.entry(0, "name"));
		}
	}

	@Test
	void whatIsNoTableIsRefusedWithASentence() throws IOException {
		assertRefused(new byte[0], "пуст");
		assertRefused("%PDF-1.7 …".getBytes(StandardCharsets.UTF_8), "PDF");
		byte[] ole = new byte[1000];
		byte[] start = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1 };
		System.arraycopy(start, 0, ole, 0, 8);
		assertRefused(ole, "старый формат");
		byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
		System.arraycopy(name, 0, ole, 500, name.length);
		assertRefused(ole, "паролем");
		assertRefused(zip(Map.of("a.txt", new byte[3])), "архив");
		assertRefused(zip(Map.of("[Content_Types].xml", new byte[3], "xl/workbook.xml", new byte[3],
				"xl/vbaProject.bin", new byte[3])), "макрос");
		assertRefused(zip(Map.of("[Content_Types].xml", new byte[3], "xl/workbook.xml", new byte[60 << 20])),
				"слишком большой");
		assertRefused(zip(Map.of("[Content_Types].xml", "<a".getBytes(StandardCharsets.UTF_8), "xl/workbook.xml",
				"<workbook><".getBytes(StandardCharsets.UTF_8))), "повреждена");
		assertRefused("PK\u0003\u0004 and then nothing of it".getBytes(StandardCharsets.ISO_8859_1), "повреждён");
		assertRefused("<html><table>".getBytes(StandardCharsets.UTF_8), "веб-страница");
		assertRefused(new byte[] { 1, 0, 2, 0, 0 }, "не таблица");
	}

	@Test
	void brokenXmlOfASheetIsAProblemAndNotAFailure() throws IOException {
		Path good = workbook((sheet) -> sheet.value(0, 0, "ФИО"));
		Map<String, byte[]> parts = new LinkedHashMap<>();
		try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(good.toFile())) {
			for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
				byte[] bytes = zip.getInputStream(entry).readAllBytes();
				parts.put(entry.getName(), entry.getName().endsWith("sheet1.xml")
						? java.util.Arrays.copyOf(bytes, new String(bytes, StandardCharsets.UTF_8).indexOf("</row>"))
						: bytes);
			}
		}
		Path broken = file("broken.xlsx", zip(parts));
		assertThatThrownBy(() -> read(broken, 0)).isInstanceOf(ProblemException.class)
			.hasMessageContaining("повреждена");
	}

	@Test
	void limitsOfRowsAndColumnsAreTold() throws IOException {
		Path wide = workbook((sheet) -> {
			for (int at = 0; at < 300; at++) {
				sheet.value(0, at, "Столбец " + at);
			}
		});
		assertThatThrownBy(() -> read(wide, 0)).hasMessageContaining("200 столбцов");
		StringBuilder text = new StringBuilder("ФИО;Класс\n");
		for (int at = 0; at <= SheetSource.MAX_ROWS; at++) {
			text.append("а;б\n");
		}
		Path longest = file("long.csv", text.toString().getBytes(StandardCharsets.UTF_8));
		assertThatThrownBy(() -> read(longest, 0)).hasMessageContaining("200 000 строк");
	}

	@Test
	void aFormulaCountsWithItsSavedValue() throws IOException {
		Path file = workbook((sheet) -> sheet.formula(0, 0, "1+1"));
		try (SheetSource source = SheetSource.open(file)) {
			source.read(0, (number, cells) -> {
				assertThat(cells.get(0).fault()).contains("Формула без сохранённого значения");
				return true;
			});
		}
	}

	@Test
	void theMarkedCopyKeepsRowsColumnsAndValues() throws IOException {
		Path file = workbook((sheet) -> {
			sheet.value(1, 0, "ФИО");
			sheet.value(1, 1, "Дата рождения");
			sheet.value(1, 2, "Своё");
			sheet.value(3, 0, "Иванов");
			sheet.value(3, 1, LocalDate.of(2012, 9, 5));
			sheet.style(3, 1).format("dd.mm.yyyy").set();
			sheet.value(3, 2, 17.5);
			sheet.value(4, 0, "Петров Пётр");
		});
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (SheetSource source = SheetSource.open(file)) {
			MarkedCopy.write(source, 0, 2, (row) -> (row == 4)
					? List.of(new Finding(0, "name", "ФИО", "Иванов", "Нужны имя и фамилия.", false)) : List.of(), out);
		}
		Path copy = file("copy.xlsx", out.toByteArray());
		List<List<String>> rows = read(copy, 0);
		assertThat(rows).containsExactly(List.of("ФИО", "Дата рождения", "Своё", MarkedCopy.REASON),
				List.of("Иванов", "05.09.2012", "17.5", "ФИО: Нужны имя и фамилия."), List.of("Петров Пётр"));
		ByteArrayOutputStream again = new ByteArrayOutputStream();
		try (SheetSource source = SheetSource.open(copy)) {
			MarkedCopy.write(source, 0, 2, (row) -> List.of(), again);
		}
		assertThat(read(file("again.xlsx", again.toByteArray()), 0).get(1)).containsExactly("Иванов", "05.09.2012",
				"17.5");
		Path csv = file("a.csv", "ФИО,Класс\nИванов,7\n\nПетров,8\n".getBytes(StandardCharsets.UTF_8));
		ByteArrayOutputStream marked = new ByteArrayOutputStream();
		try (SheetSource source = SheetSource.open(csv)) {
			MarkedCopy.write(source, 0, 1, (row) -> (row == 4)
					? List.of(new Finding(1, "grade", "Класс", "8", "Нет такого.", false)) : List.of(), marked);
		}
		assertThat(marked.toString(StandardCharsets.UTF_8))
			.isEqualTo("\uFEFFФИО;Класс;Что исправить\r\nИванов;7;\r\n\r\nПетров;8;Класс: Нет такого.\r\n");
	}

	@Test
	void anExportHasRealTypesAGlossaryAndNoFormulas() throws IOException {
		List<SheetColumn<Object>> columns = List.of(new SheetColumn<>("name", "Имя", "Как зовут", 20, (row) -> row),
				new SheetColumn<>("born", "Родился", "Дата", 12, (row) -> row),
				new SheetColumn<>("load", "Ведёт", "Сколько", 8, (row) -> row));
		ByteArrayOutputStream book = new ByteArrayOutputStream();
		try (SheetWriter writer = SheetWriter.workbook(book, "Люди/2026", columns)) {
			writer.row(List.of("=1+1", LocalDate.of(1980, 5, 6), 3));
		}
		try (SheetSource source = SheetSource.open(file("export.xlsx", book.toByteArray()))) {
			assertThat(source.sheets()).containsExactly("Люди 2026", "Что в столбцах");
			source.read(0, (number, cells) -> {
				if (number == 2) {
					assertThat(cells.get(0).value()).isEqualTo("=1+1");
					assertThat(cells.get(1).value()).isInstanceOf(java.time.LocalDateTime.class);
					assertThat(cells.get(2).value()).isInstanceOf(java.math.BigDecimal.class);
				}
				return true;
			});
		}
		ByteArrayOutputStream csv = new ByteArrayOutputStream();
		try (SheetWriter writer = SheetWriter.csv(csv, columns)) {
			writer.row(List.of("=1+1", LocalDate.of(1980, 5, 6), 3));
			writer.row(List.of("@x;\"y\"", "-5", 2.5));
		}
		assertThat(csv.toString(StandardCharsets.UTF_8))
			.isEqualTo("\uFEFFИмя;Родился;Ведёт\r\n'=1+1;06.05.1980;3\r\n\"'@x;\"\"y\"\"\";'-5;2,5\r\n");
	}

	@Test
	void aTemplateIsUnderstoodByTheImportItself() throws IOException {
		List<SheetField> fields = List.of(FIELDS.get(0).asRequired(),
				SheetField.of("position", "Должность", SheetField.Kind.CHOICE, "Кем работает.", "Учитель")
					.with(Map.of("Учитель", "teacher")));
		byte[] bytes = TemplateBook.build("Участники", fields, List.of(List.of("Иванова Мария", "Учитель")),
				List.of("Не меняйте названия столбцов."));
		try (SheetSource source = SheetSource.open(file("template.xlsx", bytes))) {
			assertThat(source.sheets()).containsExactly("Участники", "Пример", "Как заполнять");
			Headers.Found header = Headers.find(source, 0, fields, Map.of());
			assertThat(header.row()).isEqualTo(1);
			assertThat(header.fields()).hasSize(2);
		}
	}

	private void assertRefused(byte[] bytes, String word) throws IOException {
		Path file = file("bad.bin", bytes);
		assertThatThrownBy(() -> {
			try (SheetSource source = SheetSource.open(file)) {
				source.read(0, (number, cells) -> true);
			}
		}).as(word)
			.isInstanceOf(ProblemException.class)
			.hasMessageContaining(word)
			.hasMessageContaining("Ничего не загружено");
	}

	private List<List<String>> read(Path file, int sheet) {
		List<List<String>> rows = new ArrayList<>();
		try (SheetSource source = SheetSource.open(file)) {
			source.read(sheet, (number, cells) -> rows.add(cells.stream().map(SheetCell::text).toList()));
		}
		return rows;
	}

	private Path file(String name, byte[] bytes) throws IOException {
		return Files.write(this.folder.resolve(name), bytes);
	}

	private Path workbook(java.util.function.Consumer<Worksheet> content) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Workbook book = new Workbook(out, "Test", "1.0");
		content.accept(book.newWorksheet("Лист1"));
		book.finish();
		return file("book" + System.nanoTime() + ".xlsx", out.toByteArray());
	}

	private static byte[] zip(Map<String, byte[]> parts) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (Map.Entry<String, byte[]> part : parts.entrySet()) {
				zip.putNextEntry(new ZipEntry(part.getKey()));
				zip.write(part.getValue());
			}
		}
		return out.toByteArray();
	}

}
