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
		List<ConsentView> consents) {

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

	record Employed(long id, long organisationId, Post.Position position, @Nullable String subject,
			@Nullable String category, @Nullable LocalDate experienceSince, LocalDate hiredOn,
			@Nullable LocalDate dismissedOn, boolean youngSpecialist, boolean newcomer, int version) {

		static Employed of(Employment employment, LocalDate today) {
			Post post = employment.post();
			return new Employed(employment.id(), employment.organisationId(), post.position(), post.subject(),
					post.category(), post.experienceSince(), post.hiredOn(), post.dismissedOn(),
					post.youngSpecialistOn(today), post.newcomerOn(today), employment.version());
		}

	}

	record Enrolled(long id, long organisationId, int grade, @Nullable String letter, LocalDate from,
			@Nullable LocalDate to, int version) {

		static Enrolled of(Enrolment enrolment) {
			Study study = enrolment.study();
			return new Enrolled(enrolment.id(), enrolment.organisationId(), study.grade(), study.letter(), study.from(),
					study.to(), enrolment.version());
		}

	}

	record Representative(long id, long personId, String name, String kind, @Nullable String basis, LocalDate from,
			@Nullable LocalDate to) {
	}

}
