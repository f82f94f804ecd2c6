package ru.nastavnik.kit.tenancy;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The tree of organisations and the rows that stand in it agree by taking turns: whoever
 * may write the rows of an organisation shares its lock from the beginning of the
 * transaction, so the place that is read is the place that is written. What rewrites the
 * place of all rows of an organisation works in here: its transactions have the lock of
 * each alone, after the last writer who began before, and before the next one begins.
 */
public final class Rearranging {

	private static final ScopedValue<Set<Long>> ORGANISATIONS = ScopedValue.newInstance();

	/**
	 * The same for a transaction that has begun and holds no lock of an organisation,
	 * such as a batch of facts, with {@code :organisations}; to be done before any of its
	 * rows is touched.
	 */
	public static final String ALONE = """
			select pg_advisory_xact_lock(hashtextextended('place ' || o, 0))
			from (select unnest(cast(:organisations as bigint[])) as o order by 1) x""";

	private Rearranging() {
	}

	/**
	 * Does the work, whose transactions begin inside, alone with these organisations.
	 */
	public static <T extends @Nullable Object> T of(Set<Long> organisations, Supplier<T> work) {
		return ScopedValue.where(ORGANISATIONS, Set.copyOf(organisations)).call(work::get);
	}

	static boolean isGoingOn() {
		return ORGANISATIONS.isBound();
	}

	/** In the order in which everybody takes them. */
	static Set<Long> organisations() {
		return new TreeSet<>(ORGANISATIONS.get());
	}

	/** What the scope may write, whichever rows of it: also those that name a person. */
	static Set<Long> written(Scope scope) {
		Set<Long> written = new TreeSet<>(scope.write());
		scope.grants()
			.stream()
			.filter((grant) -> grant.role().isPersonal())
			.map(Grant::organisation)
			.forEach(written::add);
		return written;
	}

}
