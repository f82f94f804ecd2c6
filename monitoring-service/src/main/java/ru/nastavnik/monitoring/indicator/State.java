package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * The latest that facts said about a subject. The components are the columns of the state
 * tables.
 */
public sealed interface State {

	long regionId();

	@Nullable Long instituteId();

	@Nullable Long municipalityId();

	long organisationId();

	default Place place() {
		return new Place(regionId(), instituteId(), municipalityId(), organisationId());
	}

	/** An organisation. */
	record Unit(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId, long id,
			@Nullable Long parentId, String level, String type, String fullName, String shortName, String status,
			@Nullable LocalDate validFrom, @Nullable LocalDate closedOn, List<LocalDate> placedSince,
			List<@Nullable Long> placedParents, List<@Nullable Long> placedInstitutes,
			List<@Nullable Long> placedMunicipalities, boolean reorganised,
			@Nullable Boolean closedAsHeard) implements State {

		private static final Set<String> NOT_SCHOOLS = Set.of("partner", "authority");

		boolean isSchool() {
			return this.level.equals("school") && !NOT_SCHOOLS.contains(this.type);
		}

		/** Whether it stands, and stood, at the same places. */
		boolean stands(Unit old) {
			return place().equals(old.place()) && this.placedSince.equals(old.placedSince)
					&& this.placedInstitutes.equals(old.placedInstitutes)
					&& this.placedMunicipalities.equals(old.placedMunicipalities);
		}

		/**
		 * An organisation of which no fact tells the day of its closing keeps the day on
		 * which that was first heard.
		 */
		Unit after(@Nullable Unit old) {
			if (!Boolean.TRUE.equals(this.closedAsHeard) || this.closedOn == null || old == null
					|| old.closedOn == null) {
				return this;
			}
			return new Unit(this.regionId, this.instituteId, this.municipalityId, this.organisationId, this.id,
					this.parentId, this.level, this.type, this.fullName, this.shortName, this.status, this.validFrom,
					old.closedOn, this.placedSince, this.placedParents, this.placedInstitutes,
					this.placedMunicipalities, this.reorganised, this.closedAsHeard);
		}

	}

	/** How many there are of a category, as a document says. */
	record Population(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long id, LocalDate asOf, String category, long value, String source, boolean approved) implements State {
	}

	/** A person in one organisation, with every status as a mentee since when. */
	record Participant(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long personId, LocalDate born, String kind, @Nullable String position, @Nullable LocalDate experienceSince,
			@Nullable LocalDate hiredOn, @Nullable LocalDate joinedOn, @Nullable LocalDate leftOn,
			@Nullable String mentorStatus, @Nullable LocalDate mentorSince, List<String> menteeStatuses,
			List<LocalDate> menteeSince) implements State {

		Participant as(long pseudonym) {
			return new Participant(this.regionId, this.instituteId, this.municipalityId, this.organisationId, pseudonym,
					this.born.withDayOfYear(1), this.kind, this.position, this.experienceSince, this.hiredOn,
					this.joinedOn, this.leftOn, this.mentorStatus, this.mentorSince, this.menteeStatuses,
					this.menteeSince);
		}

		boolean isTeacher() {
			return this.kind.equals("staff") && "teacher".equals(this.position);
		}

		/**
		 * A fact tells the newest status only; what was before it stays known, so that a
		 * closed month keeps its figure.
		 */
		Participant after(@Nullable Participant old) {
			if (old == null || old.menteeStatuses.isEmpty()) {
				return this;
			}
			List<String> statuses = new ArrayList<>(old.menteeStatuses);
			List<LocalDate> since = new ArrayList<>(old.menteeSince);
			if (!this.menteeStatuses.isEmpty()) {
				LocalDate newest = this.menteeSince.getFirst();
				while (!since.isEmpty() && !since.getLast().isBefore(newest)) {
					statuses.removeLast();
					since.removeLast();
				}
				if (statuses.isEmpty() || !statuses.getLast().equals(this.menteeStatuses.getFirst())) {
					statuses.add(this.menteeStatuses.getFirst());
					since.add(newest);
				}
			}
			return new Participant(this.regionId, this.instituteId, this.municipalityId, this.organisationId,
					this.personId, this.born, this.kind, this.position, this.experienceSince, this.hiredOn,
					this.joinedOn, this.leftOn, this.mentorStatus, this.mentorSince, List.copyOf(statuses),
					List.copyOf(since));
		}

	}

