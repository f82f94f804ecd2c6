package ru.nastavnik.kit.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import ru.nastavnik.kit.web.Idempotency;

/**
 * Begins every transaction with the caller's scope set on the transaction's own
 * connection. The settings are transaction-local, so a pooled connection never carries
 * one caller's scope to the next.
 */
class ScopedTransactionManager extends JpaTransactionManager {

	private static final String SET_SCOPE = """
			select set_config('scope.region', ?, true), set_config('scope.own', ?, true),
			set_config('scope.write', ?, true), set_config('scope.named', ?, true),
			set_config('scope.aggregate', ?, true), set_config('scope.manage', ?, true),
			set_config('scope.person', ?, true), set_config('scope.intake', ?, true),
			set_config('scope.feed', ?, true), set_config('scope.caller', ?, true),
			set_config('scope.curate', ?, true),
			(select count(pg_advisory_xact_lock_shared(hashtextextended('place ' || o, 0)))
			  from unnest(cast(? as bigint[])) o)""";

	private static final String ALONE = """
			select pg_advisory_xact_lock(hashtextextended('tree ' || ?, 0)),
			(select count(pg_advisory_xact_lock(hashtextextended('place ' || o, 0))) from unnest(cast(? as bigint[])) o)""";

	ScopedTransactionManager(EntityManagerFactory entityManagerFactory) {
		super(entityManagerFactory);
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		super.doBegin(transaction, definition);
		try {
			begin(Scope.current(), definition.isReadOnly());
		}
		catch (RuntimeException | SQLException ex) {
			// not begun for the caller: nobody else would give the connection back
			rollbackBegun();
			doCleanupAfterCompletion(transaction);
			throw new CannotCreateTransactionException("Could not set the scope", ex);
		}
	}

	/**
	 * Hibernate keeps the connection of a closed session while its transaction is open.
	 */
	private void rollbackBegun() {
		Object holder = TransactionSynchronizationManager.getResource(obtainEntityManagerFactory());
		if (holder instanceof EntityManagerHolder entityManager) {
			try {
				entityManager.getEntityManager().getTransaction().rollback();
			}
			catch (RuntimeException ex) {
				this.logger.debug("Could not roll back a transaction without scope", ex);
			}
		}
	}

	@Override
	protected void prepareSynchronization(org.springframework.transaction.support.DefaultTransactionStatus status,
			TransactionDefinition definition) {
		super.prepareSynchronization(status, definition);
		if (status.isNewSynchronization() && status.hasTransaction() && !definition.isReadOnly()) {
			claimIdempotencyKey();
		}
	}

	private void begin(Scope scope, boolean readOnly) throws SQLException {
		if (readOnly) {
			setScope(scope, Set.of());
		}
		else if (Rearranging.isGoingOn()) {
			setScope(scope, Set.of());
			standAlone(scope.region(), Rearranging.organisations());
		}
		else {
			setScope(scope, Rearranging.written(scope));
		}
	}

	private void standAlone(long region, Set<Long> organisations) throws SQLException {
		Connection connection = DataSourceUtils.getConnection(dataSource());
		try (PreparedStatement statement = connection.prepareStatement(ALONE)) {
			statement.setLong(1, region);
			statement.setString(2, array(organisations));
			statement.execute();
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource());
		}
	}

	/**
	 * Sets the scope of the running transaction.
	 * @param entered organisations that it comes to write from now on
	 */
	void setScope(Scope scope, Set<Long> entered) throws SQLException {
		Connection connection = DataSourceUtils.getConnection(dataSource());
		try (PreparedStatement statement = connection.prepareStatement(SET_SCOPE)) {
			statement.setString(1, (scope.region() != 0) ? Long.toString(scope.region()) : "");
			statement.setString(2, array(scope.own()));
			statement.setString(3, array(scope.write()));
			statement.setString(4, array(scope.named()));
			statement.setString(5, array(scope.aggregate()));
			statement.setString(6, array(scope.manage()));
			statement.setString(7, text(scope.person()));
			statement.setString(8, array(scope.intake()));
			statement.setString(9, scope.feed() ? "on" : "");
			statement.setString(10, scope.caller());
			statement.setString(11, array(scope.curate()));
			statement.setString(12, entered.isEmpty() ? "{}" : array(entered));
			statement.execute();
		}
		finally {
			DataSourceUtils.releaseConnection(connection, dataSource());
		}
	}

	/**
	 * The command's key is stored by the command's own transaction: both happen or
	 * neither does.
	 */
	private void claimIdempotencyKey() {
		Idempotency.Claim claim = Idempotency.currentClaim();
		if (claim != null) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void beforeCommit(boolean readOnly) {
					claim.store(dataSource());
				}

			});
		}
	}

	private javax.sql.DataSource dataSource() {
		javax.sql.DataSource dataSource = getDataSource();
		if (dataSource == null) {
			throw new IllegalStateException("No data source");
		}
		return dataSource;
	}

	private static String array(Collection<Long> ids) {
		return ids.isEmpty() ? "" : ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
	}

	private static String text(@Nullable Long id) {
		return (id != null) ? id.toString() : "";
	}

}
