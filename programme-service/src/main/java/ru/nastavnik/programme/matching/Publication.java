package ru.nastavnik.programme.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.matching.RunViews.RunView;
import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * From a draft to proposals. At the school the pairs become proposed mentorships, after
 * each was held once more against the rules as they stand now; above it they are offered
 * to the schools of the mentees, who keep the decision.
 */
@Service
@Transactional
class Publication {

	/** A school plans for an academic year. */
	private static final int MONTHS = 9;

	private static final String TOGETHER = "Определить цель вместе на первой встрече";

	private final Runs runs;

	private final RunStore store;

	private final SnapshotReading snapshots;

	private final Pairing pairing;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Clock clock;

	Publication(Runs runs, RunStore store, SnapshotReading snapshots, Pairing pairing, WiderScope wider,
			JdbcClient jdbc, Clock clock) {
		this.runs = runs;
		this.store = store;
		this.snapshots = snapshots;
		this.pairing = pairing;
		this.wider = wider;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * What was published.
	 *
	 * @param batch what it is taken back by
	 * @param pairs how many
	 * @param schools of how many schools the mentees are
	 */
	record PublicationView(RunView run, int batch, int pairs, int schools) {
	}

	/**
	 * Publishes drafts of the chosen target.
	 * @param ids pairs, or null for all that are drafts
	 * @param except pairs that stay drafts
	 * @param groups whether the mentees of one mentor become one group (BR-031)
	 * @param respondBy the last day to answer, or null for the usual; of a school's run
	 */
	PublicationView publish(long id, int version, @Nullable Set<Long> ids, Set<Long> except, boolean groups,
			@Nullable LocalDate respondBy) {
		Run run = this.runs.checked(id, version);
		if (groups && run.level() != RunLevel.SCHOOL) {
			throw KitProblem.INVALID
				.because("Группы составляет школа: она принимает каждое предложение отдельно. Предложите парами.")
				.on("groups");
		}
		List<Run.PairRow> drafts = this.store.pairs(run, "order by p.id", Map.of())
			.stream()
			.filter((pair) -> pair.status().equals("draft") && (ids == null || ids.contains(pair.id()))
					&& !except.contains(pair.id()))
			.toList();
		if (drafts.isEmpty()) {
			throw ProgrammeProblem.WRONG_STATUS.because("Среди выбранных нет пар, которые ещё не опубликованы.");
		}
		if (run.level() != RunLevel.SCHOOL) {
			// two levels may offer the same person at once: the second sees what the
			// first did
			this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('matching-offer ' || :region, 0))")
				.param("region", run.place().region())
				.query((row) -> {
				});
		}
		check(run, drafts);
		if (run.level() == RunLevel.SCHOOL) {
			propose(run, drafts, groups, respondBy);
		}
		else {
			offer(run, drafts);
		}
		mark(run, drafts);
		this.store.keepFresh(run);
		this.store.touch(id, null);
		return new PublicationView(RunView.of(this.store.get(id)), run.version(), drafts.size(),
				(int) drafts.stream().mapToLong(Run.PairRow::menteeOrganisation).distinct().count());
	}

	/** What was published together can be taken back together. */
	private void mark(Run run, List<Run.PairRow> pairs) {
		this.jdbc
			.sql("update matching_pair set batch = :batch, batch_at = now(), batch_by = :by "
					+ "where region_id = :region and id = any(:ids)")
			.param("batch", run.version())
			.param("by", Scope.current().name())
			.param("region", run.place().region())
			.param("ids", pairs.stream().map(Run.PairRow::id).toArray(Long[]::new))
			.update();
	}

	/** Somebody may have withdrawn, or found a mentor, since the run. */
	private void check(Run run, List<Run.PairRow> drafts) {
		Matching now = new Matching(this.snapshots.read(run.question()));
		Cohort people = now.people();
		Map<Long, Integer> taken = new HashMap<>();
		List<Violation> violations = new ArrayList<>();
		List<Long> missing = drafts.stream()
			.map(Run.PairRow::mentee)
			.filter((mentee) -> people.mentee(mentee) < 0)
			.toList();
		Map<Long, HardRule> gone = missing.isEmpty() ? Map.of() : this.snapshots.gone(run.question(), missing);
		for (Run.PairRow pair : drafts) {
			int mentee = people.mentee(pair.mentee());
			int mentor = people.mentor(pair.mentor());
			HardRule rule = (mentee < 0) ? gone.get(pair.mentee())
					: (mentor < 0) ? HardRule.NOT_READY : now.scoring().refusal(mentee, mentor);
			if (rule == null && taken.merge(pair.mentor(), 1, Integer::sum) > people.mentors[mentor].free()) {
				rule = HardRule.CAPACITY;
			}
			if (rule != null) {
				violations.add(new Violation("pairs/" + pair.id(), rule.words() + " " + rule.cure()));
			}
		}
		if (!violations.isEmpty()) {
			throw ProgrammeProblem.REFUSED_PAIR
				.because("С момента подбора кое-что изменилось: отмеченные пары "
						+ "сейчас невозможны. Черновик сохранён; исправьте эти пары или опубликуйте остальные.")
				.on(violations);
		}
	}

