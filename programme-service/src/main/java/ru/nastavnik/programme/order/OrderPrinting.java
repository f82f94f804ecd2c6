package ru.nastavnik.programme.order;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;

import org.springframework.stereotype.Service;

import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.export.ExportPapers;

/**
 * Many orders as one file, made in the background.
 */
@Service
class OrderPrinting implements ExportPapers {

	private static final int MOST = 500;

	private final OrderPapers papers;

	private final OrderReading reading;

	private final Documents documents;

	OrderPrinting(OrderPapers papers, OrderReading reading, Documents documents) {
		this.papers = papers;
		this.reading = reading;
		this.documents = documents;
	}

	@Override
	public String code() {
		return "order-papers";
	}

	@Override
	public String title() {
		return "Приказы";
	}

	@Override
	public int most() {
		return MOST;
	}

	@Override
	public void check(List<Long> ids) {
		this.reading.views(new LinkedHashSet<>(ids));
	}

	@Override
	public void write(List<Long> ids, String format, OutputStream out, Progress progress) throws IOException {
		OrderNotices.print(this.documents, this.papers.forms(ids), title(), format, out, progress);
	}

}
