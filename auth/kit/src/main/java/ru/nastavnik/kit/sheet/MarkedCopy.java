package ru.nastavnik.kit.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The user's own file with its faults marked: the same rows and columns, bad cells in
 * colour with a comment, and the reasons in one more column at the end. It can be
 * corrected and loaded again, since the added column is not taken for a field.
 */
public final class MarkedCopy {

	/** The added column. */
	public static final String REASON = "Что исправить";

	private static final String BAD = "F8C9C4";

	private static final String ODD = "FFF0C2";

	/** Excel opens thousands of comments slowly; the column has them all anyway. */
	private static final int MAX_COMMENTS = 2000;

	private static final int FLUSHED = 500;

	private static final double WIDTH = 18;

	private MarkedCopy() {
	}

	/**
	 * Writes the copy.
	 * @param source the file
	 * @param sheet the sheet that was read; the others are copied as they are
	 * @param headerRow number of its header
	 * @param findings what was found in a row, by its number
	 * @param out where to; CSV stays CSV
	 */
	public static void write(SheetSource source, int sheet, int headerRow, IntFunction<List<Finding>> findings,
			OutputStream out) {
		try {
			if (source.workbook()) {
				book(source, sheet, headerRow, findings, out);
			}
			else {
				csv(source, headerRow, findings, out);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void csv(SheetSource source, int headerRow, IntFunction<List<Finding>> findings, OutputStream out)
			throws IOException {
		Reasons place = reasons(source, 0, headerRow);
		SheetWriter.Csv csv = new SheetWriter.Csv(out);
		int[] next = { 1 };
		source.read(0, (number, cells) -> {
			try {
				for (; next[0] < number; next[0]++) {
					csv.row(List.of());
				}
				List<@Nullable Object> values = new ArrayList<>();
				for (int at = 0; at < Math.max(place.width(), place.column() + 1); at++) {
					values.add((at < cells.size()) ? cells.get(at).text() : "");
				}
				values.set(place.column(), (number == headerRow) ? REASON : reason(findings.apply(number)));
				csv.row(values);
				next[0] = number + 1;
				return true;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		csv.close();
	}

	private static void book(SheetSource source, int marked, int headerRow, IntFunction<List<Finding>> findings,
			OutputStream out) throws IOException {
		Workbook book = new Workbook(out, "Nastavnik", "1.0");
		List<String> names = source.sheets();
		for (int at = 0; at < names.size(); at++) {
			Worksheet copy = book.newWorksheet(SheetWriter.sheetName(names.get(at)));
			if (at == marked) {
				new Marking(copy, headerRow, reasons(source, at, headerRow), findings).copy(source, at);
			}
			else {
				source.read(at, (number, cells) -> {
					cells(copy, number - 1, cells);
					return flushed(copy, number);
				});
			}
			copy.finish();
		}
		book.setActiveTab(marked);
		book.finish();
	}

	private static boolean flushed(Worksheet copy, int number) {
		if (number % FLUSHED == 0) {
			try {
				copy.flush();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return true;
	}

	private static void cells(Worksheet copy, int row, List<SheetCell> cells) {
		for (int at = 0; at < cells.size(); at++) {
			SheetCell cell = cells.get(at);
			SheetWriter.Book.put(copy, row, at, cell.isEmpty() ? null
					: (cell.value() instanceof LocalDateTime time && time.toLocalTime().equals(LocalTime.MIDNIGHT))
							? time.toLocalDate() : (cell.value() != null) ? cell.value() : cell.text());
		}
	}

	private static String reason(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> (finding.title().isEmpty() ? "" : finding.title() + ": ")
					+ (finding.warning() ? "(замечание) " : "") + finding.message())
			.collect(Collectors.joining("\n"));
	}

	/** The sheet that was read. */
	private static final class Marking {

		private final Worksheet copy;

		private final int headerRow;

		private final Reasons place;

		private final IntFunction<List<Finding>> findings;

		private int comments;

		Marking(Worksheet copy, int headerRow, Reasons place, IntFunction<List<Finding>> findings) {
			this.copy = copy;
			this.headerRow = headerRow;
			this.place = place;
			this.findings = findings;
		}

		void copy(SheetSource source, int sheet) {
			for (int at = 0; at < this.place.width(); at++) {
				this.copy.width(at, WIDTH);
			}
			this.copy.width(this.place.column(), WIDTH * 4);
			this.copy.freezePane(0, this.headerRow);
			source.read(sheet, (number, cells) -> {
				row(number, cells);
				return flushed(this.copy, number);
			});
		}

		private void row(int number, List<SheetCell> cells) {
			cells(this.copy, number - 1, cells);
			if (number == this.headerRow) {
				this.copy.value(number - 1, this.place.column(), REASON);
				this.copy.range(number - 1, 0, number - 1, this.place.column()).style().bold().wrapText(true).set();
				return;
			}
			List<Finding> found = this.findings.apply(number);
			if (found.isEmpty()) {
				if (cells.size() > this.place.column()) {
					this.copy.value(number - 1, this.place.column(), "");
				}
				return;
			}
			this.copy.inlineString(number - 1, this.place.column(), SheetWriter.Book.text(reason(found)));
			for (Finding finding : found) {
				if (finding.column() >= 0) {
					mark(number - 1, finding);
				}
			}
		}

		private void mark(int row, Finding finding) {
			if (this.copy.value(row, finding.column()) == null) {
				this.copy.inlineString(row, finding.column(), "");
			}
			boolean date = this.copy.value(row, finding.column()) instanceof Number && finding.value() != null
					&& finding.value().matches("\\d{2}\\.\\d{2}\\.\\d{4}");
			var style = this.copy.style(row, finding.column()).fillColor(finding.warning() ? ODD : BAD);
			(date ? style.format("dd.mm.yyyy") : style).set();
			if (!finding.warning() && this.comments++ < MAX_COMMENTS) {
				this.copy.comment(row, finding.column(), finding.message());
			}
		}

	}

	private record Reasons(int column, int width) {
	}

	/** The column of reasons: the one of an earlier copy, else the first free one. */
	private static Reasons reasons(SheetSource source, int sheet, int headerRow) {
		int[] found = { -1, 0 };
		source.read(sheet, (number, cells) -> {
			found[1] = Math.max(found[1], cells.size());
			if (number == headerRow) {
				for (int at = 0; at < cells.size(); at++) {
					if (cells.get(at).text().equals(REASON)) {
						found[0] = at;
					}
				}
			}
			return true;
		});
		return new Reasons((found[0] >= 0) ? found[0] : found[1], found[1]);
	}

}
