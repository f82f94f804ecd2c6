package ru.nastavnik.kit.tenancy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * What the current caller may touch, as sets of organisation ids that hold only the top
 * of each subtree. It is bound around a request, a job item or a batch of facts;
 * {@link ScopedTransactionManager} hands it to PostgreSQL. No scope means no rows.
 *
 * @param caller who acts: the account's id in Keycloak, or the client
 * @param name how the caller is shown to colleagues
 * @param region the one region of this work, 0 for none
 * @param grants the grants that made the scope
 * @param own organisations whose named data is open, minors included (exact ids)
 * @param write organisations whose rows may be changed (exact ids)
 * @param named subtrees whose adults may be read by name
 * @param aggregate subtrees whose counts may be read
 * @param manage subtrees whose directory of organisations may be changed
 * @param person the caller's own person, for mentors and mentees
 * @param intake regions whose facts this service is applying
 * @param feed whether the feed may be read or sequenced
 */
public record Scope(String caller, String name, long region, List<Grant> grants, Set<Long> own, Set<Long> write,
		Set<Long> named, Set<Long> aggregate, Set<Long> manage, @Nullable Long person, Set<Long> intake, boolean feed) {

	private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

	/** Nobody: sees nothing. */
	public static final Scope NONE = new Scope("", "", 0, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
			null, Set.of(), false);

	/**
	 * The scope of a caller in one region.
	 * @param wantedRegion the region asked for, or null for the lowest of the grants; a
	 * region without a grant is refused with 403
	 */
	public static Scope of(String caller, String name, Collection<Grant> grants, @Nullable Long wantedRegion) {
		long region = (wantedRegion != null) ? wantedRegion : grants.stream().mapToLong(Grant::region).min().orElse(0L);
		List<Grant> here = grants.stream().filter((grant) -> grant.region() == region).distinct().toList();
		if (wantedRegion != null && here.isEmpty()) {
			// the region opens what all its people may read, so it has to be one's own
			throw KitProblem.FORBIDDEN.because("В этом регионе у вас нет роли. Выберите другой регион.");
		}
		Long person = here.stream()
			.filter((grant) -> grant.role().isPersonal())
			.map(Grant::person)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
		return new Scope(caller, name, region, here, ids(here, Power.OWN), ids(here, Power.WRITE),
				ids(here, Power.NAMED), ids(here, Power.AGGREGATE), ids(here, Power.MANAGE), person, Set.of(), false);
	}

	/** The scope in which a batch of facts of these regions is applied to replicas. */
	public static Scope intake(Set<Long> regions) {
		return new Scope("intake", "", 0, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, regions,
				false);
	}

	/** The scope of the sequencer and of a reader of the feed. */
	public static Scope ofFeed() {
		return new Scope("feed", "", 0, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, Set.of(),
				true);
	}

	/** The scope that opens a new region: its directory and nothing else. */
	public Scope opening(long newRegion) {
		return new Scope(this.caller, this.name, newRegion, this.grants, Set.of(), Set.of(newRegion), Set.of(),
				Set.of(), Set.of(newRegion), null, Set.of(), false);
	}

	/**
	 * The scope of the service's own upkeep, such as a transfer that comes due: the rows
	 * of these organisations, one piece of work at a time.
	 */
	public static Scope upkeep(long region, Collection<Long> organisations) {
		Set<Long> rows = Collections.unmodifiableSet(new TreeSet<>(organisations));
		return new Scope("upkeep", "", region, List.of(), rows, rows, Set.of(), Set.of(), Set.of(), null, Set.of(),
				false);
	}

	/** This scope and the rows of further organisations of its region. */
	Scope with(Collection<Long> organisations) {
		return new Scope(this.caller, this.name, this.region, this.grants, union(this.own, organisations),
				union(this.write, organisations), this.named, this.aggregate, this.manage, this.person, this.intake,
				this.feed);
	}

	/**
	 * The caller's scope with the rows that these organisations keep: a reorganisation
	 * rewrites them inside PostgreSQL. Only for work that has checked the caller's power
	 * over each of them and answers with counts, never with rows.
	 */
	public Scope keeping(Set<Long> organisations) {
		if (this.manage.isEmpty() && !has(Role.MUNICIPAL)) {
			throw KitProblem.FORBIDDEN.because("Это действие недоступно для вашей роли.");
		}
		return with(organisations);
	}

	/**
	 * Those of {@link #own} whose curator this is: what people told the curator in
	 * confidence is neither the director's nor the psychologist's. Work that was let in
	 * without a grant there, such as upkeep or a run of the level above, takes the
	 * curator's place.
	 */
	public Set<Long> curate() {
		Set<Long> curated = new TreeSet<>(this.own);
		curated.removeIf((organisation) -> !has(organisation, Role.CURATOR)
				&& this.grants.stream().anyMatch((grant) -> grant.organisation() == organisation));
		return Collections.unmodifiableSet(curated);
	}

	private static Set<Long> union(Set<Long> some, Collection<Long> more) {
		Set<Long> all = new TreeSet<>(some);
		all.addAll(more);
		return Collections.unmodifiableSet(all);
	}

	private static Set<Long> ids(List<Grant> grants, Power power) {
		Set<Long> ids = new TreeSet<>();
		for (Grant grant : grants) {
			if (Power.of(grant.role()).contains(power)) {
				ids.add(grant.organisation());
			}
		}
		return Collections.unmodifiableSet(ids);
	}

	/** The scope bound to this work, or {@link #NONE}. */
	public static Scope current() {
		return CURRENT.orElse(NONE);
	}

	public static void run(Scope scope, Runnable work) {
		ScopedValue.where(CURRENT, scope).run(work);
	}

	public static <T extends @Nullable Object> T get(Scope scope, Supplier<T> work) {
		return ScopedValue.where(CURRENT, scope).call(work::get);
	}

	/** Runs work that throws checked exceptions. */
	public static <T extends @Nullable Object, X extends Throwable> T call(Scope scope,
			ScopedValue.CallableOp<T, X> work) throws X {
		return ScopedValue.where(CURRENT, scope).call(work);
	}

	public boolean has(Role role) {
		return this.grants.stream().anyMatch((grant) -> grant.role() == role);
	}

	/** Whether the caller has one of the roles in exactly this organisation. */
	public boolean has(long organisation, Role... roles) {
		return this.grants.stream()
			.anyMatch((grant) -> grant.organisation() == organisation && Arrays.asList(roles).contains(grant.role()));
	}

	/** Refuses with 403 unless the caller has one of the roles in this organisation. */
	public void requireRole(long organisation, Role... roles) {
		if (!has(organisation, roles)) {
			throw KitProblem.FORBIDDEN.because("Это действие недоступно для вашей роли в этой организации. "
					+ "Обратитесь к тому, кто выдаёт доступы в организации.");
		}
	}

	/** Refuses with 403 unless the caller has one of the roles anywhere in the region. */
	public void requireAny(Role... roles) {
		if (this.grants.stream().noneMatch((grant) -> Arrays.asList(roles).contains(grant.role()))) {
			throw KitProblem.FORBIDDEN
				.because("Это действие недоступно для вашей роли. Обратитесь к тому, кто выдаёт доступы.");
		}
	}

	/** Answers 404 when the organisation is not one the caller may write to. */
	public void requireWrite(long organisation) {
		if (!this.write.contains(organisation)) {
			throw KitProblem.NOT_FOUND.because("Организация не найдена или недоступна вам.");
		}
	}

}
