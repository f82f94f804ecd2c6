package ru.nastavnik.kit.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The generated isolation test. For every table and every endpoint of the service it acts
 * as callers from outside and from above, and fails when a row leaks, when a row changes,
 * or when a new table or endpoint is not covered. Planted faults show that it can fail.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class IsolationTests {

	private static final long EXPORT = 987650002L;

	private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

	@Autowired
	private Db db;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private Audit audit;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private final World world = World.STANDARD;

	private @Nullable Map<String, Set<String>> columns;

	protected final World world() {
		return this.world;
	}

	protected final Db db() {
		return this.db;
	}

	/**
	 * Fills the schools of the world: every table gets at least one row of
	 * {@code world.school()}, whose texts carry {@link #minorMark()} or
	 * {@link #adultMark()} where they tell about such a person.
	 */
	protected abstract void seed(World world);

	/** A text in the rows of the school that tells about a minor. */
	protected abstract String minorMark();

	/** A text in the rows of the school that tells about an adult. */
	protected abstract String adultMark();

	/** Tables that everybody in a region may read, such as the directory. */
	protected abstract Set<String> readableInRegion();

	/** Tables of figures: readable above as counts. */
	protected Set<String> figures() {
		return Set.of();
	}

	/** Tables without region: dictionaries shared by all regions. */
	protected Set<String> shared() {
		return Set.of();
	}

	/**
	 * An existing id of the school for each path, such as {@code /people/{id}} →
	 * {@code 17}. One entry serves all paths below it.
	 */
	protected abstract Map<String, Object> ids();

	/**
	 * A body that would be valid from inside, for {@code POST /people} and the like;
	 * other writes are sent {@code {}}.
	 */
	protected Map<String, String> bodies() {
		return Map.of();
	}

	/**
	 * Query that a list needs, such as {@code GET /people} → {@code organisation=104}.
	 */
	protected Map<String, String> queries() {
		return Map.of();
	}

	/** Columns that a job in the background writes, whoever asks for what meanwhile. */
	protected Set<String> jobColumns() {
		return Set.of();
	}

	/** Tables that are filled and emptied in the background. */
	protected Set<String> queues() {
		return Set.of("outbox", "feed", "audit_pending", "audit_chain");
	}

	/** Endpoints that stream or are for services; each with a reason in the subclass. */
	protected Set<String> notForPeople() {
		return Set.of("GET /feed", "GET /feed/named");
	}

	/**
	 * Endpoints for people who are not signed in yet; each with a reason in the subclass.
	 */
	protected Set<String> open() {
		return Set.of();
	}

	@BeforeAll
	void fill() {
		seed(this.world);
		storeFile();
		logEvent();
		export();
		// facts are moved to the feed in the background; the test wants both tables
		// filled
		Scope.run(As.scope(this.world.curator()),
				() -> this.transaction.executeWithoutResult((status) -> this.jdbc.sql("""
						insert into idempotency (region_id, caller, key, hash) values (:region, :caller, 'x', 'x')
						on conflict do nothing""")
					.param("region", this.world.region())
					.param("caller", Scope.current().caller())
					.update()));
	}

	/** Every service has files: one of the school, about a minor. */
	private void storeFile() {
		this.db.client()
			.sql("""
					insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, person_id,
					  name, media_type, size, sha256, content)
					values (:region, :institute, :municipality, :school, 'isolation', 987650001, :name, 'text/csv', 1, '0', '0')""")
			.param("region", this.world.region())
			.param("institute", this.world.institute())
			.param("municipality", this.world.municipality())
			.param("school", this.world.school())
			.param("name", minorMark() + ".csv")
			.update();
	}

	/** Every service has a log: one line of the school, about a minor. */
	private void logEvent() {
		Place place = new Place(this.world.region(), this.world.institute(), this.world.municipality(),
				this.world.school());
		Scope.run(As.scope(this.world.curator()),
				() -> this.transaction.executeWithoutResult((status) -> this.audit.record(place, "changed", "person",
						987650001L, 987650001L, Map.of("lastName", minorMark()), Map.of("lastName", minorMark()))));
	}

	/** Exports are their owner's alone: one of the curator, with a child's name in it. */
	private void export() {
		for (String sql : List.of("""
				insert into export_job (region_id, id, caller, caller_name, grants, list, title, format, params, status)
				values (:region, :id, :caller, '', '{}', 'isolation', :name, 'csv', '{}', 'done')""", """
				insert into export_file (region_id, caller, export_id, content)
				values (:region, :caller, :id, convert_to(:name, 'UTF8'))""")) {
			this.db.client()
				.sql(sql)
				.param("region", this.world.region())
				.param("id", EXPORT)
				.param("caller", As.scope(this.world.curator()).caller())
				.param("name", minorMark())
				.update();
		}
	}

	// ---- tables

	@Test
	void everyTableIsBehindTheWall() {
		Assertions.assertThat(wallFindings()).isEmpty();
	}

	@Test
	void everyTableShowsEachCallerOnlyTheirRows() {
		Assertions.assertThat(rowFindings()).isEmpty();
	}

	@Test
	void everyTableHasRowsToLeak() {
		Assertions
			.assertThat(tablesWithRegion().stream()
				.filter((table) -> !queues().contains(table))
				.filter((table) -> this.db.count(table) == 0))
			.as("tables that the seed leaves empty prove nothing")
			.isEmpty();
	}

	@Test
	void aConnectionForgetsTheScopeOfItsLastUser() {
		for (String table : tablesWithRegion()) {
			for (int round = 0; round < 3; round++) {
				visible(table, this.world.curator());
				Assertions.assertThat(visible(table, "")).as(table).isEmpty();
			}
		}
	}

	@Test
	void noCallerWritesOutsideTheirScope() {
		Assertions.assertThat(writeFindings()).isEmpty();
	}

	@Test
	void plantedFaultsInTablesAreFound() {
		this.db.execute("create table planted (region_id bigint, organisation_id bigint)");
		this.db.execute("insert into planted values (" + this.world.region() + ", " + this.world.school() + ")");
		this.db.execute("grant all on planted to " + this.db.appRole());
		this.columns = null;
		try {
			Assertions.assertThat(wallFindings()).anyMatch((finding) -> finding.startsWith("planted"));
			Assertions.assertThat(rowFindings()).anyMatch((finding) -> finding.startsWith("planted"));
			Assertions.assertThat(writeFindings()).anyMatch((finding) -> finding.startsWith("planted"));
			this.db.execute("alter table planted enable row level security");
			this.db.execute("alter table planted force row level security");
			this.db.execute("create policy reading on planted for select using (region_id = "
					+ "current_setting('scope.region', true)::bigint)");
			Assertions.assertThat(wallFindings())
				.as("a policy without nullif")
				.anyMatch((finding) -> finding.startsWith("planted"));
		}
		finally {
			this.db.execute("drop table planted");
			this.columns = null;
		}
		Assertions.assertThat(wallFindings()).isEmpty();
	}

	// ---- endpoints

	@Test
	void everyEndpointIsCovered() {
		List<String> uncovered = new ArrayList<>();
		for (Endpoint endpoint : endpoints()) {
			if (endpoint.uri(null) == null) {
				uncovered.add(endpoint + ": no id for this path in ids()");
			}
		}
		Assertions.assertThat(uncovered).isEmpty();
	}

	@Test
	void insideTheSchoolTheSameRequestsAnswer() {
		List<String> findings = new ArrayList<>();
		for (Endpoint endpoint : endpoints()) {
			if (endpoint.method.equals("GET")) {
				Set<Integer> answers = new TreeSet<>();
				for (String insider : insiders()) {
					answers.add(send(endpoint, insider, null).getStatus());
				}
				if (answers.stream().noneMatch((status) -> status == 200)) {
					findings.add(endpoint + " answers nobody inside: " + answers);
				}
			}
		}
		Assertions.assertThat(findings).isEmpty();
	}

	@Test
	@DisplayName("BR-066: no endpoint names a minor above the school, nor leaks or changes a row")
	void noEndpointLeaksOrChangesARow() {
		Assertions.assertThat(endpointFindings()).isEmpty();
	}

	@Test
	void foreignAndMissingLookTheSame() {
		List<String> findings = new ArrayList<>();
		for (Endpoint endpoint : endpoints()) {
			if (!endpoint.pattern.contains("{")) {
				continue;
			}
			for (Map.Entry<String, String> outsider : this.world.outsiders().entrySet()) {
				MockHttpServletResponse foreign = send(endpoint, outsider.getValue(), null);
				MockHttpServletResponse missing = send(endpoint, outsider.getValue(), 987654321L);
				if (foreign.getStatus() != missing.getStatus()
						|| !withoutNoise(foreign).equals(withoutNoise(missing))) {
					findings.add(endpoint + " as " + outsider.getKey() + ": " + foreign.getStatus() + " "
							+ withoutNoise(foreign) + " but missing " + missing.getStatus() + " "
							+ withoutNoise(missing));
				}
			}
		}
		Assertions.assertThat(findings).isEmpty();
	}

	@Test
	void withoutATokenThereIsOnlyTheDoor() {
		for (Endpoint endpoint : endpoints()) {
			MockHttpServletResponse response = this.mvc
				.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders
					.request(HttpMethod.valueOf(endpoint.method), Objects.requireNonNull(endpoint.uri(null)))
					.contentType(MediaType.APPLICATION_JSON)
					.content("{}"))
				.getResponse();
			if (open().contains(endpoint.toString())) {
				Assertions.assertThat(response.getStatus())
					.as(endpoint.toString())
					.isBetween(400, 499)
					.isNotEqualTo(401);
			}
			else {
				Assertions.assertThat(response.getStatus()).as(endpoint.toString()).isEqualTo(401);
			}
		}
	}

	@Test
	void aRegionWithoutAGrantIsRefused() {
		for (Endpoint endpoint : endpoints()) {
			MockHttpServletResponse response = this.mvc
				.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders
					.request(HttpMethod.valueOf(endpoint.method), Objects.requireNonNull(endpoint.uri(null)))
					.header("X-Region", this.world.region())
					.contentType(MediaType.APPLICATION_JSON)
					.content("{}")
					.with(As.grants("ministry@" + this.world.otherRegion() + "/" + this.world.otherRegion())))
				.getResponse();
			Assertions.assertThat(response.getStatus()).as(endpoint.toString()).isEqualTo(403);
		}
	}

	@Test
	void plantedFaultsInPoliciesAreFoundThroughEndpoints() {
		Map<String, String> saved = new LinkedHashMap<>();
		this.db.client()
			.sql("select tablename, qual from pg_policies where schemaname = 'public' and policyname = 'reading'")
			.query((row, number) -> saved.put(row.getString(1), row.getString(2)))
			.list();
		try {
			saved.keySet().forEach((table) -> this.db.execute("alter policy reading on " + table + " using (true)"));
			Assertions.assertThat(endpointFindings()).isNotEmpty();
			Assertions.assertThat(wallFindings()).isNotEmpty();
		}
		finally {
			saved.forEach((table, condition) -> this.db
				.execute("alter policy reading on " + table + " using (" + condition + ")"));
		}
		Assertions.assertThat(wallFindings()).isEmpty();
	}

	// ---- the log

	@Test
	@DisplayName("a tampered line of the log is found by its event, whether the event, its values or its link were touched")
	void aTamperedLineOfTheLogIsFound() {
		long event = chained();
		String where = " where region_id = " + this.world.region() + " and ";
		Assertions.assertThat(findingsAbout(event)).isEmpty();
		for (String[] change : new String[][] { { "audit_event", "action = 'x'", "action = 'changed'", "id" },
				{ "audit_value", "actor = actor || 'x'", "actor = left(actor, -1)", "event_id" },
				{ "audit_chain", "hash = hash || '\\x00'", "hash = substring(hash from 1 for 32)", "event_id" } }) {
			String row = where + change[3] + " = " + event;
			tamper(change[0], change[1] + row);
			Assertions.assertThat(findingsAbout(event)).as(change[0]).isNotEmpty();
			tamper(change[0], change[2] + row);
			Assertions.assertThat(findingsAbout(event)).as(change[0] + " as it was").isEmpty();
		}
	}

	/** As somebody would who owns the database: triggers refuse it even to the owner. */
	private void tamper(String table, String change) {
		this.db.execute("alter table " + table + " disable trigger user");
		this.db.execute("update " + table + " set " + change);
		this.db.execute("alter table " + table + " enable trigger user");
	}

	/** The event of {@link #logEvent}, once it stands in the chain. */
	private long chained() {
		String which = "audit_event e where region_id = " + this.world.region() + " and person_id = 987650001";
		for (int round = 0; round < 200; round++) {
			if (this.db.count(which + " and exists (select from audit_chain c where c.event_id = e.id)") > 0) {
				break;
			}
			try {
				Thread.sleep(50);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.db.client().sql("select min(id) from " + which).query(Long.class).single();
	}

	/**
	 * What the verification says of this event; other lines are nobody's business here.
	 */
	private List<String> findingsAbout(long event) {
		MockHttpServletResponse response = this.mvc
			.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get("/audit/verification")
				.with(As.service("feeds")))
			.getResponse();
		String answer = text(response);
		Assertions.assertThat(response.getStatus()).as(answer).isEqualTo(200);
		return java.util.regex.Pattern.compile("\"eventId\":" + event + ",[^}]*")
			.matcher(answer)
			.results()
			.map(java.util.regex.MatchResult::group)
			.toList();
	}

	// ---- how it looks for findings

	private List<String> insiders() {
		List<String> insiders = new ArrayList<>(List.of(this.world.curator(), this.world.director()));
		insiders.addAll(this.world.above().values());
		return insiders;
	}

	private List<String> wallFindings() {
		List<String> findings = new ArrayList<>();
		String technical = "databasechangelog|databasechangeloglock|feed_cursor";
		this.db.client()
			.sql("""
					select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
					  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'region_id') as tenant,
					  pg_get_userbyid(c.relowner) as owner,
					  coalesce((select bool_and(coalesce(qual, '') || coalesce(with_check, '') ~* 'nullif'
					      or coalesce(qual, 'false') = 'false' and coalesce(with_check, 'false') = 'false')
					    from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), false) as sound,
					  (select count(*) from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
					from pg_class c join pg_namespace n on n.oid = c.relnamespace
					where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1""")
			.query((row) -> {
				String name = row.getString("name");
				if (name.matches(technical)) {
					return;
				}
				if (!row.getBoolean("tenant")) {
					if (!shared().contains(name)) {
						findings.add(name + ": no region_id and not declared as shared");
					}
				}
				else if (!row.getBoolean("forced")) {
					findings.add(name + ": row-level security is not forced");
				}
				else if (!row.getBoolean("sound") || row.getInt("policies") < 4) {
					findings.add(name + ": a policy is missing or does not use nullif");
				}
				if (row.getString("owner").equals(this.db.appRole())) {
					findings.add(name + ": owned by the application role");
				}
			});
		Boolean strong = this.db.client()
			.sql("select rolsuper or rolbypassrls from pg_roles where rolname = :role")
			.param("role", this.db.appRole())
			.query(Boolean.class)
			.single();
		if (Boolean.TRUE.equals(strong)) {
			findings.add("the application role bypasses row-level security");
		}
		return findings;
	}

	private List<String> rowFindings() {
		List<String> findings = new ArrayList<>();
		Map<String, String> callers = new LinkedHashMap<>(this.world.outsiders());
		callers.putAll(this.world.above());
		for (String table : tablesWithRegion()) {
			boolean placed = hasColumn(table, "organisation_id");
			String born = hasColumn(table, "birth_date") ? "birth_date" : hasColumn(table, "born") ? "born" : null;
			callers.forEach((who, grants) -> {
				List<Map<String, @Nullable Object>> rows = visible(table, grants);
				boolean above = this.world.above().containsKey(who);
				for (Map<String, @Nullable Object> row : rows) {
					long region = ((Number) Objects.requireNonNull(row.get("region_id"))).longValue();
					if (Scope.NONE.equals(As.scope(grants)) || As.scope(grants).region() != region) {
						findings.add(table + ": " + who + " sees a row of region " + region);
						return;
					}
					if (readableInRegion().contains(table) || table.equals("idempotency") || !placed) {
						continue;
					}
					Object organisation = row.get("organisation_id");
					boolean school = Objects.equals(organisation, this.world.school());
					if (school && !above) {
						findings.add(table + ": " + who + " sees a row of the school");
						return;
					}
					if (school && who.equals("its ministry") && !figures().contains(table)) {
						findings.add(table + ": the ministry sees a named row");
						return;
					}
					if (above && born != null && row.get(born) instanceof java.sql.Date date
							&& date.toLocalDate().isAfter(java.time.LocalDate.now().minusYears(18))) {
						findings.add(table + ": " + who + " sees a minor");
						return;
					}
					if (above && String.valueOf(row).contains(minorMark())) {
						findings.add(table + ": " + who + " reads of a minor");
						return;
					}
				}
			});
		}
		return findings;
	}

	/** Tries to touch rows of the school from every other scope, table by table. */
	private List<String> writeFindings() {
		List<String> findings = new ArrayList<>();
		Map<String, String> callers = new LinkedHashMap<>(this.world.outsiders());
		callers.put("its ministry", Objects.requireNonNull(this.world.above().get("its ministry")));
		callers.put("its municipality", Objects.requireNonNull(this.world.above().get("its municipality")));
		Set<String> everybodys = Set.of("idempotency", "outbox");
		for (String table : tablesWithRegion()) {
			if (!hasColumn(table, "organisation_id") || everybodys.contains(table)) {
				continue;
			}
			callers.forEach((who, grants) -> {
				for (String sql : List.of(
						"update " + table + " set region_id = region_id where organisation_id = " + this.world.school(),
						"delete from " + table + " where organisation_id = " + this.world.school(),
						"insert into " + table + " select * from (select (r).* from (select jsonb_populate_record("
								+ "null::" + table + ", to_jsonb(x)) as r from (select " + this.world.region()
								+ " as region_id, " + this.world.school() + " as organisation_id) x) y) z")) {
					if (attempt(sql, grants) > 0) {
						findings.add(table + ": " + who + " can " + sql.substring(0, 6));
					}
				}
			});
		}
		return findings;
	}

	/** Rows touched, 0 when the database refused; always rolled back. */
	private int attempt(String sql, String grants) {
		Integer rows = As.get(grants, () -> this.transaction.execute((status) -> {
			status.setRollbackOnly();
			try {
				return this.jdbc.sql(sql).update();
			}
			catch (org.springframework.dao.DataAccessException ex) {
				// not-null and unique checks come after the policy's check
				String state = (ex.getMostSpecificCause() instanceof java.sql.SQLException refusal)
						? String.valueOf(refusal.getSQLState()) : "";
				return state.startsWith("23") ? 1 : 0;
			}
		}));
		return (rows != null) ? rows : 0;
	}

	private List<String> endpointFindings() {
		List<String> findings = new ArrayList<>();
		Map<String, String> callers = new LinkedHashMap<>(this.world.outsiders());
		callers.putAll(this.world.above());
		for (Endpoint endpoint : endpoints()) {
			callers.forEach((who, grants) -> {
				boolean above = this.world.above().containsKey(who);
				if (above && !endpoint.method.equals("GET")) {
					return;
				}
				Map<String, String> before = endpoint.method.equals("GET") ? Map.of() : fingerprint();
				MockHttpServletResponse response = send(endpoint, grants, null);
				// a refusal repeats the path that was asked for
				String text = text(response).replace("" + endpoint.uri(null), "");
				if (response.getStatus() >= 500) {
					findings.add(endpoint + " as " + who + " failed: " + response.getStatus() + " " + text);
				}
				if (text.contains(minorMark())) {
					findings.add(endpoint + " tells " + who + " about a minor");
				}
				if (text.contains(adultMark()) && (!above || who.equals("its ministry"))) {
					findings.add(endpoint + " tells " + who + " about an adult of the school");
				}
				if (!before.isEmpty()) {
					Map<String, String> after = fingerprint();
					after.entrySet().removeAll(before.entrySet());
					if (!after.isEmpty()) {
						findings.add(endpoint + " lets " + who + " change a row of the school in " + after.keySet());
					}
				}
			});
		}
		return findings;
	}

	/** A hash of every row of the school, by table. */
	private Map<String, String> fingerprint() {
		String hashes = tablesWithRegion().stream()
			.filter((table) -> hasColumn(table, "organisation_id") && !Set.of("outbox", "feed").contains(table))
			.map((table) -> "select '" + table
					+ "' as name, coalesce(md5(string_agg(t.text, ',' order by t.text)), '') " + "as hash from (select "
					+ content(table) + " as text from " + table + " x where organisation_id = " + this.world.school()
					+ ") t")
			.collect(java.util.stream.Collectors.joining(" union all "));
		Map<String, String> byTable = new TreeMap<>();
		this.db.client().sql(hashes).query((row) -> {
			byTable.put(row.getString("name"), row.getString("hash"));
		});
		return byTable;
	}

	private String content(String table) {
		String jobs = jobColumns().stream()
			.filter((column) -> hasColumn(table, column))
			.map((column) -> " - '" + column + "'")
			.collect(java.util.stream.Collectors.joining());
		return jobs.isEmpty() ? "x::text" : "(to_jsonb(x)" + jobs + ")::text";
	}

	private List<Map<String, @Nullable Object>> visible(String table, String grants) {
		List<Map<String, @Nullable Object>> rows = As.get(grants, () -> this.transaction
			.execute((status) -> new ArrayList<>(this.jdbc.sql("select * from " + table).query().listOfRows())));
		return (rows != null) ? rows : List.of();
	}

	private Set<String> tablesWithRegion() {
		return columns().entrySet()
			.stream()
			.filter((entry) -> entry.getValue().contains("region_id"))
			.map(Map.Entry::getKey)
			.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
	}

	private boolean hasColumn(String table, String column) {
		return columns().getOrDefault(table, Set.of()).contains(column);
	}

	/** Columns by table; asked for anew only after a planted table came or went. */
	private Map<String, Set<String>> columns() {
		if (this.columns == null) {
			Map<String, Set<String>> found = new TreeMap<>();
			this.db.client().sql("""
					select c.relname, a.attname from pg_class c join pg_namespace n on n.oid = c.relnamespace
					join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
					where n.nspname = 'public' and c.relkind in ('r', 'p')""").query((row) -> {
				found.computeIfAbsent(row.getString(1), (table) -> new TreeSet<>()).add(row.getString(2));
			});
			this.columns = found;
		}
		return this.columns;
	}

	private MockHttpServletResponse send(Endpoint endpoint, String grants, @Nullable Object id) {
		String query = queries().get(endpoint.toString());
		String uri = endpoint.uri(id) + ((query != null) ? "?" + query : "");
		return this.mvc
			.perform(org.springframework.test.web.servlet.request.MockMvcRequestBuilders
				.request(HttpMethod.valueOf(endpoint.method), uri)
				.contentType(MediaType.APPLICATION_JSON)
				.content(Objects.requireNonNullElse(bodies().get(endpoint.toString()), "{}"))
				.with(grants.isEmpty() ? As.user("nobody") : As.grants(grants.split(","))))
			.getResponse();
	}

	private static String text(MockHttpServletResponse response) {
		return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

	private static String withoutNoise(MockHttpServletResponse response) {
		return text(response).replaceAll("\"instance\":\"[^\"]*\",?", "")
			.replaceAll("\"traceId\":\"[^\"]*\",?", "")
			.replaceAll("987654321", "<id>");
	}

	private List<Endpoint> endpoints() {
		List<Endpoint> endpoints = new ArrayList<>();
		this.mappings.getHandlerMethods().forEach((mapping, method) -> {
			if (!method.getBeanType().getPackageName().startsWith("ru.nastavnik")) {
				return;
			}
			for (String pattern : patterns(mapping)) {
				mapping.getMethodsCondition()
					.getMethods()
					.forEach((verb) -> endpoints.add(new Endpoint(verb.name(), pattern)));
			}
		});
		endpoints.removeIf((endpoint) -> notForPeople().contains(endpoint.toString()));
		endpoints.sort(java.util.Comparator.comparing(Endpoint::toString));
		return endpoints;
	}

	private static Set<String> patterns(RequestMappingInfo mapping) {
		return mapping.getPatternValues();
	}

	private final class Endpoint {

		private final String method;

		private final String pattern;

		Endpoint(String method, String pattern) {
			this.method = method;
			this.pattern = pattern;
		}

		/**
		 * The path with ids of the school, or with another id; null when none is known.
		 */
		@Nullable String uri(@Nullable Object id) {
			if (!this.pattern.contains("{")) {
				return this.pattern;
			}
			Object known = (id != null) ? id : known();
			return (known != null) ? VARIABLE.matcher(this.pattern).replaceAll(String.valueOf(known)) : null;
		}

		private @Nullable Object known() {
			return ids().entrySet()
				.stream()
				.filter((entry) -> this.pattern.equals(entry.getKey()) || this.pattern.startsWith(entry.getKey() + "/"))
				.max(java.util.Comparator.comparingInt((entry) -> entry.getKey().length()))
				.<Object>map(Map.Entry::getValue)
				.orElse(this.pattern.startsWith("/exports/{id}") ? EXPORT : null);
		}

		@Override
		public String toString() {
			return this.method + " " + this.pattern;
		}

	}

}
