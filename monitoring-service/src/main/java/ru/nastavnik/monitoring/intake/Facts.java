package ru.nastavnik.monitoring.intake;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The facts that monitoring reads, as far as it needs them.
 */
final class Facts {

	private Facts() {
	}

	record OrganisationChanged(long id, @Nullable Long parentId, String level, String type, @Nullable String fullName,
			String shortName, String status, @Nullable LocalDate validFrom, @Nullable LocalDate closedOn,
			@Nullable List<Placement> placements) {
	}

	/** Where an organisation stood since a day. */
	record Placement(@Nullable Long parentId, @Nullable Long institute, @Nullable Long municipality, LocalDate from,
			@Nullable LocalDate to) {
	}

	record PopulationChanged(long id, long organisationId, LocalDate asOf, String category, long value,
			@Nullable String source, boolean approved) {
	}

	record ParticipantChanged(long personId, long organisationId, LocalDate born, String kind,
			@Nullable String position, @Nullable LocalDate experienceSince, @Nullable LocalDate hiredOn,
			@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Candidacy mentor, @Nullable Candidacy mentee) {
	}

	record PersonErased(long personId, long pseudonym) {
	}

	record Candidacy(@Nullable Long profileId, String status, @Nullable LocalDate since) {
	}

	record MentorshipChanged(long id, @Nullable String kind, String form, @Nullable List<String> methods, String status,
			LocalDate start, @Nullable LocalDate plannedEnd, @Nullable LocalDate ended, @Nullable String ground,
			@Nullable LocalDate orderedOn, @Nullable List<Member> mentors, @Nullable List<Member> mentees,
			@Nullable Boolean withMinors, @Nullable List<Home> earlier, @Nullable List<Left> former) {
	}

	/** The last day in an earlier organisation. */
	record Home(long organisationId, LocalDate until) {
	}

	record Member(long personId, @Nullable LocalDate since) {
	}

	/** Who was a member until another one took over. */
	record Left(long personId, String role, LocalDate since, LocalDate until) {
	}

	record MeetingChanged(long id, long mentorshipId, @Nullable String kind, String status,
			@Nullable LocalDate plannedOn, @Nullable LocalDate heldOn) {
	}

}
