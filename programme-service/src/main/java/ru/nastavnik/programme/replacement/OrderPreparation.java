package ru.nastavnik.programme.replacement;

import java.util.Objects;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.programme.order.OrderDrafting;

/**
 * Makes the draft of the order that a request asks for, once. Apart from
 * {@link ChangeOrders}, which the drafting itself asks.
 */
@Service
@Transactional
class OrderPreparation {

	private final ChangeOrders orders;

	private final ChangeReading reading;

	private final OrderDrafting drafting;

	private final JsonMapper json;

	OrderPreparation(ChangeOrders orders, ChangeReading reading, OrderDrafting drafting, JsonMapper json) {
		this.orders = orders;
		this.reading = reading;
		this.drafting = drafting;
		this.json = json;
	}

	/** The draft that waits for the director; asked again, the same one. */
	Prepared prepare(long id, int version) {
		ChangeOrders.Draft draft = this.orders.draft(id, version, this.reading, this.json);
		Long waiting = this.orders.waiting(draft.mentorship(), draft.kind());
		return new Prepared(Objects.requireNonNullElseGet(waiting, () -> draft.prepare(this.drafting)));
	}

	/** Where the order is. */
	record Prepared(long orderId) {
	}

}
