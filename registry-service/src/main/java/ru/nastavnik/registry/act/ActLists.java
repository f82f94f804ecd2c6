package ru.nastavnik.registry.act;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.registry.act.ActReading.ActView;
import ru.nastavnik.registry.act.ActReading.MinutesView;
import ru.nastavnik.registry.act.ActReading.Reference;

/**
 * Acts and minutes as files.
 */
@Configuration(proxyBeanMethods = false)
class ActLists {

	private static final Map<String, String> STATUSES = Map.of("acting", "Действует", "repealed", "Утратил силу");

	private static final Map<Act.Level, String> LEVELS = Map.of(Act.Level.FEDERAL, "Федеральный", Act.Level.REGIONAL,
			"Региональный", Act.Level.MUNICIPAL, "Муниципальный", Act.Level.INSTITUTIONAL, "Локальный");

	private record Listed<T>(String code, String title, List<SheetColumn<T>> columns,
			BiConsumer<ExportList.Query, Consumer<T>> rows) implements ExportList<T> {

		@Override
		public void each(Query query, Consumer<T> row) {
			this.rows.accept(query, row);
		}

	}

	private static <T> SheetColumn<T> column(String key, String title, String meaning, int width,
			Function<T, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

	private static String cited(List<Reference> cites) {
		return cites.stream().map(Reference::text).collect(Collectors.joining("; "));
	}

	@Bean
	ExportList<ActView> actsList(ActReading reading) {
		return new Listed<>("acts", "Нормативные акты",
				List.of(column("level", "Уровень", "Кто принял.", 16, (act) -> LEVELS.get(act.level())),
						column("title", "Название", "Полное название.", 70, ActView::title),
						column("act", "Вид", "Вид документа.", 20, ActView::kind),
						column("act", "Кто издал", "Орган или организация.", 34, ActView::issuer),
						column("act", "Номер", "Регистрационный номер.", 16, ActView::number),
						column("act", "Дата", "День принятия.", 14, ActView::date),
						column("status", "Состояние", "На день выгрузки.", 16,
								(act) -> STATUSES.getOrDefault(act.status(), act.status())),
						column("replaced", "Утратил силу", "С какого дня.", 14, ActView::repealedOn),
						column("replaced", "Чем заменён", "Новый акт.", 50,
								(act) -> (act.replacedBy() != null) ? act.replacedBy().text() : null),
						column("cites", "Ссылается на", "Акты, названные в тексте.", 50, (act) -> cited(act.cites())),
						column("flagged", "Ссылка на отменённый", "Надо ли обновить.", 14, ActView::flagged),
						column("link", "Адрес текста", "Где прочитать.", 40, ActView::link)),
				(query, row) -> query.pages((page) -> reading.acts(
						new ActReading.Filter(query.organisation(), query.code("level", Act.Level.class),
								query.filter("status"), query.filter("q"), Boolean.TRUE.equals(query.truth("flagged"))),
						page), row));
	}

	@Bean
	ExportList<MinutesView> minutesList(ActReading reading) {
		return new Listed<>("minutes", "Протоколы",
				List.of(column("number", "Номер", "Номер протокола.", 14, MinutesView::number),
						column("number", "Дата", "День заседания.", 14, MinutesView::date),
						column("body", "Орган", "Какой совет.", 34, MinutesView::body),
						column("agenda", "Повестка", "О чём говорили.", 60, MinutesView::agenda),
						column("decision", "Решение", "Что решили.", 60, MinutesView::decision),
						column("cites", "Ссылается на", "Акты, названные в протоколе.", 50,
								(minutes) -> cited(minutes.cites()))),
				(query, row) -> query.pages((page) -> reading.minutes(query.organisation(), query.filter("q"),
						Boolean.TRUE.equals(query.truth("flagged")), page), row));
	}

}
