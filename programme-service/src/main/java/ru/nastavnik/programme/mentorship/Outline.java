package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What the other features know of a mentorship.
 *
 * @param methods codes of methods
 * @param orderDate date of the order that fixed it
 * @param participants everybody in it, for the policies of its rows
 * @param employer the mentors' organisation where it is another one (BR-048)
 */
public record Outline(long id, Place place, Mentorship.Status status, Terms.Form form, List<String> methods,
		LocalDate start, LocalDate plannedEnd, @Nullable LocalDate orderDate, boolean withMinors,
		List<Long> participants, List<Long> mentors, List<Long> mentees, int version, @Nullable Long employer) {

	/** Of mentors who work in the mentorship's own organisation. */
	public Outline(long id, Place place, Mentorship.Status status, Terms.Form form, List<String> methods,
			LocalDate start, LocalDate plannedEnd, @Nullable LocalDate orderDate, boolean withMinors,
			List<Long> participants, List<Long> mentors, List<Long> mentees, int version) {
		this(id, place, status, form, methods, start, plannedEnd, orderDate, withMinors, participants, mentors, mentees,
				version, null);
	}

	/** The caller's side, or null for those who do not take part. */
	public @Nullable Side side(Scope scope) {
		Long person = scope.person();
		return (person != null) ? side(person) : null;
	}

	/** The side of a person, or null for those who do not take part. */
	public @Nullable Side side(long person) {
		return this.mentors.contains(person) ? Side.MENTOR : this.mentees.contains(person) ? Side.MENTEE : null;
	}

	public List<Long> persons(Side side) {
		return (side == Side.MENTOR) ? this.mentors : this.mentees;
	}

	/** Whose order fixes it: the employer of the mentors. */
	public long issuer() {
		return (this.employer != null) ? this.employer : this.place.organisation();
	}

	/**
	 * Whether only the director's order may end it before its time (4.5). Between two
	 * organisations the curators end it: requests are of one.
	 */
	boolean endsByOrder() {
		return LifeCycle.EXTEND.allows(this.status) && this.employer == null;
	}

	boolean samePeople(Outline other) {
		return Set.copyOf(this.mentors).equals(Set.copyOf(other.mentors))
				&& Set.copyOf(this.mentees).equals(Set.copyOf(other.mentees));
	}

	public boolean staff(Scope scope, Role... roles) {
		return scope.has(this.place.organisation(), roles);
	}

	/** Whether the caller is the mentor, or has one of the roles in the organisation. */
	public boolean mentorOr(Scope scope, Role... roles) {
		return side(scope) == Side.MENTOR || staff(scope, roles);
	}

	/** Whether the caller takes part, or has one of the roles in the organisation. */
	public boolean memberOr(Scope scope, Role... roles) {
		return side(scope) != null || staff(scope, roles);
	}

	/** Refuses with 403 unless allowed. */
	public static void require(boolean allowed) {
		if (!allowed) {
			throw KitProblem.FORBIDDEN
				.because("Это действие недоступно для вашей роли. Обратитесь к куратору организации.");
		}
	}

	/** No personal programme of 3…12 months is demanded (BR-033). */
	public boolean exemptFromPeriod() {
		return this.form.ofPupils()
				|| !this.methods.isEmpty() && List.of("speed", "situational").containsAll(this.methods);
	}

}
