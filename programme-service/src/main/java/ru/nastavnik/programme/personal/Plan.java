package ru.nastavnik.programme.personal;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * The activities of a programme: those in force, and those that an amendment proposes.
 *
 * @param activities the programme's own list
 */
record Plan(List<Activity> activities) {

	List<Activity> ordered() {
		return this.activities.stream()
			.sorted(Comparator.comparingInt(Activity::seq).thenComparing(Activity::proposed))
			.toList();
	}

	int nextSeq() {
		return this.activities.stream().mapToInt(Activity::seq).max().orElse(0) + 1;
	}

	Activity one(long id) {
		return this.activities.stream()
			.filter((candidate) -> candidate.id() == id)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	void schedule(Period period) {
		this.activities.stream()
			.filter((activity) -> activity.status() == Activity.Status.PLANNED)
			.forEach((activity) -> activity.schedule(period));
	}

	/** What is neither done nor struck, as a refusal names it. */
	List<String> open() {
		return ordered().stream()
			.filter((activity) -> activity.status() == Activity.Status.PLANNED)
			.map(Activity::label)
			.toList();
	}

	Progress progress() {
		int done = (int) this.activities.stream()
			.filter((activity) -> activity.status() == Activity.Status.DONE)
			.count();
		return new Progress(done, done + open().size());
	}

	// ---- what an amendment proposes

	/** The activity whose content is proposed for this one. */
	@Nullable Activity replacementOf(Activity activity) {
		return this.activities.stream().filter((other) -> other.replaces(activity)).findFirst().orElse(null);
	}

	boolean isProposedFor(Activity activity) {
		return activity.strikeProposed() || replacementOf(activity) != null;
	}

	boolean proposesNothing() {
		return this.activities.stream().noneMatch((activity) -> activity.proposed() || activity.strikeProposed());
	}

	void proposeStrike(Activity activity, String reason) {
		if (activity.proposed()) {
			this.activities.remove(activity);
		}
		else {
			activity.proposeStrike(reason);
			this.activities.removeIf((other) -> other.replaces(activity));
		}
	}

	void takeEffect() {
		List<Activity> replacements = this.activities.stream()
			.filter((activity) -> this.activities.stream().anyMatch(activity::replaces))
			.toList();
		this.activities.forEach((activity) -> activity.takeEffect(replacementOf(activity)));
		this.activities.removeAll(replacements);
	}

	void drop() {
		this.activities.removeIf(Activity::proposed);
		this.activities.stream().filter(Activity::strikeProposed).forEach((activity) -> activity.proposeStrike(null));
	}

	/** Activities done, of those in force. */
	record Progress(int done, int total) {
	}

}
