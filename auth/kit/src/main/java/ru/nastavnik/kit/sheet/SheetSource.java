package ru.nastavnik.kit.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;

/**
 * A table file that is read row by row. Opening it has checked that it is what it claims
 * to be and that it is not a trap.
 */
public interface SheetSource extends AutoCloseable {

	/** More rows are refused: Excel itself ends at 1,048,576. */
	int MAX_ROWS = 200_000;

	/** More columns are refused. */
	int MAX_COLUMNS = 200;

	/** Takes rows one by one, from 1 as Excel counts them; false ends the reading. */
	@FunctionalInterface
	interface Rows {

		boolean row(int number, List<SheetCell> cells);

	}

	/** Names of the sheets that people see; one without a name for CSV. */
	List<String> sheets();

	/** Whether it is an Excel workbook. */
	boolean workbook();

	/** Reads the rows that hold anything; a hole in the numbers is a blank row. */
	void read(int sheet, Rows rows);

	@Override
	void close();

	/** Opens a file of either kind, or refuses it with a sentence for the user. */
	static SheetSource open(Path file) {
		try {
			return switch (SheetGuard.check(file)) {
				case WORKBOOK -> new XlsxSource(file);
				case TEXT -> new CsvSource(file);
			};
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The refusal of a file. */
	static ProblemException refusal(String detail) {
		return KitProblem.SHEET.because(detail + " Ничего не загружено.");
	}

	/** Refuses what is beyond the limits. */
	static void withinLimits(int filledRows, int lastFilledColumn) {
		if (filledRows > MAX_ROWS) {
			throw refusal("В таблице больше 200 000 строк. Разделите её на несколько файлов.");
		}
		if (lastFilledColumn >= MAX_COLUMNS) {
			throw refusal("В таблице больше 200 столбцов. Оставьте столбцы шаблона и удалите остальные.");
		}
	}

}
