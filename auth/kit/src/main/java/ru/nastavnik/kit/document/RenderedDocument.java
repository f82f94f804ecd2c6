package ru.nastavnik.kit.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A filled document: the DOCX, and a PDF of the same content when it is asked for.
 */
public final class RenderedDocument {

	private final String title;

	private final byte[] docx;

	private final @Nullable Mark mark;

	private byte @Nullable [] pdf;

	RenderedDocument(String title, byte[] docx, @Nullable Mark mark) {
		this.mark = mark;
		this.title = title;
		this.docx = docx;
	}

	public String title() {
		return this.title;
	}

	public byte[] docx() {
		return this.docx;
	}

	public byte[] pdf() {
		if (this.pdf == null) {
			this.pdf = Printing.pdf(this.title, List.of(this));
		}
		return this.pdf;
	}

	@Nullable Mark mark() {
		return this.mark;
	}

	/** As a file of an archive. */
	public Documents.Entry asDocx(String name) {
		return entry(name + ".docx", this::docx);
	}

	/** As a file of an archive, printed when it is its turn. */
	public Documents.Entry asPdf(String name) {
		return entry(name + ".pdf", () -> Printing.pdf(this.title, List.of(this)));
	}

	private static Documents.Entry entry(String name, java.util.function.Supplier<byte[]> content) {
		return new Documents.Entry() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public byte[] content() {
				return content.get();
			}

		};
	}

}
