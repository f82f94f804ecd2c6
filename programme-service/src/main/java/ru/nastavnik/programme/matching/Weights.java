package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.matching.RunViews.Difference;
import ru.nastavnik.programme.matching.RunViews.TargetView;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * The weights of a region for each form. Everybody sees them, the institute sets them.
 */
@Service
@Transactional
class Weights {

	private static final int MOST = 1000;

	private final RunStore store;

	private final Organisations organisations;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Weights(RunStore store, Organisations organisations, JdbcClient jdbc, JsonMapper json) {
		this.store = store;
		this.organisations = organisations;
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * The weights of a form.
	 *
	 * @param version 0 while they are those that the platform came with
	 * @param actions change, for the institute
	 */
	record WeightsView(Form form, List<CriterionView> criteria, int version, List<String> actions) {
	}

	/**
	 * A criterion.
	 *
	 * @param initial the weight that the platform came with
	 * @param share the points of 100 that it may give
	 */
	record CriterionView(String code, String title, String explanation, int weight,
			@com.fasterxml.jackson.annotation.JsonProperty("default") int initial, int share) {
	}

	/** What other weights would change in a run. */
	record PreviewView(TargetView now, TargetView then, List<Difference> differences) {
	}

	/** The weights that count. */
	record Saved(SortedMap<String, Integer> weights, int version) {
	}

	@Transactional(readOnly = true)
	Saved of(Form form) {
		return this.jdbc.sql("select weights, version from matching_weights where region_id = :region and form = :form")
			.param("region", Scope.current().region())
			.param("form", form.toString())
			.query((row, number) -> {
				// a criterion that came after the region had decided weighs nothing until
				// it decides again
				SortedMap<String, Integer> weights = new TreeMap<>(Criterion.initialWeights());
				weights.replaceAll((code, weight) -> 0);
				weights.putAll(this.json.readValue(row.getString("weights"), new TypeReference<Map<String, Integer>>() {
				}));
				return new Saved(weights, row.getInt("version"));
			})
			.optional()
			.orElse(new Saved(Criterion.initialWeights(), 0));
	}

	@Transactional(readOnly = true)
	WeightsView view(Form form) {
		Saved saved = of(form);
		int[] shares = Criterion.shares(saved.weights());
		List<CriterionView> criteria = Arrays.stream(Criterion.values())
			.map((criterion) -> new CriterionView(criterion.toString(), criterion.title(), criterion.explanation(),
					saved.weights().getOrDefault(criterion.toString(), 0), criterion.initial(),
					shares[criterion.ordinal()]))
			.toList();
		return new WeightsView(form, criteria, saved.version(),
				Scope.current().has(Role.INSTITUTE) ? List.of("change") : List.of());
	}

	WeightsView change(Form form, Map<String, Integer> weights, int version) {
		Scope.current().requireAny(Role.INSTITUTE);
		check(weights);
		Place place = this.organisations.place(institute());
		int written = this.jdbc
			.sql("""
					insert into matching_weights (region_id, institute_id, municipality_id, organisation_id, form, weights,
					  version, created_by, updated_by)
					select :region, :institute, :municipality, :organisation, :form, cast(:weights as jsonb), 1, :caller, :caller
					where :version = 0
					on conflict (region_id, form) do nothing""")
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("region", place.region())
			.param("form", form.toString())
			.param("weights", this.json.writeValueAsString(new TreeMap<>(weights)))
			.param("version", version)
			.param("caller", Scope.current().caller())
			.update();
		if (written == 0) {
			written = this.jdbc.sql("""
					update matching_weights set weights = cast(:weights as jsonb), version = version + 1,
					  updated_at = now(), updated_by = :caller
					where region_id = :region and form = :form and version = :version""")
				.param("weights", this.json.writeValueAsString(new TreeMap<>(weights)))
				.param("caller", Scope.current().caller())
				.param("region", place.region())
				.param("form", form.toString())
				.param("version", version)
				.update();
		}
		if (written == 0) {
			throw new StaleVersionException(view(form), version);
		}
		return view(form);
	}

	private static long institute() {
		return Scope.current()
			.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.mapToLong(Grant::organisation)
			.min()
			.orElseThrow();
	}

	/** What a preview needs: a run of the caller's, and the weights to try. */
	record Previewed(Snapshot snapshot, Target target, SortedMap<String, Integer> weights) {
	}

	@Transactional(readOnly = true)
	Previewed previewed(Form form, Map<String, Integer> weights, long run) {
		Scope.current().requireAny(Role.INSTITUTE, Role.MUNICIPAL, Role.CURATOR);
		check(weights);
		Run asked = this.store.get(run);
		if (asked.form() != form) {
			throw ProgrammeProblem.WEIGHTS.because("Этот подбор другой формы. Выберите подбор той же формы.")
				.on("runId");
		}
		byte[] text = this.store.inputs(run)
			.orElseThrow(() -> ProgrammeProblem.WRONG_STATUS
				.because("У этого подбора нет результата. Выберите завершённый."));
		SortedMap<String, Integer> all = new TreeMap<>(Criterion.initialWeights());
		all.replaceAll((code, weight) -> 0);
		all.putAll(weights);
		return new Previewed(SnapshotText.read(text), asked.target(), all);
	}

	/** Zero is allowed, all zero or less than zero is not. */
	private static void check(Map<String, @Nullable Integer> weights) {
		Set<String> known = Arrays.stream(Criterion.values()).map(String::valueOf).collect(Collectors.toSet());
		List<Violation> violations = new ArrayList<>();
		long sum = 0;
		for (Map.Entry<String, @Nullable Integer> entry : weights.entrySet()) {
			Integer weight = entry.getValue();
			String field = "weights." + entry.getKey();
			if (!known.contains(entry.getKey())) {
				violations.add(new Violation("weights", "Такого критерия нет: уберите лишнее."));
			}
			else if (weight == null || weight < 0 || weight > MOST) {
				violations.add(new Violation(field, "Вес — целое число от 0 до " + MOST + "."));
			}
			else {
				sum += weight;
			}
		}
		if (violations.isEmpty() && sum == 0) {
			violations.add(new Violation("weights", "Хотя бы один вес должен быть больше нуля."));
		}
		if (!violations.isEmpty()) {
			throw new ProblemException(ProgrammeProblem.WEIGHTS, "Исправьте отмеченные веса и отправьте ещё раз.")
				.on(violations);
		}
	}

}
