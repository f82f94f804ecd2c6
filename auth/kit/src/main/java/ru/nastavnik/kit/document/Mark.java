package ru.nastavnik.kit.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

/**
 * What a document carries besides its text (BR-110): a QR code at the lower right by
 * which anybody can check it, and the mark of an electronic signature.
 *
 * @param address where it is checked
 * @param caption the words beside the code, such as the number of the document
 * @param signature lines of the mark of an electronic signature, empty without one
 */
public record Mark(String address, String caption, List<String> signature) {

	/**
	 * Text of a field that keeps a paragraph of the template for the mark of the
	 * signature; without one the mark stands after the last line.
	 */
	public static final String PLACE = "\uE000";

	static final String DESCRIPTION = "QR-код для проверки документа";

	/** Sides of the code on paper. */
	static final double MILLIMETRES = 16;

	private static final int SCALE = 4;

	public Mark {
		signature = List.copyOf(signature);
	}

	/** The code as a black and white picture with its quiet zone. */
	byte[] png() {
		try {
			BitMatrix code = new QRCodeWriter().encode(this.address, BarcodeFormat.QR_CODE, 1, 1,
					Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 2));
			int size = code.getWidth() * SCALE;
			BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
			for (int x = 0; x < size; x++) {
				for (int y = 0; y < size; y++) {
					picture.setRGB(x, y, code.get(x / SCALE, y / SCALE) ? 0 : 0xFFFFFF);
				}
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			ImageIO.write(picture, "png", bytes);
			return bytes.toByteArray();
		}
		catch (WriterException ex) {
			throw new IllegalArgumentException(this.address, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
