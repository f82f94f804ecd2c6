package ru.nastavnik.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.monitoring.indicator.Recompute;

/** A region of its own for each test, told by facts. */
@ServiceTest
public abstract class MonitoringTests {

	/** Beyond the numbers of the producers' examples. */
	private static final AtomicLong IDS = new AtomicLong(1_000_000);

	@Autowired
	protected Map<String, Subscription> subscriptions;

	@Autowired
	protected TransactionTemplate transaction;

	@Autowired
	protected JsonMapper json;

	@Autowired
	protected MockMvcTester mvc;

	@Autowired
	protected Recompute recompute;

	@Autowired
	protected Db db;

	@Autowired
	protected FixedClock.Movable clock;

	private final AtomicLong position = new AtomicLong();

	protected final long region = id();

	protected final long institute = id();

	protected final long north = id();

	protected final long south = id();

	protected final long school = id();

	protected final long other = id();

	protected final long distant = id();

	protected static long id() {
		return IDS.incrementAndGet();
	}

	@AfterEach
	void backToToday() {
		this.clock.moveTo(FixedClock.TODAY);
	}

	protected Place at(long organisation) {
		if (organisation == this.region) {
			return new Place(this.region, null, null, this.region);
		}
		if (organisation == this.institute) {
			return new Place(this.region, this.institute, null, this.institute);
		}
		if (organisation == this.north || organisation == this.south) {
			return new Place(this.region, this.institute, organisation, organisation);
		}
		return new Place(this.region, this.institute, (organisation == this.distant) ? this.south : this.north,
				organisation);
	}

	// ---- facts

	protected Fact fact(String type, long subject, Place place, Object data) {
		JsonNode node = this.json.valueToTree(data);
		return new Fact(this.position.incrementAndGet(), type, subject, false, place, this.clock.instant(), node);
	}

	protected Fact gone(String type, long subject, Place place) {
		return new Fact(this.position.incrementAndGet(), type, subject, true, place, Instant.now(),
				tools.jackson.databind.node.NullNode.getInstance());
	}

	protected Fact organisation(long id, String level, Long parent) {
		return organisation(id, level, parent, at(id));
	}

	protected Fact organisation(long id, String level, Long parent, Place place) {
		return fact("organisation-changed", id, place,
				of("id", id, "parentId", parent, "level", level, "type",
						level.equals("school") ? "school" : "authority", "fullName", "Полное имя " + id, "shortName",
						"Имя " + id, "status", "active", "validFrom", "2024-09-01"));
	}

	/** A school that stood under these municipalities, each since its day. */
	protected Fact school(long id, Map<String, Long> municipalities) {
		List<Map<String, Object>> placements = new ArrayList<>();
		municipalities.forEach((from, municipality) -> placements.add(
				of("parentId", municipality, "institute", this.institute, "municipality", municipality, "from", from)));
		long last = municipalities.values().stream().reduce(0L, (first, second) -> second);
		return fact("organisation-changed", id, new Place(this.region, this.institute, last, id),
				of("id", id, "parentId", last, "level", "school", "type", "school", "fullName", "Полное имя " + id,
						"shortName", "Имя " + id, "status", "active", "validFrom", "2024-09-01", "placements",
						placements));
	}

	/** Municipalities by the day since when, as they follow each other. */
	protected static Map<String, Long> since(Object... daysAndMunicipalities) {
		Map<String, Long> since = new LinkedHashMap<>();
		for (int at = 0; at < daysAndMunicipalities.length; at += 2) {
			since.put((String) daysAndMunicipalities[at], (Long) daysAndMunicipalities[at + 1]);
		}
		return since;
	}

	/**
	 * Ministry, institute, two municipalities; two schools in the first, one in the
	 * second.
	 */
	protected List<Fact> territory() {
		return List.of(organisation(this.region, "ministry", null),
				organisation(this.institute, "institute", this.region),
				organisation(this.north, "municipality", this.institute),
				organisation(this.south, "municipality", this.institute),
				organisation(this.school, "school", this.north), organisation(this.other, "school", this.north),
				organisation(this.distant, "school", this.south));
	}

	protected Fact population(long organisation, String category, long value, String asOf, boolean approved) {
		return population(id(), organisation, category, value, asOf, approved);
	}

	protected Fact population(long id, long organisation, String category, long value, String asOf, boolean approved) {
		return fact("population-changed", id, at(organisation), of("id", id, "organisationId", organisation, "asOf",
				asOf, "category", category, "value", value, "source", "ОО-1", "approved", approved));
	}

	protected Fact teacher(long person, long organisation, String experienceSince, Object... more) {
		return participant(person, organisation, "1999-05-05", plus(of("kind", "staff", "position", "teacher",
				"experienceSince", experienceSince, "hiredOn", "2025-09-01", "from", "2025-09-01"), more));
	}

	protected Fact pupil(long person, long organisation, String born, Object... more) {
		return participant(person, organisation, born,
				plus(of("kind", "pupil", "grade", 8, "from", "2025-09-01"), more));
	}

	protected Fact participant(long person, long organisation, String born, Map<String, Object> more) {
		Map<String, Object> data = of("personId", person, "organisationId", organisation, "born", born, "consentUntil",
				"9999-12-31");
		data.putAll(more);
		return fact("participant-changed", person, at(organisation), data);
	}

