package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.FactFile;
import ru.nastavnik.programme.mentorship.Terms.ContactMode;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.mentorship.Terms.Method;
import ru.nastavnik.programme.mentorship.Terms.More;
import ru.nastavnik.programme.participant.Participants.Participant;

class KindTests {

	private static final Place SCHOOL = new Place(1, 2L, 3L, 4);

	private static final LocalDate START = LocalDate.of(2026, 10, 1);

	private static final Map<Long, Participant> PEOPLE = Map.of(1L, person(1, "staff"), 2L, person(2, "staff"), 3L,
			person(3, "staff"), 4L, person(4, "staff"), 8L, person(8, "external"), 9L, person(9, "external"));

	@ParameterizedTest(name = "BR-031: {0} with mentors {1} and mentees {2} is allowed: {3}")
	@CsvSource({ "PAIR,1,2,true", "PAIR,1 2,3,false", "PAIR,1,2 3,false", "GROUP,1,2 3,true", "GROUP,1,2,false",
			"GROUP,1 2,3 4,false", "COLLECTIVE,1 2,3,true", "COLLECTIVE,1,3,false", "COLLECTIVE,1 2,3 4,false",
			"ORG_TO_ORG,8 9,3 4,true", "ORG_TO_ORG,8,3 4,false", "ORG_TO_ORG,8 9,3,false", "ORG_TO_ORG,1 2,3 4,false",
			"REVERSE,1,2,true", "REVERSE,1 2,3,false", "REVERSE,1,2 3,false", "SPEED_SESSION,1 2,3 4,true",
			"SPEED_SESSION,1,2,true", "SITUATIONAL,1,2,true", "SITUATIONAL,1 2,3,false", "COLLECTIVE,1 2,1,false" })
	void howManyOfEach(Kind kind, String mentors, String mentees, boolean allowed) {
		More more = new More(List.of(), (kind == Kind.REVERSE) ? List.of("Опыт", "Сервисы") : List.of(),
				(kind == Kind.ORG_TO_ORG) ? 77L : null);
		Terms terms = terms(kind, Form.TEACHER_TEACHER, null, ids(mentors), ids(mentees), null, more);
		if (allowed) {
			Assertions.assertThat(propose(terms).participants()).hasSize(ids(mentors).size() + ids(mentees).size());
		}
		else {
			Assertions.assertThatThrownBy(() -> propose(terms)).isInstanceOf(ProblemException.class);
		}
	}

	@Test
	@DisplayName("BR-031: a team of another organisation names it")
	void theTeamHasAHome() {
		refused(terms(Kind.ORG_TO_ORG, Form.TEACHER_TEACHER, null, ids("8 9"), ids("3 4"), null, More.NONE),
				"partnerId");
	}

	@Test
	@DisplayName("BR-041: who teach each other store a topic for each role; the pair is one, each person counts in both roles")
	void rolesAreStoredPerTopic() {
		refused(terms(Kind.REVERSE, Form.TEACHER_TEACHER, null, ids("1"), ids("2"), null, More.NONE), "topics");
		refused(terms(Kind.PAIR, Form.PUPIL_PUPIL, null, ids("1"), ids("2"), "Равный – равному",
				new More(List.of(), List.of("Алгебра"), null)), "topics");
		refused(terms(Kind.PAIR, Form.TEACHER_TEACHER, null, ids("1"), ids("2"), null,
				new More(List.of(), List.of("Опыт", "Сервисы"), null)), "topics");
		Mentorship reverse = propose(terms(Kind.REVERSE, Form.TEACHER_TEACHER, null, ids("1"), ids("2"), null,
				new More(List.of(), List.of("Методика урока", "Цифровые сервисы"), null)));
		reverse.identify(19);
		Assertions.assertThat(reverse.persons(Side.MENTOR)).containsExactly(1L);
		FactFile.says("mentorship-changed-reverse", reverse.state());
	}

	@Test
	@DisplayName("BR-033: a speed session and a situational help work by their own method and need no programme")
	void aSessionNeedsNoProgramme() {
		for (Kind kind : List.of(Kind.SPEED_SESSION, Kind.SITUATIONAL)) {
			Mentorship session = propose(terms(kind, Form.TEACHER_TEACHER, null, ids("1"), ids("2"), null, More.NONE));
			session.identify(1);
			Assertions.assertThat(session.outline().exemptFromPeriod()).as(kind.toString()).isTrue();
		}
		Assertions.assertThat(Form.STUDENT_PUPIL.ofPupils()).isTrue();
		Assertions.assertThat(Form.UNIVERSITY_TEACHER.ofPupils()).isFalse();
	}

	@Test
	@DisplayName("11.2: another form has a name; all contact modes are kept")
	void anotherFormHasAName() {
		refused(terms(Kind.PAIR, Form.OTHER, " ", ids("1"), ids("2"), null, More.NONE), "formName");
		Mentorship pair = propose(terms(Kind.PAIR, Form.OTHER, "Выпускник – школа", ids("1"), ids("2"), null,
				new More(List.of(ContactMode.values()), List.of(), null)));
		Assertions.assertThat(pair.conditions().arrangement().more().contactModes())
			.containsExactly(ContactMode.values());
		Assertions.assertThat(ContactMode.values()).hasSize(7);
		Assertions.assertThat(Method.values()).hasSize(5);
	}

	private static void refused(Terms terms, String field) {
		Assertions.assertThatThrownBy(() -> propose(terms))
			.isInstanceOfSatisfying(ProblemException.class,
					(refusal) -> Assertions.assertThat(refusal.violations())
						.extracting((violation) -> violation.field())
						.contains(field));
	}

	private static Mentorship propose(Terms terms) {
		return Mentorship.propose(SCHOOL, terms, PEOPLE, START);
	}

	private static Terms terms(Kind kind, Form form, String formName, List<Long> mentors, List<Long> mentees,
			String roleModel, More more) {
		return new Terms(kind, form, formName, List.of(Method.ONE_TO_ONE), roleModel, "Цель", START,
				LocalDate.of(2027, 7, 1), mentors, mentees, true, true, more);
	}

	private static List<Long> ids(String ids) {
		return java.util.Arrays.stream(ids.split(" ")).map(Long::valueOf).toList();
	}

	private static Participant person(long id, String kind) {
		return new Participant(id, LocalDate.of(1985, 1, 1), kind, null, "available", "in_base", false, true, 3);
	}

}
