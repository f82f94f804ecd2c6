package ru.nastavnik.kit.document;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.apache.poi.xwpf.usermodel.IBody;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFPicture;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.xmlbeans.XmlCursor;
import org.apache.xmlbeans.XmlObject;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrBase;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSpacing;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTText;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBrType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Retells a Word document as headings, paragraphs, lists and tables. What a template may
 * hold, it knows; what it does not know, {@link Inspection} has refused or noted.
 */
final class WordReading {

	private final XWPFDocument word;

	private final Element target;

	private final WordStyles styles;

	private final WordNumbers numbers;

	private boolean breakBefore;

	WordReading(XWPFDocument word, Element target) {
		this.word = word;
		this.target = target;
		this.styles = new WordStyles(word);
		this.numbers = new WordNumbers(word);
	}

	void read() {
		body(this.word, this.target);
	}

	void body(IBody body, Element parent) {
		Element list = null;
		for (IBodyElement element : body.getBodyElements()) {
			if (element instanceof XWPFParagraph paragraph) {
				List<CTPPrBase> settings = this.styles.paragraph(paragraph);
				String mark = mark(settings);
				if (mark == null) {
					list = null;
					paragraph(paragraph, settings, parent, null);
				}
				else {
					list = (list != null) ? list : add(parent, "ol");
					paragraph(paragraph, settings, list, mark);
				}
			}
			else {
				list = null;
				if (element instanceof XWPFTable table) {
					new WordTable(this, table).into(parent);
				}
				else if (element instanceof XWPFSDT control) {
					add(parent, "p").setTextContent(control.getContent().getText());
				}
			}
		}
	}

	private @Nullable String mark(List<CTPPrBase> settings) {
		return settings.stream()
			.filter(CTPPrBase::isSetNumPr)
			.findFirst()
			.map((found) -> this.numbers.next(found.getNumPr()))
			.orElse(null);
	}

	private void paragraph(XWPFParagraph paragraph, List<CTPPrBase> settings, Element parent, @Nullable String mark) {
		int heading = this.styles.heading(paragraph);
		boolean empty = mark == null && paragraph.getText().isBlank() && !hasPicture(paragraph);
		String name = empty ? "div" : (mark != null) ? "li" : (heading > 0) ? "h" + heading : "p";
		Element element = add(parent, name);
		if (name.startsWith("h")) {
			element.setAttribute("lang", Printing.HEADING + heading);
		}
		StringBuilder css = new StringBuilder();
		double size = fontSize(this.styles.run(paragraph, null));
		if (size > 0) {
			css.append("font-size:").append(number(size)).append("pt;");
		}
		align(settings, css);
		space(settings, css);
		if (this.breakBefore || setting(settings, CTPPrBase::getPageBreakBefore) != null) {
			css.append("page-break-before:always;");
			this.breakBefore = false;
		}
		if (empty) {
			element.setAttribute("class", "gap");
		}
		if (!css.isEmpty()) {
			element.setAttribute("style", css.toString());
		}
		if (mark != null) {
			element.appendChild(text(mark + " "));
		}
		for (IRunElement run : new ArrayList<>(paragraph.getIRuns())) {
			if (run instanceof XWPFRun text) {
				run(paragraph, text, element);
			}
			else if (run instanceof XWPFSDT control) {
				element.appendChild(text(control.getContent().getText()));
			}
		}
	}

	private static boolean hasPicture(XWPFParagraph paragraph) {
		return paragraph.getRuns().stream().anyMatch((run) -> !run.getEmbeddedPictures().isEmpty());
	}

	private static void align(List<CTPPrBase> settings, StringBuilder css) {
		var justification = setting(settings, CTPPrBase::getJc);
		if (justification != null) {
			css.append(switch (justification.getVal().toString()) {
				case "center" -> "text-align:center;";
				case "right", "end" -> "text-align:right;";
				case "both", "distribute" -> "text-align:justify;";
				default -> "text-align:left;";
			});
		}
	}

	private static void space(List<CTPPrBase> settings, StringBuilder css) {
		CTInd indent = setting(settings, CTPPrBase::getInd);
		if (indent != null) {
			length(css, "margin-left", Units.points(indent.isSetStart() ? indent.getStart() : indent.getLeft()));
			length(css, "margin-right", Units.points(indent.isSetEnd() ? indent.getEnd() : indent.getRight()));
			length(css, "text-indent", Units.points(indent.getFirstLine()) - Units.points(indent.getHanging()));
		}
		CTSpacing spacing = setting(settings, CTPPrBase::getSpacing);
		if (spacing != null) {
			length(css, "margin-top", Units.points(spacing.getBefore()));
			length(css, "margin-bottom", Units.points(spacing.getAfter()));
			if (spacing.isSetLine()) {
				boolean lines = !spacing.isSetLineRule() || spacing.getLineRule() == STLineSpacingRule.AUTO;
				double line = Units.points(spacing.getLine());
				css.append("line-height:").append(lines ? number(line / 12 * 1.15) : number(line) + "pt").append(';');
			}
		}
	}

