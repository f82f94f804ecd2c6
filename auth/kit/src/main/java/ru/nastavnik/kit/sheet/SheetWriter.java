package ru.nastavnik.kit.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table row by row, as a workbook with real types and a glossary, or as a CSV
 * that Excel with Russian settings opens by double click. Holds no more than some rows.
 */
public interface SheetWriter extends AutoCloseable {

	/** Rows of one sheet, the header not counted. */
	int MAX_ROWS = 1_000_000;

	ZoneId ZONE = ZoneId.of("Europe/Moscow");

	/** Signs that no cell may have. */
	Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

	/** Signs for which a value of a CSV is put in quotes. */
	Pattern QUOTED = Pattern.compile("[\";\r\n]");

	void row(List<? extends @Nullable Object> values) throws IOException;

	/** Finishes the file; the stream stays open. */
	@Override
	void close() throws IOException;

	/** A workbook with a sheet for the rows and one for the meaning of the columns. */
	static SheetWriter workbook(OutputStream out, String title, List<? extends SheetColumn<?>> columns) {
		return new Book(out, title, columns);
	}

	/** UTF-8 with a mark, semicolons. */
	static SheetWriter csv(OutputStream out, List<? extends SheetColumn<?>> columns) throws IOException {
		Csv csv = new Csv(out);
		csv.row(columns.stream().map(SheetColumn::title).toList());
		return csv;
	}

	/** Text that would run as a formula in the reader's Excel is made harmless. */
	static String harmless(String text) {
		return (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) ? "'" + text : text;
	}

	/** A name that Excel takes for a sheet. */
	static String sheetName(String title) {
		String tidy = title.replaceAll("[\\[\\]:*?/\\\\]", " ").strip();
		return tidy.isEmpty() ? "Лист1" : tidy.substring(0, Math.min(tidy.length(), 31));
	}

	/** A workbook. */
	final class Book implements SheetWriter {

		private static final int FLUSHED = 500;

		private static final int MAX_TEXT = 32_767;

		private final Workbook book;

		private final Worksheet sheet;

		private final List<? extends SheetColumn<?>> columns;

		private int next = 1;

		Book(OutputStream out, String title, List<? extends SheetColumn<?>> columns) {
			this.book = new Workbook(out, "Nastavnik", "1.0");
			this.columns = columns;
			this.sheet = this.book.newWorksheet(sheetName(title));
			for (int at = 0; at < columns.size(); at++) {
				this.sheet.width(at, columns.get(at).width());
				this.sheet.value(0, at, columns.get(at).title());
				this.sheet.style(0, at).bold().fillColor("E8EEF4").wrapText(true).verticalAlignment("top").set();
			}
			this.sheet.freezePane(1, 1);
		}

		@Override
		public void row(List<? extends @Nullable Object> values) throws IOException {
			for (int at = 0; at < values.size(); at++) {
				put(this.sheet, this.next, at, values.get(at));
			}
			this.next++;
			if (this.next % FLUSHED == 0) {
				this.sheet.flush();
			}
		}

		static void put(Worksheet sheet, int row, int column, @Nullable Object value) {
			switch (value) {
				case null -> {
				}
				case LocalDate date -> {
					sheet.value(row, column, date);
					sheet.style(row, column).format("dd.mm.yyyy").set();
				}
				case LocalDateTime time -> {
					sheet.value(row, column, time);
					sheet.style(row, column).format("dd.mm.yyyy hh:mm").set();
				}
				case Instant instant -> put(sheet, row, column, LocalDateTime.ofInstant(instant, ZONE));
				case Number number -> sheet.value(row, column, number);
				case Boolean truth -> sheet.value(row, column, truth ? "да" : "нет");
				// a text cell is never a formula, so nothing has to be guarded here
				default -> sheet.inlineString(row, column, text(value));
			}
		}

		static String text(Object value) {
			String text = CONTROL.matcher(value.toString()).replaceAll(" ");
			return text.substring(0, Math.min(text.length(), MAX_TEXT));
		}

		@Override
		public void close() throws IOException {
			if (this.next > 1 && !this.columns.isEmpty()) {
				this.sheet.setAutoFilter(0, 0, this.next - 1, this.columns.size() - 1);
			}
			this.sheet.finish();
			Worksheet glossary = this.book.newWorksheet("Что в столбцах");
			glossary.width(0, 32);
			glossary.width(1, 90);
			glossary.value(0, 0, "Столбец");
			glossary.value(0, 1, "Что означает");
			glossary.range(0, 0, 0, 1).style().bold().fillColor("E8EEF4").set();
			for (int at = 0; at < this.columns.size(); at++) {
				glossary.value(at + 1, 0, this.columns.get(at).title());
				glossary.value(at + 1, 1, this.columns.get(at).meaning());
			}
			glossary.finish();
			this.book.finish();
		}

	}

	/** A CSV file. */
	final class Csv implements SheetWriter {

		private final java.io.Writer out;

		Csv(OutputStream out) throws IOException {
			this.out = new java.io.BufferedWriter(new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
			this.out.write('\uFEFF');
		}

		@Override
		public void row(List<? extends @Nullable Object> values) throws IOException {
			for (int at = 0; at < values.size(); at++) {
				if (at > 0) {
					this.out.write(';');
				}
				this.out.write(cell(values.get(at)));
			}
			this.out.write("\r\n");
		}

		static String cell(@Nullable Object value) {
			String text = switch (value) {
				case null -> "";
				case LocalDate date -> CellParsing.DAY.format(date);
				case LocalDateTime time ->
					time.format(java.time.format.DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm"));
				case Instant instant -> cell(LocalDateTime.ofInstant(instant, ZONE));
				case Number number -> number.toString().replace('.', ',');
				case Boolean truth -> truth ? "да" : "нет";
				default -> harmless(value.toString());
			};
			return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
		}

		@Override
		public void close() throws IOException {
			this.out.flush();
		}

	}

}
