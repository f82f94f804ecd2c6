package ru.nastavnik.registry.rights;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.registry.rights.DataRequests.RequestView;

/**
 * The requests of data subjects as a file.
 */
@Component
class RequestList implements ExportList<RequestView> {

	private static final Map<Kind, String> KINDS = Map.of(Kind.ACCESS, "Узнать, какие данные хранятся", Kind.CORRECTION,
			"Исправить данные", Kind.STOP_DISTRIBUTION, "Прекратить распространение", Kind.WITHDRAWAL,
			"Отзыв согласия, уничтожить данные", Kind.STOP_PROCESSING, "Прекратить обработку", Kind.UNLAWFUL,
			"Обработка неправомерна");

	private static final Map<String, String> STATUSES = Map.of("received", "Поступило", "identity_checked",
			"Личность проверена", "in_work", "В работе", "extended", "Срок продлён", "answered", "Ответ дан", "closed",
			"Закрыто");

	private final DataRequests requests;

	RequestList(DataRequests requests) {
		this.requests = requests;
	}

	@Override
	public String code() {
		return "data-requests";
	}

	@Override
	public String title() {
		return "Запросы субъектов";
	}

	@Override
	public List<SheetColumn<RequestView>> columns() {
		return List.of(column("id", "Номер", "Номер обращения.", 10, RequestView::id),
				column("id", "О чём просят", "Вид обращения.", 34, (row) -> KINDS.get(row.kind())),
				column("person", "О ком", "Чьи данные.", 38,
						(row) -> Objects.requireNonNullElse(row.personName(), "данные уничтожены")),
				column("person", "Кто обратился", "Сам человек или представитель.", 34,
						(row) -> row.applicant().equals("self") ? "Сам человек" : "Законный представитель"),
				column("received", "Поступило", "День обращения.", 14, RequestView::receivedOn),
				column("due", "Ответить до", "Срок по закону.", 14, RequestView::dueOn),
				column("due", "Прекратить до", "Когда обработку надо остановить раньше.", 14, RequestView::stopBy),
				column("due", "Просрочено", "Прошёл ли срок.", 12, RequestView::overdue),
				column("status", "Состояние", "На день выгрузки.", 20,
						(row) -> STATUSES.getOrDefault(row.status(), row.status())),
				column("status", "Ответ дан", "Когда ответили.", 14, RequestView::answeredOn),
				column("status", "Закрыто", "Когда закрыто.", 14, RequestView::closedOn));
	}

	private static SheetColumn<RequestView> column(String key, String title, String meaning, int width,
			Function<RequestView, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

	@Override
	public void each(Query query, Consumer<RequestView> row) {
		query.pages((page) -> this.requests.list(query.organisation(), query.filter("status"), null, page), row);
	}

}
