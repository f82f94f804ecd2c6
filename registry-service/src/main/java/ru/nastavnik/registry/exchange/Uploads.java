package ru.nastavnik.registry.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.Headers;
import ru.nastavnik.kit.sheet.SheetSource;
import ru.nastavnik.kit.sheet.TemplateBook;

/**
 * Files on their way in: read from a temporary file, because a workbook is read in
 * several passes and not all at once.
 */
@Component
class Uploads {

	/** A table of 100,000 people fits; the door lets as much through on this path. */
	static final int MAX_BYTES = 40 << 20;

	private final ImportKinds kinds;

	Uploads(ImportKinds kinds) {
		this.kinds = kinds;
	}

	/** Reads the body and looks for the header on every sheet. */
	ImportJournal.Uploaded receive(String name, InputStream body, String kind, Map<String, String> remembered) {
		byte[] content;
		try {
			content = body.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (content.length > MAX_BYTES) {
			throw KitProblem.TOO_LARGE
				.because("Файл больше 40 МБ. Уберите картинки и лишние листы или разделите таблицу на части.");
		}
		ImportKind wanted = this.kinds.of(kind);
		return reading(content, (source) -> {
			int best = 0;
			Headers.Found header = null;
			List<String> sheets = source.sheets();
			for (int at = 0; at < sheets.size(); at++) {
				if (TemplateBook.AROUND.contains(sheets.get(at)) && sheets.size() > 1) {
					continue;
				}
				Headers.Found found = Headers.find(source, at, wanted.fields(), remembered);
				if (header == null || found.fields().size() > header.fields().size()) {
					header = found;
					best = at;
				}
			}
			if (header == null || header.row() == 0) {
				throw SheetSource.refusal("В таблице нет данных. Заполните шаблон и загрузите его.");
			}
			Headers.Found known = header;
			boolean[] data = { false };
			source.read(best, (number, cells) -> {
				data[0] |= number > known.row() && (known.fields().isEmpty() || Headers.isData(cells, known));
				return !data[0];
			});
			if (!data[0]) {
				throw SheetSource.refusal("В таблице только заголовок. Добавьте строки и загрузите файл снова.");
			}
			return new ImportJournal.Uploaded(tidy(name), hash(content), content, best, sheets, header);
		});
	}

	/** The header at a row that a person points at. */
	Headers.Found header(byte[] content, String kind, int sheet, int row, Map<String, String> remembered) {
		return reading(content, (source) -> {
			if (sheet < 0 || sheet >= source.sheets().size()) {
				throw KitProblem.INVALID.because("Такого листа в файле нет.").on("sheet", "Выберите лист из списка.");
			}
			List<ru.nastavnik.kit.sheet.SheetField> fields = this.kinds.of(kind).fields();
			return (row > 0) ? Headers.at(source, sheet, row, fields, remembered)
					: Headers.find(source, sheet, fields, remembered);
		});
	}

	/** Opens the content as a table for the length of the work. */
	<T> T reading(byte[] content, Function<SheetSource, T> work) {
		try {
			Path file = Files.createTempFile("nastavnik-", ".table");
			try {
				Files.write(file, content);
				try (SheetSource source = SheetSource.open(file)) {
					return work.apply(source);
				}
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A name without folders and control characters. */
	private static String tidy(String name) {
		String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
			.replaceAll("\\p{Cntrl}", " ")
			.strip();
		return last.isEmpty() ? "таблица" : last.substring(0, Math.min(last.length(), 200));
	}

	private static String hash(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
