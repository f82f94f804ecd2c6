package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.matching.RunViews.Alternative;
import ru.nastavnik.programme.matching.RunViews.BlockingView;
import ru.nastavnik.programme.matching.RunViews.CandidateView;
import ru.nastavnik.programme.matching.RunViews.LeftView;
import ru.nastavnik.programme.matching.RunViews.LoosePin;
import ru.nastavnik.programme.matching.RunViews.MatchPair;
import ru.nastavnik.programme.matching.RunViews.RunView;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Reads runs. Explanations are not stored: they are worked out from the stored inputs, so
 * they are always those of the score beside them.
 */
@Service
@Transactional(readOnly = true)
class RunReading {

	/** Mentors shown for one mentee: this many allowed ones, and as many refused. */
	private static final int CANDIDATES = 50;

	private static final String NAMED = """
			and exists (select from participant n where n.region_id = p.region_id
			  and n.person_id in (p.mentee_id, p.mentor_id) and position(:q in ' ' || n.name_norm) > 0)""";

	private final RunStore store;

	private final RunPeople people;

	private final Organisations organisations;

	private final JdbcClient jdbc;

	RunReading(RunStore store, RunPeople people, Organisations organisations, JdbcClient jdbc) {
		this.store = store;
		this.people = people;
		this.organisations = organisations;
		this.jdbc = jdbc;
	}

	RunView view(long id) {
		return RunView.of(this.store.get(id));
	}

	Slice<RunView> list(long organisation, PageQuery page) {
		if (!RunLevel.reads(organisation)) {
			this.organisations.place(organisation);
			RunLevel.require(organisation);
		}
		return Slice.of(this.store.list(organisation, page.size(), page.offset()).stream().map(RunView::of).toList(),
				page, this.store.count(organisation));
	}

	/**
	 * Which pairs of a run.
	 *
	 * @param show draft, weak, foreign, pinned or moved
	 */
	record Filter(@Nullable Long organisation, @Nullable String q, @Nullable String show, @Nullable List<Long> ids,
			@Nullable List<Long> mentees) {
	}

	private static final Map<String, String> SHOWN = Map.of("draft", " and p.status = 'draft'", "weak",
			" and p.score < 50", "foreign", " and p.distance <> 'school'", "pinned", " and p.pinned", "moved",
			" and p.moved");

	Slice<MatchPair> pairs(long id, Filter filter, PageQuery page) {
		Run run = this.store.get(id);
		Map<String, Object> parameters = new HashMap<>();
		String condition = (filter.show() != null) ? SHOWN.getOrDefault(filter.show(), "") : "";
		if (filter.organisation() != null) {
			condition += " and :school in (p.mentee_organisation, p.mentor_organisation)";
			parameters.put("school", filter.organisation());
		}
		if (filter.q() != null && !filter.q().isBlank()) {
			condition += " " + NAMED;
			parameters.put("q", " " + Names.normalised(filter.q()));
		}
		if (filter.ids() != null) {
			condition += " and p.id = any(:ids)";
			parameters.put("ids", filter.ids().toArray(Long[]::new));
		}
		if (filter.mentees() != null) {
			condition += " and p.mentee_id = any(:mentees)";
			parameters.put("mentees", filter.mentees().toArray(Long[]::new));
		}
		long total = this.store.countPairs(run, condition, parameters);
		List<Run.PairRow> rows = this.store.pairs(run,
				condition + " order by "
						+ page.orderBy(Map.of("score", "p.score"), "p.mentee_organisation, p.mentee_id") + " limit "
						+ page.size() + " offset " + page.offset(),
				parameters);
		return Slice.of(rows.isEmpty() ? List.of() : pairs(run, rows), page, total);
	}

	private List<MatchPair> pairs(Run run, List<Run.PairRow> rows) {
		Matching matching = this.store.matching(run.id());
		Set<Long> ids = new LinkedHashSet<>();
		rows.forEach((row) -> {
			ids.add(row.mentee());
			ids.add(row.mentor());
			ids.addAll(row.alternatives());
		});
		RunPeople.Names names = this.people.names(run.organisation(), matching.people(), ids);
		return rows.stream().map((row) -> pair(row, matching, names)).toList();
	}

