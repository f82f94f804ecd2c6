package ru.nastavnik.programme.matching;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.matching.RunViews.RunView;
import ru.nastavnik.programme.mentorship.Pairing;

/**
 * The way back from a publication: what nobody has answered yet becomes a draft again,
 * one pair or everything that was published together.
 */
@Service
@Transactional
class Withdrawal {

	private static final String REASON = "Предложение отозвано до ответов участников";

	private final Runs runs;

	private final RunStore store;

	private final Pairing pairing;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	Withdrawal(Runs runs, RunStore store, Pairing pairing, WiderScope wider, JdbcClient jdbc) {
		this.runs = runs;
		this.store = store;
		this.pairing = pairing;
		this.wider = wider;
		this.jdbc = jdbc;
	}

	/**
	 * Pairs that were published together.
	 *
	 * @param pairs those that are still published
	 */
	record BatchView(int batch, OffsetDateTime at, @Nullable String by, int pairs) {
	}

	@Transactional(readOnly = true)
	List<BatchView> batches(long id) {
		Run run = this.store.get(id);
		return this.jdbc.sql("""
				select batch, min(batch_at) as at, min(batch_by) as by, count(*) as pairs from matching_pair
				where region_id = :region and run_id = :run and batch is not null group by batch order by batch desc
				limit 100""").param("region", run.place().region()).param("run", id).query(BatchView.class).list();
	}

	/**
	 * Takes published pairs back.
	 * @param ids pairs, or null for all of the batch
	 */
	RunView withdraw(long id, int version, @Nullable Set<Long> ids, @Nullable Integer batch) {
		Run run = this.runs.checked(id, version);
		List<Run.PairRow> chosen = ((batch != null)
				? this.store.pairsOfAllTargets(run, "and p.batch = :batch", Map.of("batch", batch))
				: this.store.pairs(run, "", Map.of()))
			.stream()
			.filter((pair) -> !pair.status().equals("draft") && (ids == null || ids.contains(pair.id())))
			.toList();
		List<Run.PairRow> published = withTheirGroups(run, chosen);
		if (published.isEmpty() || (ids == null && batch == null)) {
			throw ProgrammeProblem.WRONG_STATUS.because("Среди выбранных нет предложенных пар: отзывать нечего.");
		}
		if (!((run.level() == RunLevel.SCHOOL) ? unpropose(published) : unoffer(run, published))) {
			throw ProgrammeProblem.WRONG_STATUS.because((published.size() == 1)
					? "На это предложение уже ответили: отозвать его нельзя."
					: "На часть предложений уже ответили, поэтому все сразу отозвать нельзя. Отзовите остальные по одному на доске.");
		}
		this.jdbc
			.sql("update matching_pair set status = 'draft', mentorship_id = null, batch = null, batch_at = null, "
					+ "batch_by = null where region_id = :region and id = any(:ids)")
			.param("region", run.place().region())
			.param("ids", ids(published))
			.update();
		this.store.touch(id, null);
		return RunView.of(this.store.get(id));
	}

	/** A group is one proposal: it comes back whole. */
	private List<Run.PairRow> withTheirGroups(Run run, List<Run.PairRow> chosen) {
		Set<Long> mentorships = mentorships(chosen);
		return mentorships.isEmpty() ? chosen : this.store.pairsOfAllTargets(run,
				"and p.mentorship_id = any(:mentorships)", Map.of("mentorships", mentorships.toArray(Long[]::new)));
	}

	private static Set<Long> mentorships(List<Run.PairRow> pairs) {
		Set<Long> mentorships = new TreeSet<>();
		for (Run.PairRow pair : pairs) {
			if (pair.mentorshipId() != null) {
				mentorships.add(pair.mentorshipId());
			}
		}
		return mentorships;
	}

	private boolean unpropose(List<Run.PairRow> published) {
		Set<Long> mentorships = mentorships(published);
		this.pairing.hold(mentorships);
		return published.stream().allMatch((pair) -> pair.mentorshipId() != null)
				&& mentorships.stream().allMatch((mentorship) -> this.pairing.withdrawn(mentorship, REASON));
	}

	private boolean unoffer(Run run, List<Run.PairRow> published) {
		Set<Long> schools = new TreeSet<>();
		published.forEach((pair) -> schools.add(pair.menteeOrganisation()));
		return this.wider.within(schools, () -> this.jdbc
			.sql("update matching_offer set status = 'withdrawn', answered_at = now() where region_id = :region "
					+ "and run_id = :run and pair_id = any(:pairs) and status = 'open'")
			.param("region", Scope.current().region())
			.param("run", run.id())
			.param("pairs", ids(published))
			.update()) == published.size();
	}

	private static Long[] ids(List<Run.PairRow> pairs) {
		return pairs.stream().map(Run.PairRow::id).toArray(Long[]::new);
	}

}
