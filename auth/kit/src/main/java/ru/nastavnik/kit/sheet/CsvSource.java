package ru.nastavnik.kit.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file in any of the usual dialects: UTF-8 with or without mark, UTF-16 with mark,
 * Windows-1251; semicolon, comma or tab; quotes doubled.
 */
final class CsvSource implements SheetSource {

	private static final int MAX_CELL = 32_767;

	private final Path file;

	private final Charset charset;

	private final char delimiter;

	CsvSource(Path file) throws IOException {
		this.file = file;
		this.charset = charset(file);
		this.delimiter = delimiter();
	}

	char separator() {
		return this.delimiter;
	}

	@Override
	public List<String> sheets() {
		return List.of("");
	}

	@Override
	public boolean workbook() {
		return false;
	}

	@Override
	public void close() {
		// nothing is kept open between readings
	}

	@Override
	public void read(int sheet, Rows rows) {
		try (Reader in = reader()) {
			int filled = 0;
			int number = 0;
			List<String> line = line(in, this.delimiter);
			while (line != null) {
				number++;
				List<SheetCell> cells = new ArrayList<>(line.size());
				int last = -1;
				for (int at = 0; at < line.size(); at++) {
					SheetCell cell = SheetCell.of(unescaped(line.get(at)));
					last = cell.isEmpty() ? last : at;
					cells.add(cell);
				}
				if (last >= 0) {
					SheetSource.withinLimits(++filled, last);
					if (!rows.row(number, cells.subList(0, last + 1))) {
						return;
					}
				}
				line = line(in, this.delimiter);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Excel writes ="007" to keep zeroes, and our own exports guard formulas with '. */
	private static String unescaped(String text) {
		if (text.length() > 2 && text.startsWith("=\"") && text.endsWith("\"")) {
			return text.substring(2, text.length() - 1);
		}
		return (text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0) ? text.substring(1)
				: text;
	}

	private Reader reader() throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(this.file),
				this.charset.newDecoder()
					.onMalformedInput(CodingErrorAction.REPLACE)
					.onUnmappableCharacter(CodingErrorAction.REPLACE)),
				1 << 16);
		in.mark(1);
		if (in.read() != '\uFEFF') {
			in.reset();
		}
		return in;
	}

	static boolean isUtf16(byte[] head) {
		return head.length > 1 && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE
				|| head[0] == (byte) 0xFE && head[1] == (byte) 0xFF);
	}

	private static Charset charset(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
			ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
			CharBuffer chars = CharBuffer.allocate(1 << 16);
			boolean first = true;
			for (int read = 0; read >= 0;) {
				read = in.read(bytes.array(), bytes.position(), bytes.remaining());
				if (read > 0) {
					bytes.position(bytes.position() + read);
				}
				bytes.flip();
				if (first && isUtf16(java.util.Arrays.copyOf(bytes.array(), bytes.limit()))) {
					return StandardCharsets.UTF_16;
				}
				first = false;
				CoderResult result = decoder.decode(bytes, chars, read < 0);
				chars.clear();
				if (result.isError()) {
					return Charset.forName("windows-1251");
				}
				bytes.compact();
			}
			return StandardCharsets.UTF_8;
		}
	}

	/** The mark that gives the first lines the most equal columns. */
	private char delimiter() throws IOException {
		char best = ';';
		long most = 0;
		for (char candidate : new char[] { ';', '\t', ',' }) {
			long cells = 0;
			try (Reader in = reader()) {
				for (int lines = 0; lines < 20; lines++) {
					List<String> line = line(in, candidate);
					if (line == null) {
						break;
					}
					cells += line.stream().filter((cell) -> !cell.isBlank()).count() * (line.size() - 1);
				}
			}
			if (cells > most) {
				most = cells;
				best = candidate;
			}
		}
		return best;
	}

	/** One record, or null at the end; a quoted cell may hold line breaks. */
	private static @org.jspecify.annotations.Nullable List<String> line(Reader in, char delimiter) throws IOException {
		int letter = in.read();
		if (letter < 0) {
			return null;
		}
		List<String> cells = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		boolean opened = false;
		while (true) {
			if (letter < 0 || !quoted && letter == '\n') {
				cells.add(cell.toString());
				return cells;
			}
			if (quoted) {
				if (letter == '"') {
					in.mark(1);
					int next = in.read();
					if (next == '"') {
						cell.append('"');
					}
					else {
						quoted = false;
						if (next >= 0) {
							in.reset();
						}
					}
				}
				else {
					cell.append((char) letter);
				}
			}
			else if (letter == '"' && !opened && cell.toString().isBlank()) {
				cell.setLength(0);
				quoted = true;
				opened = true;
			}
			else if (letter == delimiter) {
				cells.add(cell.toString());
				cell.setLength(0);
				opened = false;
			}
			else if (letter != '\r') {
				cell.append((char) letter);
			}
			if (cell.length() > MAX_CELL || cells.size() > 16_384) {
				throw SheetSource.refusal(
						"Файл CSV не разобран: ячейка или строка слишком длинная. Проверьте кавычки и разделители.");
			}
			letter = in.read();
		}
	}

}
