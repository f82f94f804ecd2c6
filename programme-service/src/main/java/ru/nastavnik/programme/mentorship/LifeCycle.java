package ru.nastavnik.programme.mentorship;

import java.util.EnumSet;
import java.util.Set;

import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.mentorship.Mentorship.Status;

/**
 * Which verb a mentorship allows in which state (4.5), and what is said otherwise.
 */
enum LifeCycle {

	CHANGE(live(), "Завершённое наставничество изменить нельзя."),

	ANSWER(EnumSet.of(Status.PROPOSED), "Согласие записывают, пока наставничество только предложено."),

	EMPLOYER(EnumSet.of(Status.PROPOSED), "Работодатель наставника отвечает, пока наставничество только предложено."),

	INVITE(EnumSet.of(Status.PROPOSED), "Приглашение действует, пока наставничество только предложено."),

	ORDER(EnumSet.of(Status.AGREED), "В приказ входят только согласованные пары и группы."),

	WAIVE(live(), "Наставничество уже завершено."),

	REPLACE(ordered(), "Заменить наставника можно в закреплённом приказом и не завершённом наставничестве."),

	EXTEND(ordered(), "Продлить можно закреплённое приказом и не завершённое наставничество."),

	SUSPEND(EnumSet.of(Status.ACTIVE, Status.COMPLETING), "Приостановить можно только действующее наставничество."),

	RESUME(EnumSet.of(Status.SUSPENDED), "Возобновить можно только приостановленное наставничество."),

	COMPLETE(EnumSet.of(Status.ACTIVE, Status.COMPLETING),
			"Завершить с выполнением плана можно только действующее наставничество."),

	TERMINATE(live(), "Наставничество уже завершено.");

	private final Set<Status> from;

	private final String otherwise;

	LifeCycle(Set<Status> from, String otherwise) {
		this.from = from;
		this.otherwise = otherwise;
	}

	private static Set<Status> live() {
		return EnumSet.complementOf(EnumSet.of(Status.COMPLETED, Status.TERMINATED));
	}

	private static Set<Status> ordered() {
		return EnumSet.of(Status.ORDERED, Status.ACTIVE, Status.SUSPENDED, Status.COMPLETING);
	}

	boolean allows(Status now) {
		return this.from.contains(now);
	}

	void demand(Status now) {
		Demand.status(now, this.from, this.otherwise);
	}

}
