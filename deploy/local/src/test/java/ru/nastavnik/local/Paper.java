package ru.nastavnik.local;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
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

	private static final int DPI = 110;

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

	/** Renders the first page of a PDF into a picture. */
	static BufferedImage page(Download download, Path picture) {
		try (PDDocument document = Loader.loadPDF(Files.readAllBytes(download.path()))) {
			BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DPI);
			Files.createDirectories(picture.getParent());
			ImageIO.write(page, "png", picture.toFile());
			return page;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The path that the QR code of a page leads to. */
	static String address(BufferedImage page) {
		int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
		try {
			String code = new QRCodeMultiReader()
				.decodeMultiple(new BinaryBitmap(
						new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))))[0]
				.getText();
			return URI.create(code).getPath();
		}
		catch (NotFoundException ex) {
			throw new AssertionError("no QR code on the page", ex);
		}
	}

}
