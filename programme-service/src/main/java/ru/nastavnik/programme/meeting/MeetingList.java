package ru.nastavnik.programme.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.meeting.MeetingLog.Attendant;
import ru.nastavnik.programme.meeting.MeetingLog.MeetingView;
import ru.nastavnik.programme.mentorship.Side;

/**
 * Meetings as a file.
 */
@Component
class MeetingList extends NamedList<MeetingView> {

	private static final Map<String, String> KINDS = Map.of("acquaintance", "Знакомство", "trial", "Пробная встреча",
			"planning", "Планирование", "regular", "Рабочая встреча", "consultation", "Консультация", "final",
			"Итоговая встреча", "group_start", "Общая вводная встреча", "group_final", "Общая итоговая встреча");

	private static final Map<String, String> MODES = Map.of("in_person", "Очно", "remote", "Дистанционно");

	private static final Map<String, String> STATUSES = Map.of("planned", "Запланирована", "moved", "Перенесена",
			"held", "Ждёт подтверждения", "confirmed", "Подтверждена", "cancelled", "Отменена", "missed",
			"Не состоялась");

	private final MeetingLog log;

	MeetingList(MeetingLog log, Audit audit, Clock clock) {
		super("meetings", "Встречи", audit, List.of(
				column("when", "Когда", "День и время; у проведённой — день, когда она была.", 17, MeetingList::when),
				column("who", "Наставник", "Нет имени — оно вам не видно.", 34,
						(meeting) -> names(meeting, Side.MENTOR)),
				column("who", "Наставляемые", "Нет имени — оно вам не видно.", 44,
						(meeting) -> names(meeting, Side.MENTEE)),
				column("kind", "Вид", "Вид встречи.", 24, (meeting) -> KINDS.get(meeting.kind().toString())),
				column("mode", "Как", "Очно или дистанционно.", 16, (meeting) -> MODES.get(meeting.mode().toString())),
				column("mode", "Где", "Место или ссылка.", 30, MeetingView::place),
				column("status", "Состояние", "Состояние на день выгрузки.", 26,
						(meeting) -> status(meeting, LocalDate.now(clock))),
				column("topics", "Темы", "О чём встреча.", 60, (meeting) -> String.join("; ", meeting.topics()))));
		this.log = log;
	}

	private static Object when(MeetingView meeting) {
		if (meeting.heldOn() != null) {
			return meeting.heldOn();
		}
		return (meeting.plannedTime() != null) ? LocalDateTime.of(meeting.plannedOn(), meeting.plannedTime())
				: meeting.plannedOn();
	}

	private static String names(MeetingView meeting, Side side) {
		return meeting.members()
			.stream()
			.filter((member) -> member.role() == side)
			.map((member) -> (member.name() != null) ? member.name() : "имя скрыто")
			.collect(Collectors.joining(", "));
	}

	private static String status(MeetingView meeting, LocalDate today) {
		String status = meeting.status().toString();
		if (meeting.autoConfirmed() && status.equals("confirmed")) {
			return "Подтверждена автоматически";
		}
		boolean waiting = status.equals("planned") || status.equals("moved");
		return (waiting && meeting.plannedOn().isBefore(today)) ? "Нет отметки" : STATUSES.getOrDefault(status, status);
	}

	@Override
	protected void rows(Query query, Consumer<MeetingView> row) {
		this.log.each(query, row);
	}

	@Override
	protected Collection<Long> people(MeetingView meeting) {
		return meeting.members().stream().filter((one) -> one.name() != null).map(Attendant::personId).toList();
	}

}
