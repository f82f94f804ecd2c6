package ru.nastavnik.kit.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;

import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/**
 * Writes the built-in templates: A4, margins 20/10/20/20 mm, 30 on the left of what is
 * kept for long (BR-111), 12 or 13 points (BR-110). <code>**words**</code> in a text are
 * bold.
 */
public final class Blank {

	private static final String FONT = "Times New Roman";

	private static final double MM = 56.6929;

	private final XWPFDocument word = new XWPFDocument();

	private final int size;

	private Blank(int size, boolean landscape, int left) {
		this.size = size;
		XWPFStyles styles = this.word.createStyles();
		CTFonts fonts = CTFonts.Factory.newInstance();
		fonts.setAscii(FONT);
		fonts.setHAnsi(FONT);
		fonts.setCs(FONT);
		styles.setDefaultFonts(fonts);
		styles.setSpellingLanguage("ru-RU");
		style(styles, "Normal", "Normal", -1);
		style(styles, "Heading1", "heading 1", 0);
		style(styles, "Heading2", "heading 2", 1);
		CTSectPr section = this.word.getDocument().getBody().addNewSectPr();
		CTPageSz paper = section.addNewPgSz();
		paper.setW(mm(landscape ? 297 : 210));
		paper.setH(mm(landscape ? 210 : 297));
		CTPageMar margins = section.addNewPgMar();
		margins.setLeft(mm(left));
		margins.setRight(mm(10));
		margins.setTop(mm(20));
		margins.setBottom(mm(20));
	}

	/** An upright A4 sheet with text of 12 points. */
	public static Blank a4() {
		return new Blank(12, false, 20);
	}

	/**
	 * An upright A4 sheet that is kept for longer than ten years: 30 mm on the left for
	 * the binder (BR-111), text of 13 points.
	 */
	public static Blank kept() {
		return new Blank(13, false, 30);
	}

	/** An A4 sheet on its side, for wide tables. */
	public static Blank landscape() {
		return new Blank(12, true, 20);
	}

	/** The name of the document, in the middle. */
	public Blank title(String text) {
		return heading(text, "Heading1", ParagraphAlignment.CENTER);
	}

	/** The name of a part. */
	public Blank section(String text) {
		return heading(text, "Heading2", ParagraphAlignment.LEFT);
	}

	public Blank right(String text) {
		return text(text, ParagraphAlignment.RIGHT, 0);
	}

	public Blank centre(String text) {
		return text(text, ParagraphAlignment.CENTER, 0);
	}

	public Blank left(String text) {
		return text(text, ParagraphAlignment.LEFT, 0);
	}

	/** A paragraph of running text with a red line. */
	public Blank paragraph(String text) {
		return text(text, ParagraphAlignment.BOTH, 12.5);
	}

	/** A line of its own that begins or ends a part of the template. */
	public Blank tag(String tag) {
		return text(tag, ParagraphAlignment.LEFT, 0);
	}

	public Blank gap() {
		return text("", ParagraphAlignment.LEFT, 0);
	}

	/**
	 * A table with borders and a header row that repeats on each page.
	 * @param header names of the columns
	 * @param widths their shares
	 * @param rows texts of the cells
	 */
	public Blank table(List<String> header, List<Integer> widths, List<List<String>> rows) {
		XWPFTable table = this.word.createTable(rows.size() + 1, header.size());
		widths(table, widths);
		table.getRow(0).setRepeatHeader(true);
		for (int column = 0; column < header.size(); column++) {
			fill(table.getRow(0).getCell(column), "**" + header.get(column) + "**", ParagraphAlignment.CENTER);
			for (int row = 0; row < rows.size(); row++) {
				fill(table.getRow(row + 1).getCell(column), rows.get(row).get(column), ParagraphAlignment.LEFT);
			}
		}
		return this;
	}

	/** Columns without borders, such as a signature. */
	public Blank columns(List<Integer> widths, List<String> texts) {
		XWPFTable table = this.word.createTable(1, texts.size());
		table.removeBorders();
		widths(table, widths);
		for (int column = 0; column < texts.size(); column++) {
			fill(table.getRow(0).getCell(column), texts.get(column), ParagraphAlignment.LEFT);
		}
		return this;
	}

	/** Two requisites on one line, from margin to margin. */
	public Blank ends(String left, String right) {
		columns(List.of(1, 1), List.of(left, right));
		XWPFTable table = this.word.getTables().getLast();
		table.getRow(0).getCell(1).getParagraphArray(0).setAlignment(ParagraphAlignment.RIGHT);
		return this;
	}

	public byte[] bytes() {
		try (this.word) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			this.word.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Blank heading(String text, String style, ParagraphAlignment alignment) {
		XWPFParagraph paragraph = this.word.createParagraph();
		paragraph.setStyle(style);
		paragraph.setAlignment(alignment);
		paragraph.setSpacingBefore(120);
		paragraph.setSpacingAfter(120);
		paragraph.setKeepNext(true);
		runs(paragraph, "**" + text + "**");
		return this;
	}

	private Blank text(String text, ParagraphAlignment alignment, double redLine) {
		XWPFParagraph paragraph = this.word.createParagraph();
		paragraph.setAlignment(alignment);
		if (redLine > 0) {
			paragraph.setIndentationFirstLine((int) (redLine * MM));
		}
		runs(paragraph, text);
		return this;
	}

	private void fill(XWPFTableCell cell, String text, ParagraphAlignment alignment) {
		boolean first = true;
		for (String line : text.split("\n", -1)) {
			XWPFParagraph paragraph = first ? cell.getParagraphArray(0) : cell.addParagraph();
			paragraph.setAlignment(alignment);
			runs(paragraph, line);
			first = false;
		}
	}

	private void runs(XWPFParagraph paragraph, String text) {
		String[] parts = text.split("\\*\\*", -1);
		for (int part = 0; part < parts.length; part++) {
			if (!parts[part].isEmpty()) {
				XWPFRun run = paragraph.createRun();
				run.setFontFamily(FONT);
				run.setFontSize(this.size);
				run.setBold(part % 2 == 1);
				run.setText(parts[part]);
			}
		}
	}

	private static void widths(XWPFTable table, List<Integer> shares) {
		table.setWidth("100%");
		int whole = shares.stream().mapToInt(Integer::intValue).sum();
		var grid = (table.getCTTbl().getTblGrid() != null) ? table.getCTTbl().getTblGrid()
				: table.getCTTbl().addNewTblGrid();
		while (grid.sizeOfGridColArray() > 0) {
			grid.removeGridCol(0);
		}
		shares.forEach((share) -> grid.addNewGridCol().setW(BigInteger.valueOf(10_000L * share / whole)));
		table.getRows().forEach((row) -> {
			for (int column = 0; column < shares.size(); column++) {
				row.getCell(column).setWidth(shares.get(column) * 100 / whole + "%");
			}
		});
	}

	private static void style(XWPFStyles styles, String id, String name, int outline) {
		CTStyle style = CTStyle.Factory.newInstance();
		style.setStyleId(id);
		style.addNewName().setVal(name);
		style.setType(STStyleType.PARAGRAPH);
		style.addNewQFormat();
		if (outline < 0) {
			style.setDefault(true);
		}
		else {
			style.addNewBasedOn().setVal("Normal");
			style.addNewPPr().addNewOutlineLvl().setVal(BigInteger.valueOf(outline));
		}
		styles.addStyle(new XWPFStyle(style));
	}

	private static BigInteger mm(double length) {
		return BigInteger.valueOf(Math.round(length * MM));
	}

}
