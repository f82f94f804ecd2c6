package ru.nastavnik.kit.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the wall itself whether the holder of a grant sees a row. The answer is yes or no:
 * nothing of the row leaves, and outside of the question the scope is the caller's.
 */
@Transactional(propagation = Propagation.MANDATORY)
public class Sight {

	private final JdbcClient jdbc;

	private final ScopedTransactionManager transactions;

	Sight(JdbcClient jdbc, ScopedTransactionManager transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	public boolean sees(Grant grant, String table, long id) {
		if (!table.matches("[a-z_]+")) {
			throw new IllegalArgumentException(table);
		}
		Scope caller = Scope.current();
		try {
			this.transactions.setScope(Scope.of("sight", "", List.of(grant), grant.region()), Set.of());
			try {
				return this.jdbc.sql("select exists (select from " + table + " where region_id = :region and id = :id)")
					.param("region", grant.region())
					.param("id", id)
					.query(Boolean.class)
					.single();
			}
			finally {
				this.transactions.setScope(caller, Set.of());
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not set the scope", ex);
		}
	}

}
