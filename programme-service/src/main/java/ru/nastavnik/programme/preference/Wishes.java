package ru.nastavnik.programme.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.Side;

/**
 * The rows of the table that matching reads. Row-level security shows them to the curator
 * and to whoever said them.
 */
@Component
class Wishes {

	private static final String INSERT = """
			insert into preference (region_id, institute_id, municipality_id, organisation_id, by_person, for_person,
			  role, kind, rank)
			select :region, :institute, :municipality, :organisation, :person, named.id, :role, :kind,
			  case when :kind = 'wish' then named.number end
			from unnest(:ids::bigint[]) with ordinality as named (id, number)""";

	private final JdbcClient jdbc;

	Wishes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Puts what the person says now in place of what they said before. */
	void replace(Place place, long person, Side role, List<Long> wishes, List<Long> noGo) {
		this.jdbc
			.sql("delete from preference where region_id = :region and organisation_id = :organisation "
					+ "and by_person = :person and role = :role")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("person", person)
			.param("role", role.toString())
			.update();
		insert(place, person, role, "wish", wishes);
		insert(place, person, role, "no_go", noGo);
	}

	private void insert(Place place, long person, Side role, String kind, List<Long> ids) {
		if (!ids.isEmpty()) {
			this.jdbc.sql(INSERT)
				.param("region", place.region())
				.param("institute", place.institute(), java.sql.Types.BIGINT)
				.param("municipality", place.municipality(), java.sql.Types.BIGINT)
				.param("organisation", place.organisation())
				.param("person", person)
				.param("role", role.toString())
				.param("kind", kind)
				.param("ids", ids.toArray(Long[]::new))
				.update();
		}
	}

	Said of(long organisation, long person, Side role) {
		List<Long> wishes = new ArrayList<>();
		List<Long> noGo = new ArrayList<>();
		rows(organisation, List.of(person)).stream()
			.filter((row) -> row.role().equals(role.toString()))
			.forEach((row) -> (row.rank() != null ? wishes : noGo).add(row.forPerson()));
		return new Said(wishes, noGo);
	}

	/** What these people said, wishes by rank first. */
	List<Row> rows(long organisation, Collection<Long> people) {
		return this.jdbc
			.sql("select by_person, for_person, role, rank from preference where region_id = :region "
					+ "and organisation_id = :organisation and by_person = any(:people) order by rank nulls last, id")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("people", people.toArray(Long[]::new))
			.query(Row.class)
			.list();
	}

	/**
	 * One person's word about another; without a rank it is somebody they cannot work
	 * with.
	 */
	record Row(long byPerson, long forPerson, String role, @Nullable Integer rank) {
	}

	/** All that a person said in a role. */
	record Said(List<Long> wishes, List<Long> noGo) {
	}

}
