package ru.nastavnik.kit.sheet;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.ProblemException;

/**
 * An Excel workbook, streamed. Formulas count with the value that Excel has saved.
 */
final class XlsxSource implements SheetSource {

	private static final String BROKEN = "Книга Excel повреждена. Откройте её в Excel, сохраните заново и повторите.";

	private static final int FIRST_DATE_FORMAT = 14;

	private static final int LAST_DATE_FORMAT = 22;

	private final ReadableWorkbook workbook;

	private final List<Sheet> sheets;

	XlsxSource(Path file) {
		try {
			this.workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
			this.sheets = this.workbook.getSheets()
				.filter((sheet) -> sheet.getVisibility() == SheetVisibility.VISIBLE)
				.toList();
		}
		catch (IOException | RuntimeException ex) {
			throw SheetSource.refusal(BROKEN);
		}
		if (this.sheets.isEmpty()) {
			close();
			throw SheetSource.refusal("В книге нет видимых листов.");
		}
	}

	@Override
	public List<String> sheets() {
		return this.sheets.stream().map(Sheet::getName).toList();
	}

	@Override
	public boolean workbook() {
		return true;
	}

	@Override
	public void read(int sheet, Rows rows) {
		int filled = 0;
		try (Stream<Row> stream = this.sheets.get(sheet).openStream()) {
			for (Iterator<Row> each = stream.iterator(); each.hasNext();) {
				Row row = each.next();
				List<SheetCell> cells = cells(row);
				if (cells.isEmpty()) {
					continue;
				}
				SheetSource.withinLimits(++filled, cells.size() - 1);
				if (!rows.row(row.getRowNum(), cells)) {
					return;
				}
			}
		}
		catch (ProblemException ex) {
			throw ex;
		}
		catch (IOException | org.dhatim.fastexcel.reader.ExcelReaderException ex) {
			throw SheetSource.refusal(BROKEN);
		}
		catch (RuntimeException ex) {
			// the reader's parser reports broken XML in several ways; ours are not among
			// them
			if (ofReader(ex)) {
				throw SheetSource.refusal(BROKEN);
			}
			throw ex;
		}
	}

	private static boolean ofReader(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			StackTraceElement[] trace = cause.getStackTrace();
			for (int at = 0; at < Math.min(trace.length, 12); at++) {
				String name = trace[at].getClassName();
				if (name.startsWith("ru.nastavnik")) {
					break;
				}
				if (name.startsWith("org.dhatim.fastexcel.reader") || name.startsWith("com.fasterxml.aalto")) {
					return true;
				}
			}
		}
		return false;
	}

	/** Cells up to the last one that holds anything. */
	private List<SheetCell> cells(Row row) {
		List<SheetCell> cells = new ArrayList<>(row.getCellCount());
		int last = -1;
		for (int at = 0; at < row.getCellCount(); at++) {
			Cell cell = row.getCell(at);
			SheetCell read = (cell != null) ? cell(cell) : SheetCell.EMPTY;
			if (!read.isEmpty()) {
				last = at;
			}
			cells.add(read);
		}
		return cells.subList(0, last + 1);
	}

	private SheetCell cell(Cell cell) {
		if (cell.getType() == CellType.EMPTY) {
			return SheetCell.EMPTY;
		}
		Object value = cell.getValue();
		if (cell.getType() == CellType.ERROR || value instanceof Exception) {
			return new SheetCell(Objects.requireNonNullElse(cell.getRawValue(), "#"), null,
					"В ячейке ошибка Excel. Введите значение.");
		}
		if (cell.getType() == CellType.FORMULA) {
			String raw = cell.getRawValue();
			if (raw == null || raw.isBlank()) {
				return new SheetCell("=" + Objects.requireNonNullElse(cell.getFormula(), ""), null,
						"Формула без сохранённого значения. Замените её значением: «Копировать» → «Вставить значения».");
			}
			if (raw.startsWith("#")) {
				return new SheetCell(raw, null, "Формула даёт ошибку. Замените её значением.");
			}
		}
		if (value instanceof BigDecimal number) {
			LocalDateTime date = isDate(cell) ? date(cell) : null;
			return (date != null) ? new SheetCell(text(date), date, null)
					: new SheetCell(number.stripTrailingZeros().toPlainString(), number, null);
		}
		if (value instanceof Boolean truth) {
			return new SheetCell(truth ? "да" : "нет", truth, null);
		}
		return SheetCell.of(String.valueOf(Objects.requireNonNullElse(value, "")));
	}

	private static boolean isDate(Cell cell) {
		Integer id = cell.getDataFormatId();
		String format = cell.getDataFormatString();
		if (format == null) {
			return id != null && id >= FIRST_DATE_FORMAT && id <= LAST_DATE_FORMAT;
		}
		String plain = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*]|\\\\.", "");
		return plain.contains("yy") || plain.contains("d") && plain.contains("m") || plain.contains("гг");
	}

	private static @Nullable LocalDateTime date(Cell cell) {
		try {
			LocalDateTime date = cell.asDate();
			return (date != null && date.getYear() < 10000) ? date : null;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private static String text(LocalDateTime date) {
		return CellParsing.DAY.format(date);
	}

	@Override
	public void close() {
		try {
			this.workbook.close();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
