package ru.nastavnik.registry.account;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.consent.ConsentLifecycle.ProcessingWithdrawn;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;

/**
 * A minor signs in only by the leave of the director and with the consent of a
 * representative; without both there is no account (BR-072).
 */
@Service
@Transactional
class MinorLeaves {

	private static final String CLOSE = """
			with ended as (
			  update role_grant set revoked_at = now(), projected_at = null, version = version + 1, updated_at = now(),
			    updated_by = :caller
			  where region_id = :region and person_id = :person and revoked_at is null returning account_id)
			update account set closed_on = :day, projected_at = null, version = version + 1, updated_at = now(),
			  updated_by = :caller
			where region_id = :region and person_id = :person and (closed_on is null or closed_on > :day)
			returning id""";

	private final PeopleReading people;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final Clock clock;

	private final WiderScope wider;

	private final AccountRows rows;

	MinorLeaves(PeopleReading people, JdbcClient jdbc, Audit audit, Clock clock, WiderScope wider, AccountRows rows) {
		this.people = people;
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
		this.wider = wider;
		this.rows = rows;
	}

	/**
	 * Whether a minor may sign in.
	 *
	 * @param works given, and its consent holds
	 * @param consents what a leave could rest on: signed by a representative, in force
	 */
	record LeaveView(boolean minor, boolean given, boolean works, @Nullable String basis, @Nullable Long consentId,
			@Nullable Instant givenAt, List<Ground> consents) {
	}

	/** A consent that a leave may rest on. */
	record Ground(long id, LocalDate signedOn) {
	}

	@Transactional(readOnly = true)
	LeaveView view(long personId) {
		PeopleReading.Subject person = this.people.subject(personId);
		boolean minor = !Identity.isAdult(person.born(), LocalDate.now(this.clock));
		List<Ground> grounds = this.jdbc.sql("""
				select id, signed_on from consent where region_id = :region and person_id = :person
				  and kind = 'processing' and status = 'active' and signer_id <> person_id
				  and (holds_until is null or holds_until >= current_date) order by id desc""")
			.param("region", Scope.current().region())
			.param("person", personId)
			.query(Ground.class)
			.list();
		return this.jdbc.sql(
				"select basis, consent_id, created_at from minor_leave where region_id = :region and person_id = :person "
						+ "and ended_at is null")
			.param("region", Scope.current().region())
			.param("person", personId)
			.query((row, number) -> {
				long consent = row.getLong("consent_id");
				return new LeaveView(minor, true, grounds.stream().anyMatch((ground) -> ground.id() == consent),
						row.getString("basis"), consent, row.getTimestamp("created_at").toInstant(), grounds);
			})
			.optional()
			.orElse(new LeaveView(minor, false, false, null, null, null, grounds));
	}

	/** The director takes the leave back: whoever signed in by it is out at once. */
	LeaveView end(long personId) {
		PeopleReading.Subject person = this.people.subject(personId);
		Scope.current().requireRole(person.place().organisation(), Role.DIRECTOR);
		if (!end(personId, person.place())) {
			throw RegistryProblem.GRANT_STATE.because("Разрешения уже нет. Обновите страницу.");
		}
		return view(personId);
	}

	/** Without the representative's consent there is no leave. */
	@EventListener
	void on(ProcessingWithdrawn withdrawn) {
		PeopleReading.Subject person = this.people.subject(withdrawn.personId());
		// who is of age signs in without a leave
		if (!Identity.isAdult(person.born(), LocalDate.now(this.clock))) {
			end(withdrawn.personId(), person.place());
		}
	}

	private boolean end(long personId, Place place) {
		int ended = this.jdbc
			.sql("update minor_leave set ended_at = now() where region_id = :region and person_id = :person "
					+ "and ended_at is null")
			.param("region", place.region())
			.param("person", personId)
			.update();
		if (ended == 0) {
			return false;
		}
		this.audit.record(place, "revoked", "minorLeave", personId, personId, null, Map.of());
		this.wider.within(this.rows.keepers(personId), () -> {
			this.jdbc.sql(CLOSE)
				.param("region", place.region())
				.param("person", personId)
				.param("day", LocalDate.now(this.clock).minusDays(1))
				.param("caller", Scope.current().caller())
				.query(Long.class)
				.list()
				.forEach(this.rows::enqueue);
			return true;
		});
		return true;
	}

	void give(long personId, String basis, long consentId) {
		PeopleReading.Subject person = this.people.subject(personId);
		Scope.current().requireRole(person.place().organisation(), Role.DIRECTOR);
		boolean consented = this.jdbc.sql("""
				select exists (select from consent where region_id = :region and id = :consent and person_id = :person
				  and kind = 'processing' and status = 'active' and signer_id <> person_id)""")
			.param("region", Scope.current().region())
			.param("consent", consentId)
			.param("person", personId)
			.query(Boolean.class)
			.single();
		new Checks()
			.refuseIf(Identity.isAdult(person.born(), LocalDate.now(this.clock)), "personId",
					"Человек совершеннолетний: разрешение не нужно.")
			.refuseIf(!consented, "consentId",
					"Нужно действующее согласие на обработку данных, которое подписал законный представитель.")
			.done();
		this.jdbc
			.sql("""
					insert into minor_leave (region_id, institute_id, municipality_id, organisation_id, person_id, born, basis,
					  consent_id, created_by)
					values (:region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :person, :born,
					  :basis, :consent, :caller)
					on conflict (region_id, person_id) do update set basis = excluded.basis, consent_id = excluded.consent_id,
					  created_at = now(), created_by = excluded.created_by, ended_at = null""")
			.param("region", person.place().region())
			.param("institute", person.place().institute())
			.param("municipality", person.place().municipality())
			.param("organisation", person.place().organisation())
			.param("person", personId)
			.param("born", person.born())
			.param("basis", basis)
			.param("consent", consentId)
			.param("caller", Scope.current().caller())
			.update();
		this.audit.record(person.place(), "created", "minorLeave", personId, personId, null, Map.of("basis", basis));
	}

}
