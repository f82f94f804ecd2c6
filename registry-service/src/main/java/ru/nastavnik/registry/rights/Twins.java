package ru.nastavnik.registry.rights;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;

/**
 * Cards that were merged into a person's card, and cards merged into those: what they
 * kept in their archives is the person's too (BR-063).
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Twins {

	/** A merge is read by both its organisations, so each one found opens the next. */
	private static final String NEXT = """
			select case when into_id = any (:people) and status = 'done' then person_id end as twin, organisations
			from person_merge where region_id = :region and (into_id = any (:people) or person_id = any (:people))
			union all select null, organisations || organisation_id from person
			where region_id = :region and id = any (:people)""";

	private final WiderScope wider;

	private final JdbcClient jdbc;

	Twins(WiderScope wider, JdbcClient jdbc) {
		this.wider = wider;
		this.jdbc = jdbc;
	}

	/** All the cards, these first, and the organisations that keep something of them. */
	record Found(Set<Long> people, Set<Long> organisations) {
	}

	Found of(Collection<Long> cards) {
		Found found = new Found(new LinkedHashSet<>(cards), new LinkedHashSet<>());
		int known;
		do {
			known = found.people().size() + found.organisations().size();
			this.wider.within(List.copyOf(found.organisations()), () -> next(found));
		}
		while (known < found.people().size() + found.organisations().size());
		return found;
	}

	private Found next(Found found) {
		this.jdbc.sql(NEXT)
			.param("region", Scope.current().region())
			.param("people", found.people().toArray(Long[]::new))
			.query((row) -> {
				long twin = row.getLong("twin");
				if (!row.wasNull()) {
					found.people().add(twin);
				}
				found.organisations().addAll(Arrays.asList((Long[]) row.getArray("organisations").getArray()));
			});
		return found;
	}

}