	/** A pair or a group. */
	record Mentorship(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long id, String kind, String form, List<String> methods, String status, LocalDate startsOn,
			@Nullable LocalDate endedOn, @Nullable String ground, @Nullable LocalDate orderedOn, boolean withMinors,
			List<Long> mentors, List<Long> mentees, List<Long> earlierOrganisations, List<LocalDate> earlierUntil,
			List<@Nullable LocalDate> mentorSince, List<@Nullable LocalDate> mentorUntil) implements State {

		private static final Set<String> ENDED = Set.of("completed", "terminated");

		private static final Set<String> WORKED = Set.of("active", "suspended", "completing", "completed",
				"terminated");

		Mentorship renamed(long person, long pseudonym) {
			return new Mentorship(this.regionId, this.instituteId, this.municipalityId, this.organisationId, this.id,
					this.kind, this.form, this.methods, this.status, this.startsOn, this.endedOn, this.ground,
					this.orderedOn, this.withMinors,
					this.mentors.stream().map((id) -> (id == person) ? pseudonym : id).toList(),
					this.mentees.stream().map((id) -> (id == person) ? pseudonym : id).toList(),
					this.earlierOrganisations, this.earlierUntil, this.mentorSince, this.mentorUntil);
		}

		/** Every organisation that it belongs to or belonged to. */
		List<Long> homes() {
			List<Long> homes = new ArrayList<>(this.earlierOrganisations);
			homes.add(this.organisationId);
			return homes;
		}

		boolean isEnded() {
			return this.orderedOn != null && this.endedOn != null && ENDED.contains(this.status);
		}

		/** Whether work has begun, so that its people count (BR-085). */
		boolean hasWorked() {
			return this.orderedOn != null && WORKED.contains(this.status);
		}

		/** The days on which it was in work by an order (BR-035). */
		@Nullable Span work(LocalDate horizon) {
			if (this.orderedOn == null || !(this.status.equals("ordered") || hasWorked())) {
				return null;
			}
			LocalDate from = this.startsOn.isBefore(this.orderedOn) ? this.orderedOn : this.startsOn;
			LocalDate to = (this.endedOn != null && ENDED.contains(this.status)) ? this.endedOn : horizon;
			return new Span(Period.FLOOR, horizon).within(Span.of(from, to));
		}

		/**
		 * The days on which the mentor at this place of the list was at work: one who was
		 * replaced counts until then, the other one from then on.
		 */
		@Nullable Span work(int mentor, LocalDate horizon) {
			Span work = work(horizon);
			LocalDate from = at(this.mentorSince, mentor);
			LocalDate to = at(this.mentorUntil, mentor);
			if (work == null || from == null && to == null) {
				return work;
			}
			return work.within(Span.of((from != null) ? from : Period.FLOOR, (to != null) ? to : horizon));
		}

		private static @Nullable LocalDate at(List<@Nullable LocalDate> days, int place) {
			return (place < days.size()) ? days.get(place) : null;
		}

	}

	/** A meeting of a mentorship. */
	record Meeting(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long id, long mentorshipId, String status, @Nullable LocalDate heldOn) implements State {

		boolean isHeld() {
			return this.heldOn != null && (this.status.equals("held") || this.status.equals("confirmed"));
		}

	}

	/** The index from an earlier organisation to a mentorship. */
	record Home(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long mentorshipId) implements State {
	}

	/** The index from a person to a mentorship. */
	record Member(long regionId, @Nullable Long instituteId, @Nullable Long municipalityId, long organisationId,
			long personId, long mentorshipId, String role) implements State {
	}

}
