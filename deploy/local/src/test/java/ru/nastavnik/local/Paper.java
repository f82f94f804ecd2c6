package ru.nastavnik.local;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Download;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/**
 * A downloaded document as whoever holds it sees it.
 */
final class Paper {

	private static final int SCREEN = 110;

	private static final int PRINT = 300;

	private Paper() {
	}

	/** Everything that a word processor shows, headers and footers too. */
	static String text(Download download) {
		try (InputStream in = Files.newInputStream(download.path());
				XWPFDocument document = new XWPFDocument(in);
				XWPFWordExtractor extractor = new XWPFWordExtractor(document)) {
			return extractor.getText().replace('\u00A0', ' ');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The first page of a PDF: a picture to keep, and one fine enough for its QR code.
	 */
	static BufferedImage page(Download download, Path picture) {
		try (PDDocument document = Loader.loadPDF(Files.readAllBytes(download.path()))) {
			PDFRenderer renderer = new PDFRenderer(document);
			Files.createDirectories(picture.getParent());
			ImageIO.write(renderer.renderImageWithDPI(0, SCREEN), "png", picture.toFile());
			return renderer.renderImageWithDPI(0, PRINT);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The path that the QR code in the corner of a page leads to. */
	static String address(BufferedImage page) {
		int width = page.getWidth() / 5;
		int height = page.getHeight() / 8;
		int[] corner = page.getRGB(page.getWidth() - width, page.getHeight() - height, width, height, null, 0, width);
		try {
			String code = new QRCodeReader()
				.decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, corner))),
						Map.of(DecodeHintType.TRY_HARDER, true))
				.getText();
			return URI.create(code).getPath();
		}
		catch (ReaderException ex) {
			throw new AssertionError("no QR code on the page", ex);
		}
	}

}
