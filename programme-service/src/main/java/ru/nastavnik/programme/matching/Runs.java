package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Rows;
import ru.nastavnik.programme.matching.RunViews.Difference;
import ru.nastavnik.programme.matching.RunViews.RunView;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * The verbs of a run.
 */
@Service
@Transactional
class Runs {

	/** Runs of one organisation that may wait at a time. */
	private static final int AT_ONCE = 3;

	private final RunStore store;

	private final Weights weights;

	private final Organisations organisations;

	private final JdbcClient jdbc;

	Runs(RunStore store, Weights weights, Organisations organisations, JdbcClient jdbc) {
		this.store = store;
		this.weights = weights;
		this.organisations = organisations;
		this.jdbc = jdbc;
	}

	/**
	 * Queues a run.
	 * @param includeShared null for the usual: across schools above the school
	 */
	RunView start(long organisation, Form form, Target target, int minScore, @Nullable Boolean includeShared) {
		Place place = this.organisations.place(organisation);
		RunLevel level = RunLevel.require(organisation);
		int open = this.jdbc
			.sql("select count(*) from matching_run where region_id = :region and organisation_id = :organisation "
					+ "and status in ('queued', 'running')")
			.param("region", place.region())
			.param("organisation", organisation)
			.query(Integer.class)
			.single();
		if (open >= AT_ONCE) {
			throw KitProblem.CONFLICT.because("Уже выполняется несколько подборов. Дождитесь их или отмените лишние.");
		}
		boolean shared = level != RunLevel.SCHOOL && !Boolean.FALSE.equals(includeShared);
		long id = this.store.add(place, level, new SnapshotReading.Question(organisation, level, form, minScore, shared,
				this.weights.of(form).weights()), target);
		return RunView.of(this.store.get(id));
	}

	RunView choose(long id, Target target, int version) {
		Run run = checked(id, version);
		this.store.touch(run.id(), target);
		return RunView.of(this.store.get(id));
	}

	RunView cancel(long id) {
		Run run = this.store.hold(id);
		if (!run.open()) {
			throw ProgrammeProblem.WRONG_STATUS.because("Подбор уже завершён, отменять нечего.");
		}
		this.jdbc
			.sql("update matching_run set status = 'cancelled', version = version + 1 where region_id = :region "
					+ "and id = :id")
			.param("region", run.place().region())
			.param("id", id)
			.update();
		return RunView.of(this.store.get(id));
	}

	/** The curator's own hand: hard rules and places count as in the run itself. */
	RunView move(long id, long menteeId, @Nullable Long mentorId, int version) {
		Run run = checked(id, version);
		Matching matching = this.store.matching(id);
		Cohort people = matching.people();
		int mentee = people.mentee(menteeId);
		int mentor = (mentorId != null) ? people.mentor(mentorId) : Assignment.NOBODY;
		if (mentee < 0 || (mentorId != null && mentor < 0)) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		int taken = 0;
		for (Run.PairRow pair : this.store.pairs(run, "", Map.of())) {
			if (pair.mentee() == menteeId && !pair.status().equals("draft") && !pair.status().equals("declined")) {
				throw ProgrammeProblem.WRONG_STATUS
					.because("Эта пара уже предложена. Изменить её можно в карточке наставничества.");
			}
			taken += (pair.mentee() != menteeId && mentorId != null && pair.mentor() == mentorId && pair.takesPlace())
					? 1 : 0;
		}
		if (mentor != Assignment.NOBODY) {
			check(matching, mentee, mentor, taken);
		}
		place(run, menteeId, "delete from matching_pair where region_id = :region and run_id = :run "
				+ "and target = :target and mentee_id = :mentee");
		place(run, menteeId, "delete from matching_left where region_id = :region and run_id = :run "
				+ "and target = :target and mentee_id = :mentee");
		if (mentor != Assignment.NOBODY) {
			insert(run, matching, mentee, mentor);
		}
		else {
			leave(run, people.mentees[mentee]);
		}
		this.store.recount(run);
		this.store.touch(id, null);
		return RunView.of(this.store.get(id));
	}

	private static void check(Matching matching, int mentee, int mentor, int taken) {
		HardRule rule = matching.scoring().refusal(mentee, mentor);
		if (rule == null && taken >= matching.people().mentors[mentor].free()) {
			rule = HardRule.CAPACITY;
		}
		if (rule != null) {
			throw ProgrammeProblem.REFUSED_PAIR.because(rule.words() + " " + rule.cure()).on("mentorId");
		}
	}

