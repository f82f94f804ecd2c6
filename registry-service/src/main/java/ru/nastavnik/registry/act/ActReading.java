package ru.nastavnik.registry.act;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

/**
 * Acts and minutes as screens show them, with what became of the acts they cite.
 */
@Service
@Transactional(readOnly = true)
class ActReading {

	private static final Map<String, String> ACT_SORTS = Map.of("date", "a.act_date", "number", "a.number", "title",
			"a.title", "status", "a.status", "kind", "a.kind");

	private static final Map<String, String> MINUTES_SORTS = Map.of("date", "a.held_on", "number", "a.number", "body",
			"a.body");

	/** A row {@code a} that cites an act which no longer acts (BR-013). */
	static final String FLAGGED = """
			exists (select from normative_act r where r.region_id = a.region_id and r.id = any (a.cites)
			  and r.status = 'repealed')""";

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final String HAS_FILE = """
			exists (select from stored_file f where f.region_id = a.region_id and f.feature = '%s'
			  and f.subject_id = a.id) as has_file""";

	private final JdbcClient jdbc;

	private final EntityManager entityManager;

	ActReading(JdbcClient jdbc, EntityManager entityManager) {
		this.jdbc = jdbc;
		this.entityManager = entityManager;
	}

	/** A cited or replacing act in short. */
	record Reference(long id, String text, String status, @Nullable Long replacedById) {
	}

	/** An act on the screen. */
	record ActView(long id, long organisationId, Act.Level level, String kind, String issuer, String number,
			LocalDate date, String title, @Nullable String link, Act.@Nullable Part serves, String status,
			@Nullable LocalDate repealedOn, @Nullable Reference replacedBy, List<Reference> cites, boolean flagged,
			boolean hasFile, boolean keeps, int version) {
	}

	/** Minutes on the screen. */
	record MinutesView(long id, long organisationId, String body, String number, LocalDate date, String agenda,
			String decision, List<Reference> cites, boolean flagged, boolean hasFile, boolean keeps, int version) {
	}

	/** What acts are asked for. */
	record Filter(@Nullable Long organisation, Act.@Nullable Level level, @Nullable String status, @Nullable String q,
			boolean flagged) {
	}

	private record Row<T>(T view, List<Long> refers) {
	}

	Slice<ActView> acts(Filter filter, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder("a.region_id = :region");
		params.put("region", Scope.current().region());
		if (filter.level() != null) {
			where.append(" and a.level = :level");
			params.put("level", filter.level().toString());
		}
		if (filter.organisation() != null) {
			where.append(" and (a.shared or a.organisation_id = :organisation)");
			params.put("organisation", filter.organisation());
		}
		if (filter.status() != null) {
			where.append(" and a.status = :status");
			params.put("status", filter.status());
		}
		return page("normative_act", "act", where, filter.q(), filter.flagged(), params,
				page.orderBy(ACT_SORTS, "a.act_date desc, a.id desc"), page, ActReading::act, ActReading::with);
	}

	Slice<MinutesView> minutes(@Nullable Long organisation, @Nullable String q, boolean flagged, PageQuery page) {
		Map<String, Object> params = new HashMap<>();
		StringBuilder where = new StringBuilder("a.region_id = :region");
		params.put("region", Scope.current().region());
		if (organisation != null) {
			where.append(" and a.organisation_id = :organisation");
			params.put("organisation", organisation);
		}
		return page("minutes", "minutes", where, q, flagged, params,
				page.orderBy(MINUTES_SORTS, "a.held_on desc, a.id desc"), page, ActReading::minutes, ActReading::with);
	}

	ActView act(long id) {
		this.entityManager.flush();
		return one("normative_act", "act", id, ActReading::act, ActReading::with);
	}

	MinutesView minutes(long id) {
		this.entityManager.flush();
		return one("minutes", "minutes", id, ActReading::minutes, ActReading::with);
	}

	/** Those of the ids that the caller may cite. */
	Set<Long> known(Collection<Long> ids) {
		return references(ids).keySet();
	}

	private interface Reading<T> {

		Row<T> read(ResultSet row, int number) throws SQLException;

	}

	private interface Joining<T> {

		T with(T view, Map<Long, Reference> references, List<Long> refers);

	}

	private <T> Slice<T> page(String table, String feature, StringBuilder where, @Nullable String q, boolean flagged,
			Map<String, Object> params, String order, PageQuery page, Reading<T> reading, Joining<T> joining) {
		if (q != null && !q.isBlank()) {
			String[] words = Act.searchable(q).strip().split(" ");
			for (int at = 0; at < Math.min(words.length, 6); at++) {
				where.append(" and strpos(a.text_norm, :q").append(at).append(") > 0");
				params.put("q" + at, " " + words[at]);
			}
		}
		if (flagged) {
			where.append(" and ").append(FLAGGED);
		}
		List<Row<T>> rows = this.jdbc
			.sql("select a.*, " + HAS_FILE.formatted(feature) + " from " + table + " a where " + where + " order by "
					+ order + " limit " + page.size() + " offset " + page.offset())
			.params(params)
			.query(reading::read)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1 from " + table + " a where " + where + " limit " + (Slice.COUNTED + 1)
					+ ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(joined(rows, joining), page, total);
	}

