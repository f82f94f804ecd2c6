package ru.nastavnik.programme.replacement;

import java.util.Collection;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.programme.order.OrderDrafting;

/**
 * Makes the draft of the order that a request asks for, once, and takes it back. Apart
 * from {@link ChangeOrders}, which the drafting itself asks.
 */
@Service
@Transactional
class OrderPreparation {

	private final ChangeOrders orders;

	private final OrderDrafting drafting;

	OrderPreparation(ChangeOrders orders, OrderDrafting drafting) {
		this.orders = orders;
		this.drafting = drafting;
	}

	/** The draft that waits for the director; asked again, the same one. */
	Prepared prepare(long id, int version) {
		ChangeOrders.Draft draft = this.orders.draft(id, version);
		return new Prepared(
				this.orders.waiting(List.of(id)).stream().findFirst().orElseGet(() -> draft.prepare(this.drafting)));
	}

	/** Nothing is ordered any more about these requests. */
	void giveUp(Collection<Long> changes, String reason) {
		this.drafting.giveUp(this.orders.waiting(changes), reason);
	}

	/** Where the order is. */
	record Prepared(long orderId) {
	}

}
