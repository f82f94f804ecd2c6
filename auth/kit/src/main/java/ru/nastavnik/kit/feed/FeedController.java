package ru.nastavnik.kit.feed;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * The feed on the wire: pages of CloudEvents after a position; an empty page is waited
 * for (long polling) without holding a connection.
 */
@RestController
class FeedController {

	static final String BATCH = "application/cloudevents-batch+json";

	private static final String READ = """
			select position, type, subject, method, region_id, institute_id, municipality_id, organisation_id,
			data::text as data, time from feed where audience = :audience and position > :after
			order by position limit :limit""";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Sequencer sequencer;

	private final JsonMapper json;

	private final FeedProperties properties;

	FeedController(JdbcClient jdbc, TransactionTemplate transaction, Sequencer sequencer, JsonMapper json,
			FeedProperties properties) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.sequencer = sequencer;
		this.json = json;
		this.properties = properties;
	}

	@GetMapping(path = "/feed", produces = { BATCH, "application/json" })
	List<Fact.CloudEvent> facts(@RequestParam(defaultValue = "0") @Min(0) long lastEventId,
			@RequestParam(defaultValue = "0") @Min(0) @Max(30000) long timeout,
			@RequestParam(defaultValue = "1000") @Min(1) @Max(5000) int limit) throws InterruptedException {
		return page(Fact.FACTS, lastEventId, timeout, limit);
	}

	@GetMapping(path = "/feed/named", produces = { BATCH, "application/json" })
	List<Fact.CloudEvent> named(@RequestParam(defaultValue = "0") @Min(0) long lastEventId,
			@RequestParam(defaultValue = "0") @Min(0) @Max(30000) long timeout,
			@RequestParam(defaultValue = "1000") @Min(1) @Max(5000) int limit) throws InterruptedException {
		return page(Fact.NAMED, lastEventId, timeout, limit);
	}

	private List<Fact.CloudEvent> page(String audience, long after, long timeout, int limit)
			throws InterruptedException {
		long deadline = System.nanoTime() + timeout * 1_000_000;
		while (true) {
			long seen = this.sequencer.generation();
			List<Fact.CloudEvent> events = read(audience, after, limit);
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (!events.isEmpty() || left <= 0) {
				return events;
			}
			// wake up now and then: another instance may have sequenced
			this.sequencer.await(seen, Math.min(left, 1000));
		}
	}

	private List<Fact.CloudEvent> read(String audience, long after, int limit) {
		List<Fact.CloudEvent> events = Scope.get(Scope.ofFeed(), () -> this.transaction.execute((status) -> this.jdbc
			.sql(READ)
			.param("audience", audience)
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new Fact.CloudEvent("1.0", row.getString("position"), this.properties.source(),
					row.getString("type"), row.getString("subject"), row.getTimestamp("time").toInstant(),
					row.getString("method"), row.getLong("region_id"), row.getObject("institute_id", Long.class),
					row.getObject("municipality_id", Long.class), row.getLong("organisation_id"), "application/json",
					(row.getString("data") != null) ? this.json.readTree(row.getString("data")) : null))
			.list()));
		return (events != null) ? events : List.of();
	}

}