	private <T> T one(String table, String feature, long id, Reading<T> reading, Joining<T> joining) {
		List<Row<T>> rows = this.jdbc
			.sql("select a.*, " + HAS_FILE.formatted(feature) + " from " + table
					+ " a where a.region_id = :region and a.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(reading::read)
			.list();
		return joined(rows, joining).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private <T> List<T> joined(List<Row<T>> rows, Joining<T> joining) {
		Set<Long> ids = rows.stream()
			.flatMap((row) -> row.refers().stream())
			.collect(Collectors.toCollection(TreeSet::new));
		Map<Long, Reference> references = references(ids);
		return rows.stream().map((row) -> joining.with(row.view(), references, row.refers())).toList();
	}

	private Map<Long, Reference> references(Collection<Long> ids) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		return this.jdbc
			.sql("select id, kind, issuer, number, act_date, title, status, replaced_by_id from normative_act "
					+ "where region_id = :region and id = any (:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> new Reference(row.getLong("id"), text(row), row.getString("status"),
					row.getObject("replaced_by_id", Long.class)))
			.list()
			.stream()
			.collect(Collectors.toMap(Reference::id, Function.identity()));
	}

	private static String text(ResultSet row) throws SQLException {
		return row.getString("kind") + " " + row.getString("issuer") + " от "
				+ date(row.getObject("act_date", LocalDate.class)) + " № " + row.getString("number") + " «"
				+ row.getString("title") + "»";
	}

	static String date(LocalDate date) {
		return DATE.format(date);
	}

	private static Row<ActView> act(ResultSet row, int number) throws SQLException {
		List<Long> cites = ids(row.getArray("cites"));
		List<Long> refers = new ArrayList<>(cites);
		Long replaced = row.getObject("replaced_by_id", Long.class);
		if (replaced != null) {
			refers.add(replaced);
		}
		long organisation = row.getLong("organisation_id");
		Reference replacing = (replaced != null) ? new Reference(replaced, "", "", null) : null;
		return new Row<>(new ActView(row.getLong("id"), organisation, Act.Level.of(row.getString("level")),
				row.getString("kind"), row.getString("issuer"), row.getString("number"),
				row.getObject("act_date", LocalDate.class), row.getString("title"), row.getString("link"),
				Act.Part.of(row.getString("serves")), row.getString("status"),
				row.getObject("repealed_on", LocalDate.class), replacing, List.of(), false, row.getBoolean("has_file"),
				Scope.current().write().contains(organisation), row.getInt("version")), refers);
	}

	private static ActView with(ActView view, Map<Long, Reference> references, List<Long> refers) {
		Long replaced = (view.replacedBy() != null) ? view.replacedBy().id() : null;
		List<Reference> cites = cited(references, refers, replaced);
		return new ActView(view.id(), view.organisationId(), view.level(), view.kind(), view.issuer(), view.number(),
				view.date(), view.title(), view.link(), view.serves(), view.status(), view.repealedOn(),
				(replaced != null) ? references.get(replaced) : null, cites, flagged(cites), view.hasFile(),
				view.keeps(), view.version());
	}

	private static Row<MinutesView> minutes(ResultSet row, int number) throws SQLException {
		long organisation = row.getLong("organisation_id");
		return new Row<>(new MinutesView(row.getLong("id"), organisation, row.getString("body"),
				row.getString("number"), row.getObject("held_on", LocalDate.class), row.getString("agenda"),
				row.getString("decision"), List.of(), false, row.getBoolean("has_file"),
				Scope.current().write().contains(organisation), row.getInt("version")), ids(row.getArray("cites")));
	}

	private static MinutesView with(MinutesView view, Map<Long, Reference> references, List<Long> refers) {
		List<Reference> cites = cited(references, refers, null);
		return new MinutesView(view.id(), view.organisationId(), view.body(), view.number(), view.date(), view.agenda(),
				view.decision(), cites, flagged(cites), view.hasFile(), view.keeps(), view.version());
	}

	private static List<Reference> cited(Map<Long, Reference> references, List<Long> refers, @Nullable Long replaced) {
		return refers.stream()
			.filter((id) -> !id.equals(replaced))
			.map(references::get)
			.filter(Objects::nonNull)
			.toList();
	}

	private static boolean flagged(List<Reference> cites) {
		return cites.stream().anyMatch((cited) -> cited.status().equals("repealed"));
	}

	private static List<Long> ids(Array array) throws SQLException {
		return Arrays.asList((Long[]) array.getArray());
	}

}
