package ru.nastavnik.programme.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Looks up the place of an organisation of the caller's region.
 */
@Service
@Transactional(readOnly = true)
public class Organisations {

	private final JdbcClient jdbc;

	Organisations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The place of an organisation the caller writes to; 404 for any other, known or not.
	 */
	public Place place(long organisation) {
		Scope scope = Scope.current();
		scope.requireWrite(organisation);
		return this.jdbc
			.sql("select region_id, institute_id, municipality_id, organisation_id from organisation "
					+ "where region_id = :region and organisation_id = :id")
			.param("region", scope.region())
			.param("id", organisation)
			.query(Organisations::place)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Организация не найдена или недоступна вам."));
	}

	private static Place place(ResultSet row, int number) throws SQLException {
		return new Place(row.getLong("region_id"), nullable(row, "institute_id"), nullable(row, "municipality_id"),
				row.getLong("organisation_id"));
	}

	private static @Nullable Long nullable(ResultSet row, String column) throws SQLException {
		long value = row.getLong(column);
		return row.wasNull() ? null : value;
	}

}
