package ru.nastavnik.programme.labour;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Keeps the replica of the labour papers. The transaction is the feed reader's.
 */
@Component
public class LabourIntake {

	private static final String UPSERT = """
			insert into labour (region_id, institute_id, municipality_id, organisation_id, id, mentor_id, mentee_id, status,
			  term_from, term_to, exempt)
			select * from unnest(:region::bigint[], :institute::bigint[], :municipality::bigint[],
			  :organisation::bigint[], :id::bigint[], :mentor::bigint[], :mentee::bigint[], :status::text[],
			  :from::date[], :to::date[], :exempt::boolean[])
			on conflict (region_id, id) do update set institute_id = excluded.institute_id,
			  municipality_id = excluded.municipality_id, organisation_id = excluded.organisation_id,
			  mentor_id = excluded.mentor_id, mentee_id = excluded.mentee_id, status = excluded.status,
			  term_from = excluded.term_from, term_to = excluded.term_to, exempt = excluded.exempt""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	LabourIntake(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the facts of its type; the last state of the papers wins. */
	public void apply(List<Fact> facts) {
		Map<Long, Fact> last = new TreeMap<>();
		facts.stream()
			.filter((fact) -> fact.type().equals("labour-changed"))
			.forEach((fact) -> last.put(fact.subject(), fact));
		List<Fact> put = last.values().stream().filter((fact) -> !fact.deleted()).toList();
		if (!put.isEmpty()) {
			upsert(put);
		}
		List<Fact> gone = last.values().stream().filter(Fact::deleted).toList();
		if (!gone.isEmpty()) {
			this.jdbc.sql("delete from labour where region_id = any(:regions) and id = any(:ids)")
				.param("regions", gone.stream().map((fact) -> fact.place().region()).distinct().toArray(Long[]::new))
				.param("ids", gone.stream().map(Fact::subject).toArray(Long[]::new))
				.update();
		}
	}

	private void upsert(List<Fact> facts) {
		List<Place> places = facts.stream().map(Fact::place).toList();
		List<LabourChanged> states = facts.stream()
			.map((fact) -> this.json.treeToValue(fact.data(), LabourChanged.class))
			.toList();
		this.jdbc.sql(UPSERT)
			.param("region", places.stream().map(Place::region).toArray(Long[]::new))
			.param("institute", places.stream().map(Place::institute).toArray(Long[]::new))
			.param("municipality", places.stream().map(Place::municipality).toArray(Long[]::new))
			.param("organisation", places.stream().map(Place::organisation).toArray(Long[]::new))
			.param("id", facts.stream().map(Fact::subject).toArray(Long[]::new))
			.param("mentor", states.stream().map(LabourChanged::mentorId).toArray(Long[]::new))
			.param("mentee", states.stream().map(LabourChanged::menteeId).toArray(Long[]::new))
			.param("status", states.stream().map(LabourChanged::status).toArray(String[]::new))
			.param("from", dates(states, LabourChanged::from))
			.param("to", dates(states, LabourChanged::to))
			.param("exempt", states.stream().map(LabourChanged::exempt).toArray(Boolean[]::new))
			.update();
	}

	private static @Nullable String[] dates(List<LabourChanged> states,
			Function<LabourChanged, @Nullable LocalDate> value) {
		return states.stream().map(value).map((date) -> (date != null) ? date.toString() : null).toArray(String[]::new);
	}

	/** What this service reads of the registry's fact. */
	record LabourChanged(long mentorId, long menteeId, String status, LocalDate from, @Nullable LocalDate to,
			boolean exempt) {
	}

}
