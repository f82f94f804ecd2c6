package ru.nastavnik.programme.order;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.order.OrderSigning.OrderView;

/**
 * Orders as a file. It says how many pairs an order fixes, not whom.
 */
@Component
class OrderList extends NamedList<OrderView> {

	private static final Map<String, String> STATUSES = Map.of("draft", "Проект", "signed", "Подписан", "cancelled",
			"Отменён");

	private static final Map<String, String> KINDS = Map.of("pairing", "О закреплении пар и групп", "ending",
			"О завершении наставничества");

	private final OrderSigning orders;

	OrderList(OrderSigning orders, Audit audit) {
		super("orders", "Приказы", audit,
				List.of(column("title", "Приказ", "Заголовок.", 60, OrderView::title),
						column("number", "Номер", "Номер по книге приказов.", 14, OrderView::number),
						column("date", "Дата", "Дата приказа.", 13, OrderView::date),
						column("status", "Состояние", "Состояние на день выгрузки.", 16,
								(order) -> STATUSES.get(order.status().toString())),
						column("kind", "О чём", "Закрепляет пары или завершает их.", 30,
								(order) -> KINDS.get(order.kind().toString())),
						column("count", "Пар и групп", "Сколько пар и групп в приказе.", 12,
								(order) -> order.mentorships().size()),
						column("prepared", "Подготовил", "Кто составил проект.", 34, OrderView::preparedBy)));
		this.orders = orders;
	}

	@Override
	protected void rows(Query query, Consumer<OrderView> row) {
		this.orders.each(query, row);
	}

	@Override
	protected Collection<Long> people(OrderView order) {
		return List.of();
	}

}
