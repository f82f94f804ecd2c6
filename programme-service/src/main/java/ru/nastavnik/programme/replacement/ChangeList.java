package ru.nastavnik.programme.replacement;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.replacement.ChangeReading.ChangeView;

/**
 * Replacements and extensions as a file; reasons and notes stay on the screen.
 */
@Component
class ChangeList extends NamedList<ChangeView> {

	private static final Map<String, String> STATUSES = Map.of("requested", "Новое обращение", "curator_review",
			"Рассматривает куратор", "mediation", "Идёт примирение", "director_decision", "Решает директор", "ordered",
			"Издан приказ", "rejected", "Отклонено", "withdrawn", "Отозвано");

	private static final Map<String, String> KINDS = Map.of("replacement", "Замена наставника", "extension",
			"Продление", "ending", "Досрочное прекращение");

	private final ChangeReading reading;

	ChangeList(ChangeReading reading, Audit audit) {
		super("changes", "Замены, продления и прекращения", audit, List.of(
				column("kind", "О чём", "Замена наставника, продление или прекращение.", 24,
						(change) -> KINDS.get(change.kind().toString())),
				column("mentor", "Прежний наставник", "Кого заменяют.", 34, (change) -> name(change.mentor())),
				column("newMentor", "Новый наставник", "Кто продолжит.", 34, (change) -> name(change.newMentor())),
				column("mentees", "Наставляемые", "Кого ведут.", 44,
						(change) -> change.mentees()
							.stream()
							.map(ChangeList::name)
							.filter(Objects::nonNull)
							.collect(Collectors.joining(", "))),
				column("ground", "Основание", "Код основания G1–G5, для прекращения E2–E3.", 12,
						(change) -> (change.endGround() != null) ? change.endGround() : change.ground()),
				column("requested", "Обратились", "Дата обращения.", 13, ChangeView::requestedOn),
				column("status", "Состояние", "Состояние на день выгрузки.", 24,
						(change) -> STATUSES.get(change.status().toString())),
				column("order", "Приказ", "Номер приказа.", 14, ChangeView::orderNumber),
				column("orderDate", "Дата приказа", "Дата приказа.", 13, ChangeView::orderDate), column("gap",
						"Дней без наставника", "От ухода прежнего до нового наставника.", 12, ChangeView::gapDays)));
		this.reading = reading;
	}

	private static @Nullable String name(ChangeRow.@Nullable Person person) {
		return (person == null) ? null : (person.name() != null) ? person.name() : "имя скрыто";
	}

	@Override
	protected void rows(Query query, Consumer<ChangeView> row) {
		this.reading.each(query, row);
	}

	@Override
	protected Collection<Long> people(ChangeView change) {
		return Stream.concat(Stream.of(change.mentor(), change.newMentor()), change.mentees().stream())
			.filter((person) -> person != null && person.name() != null)
			.map(ChangeRow.Person::personId)
			.toList();
	}

}
