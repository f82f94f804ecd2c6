package ru.nastavnik.kit.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook to fill in: a sheet with drop-downs, one with an example, one that tells
 * how.
 */
public final class TemplateBook {

	/** Sheets of a template that hold no data of the user. */
	public static final List<String> AROUND = List.of("Пример", "Как заполнять", "Списки");

	private static final int PREPARED = 2000;

	private static final double WIDTH = 20;

	private static final int REFERRED = 5000;

	private TemplateBook() {
	}

	/**
	 * Builds it.
	 * @param title name of the sheet to fill in
	 * @param fields its columns
	 * @param examples rows of the example sheet, values by the order of the fields
	 * @param advice sentences above the table of columns
	 */
	public static byte[] build(String title, List<SheetField> fields, List<List<String>> examples,
			List<String> advice) {
		try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
			Workbook book = new Workbook(out, "Nastavnik", "1.0");
			Worksheet filled = book.newWorksheet(SheetWriter.sheetName(title));
			Worksheet example = book.newWorksheet(AROUND.get(0));
			Worksheet how = book.newWorksheet(AROUND.get(1));
			Worksheet lists = book.newWorksheet(AROUND.get(2));
			lists.setVisibilityState(VisibilityState.HIDDEN);
			header(filled, fields);
			header(example, fields);
			for (int at = 0; at < fields.size(); at++) {
				SheetField field = fields.get(at);
				if (field.kind() == SheetField.Kind.DATE) {
					filled.range(1, at, PREPARED, at).style().format("dd.mm.yyyy").set();
				}
				else if (field.kind() == SheetField.Kind.DIGITS || field.kind() == SheetField.Kind.PHONE) {
					filled.range(1, at, PREPARED, at).style().format("@").set();
				}
				List<String> words = field.words();
				if (!words.isEmpty()) {
					for (int row = 0; row < Math.min(words.size(), REFERRED); row++) {
						lists.value(row, at, words.get(row));
					}
					Range source = lists.range(0, at, Math.min(words.size(), REFERRED) - 1, at);
					filled.range(1, at, PREPARED, at)
						.validateWithList(source)
						.allowBlank(true)
						.showErrorMessage(field.kind() == SheetField.Kind.CHOICE)
						.errorTitle("Нет в списке")
						.error("Выберите значение из списка.");
				}
				for (int row = 0; row < examples.size(); row++) {
					example.value(row + 1, at, examples.get(row).get(at));
				}
			}
			how(how, fields, advice);
			book.finish();
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void header(Worksheet sheet, List<SheetField> fields) {
		for (int at = 0; at < fields.size(); at++) {
			SheetField field = fields.get(at);
			sheet.width(at, WIDTH);
			sheet.value(0, at, field.title());
			sheet.style(0, at)
				.bold()
				.wrapText(true)
				.verticalAlignment("top")
				.fillColor(field.required() ? "DCE8F5" : "EEF1F4")
				.set();
			sheet.comment(0, at, (field.required() ? "Обязательно. " : "") + field.meaning());
		}
		sheet.freezePane(0, 1);
	}

	private static void how(Worksheet sheet, List<SheetField> fields, List<String> advice) {
		sheet.width(0, 34);
		sheet.width(1, 16);
		sheet.width(2, 90);
		int row = 0;
		for (String sentence : advice) {
			sheet.value(row++, 0, sentence);
		}
		row++;
		sheet.value(row, 0, "Столбец");
		sheet.value(row, 1, "Обязательно");
		sheet.value(row, 2, "Как заполнять");
		sheet.range(row, 0, row, 2).style().bold().fillColor("EEF1F4").set();
		for (SheetField field : fields) {
			row++;
			sheet.value(row, 0, field.title());
			sheet.value(row, 1, field.required() ? "да" : "");
			sheet
				.value(row, 2,
						field.meaning()
								+ (field.words()
									.isEmpty()
											? ""
											: " Допустимы: "
													+ String.join(", ",
															field.words()
																.subList(0, Math.min(30, field.words().size())))
													+ "."));
			sheet.style(row, 2).wrapText(true).set();
		}
	}

}
