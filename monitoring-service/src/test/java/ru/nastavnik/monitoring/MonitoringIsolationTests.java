package ru.nastavnik.monitoring;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.IsolationTests;
import ru.nastavnik.kit.test.World;
import ru.nastavnik.monitoring.indicator.Indicator;
import ru.nastavnik.monitoring.target.Targets;

class MonitoringIsolationTests extends IsolationTests {

	/** Persons have no names here; their ids must not get out either. */
	private static final long PUPIL = 900_177_001;

	private static final long TEACHER = 900_244_002;

	@Autowired
	private Map<String, Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JsonMapper json;

	@Autowired
	private Targets targets;

	@Override
	protected void seed(World world) {
		Place school = new Place(world.region(), world.institute(), world.municipality(), world.school());
		Place foreign = new Place(world.otherRegion(), world.otherInstitute(), null, world.foreign());
		tell("registryFacts", unit(new Place(world.region(), null, null, world.region()), "ministry", null),
				unit(new Place(world.region(), world.institute(), null, world.institute()), "institute",
						world.region()),
				unit(new Place(world.region(), world.institute(), world.municipality(), world.municipality()),
						"municipality", world.institute()),
				// it stood directly under the institute until 2026
				fact("organisation-changed", world.school(), school,
						Map.of("id", world.school(), "level", "school", "type", "school", "fullName", "Организация",
								"shortName", "Организация", "status", "active", "parentId", world.municipality(),
								"placements",
								List.of(Map.of("parentId", world.institute(), "institute", world.institute(), "from",
										"2020-01-01"),
										Map.of("parentId", world.municipality(), "institute", world.institute(),
												"municipality", world.municipality(), "from", "2026-10-01")))),
				unit(new Place(world.region(), world.institute(), world.municipality(), world.sibling()), "school",
						world.municipality()),
				unit(new Place(world.otherRegion(), null, null, world.otherRegion()), "ministry", null),
				unit(foreign, "school", world.otherRegion()),
				fact("population-changed", 31, school,
						Map.of("id", 31, "organisationId", world.school(), "asOf", "2026-09-01", "category",
								"pupils_10_19", "value", 100, "source", "ОО-1", "approved", true)),
				fact("participant-changed", PUPIL, school,
						Map.of("personId", PUPIL, "organisationId", world.school(), "born", "2013-01-01", "kind",
								"pupil", "from", "2025-09-01", "consentUntil", "9999-12-31")),
				fact("participant-changed", TEACHER, school,
						Map.of("personId", TEACHER, "organisationId", world.school(), "born", "1980-01-01", "kind",
								"staff", "position", "teacher", "from", "2025-09-01", "consentUntil", "9999-12-31")));
		tell("programmeFacts",
				fact("mentorship-changed", 41, school,
						Map.of("id", 41, "kind", "pair", "form", "teacher_pupil", "methods", List.of("one_to_one"),
								"status", "active", "start", "2026-09-15", "orderedOn", "2026-09-10", "mentors",
								List.of(Map.of("personId", TEACHER)), "mentees", List.of(Map.of("personId", PUPIL)))),
				// a pair that came from the sibling school
				fact("mentorship-changed", 42, school,
						Map.of("id", 42, "kind", "pair", "form", "teacher_teacher", "methods", List.of(), "status",
								"proposed", "start", "2026-09-15", "earlier",
								List.of(Map.of("organisationId", world.sibling(), "until", "2026-09-30")))),
				fact("meeting-changed", 51, school,
						Map.of("id", 51, "mentorshipId", 41, "status", "held", "heldOn", "2026-10-01")));
		for (String institute : List.of("institute@" + world.region() + "/" + world.institute(),
				"institute@" + world.otherRegion() + "/" + world.otherInstitute())) {
			As.run(institute, () -> {
				int version = 0;
				this.targets.set(Indicator.R145_3, 2030, java.math.BigDecimal.valueOf(71), version);
			});
		}
	}

	private Fact unit(Place place, String level, Long parent) {
		Map<String, Object> data = new java.util.HashMap<>(Map.of("id", place.organisation(), "level", level, "type",
				level.equals("school") ? "school" : "authority", "fullName", "Организация", "shortName", "Организация",
				"status", "active"));
		data.put("parentId", parent);
		return fact("organisation-changed", place.organisation(), place, data);
	}

	private Fact fact(String type, long subject, Place place, Map<String, Object> data) {
		return new Fact(1, type, subject, false, place, Instant.now(), this.json.valueToTree(data));
	}

	private void tell(String subscription, Fact... facts) {
		Set<Long> regions = new HashSet<>();
		for (Fact fact : facts) {
			regions.add(fact.place().region());
		}
		Scope.run(Scope.intake(regions), () -> this.transaction
			.executeWithoutResult((status) -> this.subscriptions.get(subscription).handler().accept(List.of(facts))));
	}

	@Override
	protected String minorMark() {
		return String.valueOf(PUPIL);
	}

	@Override
	protected String adultMark() {
		return String.valueOf(TEACHER);
	}

	@Override
	protected Set<String> readableInRegion() {
		return Set.of("indicator_target");
	}

	@Override
	protected Set<String> figures() {
		return Set.of("cell", "cell_shift", "unit", "population_state");
	}

	@Override
	protected Set<String> shared() {
		// how far regions are counted and feeds applied, federal plan values: no tenant
		// data
		return Set.of("horizon", "applied", "indicator_default");
	}

	@Override
	protected Map<String, Object> ids() {
		return Map.of("/dashboards/{unitId}", world().school(), "/people/{id}", PUPIL);
	}

	@Override
	protected Map<String, String> bodies() {
		return Map.of("PUT /targets", "{\"indicator\":\"R145-3\",\"year\":2030,\"value\":1,\"version\":1}");
	}

	@Override
	protected Map<String, String> queries() {
		return Map.of("GET /dashboards/{unitId}/trend", "code=OP-03");
	}

	@Override
	protected Set<String> notForPeople() {
		// the stream of changes stays open; ChangesTests and DashboardTests cover it
		return Set.of("GET /feed", "GET /feed/named", "GET /dashboards/{unitId}/changes");
	}

}