	private void propose(Run run, List<Run.PairRow> drafts, boolean groups, @Nullable LocalDate respondBy) {
		Cohort people = this.store.matching(run.id()).people();
		Map<Long, List<Long>> led = new LinkedHashMap<>();
		// without groups each pair stands for itself, by the id of its row
		drafts.forEach((pair) -> led.computeIfAbsent(groups ? pair.mentor() : -pair.id(), (key) -> new ArrayList<>())
			.add(pair.mentee()));
		Map<Long, Long> made = new HashMap<>();
		List<Long> mentorships = drafts.stream()
			.map((pair) -> made.computeIfAbsent(groups ? pair.mentor() : -pair.id(),
					(key) -> this.pairing.proposed(run.organisation(),
							terms(people, run.form(), Objects.requireNonNull(led.get(key)), pair.mentor(), today()),
							respondBy)))
			.toList();
		this.jdbc.sql("""
				update matching_pair p set status = 'proposed', mentorship_id = m.mentorship
				from unnest(:pairs::bigint[], :mentorships::bigint[]) as m (pair, mentorship)
				where p.region_id = :region and p.id = m.pair""")
			.param("pairs", drafts.stream().map(Run.PairRow::id).toArray(Long[]::new))
			.param("mentorships", mentorships.toArray(Long[]::new))
			.param("region", run.place().region())
			.update();
	}

	/**
	 * What is proposed: the curator completes it in the card. Publishing is the curator's
	 * word that the profile fits; the interest is mutual where both named each other.
	 */
	private static Terms terms(Cohort people, Form form, List<Long> menteeIds, long mentorId, LocalDate start) {
		int mentor = people.mentor(mentorId);
		Set<String> about = new LinkedHashSet<>();
		Set<@Nullable RoleModel> models = new HashSet<>();
		boolean mutual = true;
		for (long menteeId : menteeIds) {
			int mentee = people.mentee(menteeId);
			Snapshot.Mentee led = people.mentees[mentee];
			models.add(RoleModel.of(led, people.mentors[mentor]));
			about.add(led.gaps().isEmpty() ? Words.requests(led.requests()) : Words.gaps(led.gaps()));
			mutual &= people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTEE)
					&& people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTOR);
		}
		about.remove("");
		String whom = (menteeIds.size() > 1) ? "Помочь наставляемым: " : "Помочь наставляемому: ";
		RoleModel model = (models.size() == 1 && Portrait.ofPeers(form)) ? models.iterator().next() : null;
		return terms(form, (model != null) ? model.title() : null,
				about.isEmpty() ? TOGETHER : whom + String.join("; ", about), menteeIds, mentorId, start, mutual);
	}

	/** The same for a pair that the level above offered: whose codes are not kept. */
	static Terms offered(Form form, long mentee, long mentor, LocalDate start) {
		return terms(form, null, TOGETHER, List.of(mentee), mentor, start, false);
	}

	private static Terms terms(Form form, @Nullable String roleModel, String goal, List<Long> mentees, long mentor,
			LocalDate start, boolean mutual) {
		return new Terms((mentees.size() > 1) ? Terms.Kind.GROUP : Terms.Kind.PAIR, form,
				(form == Form.OTHER) ? "По результатам подбора" : null, List.of(Terms.Method.ONE_TO_ONE), roleModel,
				goal, start, start.plusMonths(MONTHS), List.of(mentor), mentees, true, mutual);
	}

	private void offer(Run run, List<Run.PairRow> drafts) {
		Set<Long> schools = new TreeSet<>();
		drafts.forEach((pair) -> schools.add(pair.menteeOrganisation()));
		Long[] ids = drafts.stream().map(Run.PairRow::id).toArray(Long[]::new);
		this.wider.within(schools,
				() -> this.jdbc
					.sql("""
							insert into matching_offer (region_id, institute_id, municipality_id, organisation_id, id, organisations,
							  run_id, run_organisation, pair_id, form, mentee_id, mentor_id, mentor_organisation, score, distance)
							select o.region_id, o.institute_id, o.municipality_id, o.organisation_id, nextval('matching_offer_seq'),
							  array[p.mentee_organisation, p.mentor_organisation], p.run_id, p.organisation_id, p.id, :form,
							  p.mentee_id, p.mentor_id, p.mentor_organisation, p.score, p.distance
							from matching_pair p join organisation o on o.region_id = p.region_id
							  and o.organisation_id = p.mentee_organisation
							where p.region_id = :region and p.id = any(:ids)""")
					.param("form", run.form().toString())
					.param("region", Scope.current().region())
					.param("ids", ids)
					.update());
		this.jdbc.sql("update matching_pair set status = 'offered' where region_id = :region and id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids)
			.update();
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
