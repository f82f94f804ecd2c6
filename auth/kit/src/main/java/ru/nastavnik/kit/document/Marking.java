package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;

import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.model.XWPFHeaderFooterPolicy;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.xmlbeans.XmlCursor;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;

/**
 * Puts a mark into a filled document, whatever template it was made of: the code into the
 * footer, the signature where the template keeps a place for it or after the last line.
 */
final class Marking {

	private static final double POINTS = 72 / 25.4;

	private static final long FOOTER = 200;

	private Marking() {
	}

	static void mark(XWPFDocument word, Mark mark) {
		signature(word, mark);
		XWPFHeaderFooterPolicy policy = word.createHeaderFooterPolicy();
		XWPFFooter own = policy.getDefaultFooter();
		XWPFFooter footer = (own != null) ? own : policy.createFooter(XWPFHeaderFooterPolicy.DEFAULT);
		XWPFParagraph line = footer.createParagraph();
		line.setAlignment(ParagraphAlignment.RIGHT);
		XWPFRun caption = line.createRun();
		caption.setFontSize(8);
		caption.setText(mark.caption() + ", лист ");
		field(line, "PAGE");
		XWPFRun of = line.createRun();
		of.setFontSize(8);
		of.setText(" из ");
		field(line, "NUMPAGES");
		line.createRun().setText("  ");
		int side = Units.toEMU(Mark.MILLIMETRES * POINTS);
		try {
			line.createRun()
				.addPicture(new ByteArrayInputStream(mark.png()), PictureType.PNG, Mark.DESCRIPTION, side, side);
		}
		catch (InvalidFormatException | IOException ex) {
			throw new IllegalStateException(ex);
		}
		CTSectPr section = word.getDocument().getBody().getSectPr();
		CTPageMar margins = (section != null) ? section.getPgMar() : null;
		if (margins != null && own == null) {
			margins.setFooter(BigInteger.valueOf(FOOTER));
		}
	}

	/** Word counts the pages itself. */
	private static void field(XWPFParagraph line, String instruction) {
		CTSimpleField field = line.getCTP().addNewFldSimple();
		field.setInstr(instruction);
		field.addNewR().addNewT().setStringValue("1");
		field.getRArray(0).addNewRPr().addNewSz().setVal(BigInteger.valueOf(16));
	}

	private static void signature(XWPFDocument word, Mark mark) {
		if (mark.signature().isEmpty()) {
			return;
		}
		XWPFParagraph place = word.getParagraphs()
			.stream()
			.filter((paragraph) -> paragraph.getText().contains(Mark.PLACE))
			.findFirst()
			.orElse(null);
		XWPFTable table = table(word, place);
		table.setWidth("60%");
		XWPFTableCell cell = table.getRow(0).getCell(0);
		boolean first = true;
		for (String text : mark.signature()) {
			XWPFParagraph line = first ? cell.getParagraphArray(0) : cell.addParagraph();
			line.setAlignment(ParagraphAlignment.CENTER);
			XWPFRun run = line.createRun();
			run.setFontFamily("Times New Roman");
			run.setFontSize(first ? 11 : 10);
			run.setBold(first);
			run.setText(text);
			first = false;
		}
		if (place == null) {
			word.createParagraph();
		}
		else {
			// the paragraph stays: two tables without one between would become one
			place.getRuns().forEach((run) -> run.setText("", 0));
		}
	}

	private static XWPFTable table(XWPFDocument word, @Nullable XWPFParagraph place) {
		if (place == null) {
			word.createParagraph();
			return word.createTable(1, 1);
		}
		try (XmlCursor cursor = place.getCTP().newCursor()) {
			XWPFTable table = word.insertNewTbl(cursor);
			// a table that is put in between comes without lines
			table.setTopBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "auto");
			table.setBottomBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "auto");
			table.setLeftBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "auto");
			table.setRightBorder(XWPFTable.XWPFBorderType.SINGLE, 4, 0, "auto");
			return table;
		}
	}

}