	private void place(Run run, long mentee, String sql) {
		this.jdbc.sql(sql)
			.param("region", run.place().region())
			.param("run", run.id())
			.param("target", run.target().toString())
			.param("mentee", mentee)
			.update();
	}

	private void insert(Run run, Matching matching, int mentee, int mentor) {
		Cohort people = matching.people();
		List<Integer> others = matching.alternatives(mentee, mentor);
		this.jdbc.sql("""
				insert into matching_pair (region_id, institute_id, municipality_id, organisation_id, run_id, target,
				  mentee_id, mentor_id, mentee_organisation, mentor_organisation, score, pinned, moved, distance,
				  alternatives, alternative_scores)
				select region_id, institute_id, municipality_id, organisation_id, id, target, :mentee, :mentor,
				  :menteeOrganisation, :mentorOrganisation, :score, false, true, :distance, cast(:others as bigint[]),
				  cast(:scores as int[]) from matching_run where region_id = :region and id = :run""")
			.param("mentee", people.mentees[mentee].id())
			.param("mentor", people.mentors[mentor].id())
			.param("menteeOrganisation", people.mentees[mentee].organisation())
			.param("mentorOrganisation", people.mentors[mentor].organisation())
			.param("score", matching.scoring().score(mentee, mentor))
			.param("distance", people.distance(mentee, mentor))
			.param("others", Rows.array(others.stream().map((other) -> people.mentors[other].id()).toList()))
			.param("scores",
					Rows.array(others.stream().map((other) -> matching.scoring().score(mentee, other)).toList()))
			.param("region", run.place().region())
			.param("run", run.id())
			.update();
	}

	private void leave(Run run, Snapshot.Mentee mentee) {
		this.jdbc.sql("""
				insert into matching_left (region_id, institute_id, municipality_id, organisation_id, run_id, target,
				  mentee_id, mentee_organisation, code, text, cure)
				select region_id, institute_id, municipality_id, organisation_id, id, target, :mentee, :organisation,
				  'by_hand', 'Наставник убран вручную.', 'Выберите другого наставника из списка кандидатов.'
				from matching_run where region_id = :region and id = :run""")
			.param("mentee", mentee.id())
			.param("organisation", mentee.organisation())
			.param("region", run.place().region())
			.param("run", run.id())
			.update();
	}

	/** What a replay needs. */
	record Replayed(Run run, byte[] inputs, List<Run.PairRow> pairs) {
	}

	@Transactional(readOnly = true)
	Replayed replayed(long id) {
		Run run = this.store.get(id);
		RunLevel.require(run.organisation());
		require(run);
		byte[] text = this.store.untouchedInputs(id)
			.orElseThrow(() -> KitProblem.CONFLICT.because(
					"Данные одного из участников уничтожены, " + "повторить этот подбор нельзя. Запустите новый."));
		return new Replayed(run, text, this.store.pairs(run, "", Map.of()));
	}

	static Map<Long, Long> pairs(Cohort people, Matching.Result result) {
		Map<Long, Long> pairs = new HashMap<>();
		result.pairs()
			.forEach((pair) -> pairs.put(people.mentees[pair.mentee()].id(), people.mentors[pair.mentor()].id()));
		return pairs;
	}

	static List<Difference> differences(Map<Long, Long> was, Map<Long, Long> becomes) {
		Set<Long> mentees = new TreeSet<>(was.keySet());
		mentees.addAll(becomes.keySet());
		List<Difference> differences = new ArrayList<>();
		for (Long mentee : mentees) {
			if (!Objects.equals(was.get(mentee), becomes.get(mentee))) {
				differences.add(new Difference(mentee, was.get(mentee), becomes.get(mentee)));
			}
		}
		return differences;
	}

	/** A finished run, held, that the reader has seen in its present state. */
	Run checked(long id, int version) {
		Run run = this.store.hold(id);
		require(run);
		StaleVersionException.check(run.version(), version, () -> RunView.of(run));
		return run;
	}

	private static void require(Run run) {
		if (!run.status().equals("done")) {
			throw ProgrammeProblem.WRONG_STATUS.because("Подбор ещё не завершён или не удался. Дождитесь результата.");
		}
	}

}
