package ru.nastavnik.registry.participant;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The way of a mentee or a mentor, step by step; nothing of it is ever rewritten.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class ProfileSteps {

	private final JdbcClient jdbc;

	ProfileSteps(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A step as the card shows it. */
	public record Step(@Nullable String fromStatus, String toStatus, LocalDate onDate, @Nullable String reason,
			@Nullable String note, OffsetDateTime createdAt) {
	}

	/** Records a step of the {@code mentor} or {@code mentee} profile. */
	public void record(Place place, String profile, long id, long person, @Nullable String from, String to,
			LocalDate on, @Nullable String reason, @Nullable String note) {
		this.jdbc
			.sql("""
					insert into profile_step (region_id, institute_id, municipality_id, organisation_id, profile, profile_id,
					  person_id, from_status, to_status, on_date, reason, note, created_by)
					values (:region, :institute, :municipality, :organisation, :profile, :id, :person, :from, :to, :on, :reason,
					  :note, :caller)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("profile", profile)
			.param("id", id)
			.param("person", person)
			.param("from", from)
			.param("to", to)
			.param("on", on)
			.param("reason", reason)
			.param("note", note)
			.param("caller", Scope.current().caller())
			.update();
	}

	/** The way so far, the newest step first. */
	public List<Step> of(String profile, long id) {
		return this.jdbc.sql("""
				select from_status, to_status, on_date, reason, note, created_at from profile_step
				where region_id = :region and profile = :profile and profile_id = :id order by id desc limit 200""")
			.param("region", Scope.current().region())
			.param("profile", profile)
			.param("id", id)
			.query(Step.class)
			.list();
	}

}
