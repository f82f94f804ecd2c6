package ru.nastavnik.programme.order;

import java.util.LinkedHashSet;
import java.util.List;

import org.springframework.stereotype.Service;

import ru.nastavnik.kit.document.Documents;

/**
 * Many orders as one file.
 */
@Service
class OrderPrinting extends PaperBatch {

	private static final int MOST = 500;

	private final OrderPapers papers;

	private final OrderReading reading;

	OrderPrinting(OrderPapers papers, OrderReading reading, Documents documents) {
		super("order-papers", "Приказы", MOST, documents);
		this.papers = papers;
		this.reading = reading;
	}

	@Override
	public void check(List<Long> ids) {
		this.reading.views(new LinkedHashSet<>(ids));
	}

	@Override
	List<OrderPapers.Form> forms(List<Long> ids) {
		return this.papers.forms(ids);
	}

}
