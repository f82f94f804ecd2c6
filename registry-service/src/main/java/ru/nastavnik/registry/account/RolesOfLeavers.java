package ru.nastavnik.registry.account;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.person.PersonLeft;
import ru.nastavnik.registry.person.TransferUndone;

/**
 * Whoever leaves an organisation, by dismissal or by transfer, loses the roles in it
 * after the last day, given by whichever level, and with the last role the account. A
 * second post there keeps them. Re-hiring brings nothing back by itself, taking a
 * transfer back gives exactly what it took.
 */
@Service
@Transactional
class RolesOfLeavers {

	/** A mentor or a mentee may also be one as a pupil, so a class keeps these two. */
	private static final String END = """
			with ended as (
			  update role_grant g set left_by = cast(:transfer as bigint), left_valid_to = valid_to,
			    valid_to = greatest(valid_from, cast(:day as date)), projected_at = null,
			    revoked_at = case when valid_from > :day then now() end, version = version + 1, updated_at = now(),
			    updated_by = :caller
			  where region_id = :region and unit_id = :unit and revoked_at is null and (valid_to is null or valid_to > :day)
			    and not exists (select from employment e where e.region_id = :region and e.person_id = :person
			      and e.organisation_id = :unit and (e.dismissed_on is null or e.dismissed_on > :day))
			    and not (role in ('mentor', 'mentee') and exists (select from enrolment e where e.region_id = :region
			      and e.person_id = :person and e.organisation_id = :unit
			      and (e.enrolled_to is null or e.enrolled_to > :day)))
			    and account_id in (select id from account where region_id = :region and person_id = :person)
			  returning account_id),
			closed as (
			  update account set left_by = cast(:transfer as bigint), closed_on = :day, projected_at = null,
			    left_closed_on = case when left_by = cast(:transfer as bigint) then left_closed_on else closed_on end,
			    version = version + 1, updated_at = now(), updated_by = :caller
			  where region_id = :region and id in (select account_id from ended))
			select distinct account_id from ended""";

	private static final String GIVE_BACK = """
			with given as (
			  update role_grant set valid_to = left_valid_to, revoked_at = null, left_by = null, left_valid_to = null,
			    projected_at = null, version = version + 1, updated_at = now(), updated_by = :caller
			  where region_id = :region and unit_id = :unit and left_by = :transfer returning account_id),
			opened as (
			  update account set closed_on = left_closed_on, left_by = null, left_closed_on = null, projected_at = null,
			    version = version + 1, updated_at = now(), updated_by = :caller
			  where region_id = :region and left_by = :transfer returning id)
			select account_id from given union select id from opened""";

	private final OrganisationDirectory directory;

	private final AccountRows rows;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final WiderScope wider;

	RolesOfLeavers(OrganisationDirectory directory, AccountRows rows, JdbcClient jdbc, Audit audit, WiderScope wider) {
		this.directory = directory;
		this.rows = rows;
		this.jdbc = jdbc;
		this.audit = audit;
		this.wider = wider;
	}

	@EventListener
	public void on(PersonLeft left) {
		Place place = place(left.organisationId());
		Map<String, @Nullable Object> params = params(place, left.transferId());
		params.put("person", left.personId());
		params.put("day", left.on());
		follow(END, params, place, left.personId(), "closed", left.on());
	}

	@EventListener
	public void on(TransferUndone undone) {
		Place place = place(undone.organisationId());
		follow(GIVE_BACK, params(place, undone.transferId()), place, undone.personId(), "reopened", null);
	}

	private Place place(long organisation) {
		return Objects.requireNonNull(this.directory.all(Set.of(organisation)).get(organisation)).place();
	}

	private Map<String, @Nullable Object> params(Place place, @Nullable Long transfer) {
		Map<String, @Nullable Object> params = new HashMap<>();
		params.put("region", place.region());
		params.put("unit", place.organisation());
		params.put("transfer", transfer);
		params.put("caller", Scope.current().caller());
		return params;
	}

	private void follow(String sql, Map<String, @Nullable Object> params, Place place, long person, String action,
			@Nullable LocalDate lastDay) {
		Set<Long> keepers = this.rows.keepers(person);
		keepers.add(place.organisation());
		this.wider.within(keepers, () -> {
			this.jdbc.sql(sql).params(params).query(Long.class).list().forEach((account) -> {
				this.audit.record(place, action, "account", account, person, null,
						(lastDay != null) ? Map.of("validTo", lastDay) : Map.of());
				this.rows.enqueue(account);
			});
			return true;
		});
	}

}
