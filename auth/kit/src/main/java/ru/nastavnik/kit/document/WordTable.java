package ru.nastavnik.kit.document;

import java.math.BigInteger;
import java.util.List;

import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTVMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.w3c.dom.Element;

/**
 * Retells one table: widths, joined cells, borders, and header rows that repeat on every
 * page.
 */
final class WordTable {

	private final WordReading reading;

	private final XWPFTable table;

	WordTable(WordReading reading, XWPFTable table) {
		this.reading = reading;
		this.table = table;
	}

	void into(Element parent) {
		Element element = this.reading.add(parent, "table");
		if (bordered()) {
			element.setAttribute("class", "grid");
		}
		widths(element);
		List<XWPFTableRow> rows = this.table.getRows();
		int headers = 0;
		while (headers < rows.size() && rows.get(headers).isRepeatHeader()) {
			headers++;
		}
		if (headers > 0) {
			Element head = this.reading.add(element, "thead");
			for (int row = 0; row < headers; row++) {
				row(head, row, "th");
			}
		}
		Element body = this.reading.add(element, "tbody");
		for (int row = headers; row < rows.size(); row++) {
			row(body, row, "td");
		}
	}

	private void widths(Element element) {
		var grid = this.table.getCTTbl().getTblGrid();
		if (grid == null || grid.sizeOfGridColArray() == 0) {
			return;
		}
		double whole = 0;
		for (var column : grid.getGridColList()) {
			whole += Units.points(column.getW());
		}
		if (whole > 0) {
			Element group = this.reading.add(element, "colgroup");
			for (var column : grid.getGridColList()) {
				this.reading.add(group, "col")
					.setAttribute("style",
							"width:" + WordReading.number(Units.points(column.getW()) * 100 / whole) + "%");
			}
		}
	}

	private void row(Element parent, int number, String cellName) {
		Element element = this.reading.add(parent, "tr");
		int column = 0;
		for (XWPFTableCell cell : this.table.getRow(number).getTableCells()) {
			int span = span(cell);
			STMerge.Enum merge = merge(cell);
			if (merge != STMerge.CONTINUE) {
				Element target = this.reading.add(element, cellName);
				if (span > 1) {
					target.setAttribute("colspan", String.valueOf(span));
				}
				if (merge == STMerge.RESTART) {
					target.setAttribute("rowspan", String.valueOf(below(number, column)));
				}
				borders(cell, target);
				this.reading.body(cell, target);
			}
			column += span;
		}
	}

	/** How many rows a cell that begins here goes down. */
	private int below(int row, int column) {
		int rows = 1;
		for (int next = row + 1; next < this.table.getNumberOfRows(); next++) {
			int at = 0;
			boolean goesOn = false;
			for (XWPFTableCell cell : this.table.getRow(next).getTableCells()) {
				goesOn |= at == column && merge(cell) == STMerge.CONTINUE;
				at += span(cell);
			}
			if (!goesOn) {
				return rows;
			}
			rows++;
		}
		return rows;
	}

	private static int span(XWPFTableCell cell) {
		CTTcPr settings = cell.getCTTc().getTcPr();
		BigInteger span = (settings != null && settings.isSetGridSpan()) ? settings.getGridSpan().getVal() : null;
		return (span != null) ? Math.clamp(span.longValue(), 1, 100) : 1;
	}

	private static STMerge.@Nullable Enum merge(XWPFTableCell cell) {
		CTTcPr settings = cell.getCTTc().getTcPr();
		CTVMerge merge = (settings != null) ? settings.getVMerge() : null;
		if (merge == null) {
			return null;
		}
		return (merge.getVal() == STMerge.RESTART) ? STMerge.RESTART : STMerge.CONTINUE;
	}

	private boolean bordered() {
		var settings = this.table.getCTTbl().getTblPr();
		if (settings == null) {
			return false;
		}
		if (settings.isSetTblBorders()) {
			return drawn(settings.getTblBorders().getInsideH()) || drawn(settings.getTblBorders().getTop());
		}
		String style = this.table.getStyleID();
		return style != null && (style.contains("Grid") || style.startsWith("a"));
	}

	private static void borders(XWPFTableCell cell, Element target) {
		CTTcPr settings = cell.getCTTc().getTcPr();
		if (settings == null || !settings.isSetTcBorders()) {
			return;
		}
		StringBuilder css = new StringBuilder();
		border(css, "top", settings.getTcBorders().getTop());
		border(css, "bottom", settings.getTcBorders().getBottom());
		border(css, "left", settings.getTcBorders().getLeft());
		border(css, "right", settings.getTcBorders().getRight());
		if (!css.isEmpty()) {
			target.setAttribute("style", css.toString());
		}
	}

	private static void border(StringBuilder css, String side, @Nullable CTBorder border) {
		if (border != null) {
			css.append("border-").append(side).append(drawn(border) ? ":0.5pt solid #000;" : ":none;");
		}
	}

	private static boolean drawn(@Nullable CTBorder border) {
		return border != null && border.getVal() != STBorder.NONE && border.getVal() != STBorder.NIL;
	}

}
