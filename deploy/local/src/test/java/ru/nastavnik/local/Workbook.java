package ru.nastavnik.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * The list of a school's staff as it comes out of other programs: titles above the
 * header, a header of two rows with merged cells, numbers under it, a number left out,
 * Latin letters among Russian ones, dates of every shape, a term in place of a date,
 * somebody twice, blanks and a signature below.
 */
final class Workbook {

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final int NAME = 1;

	private static final int BORN = 2;

	private static final int POSITION = 3;

	private static final int HIRED = 4;

	private static final int SINCE = 5;

	private static final int REPRESENTATIVE = 8;

	private Workbook() {
	}

	/** Eight people: three whose rows can be loaded, five with errors. */
	static Path faulty(String mark, LocalDate hired) {
		String day = hired.format(RUSSIAN);
		return write((sheet) -> {
			text(sheet, 0, 0, "[bookmark: _GoBack] МАОУ «Школа № 12»");
			text(sheet, 1, 0, "Список молодых специалистов и обучающихся");
			sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, 8));
			String[] header = { "№", "Ф.И.О.", "Дата рождения (дд.мм.гггг)", "Должность", "Принят на работу",
					"Начало стажа", "Класс", "Дата зачисления", "Представитель", "", "Согласие" };
			for (int at = 0; at < header.length; at++) {
				text(sheet, 3, at, header[at]);
			}
			sheet.addMergedRegion(new CellRangeAddress(3, 3, REPRESENTATIVE, REPRESENTATIVE + 1));
			text(sheet, 4, REPRESENTATIVE, "ФИО");
			text(sheet, 4, REPRESENTATIVE + 1, "Дата рождения");
			for (int at = 0; at < header.length; at++) {
				row(sheet, 5).createCell(at).setCellValue(at + 1);
			}
			person(sheet, 6, 1, "Петpова" + mark + " Анна Ивановна", "", "Учитель", day);
			row(sheet, 6).getCell(BORN).setCellValue(36_652);
			person(sheet, 7, 2, "ИВАНОВА" + mark.toUpperCase(java.util.Locale.ROOT) + "  Мария\u00A0Петровна ",
					"6 мая 2000 г.", "учитель", day.replaceFirst("^01", "О1"));
			person(sheet, 9, 4, "Сидорова" + mark + " Ольга", "06.05.2001", "Учитель", "Ежегодно");
			person(sheet, 10, 5, "Smith" + mark + " Анна", "31.02.2000", "Учытель", day);
			person(sheet, 11, 6, "Двойнова" + mark + " Анна", "06.05.1982", "Учитель", "01.09.2010");
			person(sheet, 12, 7, "двойнова" + mark + " анна", "06.05.82", "Учитель", "01.09.2011");
			text(sheet, 13, NAME, "Рощин" + mark + " Егор");
			text(sheet, 13, BORN, "05.09.2012");
			text(sheet, 13, 6, "7 «Б»");
			text(sheet, 13, 7, "01.09.2019");
			text(sheet, 13, 10, day);
			person(sheet, 14, 9, "Опытнова" + mark + " Вера", "06.05.1970", "Учитель", "01.09.1995");
			for (int blank = 15; blank < 40; blank++) {
				text(sheet, blank, NAME, "  ");
			}
			text(sheet, 41, 0, "Итого");
			row(sheet, 41).createCell(1).setCellValue(8);
			text(sheet, 43, 0, "Директор ____________ Пeтрова");
		});
	}

	/** The same file as it came back with its errors marked, every one of them mended. */
	static Path mended(Path marked, LocalDate hired) {
		String day = hired.format(RUSSIAN);
		// a new cell each time: this library leaves the text of a cell that was written
		// inline
		try (InputStream in = Files.newInputStream(marked); XSSFWorkbook book = new XSSFWorkbook(in)) {
			for (Row row : book.getSheetAt(0)) {
				String name = (row.getCell(NAME) != null) ? row.getCell(NAME).toString() : "";
				if (name.startsWith("Сидорова")) {
					row.createCell(HIRED).setCellValue(day);
					row.createCell(SINCE).setCellValue(day);
				}
				else if (name.startsWith("Smith")) {
					row.createCell(NAME).setCellValue(name.replace("Smith", "Кузнецова"));
					row.createCell(BORN).setCellValue("28.02.2000");
					row.createCell(POSITION).setCellValue("Учитель");
				}
				else if (name.startsWith("двойнова")) {
					row.createCell(BORN).setCellValue("06.05.1992");
				}
				else if (name.startsWith("Рощин")) {
					row.createCell(REPRESENTATIVE)
						.setCellValue(name.replace("Рощин", "Рощина").replace("Егор", "Инна"));
					row.createCell(REPRESENTATIVE + 1).setCellValue("05.09.1985");
				}
			}
			return save(book);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Two young teachers. */
	static Path two(String mark, LocalDate hired) {
		String day = hired.format(RUSSIAN);
		return write((sheet) -> {
			String[] header = { "№", "ФИО", "Дата рождения", "Должность", "Принят на работу", "Начало стажа" };
			for (int at = 0; at < header.length; at++) {
				text(sheet, 0, at, header[at]);
			}
			person(sheet, 1, 1, "Лесова" + mark + " Анна", "06.05.2000", "Учитель", day);
			person(sheet, 2, 2, "Полева" + mark + " Анна", "06.05.2000", "Учитель", day);
		});
	}

	private static void person(Sheet sheet, int at, int number, String name, String born, String position,
			String hired) {
		row(sheet, at).createCell(0).setCellValue(number);
		text(sheet, at, NAME, name);
		text(sheet, at, BORN, born);
		text(sheet, at, POSITION, position);
		text(sheet, at, HIRED, hired);
		text(sheet, at, SINCE, hired.equals("Ежегодно") ? "" : hired);
	}

	private static void text(Sheet sheet, int at, int column, String text) {
		row(sheet, at).createCell(column).setCellValue(text);
	}

	private static Row row(Sheet sheet, int at) {
		return (sheet.getRow(at) != null) ? sheet.getRow(at) : sheet.createRow(at);
	}

	private static Path write(Consumer<Sheet> content) {
		try (XSSFWorkbook book = new XSSFWorkbook()) {
			content.accept(book.createSheet("Лист1"));
			return save(book);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path save(XSSFWorkbook book) throws IOException {
		Path file = temporary();
		try (OutputStream out = Files.newOutputStream(file)) {
			book.write(out);
		}
		return file;
	}

	static Path temporary() {
		try {
			Path file = Files.createTempFile("people", ".xlsx");
			file.toFile().deleteOnExit();
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
