package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The page that is printed: filled documents one after another, in the words of the web.
 */
final class Page {

	static final String LANGUAGE = "ru-RU";

	private static final String CSS = """
			@page { size: 210mm 297mm; margin: 20mm 10mm 20mm 20mm; }
			body { font-family: Tinos; font-size: 12pt; margin: 0; }
			p, h1, h2, h3, h4, h5, h6, ol, li { margin: 0; padding: 0; font-size: inherit; font-weight: inherit; }
			p, li, h1, h2, h3, h4, h5, h6 { white-space: pre-wrap; line-height: 1.15; }
			ol { list-style: none; }
			h1, h2, h3, h4, h5, h6 { page-break-after: avoid; }
			table { border-collapse: collapse; width: 100%; table-layout: fixed; -fs-table-paginate: paginate; }
			td, th { vertical-align: top; padding: 1pt 5pt; font-weight: inherit; text-align: left; }
			tr { page-break-inside: avoid; }
			table.grid { width: 99.7%; }
			table.grid td, table.grid th { border: 0.5pt solid #000; }
			.next { page-break-before: always; }
			.gap { height: 1.15em; }
			.mark { position: running(mark); text-align: right; font-size: 8pt; white-space: nowrap; }
			.mark img { width: 16mm; height: 16mm; vertical-align: middle; }
			@page { @bottom-right { content: element(mark); vertical-align: top; } }
			""";

	private static final String NUMBERS = """
			@page { @top-center { content: counter(page); font-family: Tinos; font-size: 12pt; } }
			@page :first { @top-center { content: none; } }
			.sheet:before { content: ", лист " counter(page) " из " counter(pages); }
			""";

	private final Document document;

	private final Element style;

	private final Element body;

	private boolean first = true;

	/**
	 * An empty page.
	 * @param numbered whether pages are numbered from the second on: not where several
	 * documents would be counted through
	 */
	Page(String title, boolean numbered) {
		try {
			this.document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
		Element html = this.document.createElement("html");
		html.setAttribute("lang", LANGUAGE);
		this.document.appendChild(html);
		Element head = add(html, "head");
		add(head, "title").setTextContent(title);
		Element subject = add(head, "meta");
		subject.setAttribute("name", "subject");
		subject.setAttribute("content", title);
		this.style = add(head, "style");
		this.style.setTextContent(CSS + (numbered ? NUMBERS : ""));
		this.body = add(html, "body");
	}

	Document document() {
		return this.document;
	}

	void append(RenderedDocument document) {
		try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(document.docx()))) {
			Element part = add(this.body, "div");
			if (this.first) {
				geometry(word.getDocument().getBody().getSectPr());
			}
			else {
				part.setAttribute("class", "next");
			}
			this.first = false;
			Mark mark = document.mark();
			if (mark != null) {
				mark(mark, part);
			}
			new WordReading(word, part).read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** At the lower right of each page of the document, in the margin. */
	private void mark(Mark mark, Element part) {
		Element code = add(part, "div");
		code.setAttribute("class", "mark");
		add(code, "span").setTextContent(mark.caption());
		add(code, "span").setAttribute("class", "sheet");
		add(code, "span").setTextContent("\u2002");
		Element picture = add(code, "img");
		picture.setAttribute("alt", Mark.DESCRIPTION);
		picture.setAttribute("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(mark.png()));
	}

	/** The paper and the margins are the template's. */
	private void geometry(CTSectPr section) {
		if (section == null) {
			return;
		}
		CTPageSz size = section.getPgSz();
		CTPageMar margin = section.getPgMar();
		String css = "";
		if (size != null) {
			css += "size: " + Units.points(size.getW()) + "pt " + Units.points(size.getH()) + "pt; ";
		}
		if (margin != null) {
			css += "margin: " + Units.points(margin.getTop()) + "pt " + Units.points(margin.getRight()) + "pt "
					+ Units.points(margin.getBottom()) + "pt " + Units.points(margin.getLeft()) + "pt; ";
		}
		this.style.setTextContent(this.style.getTextContent() + "@page { " + css + "}");
	}

	private Element add(Element parent, String name) {
		Element element = this.document.createElement(name);
		parent.appendChild(element);
		return element;
	}

}
