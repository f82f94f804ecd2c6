package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.participant.Profiles.ConsentView;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;

/**
 * One person's card.
 */
record PersonView(long id, String lastName, String firstName, @Nullable String middleName, String name,
		LocalDate birthDate, boolean minor, Person.Kind kind, @Nullable String phone, @Nullable String email,
		int version, long organisationId, Belongs belongs, List<Employed> employments, List<Enrolled> enrolments,
		List<Representative> representatives, @Nullable MentorProfile mentor, @Nullable MenteeProfile mentee,
		List<ConsentView> consents, Marks marks, List<OnLeave> leaves, List<Transferred> transfers,
		ExternalPeople.@Nullable External external, @Nullable Long mergedIntoId) {

	/**
	 * Which organisations the person belongs to, as far as the caller may know.
	 *
	 * @param keeper name of the organisation that keeps the card and alone corrects it
	 * @param kept whether the caller's organisation is that one
	 * @param here the organisation through which the caller sees the person
	 * @param former whether the person has left it: contacts are not shown then
	 * @param elsewhere in how many other organisations the person works or studies now
	 */
	record Belongs(@Nullable String keeper, boolean kept, long here, boolean former, int elsewhere) {
	}

	record Employed(long id, long organisationId, Post.Position position, List<String> subjects,
			Post.@Nullable Category category, @Nullable LocalDate experienceSince, LocalDate hiredOn,
			@Nullable LocalDate dismissedOn, Departure.@Nullable Reason endReason, @Nullable String endBasisNo,
			@Nullable LocalDate endBasisOn, boolean youngSpecialist, boolean newcomer, int version) {

		static Employed of(Employment employment, LocalDate on, int newcomerMonths) {
			Post post = employment.post();
			return new Employed(employment.id(), employment.organisationId(), post.position(), post.subjects(),
					post.category(), post.experienceSince(), post.hiredOn(), post.dismissedOn(), employment.endReason(),
					employment.endBasisNo(), employment.endBasisOn(), post.youngSpecialistOn(on),
					post.newcomerOn(on, newcomerMonths), employment.version());
		}

	}

	record Enrolled(long id, long organisationId, int grade, @Nullable String letter, LocalDate from,
			@Nullable LocalDate to, Departure.@Nullable Reason endReason, @Nullable String endBasisNo,
			@Nullable LocalDate endBasisOn, int version) {

		static Enrolled of(Enrolment enrolment) {
			Study study = enrolment.study();
			return new Enrolled(enrolment.id(), enrolment.organisationId(), study.grade(), study.letter(), study.from(),
					study.to(), enrolment.endReason(), enrolment.endBasisNo(), enrolment.endBasisOn(),
					enrolment.version());
		}

	}

	record OnLeave(long id, long employmentId, Leave.Kind kind, LocalDate from, @Nullable LocalDate to,
			@Nullable LocalDate returnedOn, boolean now) {

		static OnLeave of(Leave leave, LocalDate on) {
			return new OnLeave(leave.id(), leave.employmentId(), leave.kind(), leave.from(), leave.to(),
					leave.returnedOn(), leave.on(on));
		}

	}

	record Transferred(long id, Transfer.Kind kind, Transfer.Status status, long fromId, long toId,
			@Nullable String from, @Nullable String to, LocalDate on, @Nullable String basisNo,
			@Nullable LocalDate basisOn, boolean undoable) {
	}

	record Representative(long id, long personId, String name, String kind, @Nullable String basis, LocalDate from,
			@Nullable LocalDate to) {
	}

}