	private static MatchPair pair(Run.PairRow row, Matching matching, RunPeople.Names names) {
		int mentee = matching.people().mentee(row.mentee());
		int mentor = matching.people().mentor(row.mentor());
		List<Scoring.Contribution> contributions = matching.scoring().contributions(mentee, mentor);
		List<Alternative> alternatives = IntStream.range(0, row.alternatives().size())
			// an erased person stands there as nobody
			.filter((k) -> matching.people().mentor(row.alternatives().get(k)) >= 0)
			.mapToObj((k) -> {
				int other = matching.people().mentor(row.alternatives().get(k));
				return new Alternative(names.mentor(row.alternatives().get(k), 0), row.alternativeScores().get(k),
						difference(contributions, matching.scoring().contributions(mentee, other)));
			})
			.toList();
		return new MatchPair(row.id(), names.mentee(row.mentee(), row.menteeOrganisation()),
				names.mentor(row.mentor(), row.mentorOrganisation()), row.score(), contributions, alternatives,
				row.pinned(), row.moved(), row.distance(), row.status(), row.mentorshipId());
	}

	/** The criterion by which another mentor differs the most. */
	private static String difference(List<Scoring.Contribution> chosen, List<Scoring.Contribution> other) {
		int most = IntStream.range(0, chosen.size())
			.boxed()
			.max(Comparator.comparingInt((k) -> Math.abs(chosen.get(k).points() - other.get(k).points())))
			.orElse(-1);
		int less = (most < 0) ? 0 : chosen.get(most).points() - other.get(most).points();
		if (less == 0) {
			return "Отвечает критериям так же.";
		}
		return ((less > 0) ? "Уступает: " : "Сильнее: ") + other.get(most).title().toLowerCase(java.util.Locale.ROOT)
				+ " — " + other.get(most).points() + " из " + other.get(most).of() + ". " + other.get(most).reason();
	}

