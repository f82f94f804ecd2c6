package ru.nastavnik.kit.feed;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a use case records its facts: one row each, in the use case's own transaction.
 */
public class Outbox {

	private static final String INSERT = """
			insert into outbox (audience, type, subject, method, region_id, institute_id, municipality_id,
			organisation_id, data) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";

	private static final int BATCH = 1000;

	private final JdbcTemplate jdbc;

	private final JsonMapper json;

	private final Sequencer sequencer;

	Outbox(JdbcTemplate jdbc, JsonMapper json, Sequencer sequencer) {
		this.jdbc = jdbc;
		this.json = json;
		this.sequencer = sequencer;
	}

	public void record(Fact.Draft fact) {
		recordAll(List.of(fact));
	}

	public void recordAll(List<Fact.Draft> facts) {
		if (facts.isEmpty()) {
			return;
		}
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("A fact is recorded in the transaction of its use case");
		}
		this.jdbc.batchUpdate(INSERT, facts, BATCH, this::bind);
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				Outbox.this.sequencer.wake();
			}

		});
	}

	private void bind(PreparedStatement statement, Fact.Draft fact) throws SQLException {
		statement.setString(1, fact.audience());
		statement.setString(2, fact.type());
		statement.setLong(3, fact.subject());
		statement.setString(4, (fact.data() != null) ? "PUT" : "DELETE");
		statement.setLong(5, fact.place().region());
		setLong(statement, 6, fact.place().institute());
		setLong(statement, 7, fact.place().municipality());
		statement.setLong(8, fact.place().organisation());
		statement.setString(9, (fact.data() != null) ? this.json.writeValueAsString(fact.data()) : null);
	}

	private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
		if (value != null) {
			statement.setLong(index, value);
		}
		else {
			statement.setNull(index, Types.BIGINT);
		}
	}

}
