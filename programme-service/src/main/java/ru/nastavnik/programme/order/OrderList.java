package ru.nastavnik.programme.order;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Orders as a file. It says how many pairs an order fixes, not whom.
 */
@Component
class OrderList extends NamedList<OrderView> {

	private static final Map<String, String> STATUSES = Map.of("draft", "Проект", "endorsed", "Завизирован", "signed",
			"Подписан, без номера", "registered", "Зарегистрирован", "in_force", "Действует", "superseded",
			"Утратил силу", "cancelled", "Отменён");

	private final OrderReading orders;

	OrderList(OrderReading orders, Audit audit) {
		super("orders", "Приказы", audit,
				List.of(column("title", "Приказ", "Заголовок.", 60, OrderView::title),
						column("number", "Номер", "Номер по книге приказов.", 14, OrderView::number),
						column("date", "Дата", "Дата приказа.", 13, OrderView::date),
						column("status", "Состояние", "Состояние на день выгрузки.", 16,
								(order) -> STATUSES.get(order.status().toString())),
						column("kind", "О чём", "Вид приказа.", 38, (order) -> order.kind().title()),
						column("journal", "Книга", "Книга приказов, в которой он зарегистрирован.", 30,
								(order) -> order.journal().title()),
						column("count", "Пар и групп", "Сколько пар и групп в приказе.", 12,
								(order) -> order.mentorships().size()),
						column("signed", "Подписал", "Кто подписал приказ.", 34, OrderView::signedBy),
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
