package ru.nastavnik.programme.mentorship;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.MentorshipReading.MentorshipView;

/**
 * Pairs and groups as a file.
 */
@Component
class MentorshipList extends NamedList<MentorshipView> {

	private static final Map<String, String> KINDS = Map.of("pair", "Пара", "group", "Группа", "collective",
			"Коллективно-индивидуальное", "org_to_org", "Школа – школа", "reverse", "Реверсивное", "speed_session",
			"Скоростная сессия", "situational", "Ситуационная помощь");

	private static final Map<String, String> CONTACTS = Map.of("direct", "прямое", "mediated", "опосредованное",
			"individual", "индивидуальное", "group", "групповое", "open", "открытое", "hidden", "скрытое",
			"collective_individual", "коллективно-индивидуальное");

	private static final Map<String, String> STATUSES = Map.of("proposed", "Предложена", "agreed", "Согласована",
			"ordered", "Закреплена приказом", "active", "Работает", "suspended", "Приостановлена", "completing",
			"Завершается", "completed", "Завершена", "terminated", "Прекращена");

	private final MentorshipReading reading;

	MentorshipList(MentorshipReading reading, Audit audit) {
		super("mentorships", "Пары и группы", audit, List.of(
				column("pair", "Наставник", "Кто ведёт; нет имени — оно вам не видно.", 36,
						(pair) -> MemberView.names(pair.members(), Side.MENTOR)),
				column("organisation", "Организация", "Где работает пара.", 30, MentorshipView::organisationName),
				column("mentees", "Наставляемые", "Кого ведут.", 44,
						(pair) -> MemberView.names(pair.members(), Side.MENTEE)),
				column("form", "Форма", "Форма наставничества.", 24,
						(pair) -> (pair.formName() != null && !pair.formName().isEmpty()) ? pair.formName()
								: pair.form().title()),
				column("kind", "Вид", "Пара, группа или другой вид.", 24, (pair) -> KINDS.get(pair.kind().toString())),
				column("contact", "Контакт", "Формы контакта.", 30,
						(pair) -> pair.more()
							.contactModes()
							.stream()
							.map((mode) -> CONTACTS.get(mode.toString()))
							.collect(Collectors.joining(", "))),
				column("status", "Состояние", "Состояние на день выгрузки.", 22,
						(pair) -> STATUSES.get(pair.status().toString())),
				column("start", "Начало", "По приказу или предложению.", 13, MentorshipView::start),
				column("end", "Окончание", "Когда окончена, а пока работает — когда должна.", 13,
						(pair) -> (pair.actualEnd() != null) ? pair.actualEnd() : pair.plannedEnd()),
				column("order", "Приказ", "Номер приказа о закреплении.", 14, MentorshipView::orderNumber),
				column("order", "Дата приказа", "Дата приказа о закреплении.", 13, MentorshipView::orderDate),
				column("next", "Следующая встреча", "Ближайшая запланированная.", 13, MentorshipView::nextMeeting),
				column("last", "Последняя встреча", "Последняя проведённая.", 13, MentorshipView::lastMeeting)));
		this.reading = reading;
	}

	@Override
	protected void rows(Query query, Consumer<MentorshipView> row) {
		this.reading.each(query, row);
	}

	@Override
	protected Collection<Long> people(MentorshipView pair) {
		return pair.members().stream().filter((member) -> member.name() != null).map(MemberView::personId).toList();
	}

}
