package ru.nastavnik.programme.mentorship;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.programme.ProgrammeProblem;

/**
 * How far the personal programme of a mentorship has come, for ground E1 (BR-038).
 *
 * @param approved whether the director has approved it
 * @param open its activities that are neither done nor struck by an approved amendment
 */
public record Fulfilment(boolean approved, List<String> open) {

	private static final int NAMED = 5;

	/**
	 * Refuses ground E1 until the approved plan is done; those exempt by BR-033 need
	 * none, so a mere draft does not bind them.
	 */
	static void demand(@Nullable Fulfilment plan, boolean exempt) {
		if (plan != null && plan.approved()) {
			plan.demandDone();
		}
		else if (!exempt) {
			throw refusal((plan != null)
					? "Персонализированная программа ещё не утверждена директором. "
							+ "Сначала утвердите её и выполните мероприятия."
					: "У наставничества нет персонализированной программы, выполнять было нечего. "
							+ "Прекратите его досрочно по основанию E2 или E3.");
		}
	}

	/** Refuses while an activity is open. */
	public void demandDone() {
		if (this.open.isEmpty()) {
			return;
		}
		String named = this.open.stream()
			.limit(NAMED)
			.map((activity) -> "«" + activity + "»")
			.collect(Collectors.joining(", "));
		throw refusal("В программе не закрыто мероприятий: " + this.open.size() + ". Это " + named
				+ ((this.open.size() > NAMED) ? " и другие" : "")
				+ ". Отметьте их выполненными или исключите: исключение вступает в силу, когда его утвердит директор.");
	}

	private static ProblemException refusal(String why) {
		return ProgrammeProblem.PLAN_OPEN.because(why).on("on");
	}

}
