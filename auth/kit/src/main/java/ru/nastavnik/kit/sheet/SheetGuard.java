package ru.nastavnik.kit.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks at a file before anything parses it: what it is, and whether it would unpack into
 * more than the machine holds. Sizes in a ZIP directory may lie, so the entries are
 * really unpacked and counted.
 */
final class SheetGuard {

	private static final long MAX_TOTAL = 700L << 20;

	private static final long MAX_SHARED = 160L << 20;

	private static final int MAX_ENTRIES = 2000;

	/** An honest sheet of equal rows packs to about 1:100. */
	private static final int MAX_RATIO = 250;

	private static final long SMALL = 20L << 20;

	private static final byte[] OLE2 = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0 };

	private SheetGuard() {
	}

	/** What may be read. */
	enum Kind {

		WORKBOOK, TEXT

	}

	static Kind check(Path file) throws IOException {
		byte[] head;
		try (InputStream in = Files.newInputStream(file)) {
			head = in.readNBytes(8192);
		}
		if (head.length == 0) {
			throw SheetSource.refusal("Файл пуст. Заполните шаблон и загрузите его.");
		}
		if (startsWith(head, OLE2)) {
			throw SheetSource.refusal(ole(file));
		}
		String start = new String(head, 0, Math.min(head.length, 512), StandardCharsets.ISO_8859_1);
		if (start.startsWith("PK")) {
			unpackable(file);
			return Kind.WORKBOOK;
		}
		if (start.startsWith("%PDF")) {
			throw SheetSource.refusal("Это документ PDF, а не таблица. Сохраните таблицу как «Книга Excel (.xlsx)».");
		}
		if (start.startsWith("{\\rtf") || start.startsWith("\u00FF\u00D8\u00FF") || start.startsWith("\u0089PNG")
				|| start.startsWith("Rar!") || start.startsWith("7z\u00BC")) {
			throw SheetSource.refusal("Это не таблица. Нужен файл Excel (.xlsx) или CSV.");
		}
		if (start.strip().toLowerCase(Locale.ROOT).matches("(?s)(ï»¿)?<(!doctype|html|\\?xml|table).*")) {
			throw SheetSource.refusal(
					"Это веб-страница или XML с расширением таблицы. Откройте файл в Excel и сохраните как «Книга Excel (.xlsx)».");
		}
		if (!CsvSource.isUtf16(head)) {
			for (byte letter : head) {
				if (letter == 0) {
					throw SheetSource.refusal("Это не таблица. Нужен файл Excel (.xlsx) или CSV.");
				}
			}
		}
		return Kind.TEXT;
	}

	private static String ole(Path file) throws IOException {
		byte[] bytes;
		try (InputStream in = Files.newInputStream(file)) {
			bytes = in.readNBytes(4 << 20);
		}
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		if (text.contains("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e")) {
			return "Файл защищён паролем. Снимите пароль: «Файл» → «Сведения» → «Защита книги», и загрузите снова.";
		}
		return "Это старый формат Excel (.xls). Откройте файл и сохраните как «Книга Excel (.xlsx)».";
	}

	private static void unpackable(Path file) throws IOException {
		long total = 0;
		int entries = 0;
		boolean workbook = false;
		boolean types = false;
		byte[] buffer = new byte[1 << 16];
		try (ZipFile zip = new ZipFile(file.toFile())) {
			for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements();) {
				ZipEntry entry = each.nextElement();
				if (++entries > MAX_ENTRIES) {
					throw bomb();
				}
				String name = entry.getName().toLowerCase(Locale.ROOT);
				if (name.endsWith("vbaproject.bin")) {
					throw SheetSource
						.refusal("В книге есть макросы (.xlsm). Сохраните её как «Книга Excel (.xlsx)» без макросов.");
				}
				if (name.equals("mimetype")) {
					throw SheetSource
						.refusal("Это документ OpenDocument. Сохраните таблицу как «Книга Excel (.xlsx)» или CSV.");
				}
				workbook |= name.equals("xl/workbook.xml");
				types |= name.equals("[content_types].xml");
				if (name.equals("xl/workbook.bin")) {
					throw SheetSource.refusal("Это двоичная книга (.xlsb). Сохраните её как «Книга Excel (.xlsx)».");
				}
				total += unpacked(zip, entry, name, total, buffer);
			}
		}
		catch (ZipException ex) {
			throw SheetSource.refusal("Файл повреждён и не открывается. Сохраните его в Excel заново.");
		}
		if (!workbook || !types) {
			throw SheetSource.refusal("Это архив, а не таблица Excel. Нужен файл .xlsx или CSV.");
		}
	}

	private static long unpacked(ZipFile zip, ZipEntry entry, String name, long before, byte[] buffer)
			throws IOException {
		long limit = name.endsWith("sharedstrings.xml") ? MAX_SHARED : MAX_TOTAL - before;
		long size = 0;
		try (InputStream in = zip.getInputStream(entry)) {
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				size += read;
				long packed = Math.max(entry.getCompressedSize(), 1);
				if (size > limit || size > SMALL && size / packed > MAX_RATIO) {
					throw bomb();
				}
			}
		}
		return size;
	}

	private static RuntimeException bomb() {
		return SheetSource
			.refusal("Файл распаковывается в слишком большой объём. Сохраните данные в новую книгу Excel и повторите.");
	}

	private static boolean startsWith(byte[] bytes, byte[] start) {
		for (int at = 0; at < start.length; at++) {
			if (bytes.length <= at || bytes[at] != start[at]) {
				return false;
			}
		}
		return true;
	}

}
