package ru.nastavnik.registry.labour;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.registry.labour.Papers.PapersView;

/**
 * The labour papers as a file.
 */
@Component
class PapersList implements ExportList<PapersView> {

	private static final Map<Assignment.Status, String> STATUSES = Map.of(Assignment.Status.OFFERED, "Предложено",
			Assignment.Status.REFUSED, "Работник отказался", Assignment.Status.CONSENTED,
			"Есть согласие, нет соглашения", Assignment.Status.ADDENDUM_SIGNED, "Оформлено", Assignment.Status.ACTIVE,
			"Действует", Assignment.Status.NOTICE_GIVEN, "Подано уведомление", Assignment.Status.ENDED, "Завершено",
			Assignment.Status.EXEMPT, "Входит в обязанности");

	private static final Map<String, String> MISSING = Map.of("consent", "письменное согласие", "addendum",
			"дополнительное соглашение");

	private final Papers papers;

	PapersList(Papers papers) {
		this.papers = papers;
	}

	@Override
	public String code() {
		return "labour-papers";
	}

	@Override
	public String title() {
		return "Трудовые документы";
	}

	@Override
	public List<SheetColumn<PapersView>> columns() {
		return List.of(
				column("mentor", "Наставник", "Работник, которому поручено наставничество.", 38,
						(row) -> row.mentor().name()),
				column("mentee", "Наставляемый", "Работник, с которым он занимается.", 38,
						(row) -> row.mentee().name()),
				column("status", "Состояние", "На день выгрузки.", 28, (row) -> STATUSES.get(row.status())),
				column("missing", "Чего не хватает", "Без чего приказ не подписать.", 40,
						(row) -> row.missing()
							.stream()
							.map((paper) -> MISSING.getOrDefault(paper, paper))
							.collect(Collectors.joining("; "))),
				column("term", "Начало", "С какого дня.", 14, PapersView::from),
				column("term", "Окончание", "По какой день.", 14, PapersView::to),
				column("addendum", "Номер соглашения", "Дополнительное соглашение к трудовому договору.", 20,
						PapersView::addendumNumber),
				column("addendum", "Дата соглашения", "Когда подписано.", 14, PapersView::addendumOn),
				column("pay", "Выплата", "Размер и условия.", 30,
						(row) -> (row.pay() != null) ? row.pay().size() : null),
				column("exempt", "Почему не оформляется", "Пункт должностной инструкции или договора.", 40,
						PapersView::exemptReference));
	}

	private static SheetColumn<PapersView> column(String key, String title, String meaning, int width,
			Function<PapersView, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

	@Override
	public void each(Query query, Consumer<PapersView> row) {
		query.pages((page) -> this.papers.list(query.organisation(), query.code("status", Assignment.Status.class),
				null, query.filter("q"), page), row);
	}

}