	protected static Map<String, Object> mentee(String status, String since) {
		return of("profileId", 1L, "category", "pupil", "status", status, "since", since);
	}

	/** A mentorship in work since September, unless said otherwise. */
	protected Fact mentorship(long id, long organisation, String form, List<Long> mentors, List<Long> mentees,
			Object... more) {
		return fact("mentorship-changed", id, at(organisation),
				plus(of("id", id, "kind", "pair", "form", form, "methods", List.of("one_to_one"), "status", "active",
						"start", "2026-09-15", "plannedEnd", "2027-05-31", "orderedOn", "2026-09-10", "mentors",
						persons(mentors), "mentees", persons(mentees), "withMinors", false), more));
	}

	protected Fact meeting(long id, long mentorship, long organisation, String status, String heldOn) {
		return fact("meeting-changed", id, at(organisation), of("id", id, "mentorshipId", mentorship, "kind", "regular",
				"status", status, "plannedOn", "2026-10-01", "heldOn", heldOn));
	}

	private static List<Map<String, Object>> persons(List<Long> ids) {
		return ids.stream().map((id) -> of("personId", id)).toList();
	}

	protected static Map<String, Object> of(Object... pairs) {
		return plus(new LinkedHashMap<>(), pairs);
	}

	private static Map<String, Object> plus(Map<String, Object> map, Object... pairs) {
		for (int at = 0; at < pairs.length; at += 2) {
			map.put((String) pairs[at], pairs[at + 1]);
		}
		return map;
	}

	// ---- telling

	protected void tell(Fact... facts) {
		tell(Arrays.asList(facts));
	}

	/** Applies facts as their two feeds would, one batch for each. */
	protected void tell(List<Fact> facts) {
		List<Fact> registry = new ArrayList<>();
		List<Fact> programme = new ArrayList<>();
		facts.forEach((fact) -> (isProgramme(fact) ? programme : registry).add(fact));
		batch("registryFacts", registry);
		batch("programmeFacts", programme);
	}

	protected static boolean isProgramme(Fact fact) {
		return fact.type().startsWith("mentorship") || fact.type().startsWith("meeting");
	}

	protected void batch(String subscription, List<Fact> facts) {
		if (!facts.isEmpty()) {
			batch(facts, this.subscriptions.get(subscription).handler());
		}
	}

	protected void batch(List<Fact> facts, Consumer<List<Fact>> handler) {
		Set<Long> regions = Set.copyOf(facts.stream().map((fact) -> fact.place().region()).toList());
		Scope.run(Scope.intake(regions),
				() -> this.transaction.executeWithoutResult((status) -> handler.accept(facts)));
	}

	// ---- asking

	protected Recompute.Comparison compare() {
		return Scope.get(Scope.intake(Set.of(this.region)), () -> this.recompute.compare(this.region, null, null));
	}

	protected void cellsAreExact() {
		Recompute.Comparison comparison = compare();
		Assertions.assertThat(comparison.differences()).isEmpty();
		Assertions.assertThat(comparison.compared()).isPositive();
	}

	/** A cell as it is now. */
	protected String now(long unit, int period, String indicator) {
		return this.db.client()
			.sql("select coalesce(sum(num), 0) || '/' || coalesce(sum(den), 0) from (select * from cell "
					+ "union all select * from cell_shift) as kept where unit_id = :unit and period = :period "
					+ "and indicator = :indicator and slice = ''")
			.param("unit", unit)
			.param("period", period)
			.param("indicator", indicator)
			.query(String.class)
			.single();
	}

	/** A cell as "num/den". */
	protected String cell(long unit, int period, String indicator) {
		return cell(unit, period, indicator, "", "");
	}

	protected String cell(long unit, int period, String indicator, String slice, String value) {
		return this.db.client()
			.sql("select num || '/' || den from cell where unit_id = :unit and period = :period "
					+ "and indicator = :indicator and slice = :slice and value_code = :value")
			.param("unit", unit)
			.param("period", period)
			.param("indicator", indicator)
			.param("slice", slice)
			.param("value", value)
			.query(String.class)
			.optional()
			.orElse("0/0");
	}

	protected String ministry() {
		return "ministry@" + this.region + "/" + this.region;
	}

	protected String municipal() {
		return "municipal@" + this.region + "/" + this.north;
	}

	protected String instituteUser() {
		return "institute@" + this.region + "/" + this.institute;
	}

	protected String curator() {
		return "curator@" + this.region + "/" + this.school;
	}

	protected MvcTestResult get(String as, String uri, Object... variables) {
		return this.mvc.get().uri(uri, variables).with(As.grants(as)).exchange();
	}

	protected JsonNode read(String as, String uri, Object... variables) {
		MvcTestResult result = get(as, uri, variables);
		try {
			String body = result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
			Assertions.assertThat(result.getResponse().getStatus()).as(body).isEqualTo(200);
			return this.json.readTree(body);
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	protected static JsonNode figure(JsonNode dashboard, String code) {
		return Stream.iterate(0, (at) -> at < dashboard.get("figures").size(), (at) -> at + 1)
			.map((at) -> dashboard.get("figures").get(at))
			.filter((figure) -> figure.get("code").asString().equals(code))
			.findFirst()
			.orElseThrow();
	}

	protected static LocalDate day(String text) {
		return LocalDate.parse(text);
	}

}
