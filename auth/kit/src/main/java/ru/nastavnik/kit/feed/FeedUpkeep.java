package ru.nastavnik.kit.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Keeps a feed short and lets it forget. Superseded states are dropped: a new reader that
 * begins at 0 still gets the last state of each subject. What was told of an erased
 * person is rewritten where it stands, so the order of positions stays.
 */
public class FeedUpkeep extends Rounds {

	private static final Logger log = LoggerFactory.getLogger(FeedUpkeep.class);

	private static final Duration PAUSE = Duration.ofDays(1);

	private static final int BATCH = 1000;

	/** Only full states supersede each other; what happened (moved, merged) stays. */
	private static final String COMPACT = """
			delete from feed where position = any (array(
			  select f.position from feed f where (f.type like '%-changed' or f.type like '%-named')
			    and f.time < now() - make_interval(days => :days)
			    and exists (select from feed later where later.region_id = f.region_id and later.type = f.type
			      and later.subject = f.subject and later.position > f.position and later.audience = f.audience
			      and later.organisation_id = f.organisation_id)
			  order by f.position limit :batch))""";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final int days;

	FeedUpkeep(JdbcClient jdbc, TransactionTemplate transaction, int days) {
		super("feed-upkeep", PAUSE);
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.days = days;
	}

	@Override
	protected boolean round() {
		int dropped = compact();
		log.debug("Dropped {} superseded states of the feed", dropped);
		return false;
	}

	/** Drops superseded states, a short transaction for each batch; returns how many. */
	public int compact() {
		return compact(this.days);
	}

	/** The same for states older than so many days. */
	public int compact(int olderThan) {
		int dropped = 0;
		int batch;
		do {
			Integer rows = Scope.get(Scope.ofFeed(), () -> this.transaction
				.execute((status) -> this.jdbc.sql(COMPACT).param("batch", BATCH).param("days", olderThan).update()));
			batch = (rows != null) ? rows : 0;
			dropped += batch;
		}
		while (batch == BATCH);
		return dropped;
	}

	/**
	 * In the transaction of an erasure: what was told of the subjects becomes the news
	 * that they are gone, and the answers kept for repeated commands of the region are
	 * taken away.
	 */
	public void forget(long region, Collection<String> types, Collection<Long> subjects) {
		asFeed(() -> {
			// the outbox goes first: what the sequencer moves meanwhile is found in the
			// feed
			for (String table : List.of("outbox", "feed")) {
				this.jdbc
					.sql("update " + table + " set method = 'DELETE', data = null where region_id = :region "
							+ "and type = any (:types) and subject = any (:subjects)")
					.param("region", region)
					.param("types", types.toArray(String[]::new))
					.param("subjects", subjects.toArray(Long[]::new))
					.update();
			}
			this.jdbc.sql("update idempotency set body = null where region_id = :region and body is not null")
				.param("region", region)
				.update();
		});
	}

	/**
	 * In the transaction of an erasure: the states of other subjects name the pseudonym
	 * instead of the person.
	 */
	public void rename(long region, String type, Collection<Long> subjects, long person, long pseudonym) {
		asFeed(() -> {
			for (String table : List.of("outbox", "feed")) {
				this.jdbc.sql("update " + table + " set data = regexp_replace(data::text, :from, :to, 'g')::jsonb "
						+ "where region_id = :region and type = :type and subject = any (:subjects) and data is not null")
					.param("from", "(\"personId\": )" + person + "\\M")
					.param("to", "\\1" + pseudonym)
					.param("region", region)
					.param("type", type)
					.param("subjects", subjects.toArray(Long[]::new))
					.update();
			}
		});
	}

	/**
	 * In the transaction of an erasure: the scope of the transaction stays, and for this
	 * work the feed's comes on top, which also reads the log.
	 */
	public void asFeed(Runnable work) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("An erasure is one transaction");
		}
		if (Scope.current().feed()) {
			work.run();
			return;
		}
		feed("on");
		work.run();
		feed("");
	}

	private void feed(String setting) {
		this.jdbc.sql("select set_config('scope.feed', :setting, true)").param("setting", setting).query().listOfRows();
	}

}
