package ru.nastavnik.kit.document;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNum;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTNumPr;

/**
 * Counts the items of a document's lists as Word does.
 */
final class WordNumbers {

	private static final List<String> ROMAN = List.of("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
			"XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX");

	private static final String LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя";

	private final XWPFDocument word;

	private final Map<BigInteger, int[]> counters = new HashMap<>();

	WordNumbers(XWPFDocument word) {
		this.word = word;
	}

	/** The mark of the next item, or null when this is no item. */
	@Nullable String next(@Nullable CTNumPr numbering) {
		if (numbering == null || numbering.getNumId() == null || this.word.getNumbering() == null) {
			return null;
		}
		BigInteger id = numbering.getNumId().getVal();
		XWPFNum num = this.word.getNumbering().getNum(id);
		if (num == null) {
			return null;
		}
		XWPFAbstractNum list = this.word.getNumbering().getAbstractNum(num.getCTNum().getAbstractNumId().getVal());
		int depth = (numbering.getIlvl() != null) ? Math.clamp(numbering.getIlvl().getVal().longValue(), 0, 8) : 0;
		if (list == null || list.getCTAbstractNum().sizeOfLvlArray() <= depth) {
			return null;
		}
		int[] counter = this.counters.computeIfAbsent(id, (key) -> new int[9]);
		CTLvl level = list.getCTAbstractNum().getLvlArray(depth);
		int start = level.isSetStart() ? level.getStart().getVal().intValue() : 1;
		counter[depth] = (counter[depth] == 0) ? start : counter[depth] + 1;
		for (int deeper = depth + 1; deeper < counter.length; deeper++) {
			counter[deeper] = 0;
		}
		String text = level.isSetLvlText() ? String.valueOf(level.getLvlText().getVal()) : "";
		for (int at = 0; at <= depth; at++) {
			text = text.replace("%" + (at + 1),
					number(list.getCTAbstractNum().getLvlArray(at), Math.max(counter[at], 1)));
		}
		// symbol fonts have private signs for bullets
		return (text.isEmpty() || text.chars().anyMatch((sign) -> sign >= 0xE000 && sign < 0xF900)) ? "–" : text;
	}

	private static String number(CTLvl level, int value) {
		String format = level.isSetNumFmt() ? level.getNumFmt().getVal().toString() : "decimal";
		return switch (format) {
			case "upperRoman" -> (value < ROMAN.size()) ? ROMAN.get(value) : String.valueOf(value);
			case "lowerRoman" ->
				(value < ROMAN.size()) ? ROMAN.get(value).toLowerCase(Locale.ROOT) : String.valueOf(value);
			case "russianLower" -> letter(LETTERS, value);
			case "russianUpper" -> letter(LETTERS.toUpperCase(Locale.ROOT), value);
			case "lowerLetter" -> letter("abcdefghijklmnopqrstuvwxyz", value);
			case "upperLetter" -> letter("ABCDEFGHIJKLMNOPQRSTUVWXYZ", value);
			default -> String.valueOf(value);
		};
	}

	private static String letter(String letters, int value) {
		return String.valueOf(letters.charAt((value - 1) % letters.length()));
	}

}
