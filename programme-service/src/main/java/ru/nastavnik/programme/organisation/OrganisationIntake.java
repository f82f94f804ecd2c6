package ru.nastavnik.programme.organisation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Keeps the replica of the directory. The transaction is the feed reader's.
 */
@Component
public class OrganisationIntake {

	private static final String UPSERT = """
			insert into organisation (region_id, institute_id, municipality_id, organisation_id, parent_id, level, type,
			  full_name, short_name, status)
			select * from unnest(:region::bigint[], :institute::bigint[], :municipality::bigint[], :id::bigint[],
			  :parent::bigint[], :level::text[], :type::text[], :fullName::text[], :shortName::text[], :status::text[])
			on conflict (region_id, organisation_id) do update set institute_id = excluded.institute_id,
			  municipality_id = excluded.municipality_id, parent_id = excluded.parent_id, level = excluded.level,
			  type = excluded.type, full_name = excluded.full_name, short_name = excluded.short_name,
			  status = excluded.status""";

	private final JdbcClient jdbc;

	private final JsonMapper json;

	OrganisationIntake(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Applies the facts of its type in order; the last state of an organisation wins. */
	public void apply(List<Fact> facts) {
		Map<Long, Fact> last = new LinkedHashMap<>();
		facts.stream()
			.filter((fact) -> fact.type().equals("organisation-changed"))
			.forEach((fact) -> last.put(fact.subject(), fact));
		List<Fact> put = last.values().stream().filter((fact) -> !fact.deleted()).toList();
		if (!put.isEmpty()) {
			upsert(put);
			this.jdbc.sql("insert into known_region (region) select unnest(:regions::bigint[]) on conflict do nothing")
				.param("regions", put.stream().map((fact) -> fact.place().region()).distinct().toArray(Long[]::new))
				.update();
		}
		List<Fact> gone = last.values().stream().filter(Fact::deleted).toList();
		if (!gone.isEmpty()) {
			this.jdbc.sql("delete from organisation where region_id = any(:regions) and organisation_id = any(:ids)")
				.param("regions", gone.stream().map((fact) -> fact.place().region()).distinct().toArray(Long[]::new))
				.param("ids", gone.stream().map(Fact::subject).toArray(Long[]::new))
				.update();
		}
	}

	private void upsert(List<Fact> facts) {
		List<Place> places = facts.stream().map(Fact::place).toList();
		List<OrganisationChanged> states = facts.stream()
			.map((fact) -> this.json.treeToValue(fact.data(), OrganisationChanged.class))
			.toList();
		this.jdbc.sql(UPSERT)
			.param("region", places.stream().map(Place::region).toArray(Long[]::new))
			.param("institute", places.stream().map(Place::institute).toArray(Long[]::new))
			.param("municipality", places.stream().map(Place::municipality).toArray(Long[]::new))
			.param("id", facts.stream().map(Fact::subject).toArray(Long[]::new))
			.param("parent", states.stream().map(OrganisationChanged::parentId).toArray(Long[]::new))
			.param("level", states.stream().map(OrganisationChanged::level).toArray(String[]::new))
			.param("type", states.stream().map(OrganisationChanged::type).toArray(String[]::new))
			.param("fullName", states.stream().map(OrganisationChanged::fullName).toArray(String[]::new))
			.param("shortName", states.stream().map(OrganisationChanged::shortName).toArray(String[]::new))
			.param("status",
					states.stream()
						.map((state) -> Objects.requireNonNullElse(state.status(), "active"))
						.toArray(String[]::new))
			.update();
	}

	/** What this service reads of the registry's fact. */
	record OrganisationChanged(long id, @Nullable Long parentId, String level, String type, String fullName,
			String shortName, @Nullable String status) {
	}

}
