package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.w3c.dom.Document;

/**
 * Makes one tagged PDF of filled documents: title, language, structure and fonts inside,
 * so that it reads the same on paper, on any screen and aloud. The font has the widths of
 * Times New Roman, so lines break where Word breaks them.
 */
final class Printing {

	static final String HEADING = Page.LANGUAGE + "-x-h";

	/** «GSUB», and a name that no reader of fonts knows. */
	private static final int LIGATURES = 0x47535542;

	private static final int NOTHING = 0x58535542;

	private static final int FIRST_TABLE = 12;

	private static final int TABLE = 16;

	private static final Map<String, byte[]> FONTS = new ConcurrentHashMap<>();

	static {
		// which fonts the server has does not matter, but the engine writes it down at
		// home
		if (System.getProperty("pdfbox.fontcache") == null) {
			System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
		}
		XRLog.setLoggingEnabled(false);
		XRLog.listRegisteredLoggers().forEach((logger) -> XRLog.setLevel(logger, Level.OFF));
	}

	private Printing() {
	}

	static byte[] pdf(String title, List<RenderedDocument> documents) {
		Page page = new Page(title, documents.size() == 1);
		documents.forEach(page::append);
		return print(page.document(), title);
	}

	private static byte[] print(Document page, String title) {
		PdfRendererBuilder builder = new PdfRendererBuilder();
		builder.useFastMode();
		builder.usePdfUaAccessibility(true);
		builder.withProducer("Nastavnik");
		builder.withW3cDocument(page, null);
		font(builder, "Tinos-Regular.ttf", 400, FontStyle.NORMAL);
		font(builder, "Tinos-Bold.ttf", 700, FontStyle.NORMAL);
		font(builder, "Tinos-Italic.ttf", 400, FontStyle.ITALIC);
		font(builder, "Tinos-BoldItalic.ttf", 700, FontStyle.ITALIC);
		// a document names nothing that it does not hold
		builder.useUriResolver((base, uri) -> (uri != null && uri.startsWith("data:image/")) ? uri : null);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
			renderer.createPDFWithoutClosing();
			PDDocument pdf = renderer.getPdfDocument();
			nameHeadings(pdf.getDocumentCatalog().getStructureTreeRoot());
			pdf.save(bytes);
			pdf.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(title, ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * The printer tags headings as paragraphs; the page marks them by a private language.
	 */
	private static void nameHeadings(PDStructureNode node) {
		for (Object kid : node.getKids()) {
			if (kid instanceof PDStructureElement element) {
				String language = element.getLanguage();
				if (language != null && language.startsWith(HEADING)) {
					element.setStructureType("H" + language.substring(HEADING.length()));
					element.setLanguage(Page.LANGUAGE);
				}
				nameHeadings(element);
			}
		}
	}

	private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
		byte[] font = FONTS.computeIfAbsent(file, Printing::load);
		builder.useFont(() -> new ByteArrayInputStream(font), "Tinos", weight, style, true);
	}

	/**
	 * The font without its table of ligatures: the engine would compile hundreds of
	 * patterns for each word to look for them, four fifths of the time of a print, and
	 * Russian has none.
	 */
	private static byte[] load(String file) {
		try (InputStream stream = Printing.class.getResourceAsStream(file)) {
			if (stream == null) {
				throw new IllegalStateException("No font " + file);
			}
			byte[] font = stream.readAllBytes();
			ByteBuffer directory = ByteBuffer.wrap(font);
			int tables = directory.getShort(4);
			for (int table = 0; table < tables; table++) {
				int at = FIRST_TABLE + table * TABLE;
				if (directory.getInt(at) == LIGATURES) {
					directory.putInt(at, NOTHING);
				}
			}
			return font;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(file, ex);
		}
	}

}
