package ru.nastavnik.programme.matching;

import java.util.List;
import java.util.Locale;

import org.springframework.jdbc.core.simple.JdbcClient;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Whose run it is, and who may ask for it.
 */
enum RunLevel {

	SCHOOL(Role.CURATOR), MUNICIPALITY(Role.MUNICIPAL), INSTITUTE(Role.INSTITUTE);

	private final Role role;

	RunLevel(Role role) {
		this.role = role;
	}

	/**
	 * The level of the caller's organisation; 403 without the role that matches there.
	 */
	static RunLevel require(long organisation) {
		for (RunLevel level : values()) {
			if (Scope.current().has(organisation, level.role)) {
				return level;
			}
		}
		throw KitProblem.FORBIDDEN
			.because("Подбор ведут куратор организации, муниципалитет и институт. " + "Обратитесь к ним.");
	}

	/**
	 * Whether the caller looks at the runs of an organisation as its director or its
	 * psychologist; whoever may start them does so too.
	 */
	static boolean reads(long organisation) {
		return Scope.current().has(organisation, Role.DIRECTOR) || Scope.current().has(organisation, Role.PSYCHOLOGIST);
	}

	/** Whether the caller may decide about runs of this level there. */
	boolean decides(long organisation) {
		return Scope.current().has(organisation, this.role);
	}

	/** The schools that a run of this level goes through. */
	List<Long> schools(JdbcClient jdbc, long organisation) {
		return jdbc
			.sql("select organisation_id from organisation where region_id = :region and level = 'school' "
					+ "and status = 'active' and " + ((this == MUNICIPALITY) ? "municipality_id" : "institute_id")
					+ " = :organisation order by 1")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Long.class)
			.list();
	}

	static RunLevel of(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
