package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Carries out the transfers whose day has come, each in a transaction and in the scope of
 * its two organisations. Several instances do each other no harm.
 */
@Component
class TransferUpkeep {

	private static final Logger log = LoggerFactory.getLogger(TransferUpkeep.class);

	private static final int BATCH = 500;

	private final Transferring transferring;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	TransferUpkeep(Transferring transferring, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.transferring = transferring;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	private record Due(long id, long region, long from, long to) {
	}

	/** What has waited while the service was down. */
	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		Thread.ofVirtual().name("transfers").start(this::round);
	}

	/** Just after midnight in Moscow, and again each hour for what failed. */
	@Scheduled(cron = "0 1 * * * *", zone = "Europe/Moscow")
	void round() {
		for (Due due : due()) {
			try {
				Scope.run(Scope.upkeep(due.region(), Set.of(due.from(), due.to())),
						() -> this.transferring.comeDue(due.id()));
			}
			catch (RuntimeException ex) {
				log.error("Transfer {} of region {} is tried again in an hour", due.id(), due.region(), ex);
			}
		}
	}

	private List<Due> due() {
		List<Due> found = Scope.get(Scope.ofFeed(),
				() -> this.transaction.execute((status) -> this.jdbc.sql("""
						select id, region_id, from_id, to_id from person_transfer
						where status = 'planned' and on_date <= :today order by on_date, id limit :batch""")
					.param("today", LocalDate.now(this.clock))
					.param("batch", BATCH)
					.query((row, number) -> new Due(row.getLong("id"), row.getLong("region_id"), row.getLong("from_id"),
							row.getLong("to_id")))
					.list()));
		return (found != null) ? found : List.of();
	}

}
