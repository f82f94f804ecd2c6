package ru.nastavnik.programme.matching;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.participant.ParticipantsChanged;
import ru.nastavnik.programme.participant.ParticipantsChanged.Told;
import ru.nastavnik.programme.participant.ParticipantsReconsidered;

/**
 * Runs whose people changed since say so. The transaction and the scope are those of the
 * reader of facts.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunUpkeep {

	private final WiderScope wider;

	private final JdbcClient jdbc;

	RunUpkeep(WiderScope wider, JdbcClient jdbc) {
		this.wider = wider;
		this.jdbc = jdbc;
	}

	@EventListener
	void on(ParticipantsChanged changed) {
		TreeSet<Long> regions = new TreeSet<>();
		TreeSet<Long> organisations = new TreeSet<>();
		for (Told told : changed.people()) {
			regions.add(told.place().region());
			organisations.add(told.place().organisation());
			Stream.of(told.place().municipality(), told.place().institute())
				.filter(Objects::nonNull)
				.forEach(organisations::add);
		}
		this.jdbc.sql("""
				update matching_run set stale = true where region_id = any(:regions)
				  and organisation_id = any(:organisations) and status in ('running', 'done') and not stale""")
			.param("regions", regions.toArray(Long[]::new))
			.param("organisations", organisations.toArray(Long[]::new))
			.update();
	}

	/** The caller's own word about people: runs that know them, also those above. */
	@EventListener
	void on(ParticipantsReconsidered told) {
		Set<Long> organisations = Stream
			.of(told.place().organisation(), told.place().municipality(), told.place().institute())
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		this.wider.within(organisations,
				() -> this.jdbc.sql("""
						update matching_run r set stale = true where region_id = :region
						  and organisation_id = any(:organisations) and not stale and (status = 'running'
						    or status = 'done' and exists (select from matching_input i where i.region_id = r.region_id
						      and i.run_id = r.id and i.people && :people))""")
					.param("region", told.place().region())
					.param("organisations", organisations.toArray(Long[]::new))
					.param("people", told.people().toArray(Long[]::new))
					.update());
	}

}