	private void run(XWPFParagraph paragraph, XWPFRun run, Element parent) {
		CTRPr own = run.getCTR().getRPr();
		List<CTRPr> settings = this.styles.run(paragraph, own);
		if (WordStyles.on(settings, CTRPr::getVanishArray)) {
			return;
		}
		Element holder = parent;
		if (WordStyles.on(settings, CTRPr::getBArray)) {
			holder = add(holder, "strong");
		}
		if (WordStyles.on(settings, CTRPr::getIArray)) {
			holder = add(holder, "em");
		}
		String css = look(settings, own);
		if (!css.isEmpty()) {
			holder = add(holder, "span");
			holder.setAttribute("style", css);
		}
		content(run, holder);
		for (XWPFPicture picture : run.getEmbeddedPictures()) {
			picture(picture, holder);
		}
	}

	private static String look(List<CTRPr> settings, @Nullable CTRPr own) {
		StringBuilder css = new StringBuilder();
		if (own != null && own.sizeOfSzArray() > 0) {
			length(css, "font-size", Units.halves(own.getSzArray(0).getVal()));
		}
		if (settings.stream()
			.anyMatch((run) -> run.sizeOfUArray() > 0 && run.getUArray(0).getVal() != null
					&& !run.getUArray(0).getVal().toString().equals("none"))) {
			css.append("text-decoration:underline;");
		}
		if (own != null && own.sizeOfVertAlignArray() > 0) {
			String place = own.getVertAlignArray(0).getVal().toString();
			if (!place.equals("baseline")) {
				css.append("font-size:0.7em;vertical-align:").append(place.startsWith("sup") ? "super;" : "sub;");
			}
		}
		if (WordStyles.on(settings, CTRPr::getCapsArray)) {
			css.append("text-transform:uppercase;");
		}
		return css.toString();
	}

	private void content(XWPFRun run, Element holder) {
		try (XmlCursor cursor = run.getCTR().newCursor()) {
			if (!cursor.toFirstChild()) {
				return;
			}
			do {
				XmlObject object = cursor.getObject();
				switch (cursor.getName().getLocalPart()) {
					case "t" -> holder.appendChild(text(((CTText) object).getStringValue()));
					case "tab" -> holder.appendChild(text("\u2003"));
					case "noBreakHyphen" -> holder.appendChild(text("\u2011"));
					case "cr" -> add(holder, "br");
					case "br" -> {
						if (object instanceof CTBr line && line.getType() == STBrType.PAGE) {
							this.breakBefore = true;
						}
						else {
							add(holder, "br");
						}
					}
					default -> {
						// what a run holds besides is not printed
					}
				}
			}
			while (cursor.toNextSibling());
		}
	}

	private void picture(XWPFPicture picture, Element holder) {
		String type = picture.getPictureData().getPackagePart().getContentType();
		if (!type.equals("image/png") && !type.equals("image/jpeg")) {
			return;
		}
		Element image = add(holder, "img");
		image.setAttribute("alt", (picture.getDescription() != null && !picture.getDescription().isBlank())
				? picture.getDescription() : "Рисунок");
		image.setAttribute("src",
				"data:" + type + ";base64," + Base64.getEncoder().encodeToString(picture.getPictureData().getData()));
		image.setAttribute("style",
				"width:" + number(picture.getWidth()) + "pt;height:" + number(picture.getDepth()) + "pt;");
	}

	private static double fontSize(List<CTRPr> settings) {
		return settings.stream()
			.filter((run) -> run.sizeOfSzArray() > 0)
			.findFirst()
			.map((run) -> Units.halves(run.getSzArray(0).getVal()))
			.orElse(0.0);
	}

	private static <T> @Nullable T setting(List<CTPPrBase> settings, Function<CTPPrBase, @Nullable T> getter) {
		for (CTPPrBase base : settings) {
			T found = getter.apply(base);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static void length(StringBuilder css, String property, double points) {
		if (points != 0) {
			css.append(property).append(':').append(number(points)).append("pt;");
		}
	}

	static String number(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	Element add(Element parent, String name) {
		Element element = parent.getOwnerDocument().createElement(name);
		parent.appendChild(element);
		return element;
	}

	private Node text(String text) {
		return this.target.getOwnerDocument().createTextNode(text);
	}

}
