package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;

/**
 * The territory that an OKTMO stands for (BR-109), and the codes that were valid before.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class OrganisationCodes {

	private final JdbcClient jdbc;

	OrganisationCodes(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A code that was replaced. */
	record Former(String kind, String value, @Nullable String nextValue, LocalDate validTo) {
	}

	/** The OKTMO of these organisations, as far as they are known. */
	Map<Long, String> oktmo(Collection<Long> ids) {
		Map<Long, String> codes = new HashMap<>();
		this.jdbc.sql(
				"select id, oktmo from organisation where region_id = :region and id = any (:ids) and oktmo is not null")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				codes.put(row.getLong("id"), row.getString("oktmo"));
			});
		return codes;
	}

	/** Whether the code lies where the organisation stands. */
	void check(@Nullable String oktmo, Level level, Place place, Map<Long, String> known, Checks checks) {
		String region = known.get(place.region());
		if (oktmo == null || oktmo.length() < 8 || level == Level.MINISTRY) {
			return;
		}
		if (region != null && !oktmo.startsWith(region.substring(0, 2))) {
			checks.refuseIf(true, "oktmo",
					"Первые две цифры ОКТМО — код региона, " + region.substring(0, 2) + ". Проверьте цифры.");
			return;
		}
		String municipality = (level == Level.SCHOOL && place.municipality() != null) ? known.get(place.municipality())
				: null;
		checks.refuseIf(municipality != null && !oktmo.startsWith(municipality), "oktmo",
				"ОКТМО организации начинается с кода её муниципалитета, " + municipality + ". Проверьте цифры.");
	}

	/** Remembers what these codes were until the day before. */
	void replaced(Place place, Map<String, String> before, Map<String, String> after, LocalDate from) {
		before.forEach((kind, value) -> {
			String next = after.get(kind);
			if (!Objects.equals(value, next)) {
				this.jdbc
					.sql("""
							insert into organisation_code (region_id, institute_id, municipality_id, organisation_id, created_by,
							  kind, value, next_value, valid_to)
							values (:region, :institute, :municipality, :organisation, :caller, :kind, :value, :next, :until)""")
					.param("region", place.region())
					.param("institute", place.institute())
					.param("municipality", place.municipality())
					.param("organisation", place.organisation())
					.param("caller", Scope.current().caller())
					.param("kind", kind)
					.param("value", value)
					.param("next", next)
					.param("until", from.minusDays(1))
					.update();
			}
		});
	}

	List<Former> former(long organisation) {
		return this.jdbc
			.sql("select kind, value, next_value, valid_to from organisation_code where region_id = :region "
					+ "and organisation_id = :id order by valid_to, id")
			.param("region", Scope.current().region())
			.param("id", organisation)
			.query(Former.class)
			.list();
	}

}
