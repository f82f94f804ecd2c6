package ru.nastavnik.kit.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Fills templates and prints them. Stateless.
 */
public class Documents {

	/**
	 * Fills a template that was checked.
	 *
	 * <p>
	 * <code>{{name}}</code> takes a text, <code>{{?name}}…{{/name}}</code> is kept when
	 * the value is there (and repeated for each map of a list), a table row with
	 * <code>{{rows}}</code> is repeated for each map of the list and takes its values as
	 * <code>[name]</code>.
	 * @param template a DOCX file
	 * @param title what the document is, for the reader of the PDF
	 * @param data texts, lists of maps, or null for nothing
	 */
	public RenderedDocument render(byte[] template, String title, Map<String, ?> data) {
		return render(template, title, data, null);
	}

	/** The same with a code to check it by, and the mark of an electronic signature. */
	public RenderedDocument render(byte[] template, String title, Map<String, ?> data, @Nullable Mark mark) {
		return new RenderedDocument(title, Filling.fill(template, title, data, mark), mark);
	}

	/** The same under the title of the data itself. */
	public RenderedDocument render(byte[] template, Map<String, ?> data) {
		return render(template, String.valueOf(data.get("title")), data);
	}

	/** What is wrong with a template that somebody sends. */
	public TemplateCheck check(byte[] template, Collection<Placeholder> placeholders) {
		return Inspection.of(template, placeholders);
	}

	/** One PDF of many documents, each from a new page on. */
	public byte[] pdf(String title, List<RenderedDocument> documents) {
		return Printing.pdf(title, documents);
	}

	/** A file on its way into an archive. */
	public interface Entry {

		/** Its name with the extension. */
		String name();

		/** Its bytes, made when it is its turn. */
		byte[] content() throws IOException;

	}

	/**
	 * Writes files into a ZIP as they are made; two of one name become «имя (2)».
	 */
	public void zip(Iterable<? extends Entry> entries, OutputStream out) throws IOException {
		Set<String> taken = new HashSet<>();
		ZipOutputStream zip = new ZipOutputStream(out);
		for (Entry entry : entries) {
			zip.putNextEntry(new ZipEntry(free(safe(entry.name()), taken)));
			zip.write(entry.content());
			zip.closeEntry();
		}
		zip.finish();
	}

	private static String free(String name, Set<String> taken) {
		int dot = Math.max(name.lastIndexOf('.'), 0);
		String candidate = name;
		for (int number = 2; !taken.add(candidate.toLowerCase(java.util.Locale.ROOT)); number++) {
			candidate = name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
		}
		return candidate;
	}

	private static String safe(String name) {
		String safe = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\\\/:*?\"<>|]", " ").strip();
		return (safe.length() > 120) ? safe.substring(0, 110) + safe.substring(Math.max(110, safe.lastIndexOf('.')))
				: safe;
	}

}
