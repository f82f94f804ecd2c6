package ru.nastavnik.programme.personal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.programme.NamedList;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.personal.ProgrammeReading.ProgrammeLine;

/**
 * Personal programmes as a file.
 */
@Component
class ProgrammeList extends NamedList<ProgrammeLine> {

	private static final Map<String, String> STATUSES = Map.of("draft", "Черновик", "agreed", "Ждёт куратора",
			"curator_ok", "Ждёт директора", "approved", "Утверждена", "running", "Выполняется", "completed",
			"Завершена", "stopped", "Остановлена");

	private final ProgrammeReading reading;

	ProgrammeList(ProgrammeReading reading, Audit audit) {
		super("programmes", "Персонализированные программы", audit, List.of(
				column("mentor", "Наставник", "Кто ведёт; нет имени — оно вам не видно.", 36,
						(line) -> MemberView.names(line.members(), Side.MENTOR)),
				column("mentees", "Наставляемые", "Кого ведут.", 44,
						(line) -> MemberView.names(line.members(), Side.MENTEE)),
				column("title", "Программа", "Название.", 50, ProgrammeLine::title),
				column("status", "Состояние", "Состояние на день выгрузки.", 24,
						(line) -> STATUSES.get(line.status().toString())),
				column("progress", "Выполнено", "Сколько мероприятий выполнено.", 12, (line) -> line.progress().done()),
				column("progress", "Всего мероприятий", "Сколько мероприятий в программе.", 12,
						(line) -> line.progress().total()),
				column("from", "Начало", "Первый день программы.", 13, ProgrammeLine::from),
				column("to", "Окончание", "Последний день программы.", 13, ProgrammeLine::to)));
		this.reading = reading;
	}

	@Override
	protected void rows(Query query, Consumer<ProgrammeLine> row) {
		this.reading.each(query, row);
	}

	@Override
	protected Collection<Long> people(ProgrammeLine line) {
		return line.members().stream().filter((one) -> one.name() != null).map(MemberView::personId).toList();
	}

}