	Slice<LeftView> left(long id, @Nullable Long organisation, @Nullable String q, PageQuery page) {
		Run run = this.store.get(id);
		String where = " from matching_left l where l.region_id = :region and l.run_id = :run and l.target = :target"
				+ " and (cast(:school as bigint) is null or l.mentee_organisation = :school)"
				+ " and (cast(:q as text) is null or exists (select from participant n where n.region_id = l.region_id"
				+ " and n.person_id = l.mentee_id and position(:q in ' ' || n.name_norm) > 0))";
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("region", Scope.current().region());
		parameters.put("run", id);
		parameters.put("target", run.target().toString());
		parameters.put("school", organisation);
		parameters.put("q", (q != null && !q.isBlank()) ? " " + Names.normalised(q) : null);
		List<Run.LeftRow> rows = this.jdbc
			.sql("select mentee_id, mentee_organisation, code, text, cure" + where
					+ " order by l.mentee_organisation, l.mentee_id limit :limit offset :offset")
			.params(parameters)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> new Run.LeftRow(row.getLong("mentee_id"), row.getLong("mentee_organisation"),
					row.getString("code"), row.getString("text"), row.getString("cure")))
			.list();
		long total = this.jdbc.sql("select count(*)" + where).params(parameters).query(Long.class).single();
		if (rows.isEmpty()) {
			return Slice.of(List.of(), page, total);
		}
		RunPeople.Names names = this.people.names(run.organisation(), this.store.matching(id).people(),
				rows.stream().map(Run.LeftRow::mentee).toList());
		return Slice.of(rows.stream()
			.map((row) -> left(run, row, names.mentee(row.mentee(), row.menteeOrganisation())))
			.toList(), page, total);
	}

	/** What somebody said in confidence is the curator's to know. */
	private static LeftView left(Run run, Run.LeftRow row, RunViews.PersonView mentee) {
		if (run.level().decides(run.organisation()) || !row.code().equals(HardRule.NO_GO.toString())) {
			return new LeftView(mentee, row.code(), row.text(), row.cure());
		}
		return new LeftView(mentee, HardRule.BAN.toString(), told(run, row.text()), HardRule.BAN.cure());
	}

	private static String told(Run run, String text) {
		return run.level().decides(run.organisation()) ? text
				: text.replace(HardRule.NO_GO.words(), HardRule.BAN.words())
					.replace(HardRule.NO_GO.cure(), HardRule.BAN.cure());
	}

	private static @Nullable HardRule refusal(Run run, @Nullable HardRule rule) {
		return (rule == HardRule.NO_GO && !run.level().decides(run.organisation())) ? HardRule.BAN : rule;
	}

	/** As computed; moves by hand may have resolved some. */
	List<BlockingView> blocking(long id) {
		Run run = this.store.get(id);
		List<Run.Blocked> blocked = run.results()
			.stream()
			.filter((summary) -> summary.target() == run.target())
			.flatMap((summary) -> summary.worst().stream())
			.toList();
		if (blocked.isEmpty()) {
			return List.of();
		}
		Set<Long> ids = new LinkedHashSet<>();
		blocked.forEach((pair) -> {
			ids.add(pair.mentee());
			ids.add(pair.mentor());
		});
		RunPeople.Names names = this.people.names(run.organisation(), this.store.matching(id).people(), ids);
		return blocked.stream()
			.map((pair) -> new BlockingView(names.mentee(pair.mentee(), 0), names.mentor(pair.mentor(), 0),
					pair.score(), (pair.now() < 0) ? null : pair.now()))
			.toList();
	}

	/** Pins that the run could not keep. */
	List<LoosePin> loosePins(long id) {
		Run run = this.store.get(id);
		if (run.loosePins().isEmpty()) {
			return List.of();
		}
		Set<Long> ids = new LinkedHashSet<>();
		run.loosePins().forEach((pin) -> {
			ids.add(pin.mentee());
			ids.add(pin.mentor());
		});
		RunPeople.Names names = this.people.names(run.organisation(), this.store.matching(id).people(), ids);
		return run.loosePins()
			.stream()
			.map((pin) -> new LoosePin(names.mentee(pin.mentee(), 0), names.mentor(pin.mentor(), 0),
					told(run, pin.text())))
			.toList();
	}

	/** Who could take this mentee, best first, and then who could not and why. */
	List<CandidateView> candidates(long id, long menteeId) {
		Run run = this.store.get(id);
		Matching matching = this.store.matching(id);
		Cohort cohort = matching.people();
		int mentee = cohort.mentee(menteeId);
		if (mentee < 0) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		Map<Long, Integer> taken = new HashMap<>();
		Set<Long> chosen = new LinkedHashSet<>();
		for (Run.PairRow pair : this.store.pairs(run, "", Map.of())) {
			taken.merge(pair.mentor(), pair.takesPlace() ? 1 : 0, Integer::sum);
			if (pair.mentee() == menteeId) {
				chosen.add(pair.mentor());
			}
		}
		List<Integer> shown = new ArrayList<>();
		for (boolean refused : new boolean[] { false, true }) {
			IntStream.range(0, cohort.mentors.length)
				.filter((mentor) -> (matching.scoring().refusal(mentee, mentor) != null) == refused)
				.boxed()
				.sorted(Comparator.<Integer>comparingInt((mentor) -> -matching.scoring().score(mentee, mentor))
					.thenComparing(Comparator.naturalOrder()))
				.limit(CANDIDATES)
				.forEach(shown::add);
		}
		RunPeople.Names names = this.people.names(run.organisation(), cohort,
				shown.stream().map((mentor) -> cohort.mentors[mentor].id()).toList());
		return shown.stream().map((mentor) -> {
			HardRule rule = refusal(run, matching.scoring().refusal(mentee, mentor));
			Snapshot.Mentor leads = cohort.mentors[mentor];
			return new CandidateView(names.mentor(leads.id(), leads.organisation()),
					matching.scoring().score(mentee, mentor), matching.scoring().contributions(mentee, mentor),
					Math.max(0, leads.free() - taken.getOrDefault(leads.id(), 0)), chosen.contains(leads.id()), rule,
					(rule != null) ? rule.words() : null, (rule != null) ? rule.cure() : null);
		}).toList();
	}

}
