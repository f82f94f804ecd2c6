package ru.nastavnik.registry.notification;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The queue of letters, in the scope of the feed. A letter that is being sent is due
 * again after its lease, so a crash sends it twice rather than never.
 */
@Service
@Transactional
class LetterQueue {

	private static final int LEASE_SECONDS = 120;

	private static final int MAX_BACKOFF_SECONDS = 3600;

	private final JdbcClient jdbc;

	LetterQueue(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A letter to be sent. */
	record Letter(long id, long regionId, String kind, String address, String title, String body, @Nullable String link,
			@Nullable String secret, int attempts) {
	}

	Optional<Letter> take() {
		return this.jdbc
			.sql("""
					update letter set due_at = now() + make_interval(secs => :lease), attempts = attempts + 1, problem = null
					where id = (select id from letter where sent_at is null and given_up_at is null and due_at <= now()
					  order by due_at limit 1 for update skip locked)
					returning id, region_id, kind, address, title, body, link, secret, attempts""")
			.param("lease", LEASE_SECONDS)
			.query(Letter.class)
			.optional();
	}

	void sent(long id) {
		this.jdbc.sql(
				"update letter set sent_at = now(), problem = null, body = null, secret = null, address = null where id = :id")
			.param("id", id)
			.update();
	}

	void later(Letter letter, String problem) {
		this.jdbc.sql(
				"update letter set problem = :problem, due_at = now() + make_interval(secs => :seconds) where id = :id")
			.param("problem", problem)
			.param("seconds", Math.min(MAX_BACKOFF_SECONDS, 5 << Math.min(letter.attempts(), 9)))
			.param("id", letter.id())
			.update();
	}

	void giveUp(long id, String problem) {
		this.jdbc.sql(
				"update letter set given_up_at = now(), problem = :problem, body = null, secret = null, address = null "
						+ "where id = :id")
			.param("problem", problem)
			.param("id", id)
			.update();
	}

	/** Forgets letters of long ago; gives the regions that wrote lately. */
	List<Long> tidy() {
		List<Long> regions = this.jdbc.sql("select distinct region_id from letter").query(Long.class).list();
		this.jdbc.sql("delete from letter where created_at < now() - interval '30 days'").update();
		return regions;
	}

}
