package ru.nastavnik.kit.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells by its bytes what a file is.
 */
final class Sniffer {

	private static final byte[] PDF = { '%', 'P', 'D', 'F', '-' };

	private static final byte[] JPEG = { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF };

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10 };

	private static final byte[] ZIP = { 'P', 'K', 3, 4 };

	/** Word and Excel before 2007, and any newer file that has a password. */
	private static final byte[] OLE = { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0 };

	private Sniffer() {
	}

	/** The kind, or null when it is none that is kept. */
	static @Nullable FileKind kind(byte[] content) {
		if (startsWith(content, PDF)) {
			return FileKind.PDF;
		}
		if (startsWith(content, JPEG)) {
			return FileKind.JPEG;
		}
		if (startsWith(content, PNG)) {
			return FileKind.PNG;
		}
		if (startsWith(content, ZIP)) {
			return office(content);
		}
		if (startsWith(content, OLE)) {
			throw FileProblem.LOCKED
				.because("Файл защищён паролем или сохранён в формате до 2007 года. "
						+ "Снимите пароль, сохраните файл как DOCX или XLSX и загрузите снова.")
				.on("file");
		}
		return isText(content) ? FileKind.CSV : null;
	}

	private static @Nullable FileKind office(byte[] content) {
		Map<String, Long> entries = ZipDirectory.of(content);
		if (entries.keySet().stream().anyMatch((name) -> name.endsWith("vbaProject.bin"))) {
			throw FileProblem.MACROS
				.because("В файле есть макросы. Сохраните его без макросов (DOCX или XLSX) и загрузите снова.")
				.on("file");
		}
		if (!entries.containsKey("[Content_Types].xml")) {
			return null;
		}
		if (entries.containsKey("word/document.xml")) {
			return FileKind.DOCX;
		}
		return entries.containsKey("xl/workbook.xml") ? FileKind.XLSX : null;
	}

	/** Text in UTF-8 or windows-1251 that is not a web page. */
	private static boolean isText(byte[] content) {
		int first = 0;
		while (first < content.length
				&& (content[first] <= ' ' && content[first] >= 0 || first < 3 && isMark(content))) {
			first++;
		}
		if (first < content.length && content[first] == '<') {
			return false;
		}
		for (byte one : content) {
			if (one >= 0 && one < ' ' && one != '\t' && one != '\r' && one != '\n') {
				return false;
			}
		}
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
			return true;
		}
		catch (CharacterCodingException ex) {
			return looksLikeWindows1251(content);
		}
	}

	/** Russian letters, not just any bytes: a quarter of what is not ASCII at least. */
	private static boolean looksLikeWindows1251(byte[] content) {
		int high = 0;
		int letters = 0;
		for (byte one : content) {
			int value = one & 0xFF;
			if (value >= 0x80) {
				high++;
				letters += (value >= 0xC0 || value == 0xA8 || value == 0xB8) ? 1 : 0;
			}
		}
		return letters * 10 >= high * 9;
	}

	private static boolean isMark(byte[] content) {
		return startsWith(content, new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF });
	}

	private static boolean startsWith(byte[] content, byte[] start) {
		return content.length >= start.length
				&& ByteBuffer.wrap(content, 0, start.length).equals(ByteBuffer.wrap(start));
	}

}
