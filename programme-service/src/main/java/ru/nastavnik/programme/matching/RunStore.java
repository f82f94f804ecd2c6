package ru.nastavnik.programme.matching;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * The rows of the runs.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunStore {

	private static final String SELECT = """
			select r.*, exists (select from matching_pair p where p.region_id = r.region_id and p.run_id = r.id
			  and p.target = r.target and p.status = 'draft') as drafts
			from matching_run r where r.region_id = :region and\s""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	RunStore(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Queues a run under the caller's grants. */
	long add(Place place, RunLevel level, SnapshotReading.Question question, Target target) {
		Scope scope = Scope.current();
		long id = this.jdbc.sql("""
				insert into matching_run (region_id, institute_id, municipality_id, organisation_id, id, level, form,
				  target, min_score, include_shared, weights, created_by, created_name, updated_by)
				values (:region, :institute, :municipality, :organisation, nextval('matching_run_seq'), :level, :form,
				  :target, :min, :shared, cast(:weights as jsonb), :caller, :name, :caller) returning id""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("level", level.toString())
			.param("form", question.form().toString())
			.param("target", target.toString())
			.param("min", question.minScore())
			.param("shared", question.includeShared())
			.param("weights", this.json.writeValueAsString(question.weights()))
			.param("caller", scope.caller())
			.param("name", scope.name())
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into matching_job (region_id, run_id, caller, caller_name, grants)
				values (:region, :id, :caller, :name, :grants)""")
			.param("region", place.region())
			.param("id", id)
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("grants", scope.grants().stream().map(String::valueOf).toArray(String[]::new))
			.update();
		return id;
	}

	/** A run that the caller's role may read; 404 for any other. */
	Run get(long id) {
		Run run = find(id, "");
		if (!RunLevel.reads(run.organisation())) {
			RunLevel.require(run.organisation());
		}
		return run;
	}

	/** One to decide about, unchanged until the transaction ends. */
	Run hold(long id) {
		Run run = find(id, " for no key update of r");
		RunLevel.require(run.organisation());
		return run;
	}

	private Run find(long id, String lock) {
		return this.jdbc.sql(SELECT + "r.id = :id" + lock)
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> run(row))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	List<Run> list(long organisation, int limit, long offset) {
		return this.jdbc
			.sql(SELECT + "r.organisation_id = :organisation order by r.id desc limit :limit offset :offset")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("limit", limit)
			.param("offset", offset)
			.query((row, number) -> run(row))
			.list();
	}

	long count(long organisation) {
		return this.jdbc
			.sql("select count(*) from matching_run where region_id = :region and organisation_id = :organisation")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Long.class)
			.single();
	}

	private Run run(ResultSet row) throws SQLException {
		return new Run(row.getLong("id"), Place.of(row), RunLevel.of(row.getString("level")),
				Form.valueOf(row.getString("form").toUpperCase(Locale.ROOT)), Target.of(row.getString("target")),
				row.getInt("min_score"), row.getBoolean("include_shared"),
				this.json.readValue(row.getString("weights"), new TypeReference<Map<String, Integer>>() {
				}), row.getString("status"), row.getString("stage"), row.getInt("done"), row.getInt("total"),
				row.getString("problem"), row.getString("inputs_hash"),
				this.json.readValue(row.getString("results"), new TypeReference<List<Run.Summary>>() {
				}), this.json.readValue(row.getString("loose_pins"), new TypeReference<List<Pins.Loose>>() {
				}), row.getBoolean("stale"), row.getBoolean("drafts"), row.getInt("version"),
				Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)),
				row.getString("created_name"));
	}

	/**
	 * What the run was computed from; empty when one of its people has been erased since.
	 */
	Optional<byte[]> untouchedInputs(long run) {
		return inputs(run, " and not forgotten");
	}

	/** The same, but without those who were erased. */
	Optional<byte[]> inputs(long run) {
		return inputs(run, "");
	}

	private Optional<byte[]> inputs(long run, String which) {
		return this.jdbc.sql("select content from matching_input where region_id = :region and run_id = :run" + which)
			.param("region", Scope.current().region())
			.param("run", run)
			.query((row, number) -> SnapshotText.unpacked(row.getBytes(1)))
			.optional();
	}

	/** The same as a cohort to ask. */
	Matching matching(long run) {
		return new Matching(SnapshotText.read(inputs(run).orElseThrow(() -> KitProblem.CONFLICT
			.because("Исходные данные этого подбора больше не хранятся. Запустите новый подбор."))));
	}

	List<Run.PairRow> pairs(Run run, String condition, Map<String, Object> parameters) {
		return rows(run, "and p.target = :target " + condition, parameters);
	}

	/** A choice may have changed since they were published. */
	List<Run.PairRow> pairsOfAllTargets(Run run, String condition, Map<String, Object> parameters) {
		return rows(run, condition, parameters);
	}

	private List<Run.PairRow> rows(Run run, String condition, Map<String, Object> parameters) {
		return this.jdbc.sql("""
				select p.*, case when p.status = 'proposed' and m.status = 'terminated' then 'declined' else p.status
				  end as now from matching_pair p
				left join mentorship m on m.region_id = p.region_id and m.id = p.mentorship_id
				where p.region_id = :region and p.run_id = :run\s""" + condition)
			.param("region", run.place().region())
			.param("run", run.id())
			.param("target", run.target().toString())
			.params(parameters)
			.query((row, number) -> pair(row))
			.list();
	}

	long countPairs(Run run, String condition, Map<String, Object> parameters) {
		return this.jdbc
			.sql("select count(*) from matching_pair p where p.region_id = :region and p.run_id = :run "
					+ "and p.target = :target " + condition)
			.param("region", run.place().region())
			.param("run", run.id())
			.param("target", run.target().toString())
			.params(parameters)
			.query(Long.class)
			.single();
	}

	private static Run.PairRow pair(ResultSet row) throws SQLException {
		return new Run.PairRow(row.getLong("id"), row.getLong("mentee_id"), row.getLong("mentor_id"),
				row.getLong("mentee_organisation"), row.getLong("mentor_organisation"), row.getInt("score"),
				row.getBoolean("pinned"), row.getBoolean("moved"), row.getString("distance"),
				Arrays.asList((Long[]) array(row, "alternatives").getArray()),
				Arrays.asList((Integer[]) array(row, "alternative_scores").getArray()), row.getString("now"),
				row.getObject("mentorship_id", Long.class));
	}

	private static Array array(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getArray(column));
	}

	/** The figures of the target after the pairs were changed by hand. */
	void recount(Run run) {
		this.jdbc
			.sql("""
					update matching_run r set results = (select jsonb_agg(case when t ->> 'target' = r.target
					    then t || jsonb_build_object('pairs', p.pairs, 'left', l.alone, 'score', p.score, 'ownSchool', p.own)
					    else t end order by number) from jsonb_array_elements(r.results) with ordinality as e (t, number))
					from (select count(*) as pairs, coalesce(sum(score), 0) as score,
					    count(*) filter (where distance = 'school') as own from matching_pair
					    where region_id = :region and run_id = :run and target = :target) p,
					  (select count(*) as alone from matching_left
					    where region_id = :region and run_id = :run and target = :target) l
					where r.region_id = :region and r.id = :run""")
			.param("region", run.place().region())
			.param("run", run.id())
			.param("target", run.target().toString())
			.update();
	}

	/** What the run itself has led to is no news for it. */
	void keepFresh(Run run) {
		this.jdbc.sql("update matching_run set stale = :stale where region_id = :region and id = :id")
			.param("stale", run.stale())
			.param("region", run.place().region())
			.param("id", run.id())
			.update();
	}

	/** Somebody has decided something about the run. */
	void touch(long run, @Nullable Target target) {
		this.jdbc.sql("""
				update matching_run set target = coalesce(cast(:target as text), target), version = version + 1,
				  updated_at = now(), updated_by = :caller where region_id = :region and id = :id""")
			.param("target", (target != null) ? target.toString() : null)
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", run)
			.update();
	}

}
