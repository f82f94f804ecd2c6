package ru.nastavnik.programme.organisation;

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

	/** Whether there is such an organisation in the caller's region. */
	public boolean known(long organisation) {
		return this.jdbc
			.sql("select exists (select from organisation where region_id = :region and organisation_id = :id)")
			.param("region", Scope.current().region())
			.param("id", organisation)
			.query(Boolean.class)
			.single();
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
			.query((row, number) -> Place.of(row))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Организация не найдена или недоступна вам."));
	}

}
