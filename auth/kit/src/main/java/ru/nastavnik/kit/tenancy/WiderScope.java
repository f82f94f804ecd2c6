package ru.nastavnik.kit.tenancy;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries a command that its own rules have allowed over into other organisations of the
 * same region: a transfer, a merge, the copy of a corrected birth date. The rows of both
 * sides change in one transaction. Nothing is bypassed: inside, the scope is the caller's
 * and these organisations', outside it is the caller's again.
 */
@Transactional(propagation = Propagation.MANDATORY)
public class WiderScope {

	private final EntityManager entityManager;

	private final ScopedTransactionManager transactions;

	WiderScope(EntityManager entityManager, ScopedTransactionManager transactions) {
		this.entityManager = entityManager;
		this.transactions = transactions;
	}

	/** Does the work with the rows of these organisations open as one's own. */
	public <T extends @Nullable Object> T within(Collection<Long> organisations, Supplier<T> work) {
		Scope narrow = Scope.current();
		Scope wide = narrow.with(organisations);
		if (wide.equals(narrow)) {
			return work.get();
		}
		this.entityManager.flush();
		set(wide, entered(narrow, wide));
		try {
			T result = Scope.get(wide, () -> {
				T done = work.get();
				this.entityManager.flush();
				return done;
			});
			set(narrow, Set.of());
			return result;
		}
		catch (RuntimeException | Error ex) {
			restore(narrow, ex);
			throw ex;
		}
	}

	/**
	 * Where in the caller's region the rows of the work stand, whoever keeps them: ids of
	 * organisations, asked as a reader of facts asks. Nothing else leaves the question.
	 */
	public Set<Long> keepers(Supplier<? extends Collection<Long>> question) {
		Scope narrow = Scope.current();
		this.entityManager.flush();
		set(Scope.intake(Set.of(narrow.region())), Set.of());
		try {
			Set<Long> found = new TreeSet<>(question.get());
			set(narrow, Set.of());
			return found;
		}
		catch (RuntimeException | Error ex) {
			restore(narrow, ex);
			throw ex;
		}
	}

	/** The refusal may be caught further up, so the scope is not left wide. */
	private void restore(Scope narrow, Throwable cause) {
		try {
			set(narrow, Set.of());
		}
		catch (RuntimeException ex) {
			// a failed statement has ended the transaction: nothing can be read with it
			cause.addSuppressed(ex);
		}
	}

	private static Set<Long> entered(Scope narrow, Scope wide) {
		Set<Long> entered = Rearranging.written(wide);
		entered.removeAll(Rearranging.written(narrow));
		return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? Set.of() : entered;
	}

	private void set(Scope scope, Set<Long> entered) {
		try {
			this.transactions.setScope(scope, entered);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not set the scope", ex);
		}
	}

}
