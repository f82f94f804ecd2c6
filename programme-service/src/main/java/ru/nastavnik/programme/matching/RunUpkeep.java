package ru.nastavnik.programme.matching;

import java.util.Objects;
import java.util.TreeSet;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.programme.participant.ParticipantsChanged;
import ru.nastavnik.programme.participant.ParticipantsChanged.Told;

/**
 * Runs whose people changed since say so. The transaction and the scope are those of the
 * reader of facts.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunUpkeep {

	private final JdbcClient jdbc;

	RunUpkeep(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(ParticipantsChanged changed) {
		TreeSet<Long> regions = new TreeSet<>();
		TreeSet<Long> organisations = new TreeSet<>();
		for (Told told : changed.people()) {
			regions.add(told.place().region());
			organisations.add(told.place().organisation());
			java.util.stream.Stream.of(told.place().municipality(), told.place().institute())
				.filter(Objects::nonNull)
				.forEach(organisations::add);
		}
		this.jdbc.sql("""
				update matching_run set stale = true where region_id = any(:regions)
				  and organisation_id = any(:organisations) and status = 'done' and not stale""")
			.param("regions", regions.toArray(Long[]::new))
			.param("organisations", organisations.toArray(Long[]::new))
			.update();
	}

}
