package ru.nastavnik.kit.audit;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * One line of the log on its way into the table; the names are those of the statement.
 */
record Event(long region, @Nullable Long institute, @Nullable Long municipality, long organisation, String caller,
		String actor, String acting, @Nullable Long insteadOf, String action, String subjectType,
		@Nullable Long subjectId, @Nullable Long personId, @Nullable List<Long> people, @Nullable String trace,
		@Nullable String ip, @Nullable Map<String, ?> oldValues, @Nullable Map<String, ?> newValues) {

	static Event of(Scope scope, Place place, String action, Subject subject, @Nullable Map<String, ?> oldValues,
			@Nullable Map<String, ?> newValues) {
		Grant grant = acting(scope, place);
		return new Event(place.region(), place.institute(), place.municipality(), place.organisation(), scope.caller(),
				scope.name(), (grant != null) ? grant.role().code() + "@" + grant.organisation() : "",
				(grant != null) ? grant.insteadOf() : null, action, subject.type(), subject.id(), subject.person(),
				subject.people(), org.slf4j.MDC.get("traceId"), AuditRequest.ip(), oldValues, newValues);
	}

	/** Whom an event is about. */
	record Subject(String type, @Nullable Long id, @Nullable Long person, @Nullable List<Long> people) {
	}

	/**
	 * The grant that most likely opened the door: one in the organisation itself before
	 * one above it, an own one before that of somebody who is substituted.
	 */
	private static @Nullable Grant acting(Scope scope, Place place) {
		Grant found = null;
		int best = -1;
		for (Grant grant : scope.grants()) {
			int rank = (grant.organisation() == place.organisation()) ? 4 : 0;
			rank += (grant.role() == Role.DIRECTOR || grant.role() == Role.CURATOR) ? 2 : 0;
			rank += (grant.insteadOf() == null) ? 1 : 0;
			if (rank > best) {
				best = rank;
				found = grant;
			}
		}
		return found;
	}

}
