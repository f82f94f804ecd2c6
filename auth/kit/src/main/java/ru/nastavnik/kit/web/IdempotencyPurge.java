package ru.nastavnik.kit.web;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Forgets idempotency keys that nobody will repeat any more, at start and once a day. How
 * old they have to be is said by the policy of the table, so that a mistake here cannot
 * delete a fresh one. Several instances do each other no harm.
 */
public class IdempotencyPurge extends Rounds {

	private static final Logger log = LoggerFactory.getLogger(IdempotencyPurge.class);

	private static final Duration PAUSE = Duration.ofDays(1);

	private static final int BATCH = 1000;

	private static final String PURGE = """
			delete from idempotency where ctid = any (array(
			  select ctid from idempotency where created_at < now() - interval '7 days' order by created_at
			  limit :batch))""";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	IdempotencyPurge(JdbcClient jdbc, TransactionTemplate transaction) {
		super("idempotency-purge", PAUSE);
		this.jdbc = jdbc;
		this.transaction = transaction;
	}

	@Override
	protected boolean round() {
		int purged = purge();
		log.debug("Forgot {} idempotency keys", purged);
		return false;
	}

	/** Deletes what has aged, a short transaction for each batch; returns how much. */
	public int purge() {
		int purged = 0;
		int batch;
		do {
			Integer rows = Scope.get(Scope.ofFeed(),
					() -> this.transaction.execute((status) -> this.jdbc.sql(PURGE).param("batch", BATCH).update()));
			batch = (rows != null) ? rows : 0;
			purged += batch;
		}
		while (batch == BATCH);
		return purged;
	}

}
