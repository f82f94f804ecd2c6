package ru.nastavnik.programme.order;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.export.ExportPapers;

/**
 * Many papers as one file, made in the background: one PDF of all, or a ZIP with the DOCX
 * and the PDF of each.
 */
abstract class PaperBatch implements ExportPapers {

	/** After so many papers the person hears how far it is. */
	private static final int TOLD = 5;

	private final String code;

	private final String title;

	private final int most;

	private final Documents documents;

	PaperBatch(String code, String title, int most, Documents documents) {
		this.code = code;
		this.title = title;
		this.most = most;
		this.documents = documents;
	}

	/** What is printed, read in one go. */
	abstract List<OrderPapers.Form> forms(List<Long> ids);

	@Override
	public String code() {
		return this.code;
	}

	@Override
	public String title() {
		return this.title;
	}

	@Override
	public int most() {
		return this.most;
	}

	@Override
	public void write(List<Long> ids, String format, OutputStream out, Progress progress) throws IOException {
		List<OrderPapers.Form> forms = forms(ids);
		if (format.equals("zip")) {
			zip(forms, out, progress);
		}
		else {
			pdf(forms, out, progress);
		}
	}

	private void pdf(List<OrderPapers.Form> forms, OutputStream out, Progress progress) throws IOException {
		List<RenderedDocument> all = new ArrayList<>();
		for (OrderPapers.Form form : forms) {
			all.add(render(form));
			if (all.size() % TOLD == 0) {
				// putting them together is the other half of the work
				progress.done(all.size() / 2);
			}
		}
		out.write(this.documents.pdf(this.title, all));
	}

	private void zip(List<OrderPapers.Form> forms, OutputStream out, Progress progress) throws IOException {
		AtomicInteger count = new AtomicInteger();
		this.documents.zip(() -> forms.stream().flatMap((form) -> {
			RenderedDocument document = render(form);
			if (count.incrementAndGet() % TOLD == 0) {
				progress.done(count.get());
			}
			return Stream.of(document.asDocx(form.name()), document.asPdf(form.name()));
		}).iterator(), out);
	}

	private RenderedDocument render(OrderPapers.Form form) {
		return this.documents.render(form.template(), form.title(), form.data(), form.mark());
	}

}
