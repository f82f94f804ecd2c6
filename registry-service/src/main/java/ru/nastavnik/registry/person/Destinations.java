package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;

/**
 * Where in the region somebody may be transferred: a name and a municipality, which the
 * directory tells everybody.
 */
@Component
class Destinations {

	private static final int SHOWN = 20;

	private final JdbcClient jdbc;

	Destinations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** An organisation to choose. */
	record Destination(long id, String shortName, @Nullable String municipality) {
	}

	List<Destination> search(String q) {
		return this.jdbc.sql("""
				select o.id, o.short_name, m.short_name as municipality from organisation o
				left join organisation m on m.region_id = o.region_id and m.id = o.municipality_id and m.id <> o.id
				where o.region_id = :region and o.level = 'school' and o.status = 'active'
				  and position(:q in o.name_norm) > 0
				order by o.name_norm, o.id limit :shown""")
			.param("region", Scope.current().region())
			.param("q", Names.normalised(q))
			.param("shown", SHOWN)
			.query((row, number) -> new Destination(row.getLong("id"), row.getString("short_name"),
					row.getString("municipality")))
			.list();
	}

	Optional<Place> place(long organisation) {
		return this.jdbc.sql("""
				select region_id, institute_id, municipality_id, organisation_id from organisation
				where region_id = :region and id = :id and status = 'active'""")
			.param("region", Scope.current().region())
			.param("id", organisation)
			.query((row, number) -> new Place(row.getLong("region_id"), row.getObject("institute_id", Long.class),
					row.getObject("municipality_id", Long.class), row.getLong("organisation_id")))
			.optional();
	}

}
