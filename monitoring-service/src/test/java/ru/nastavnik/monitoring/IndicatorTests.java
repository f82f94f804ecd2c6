package ru.nastavnik.monitoring;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each indicator by hand-made cases; the recompute has to agree with every one. */
class IndicatorTests extends MonitoringTests {

	private static final int SEPTEMBER = 202609;

	private static final int NOVEMBER = 202611;

	private static final int YEAR = 2026;

	private final long mentor = id();

	private final long young = id();

	private final long pupil = id();

	private final long pair = id();

	@BeforeEach
	void tellTheTerritory() {
		tell(territory());
	}

	@AfterEach
	void recomputeAgrees() {
		cellsAreExact();
	}

	@Test
	void op01CountsSchoolsWithAMentorshipByOrder() {
		assertThat(cell(this.region, YEAR, "OP-01")).isEqualTo("0/3");
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)));
		tell(mentorship(id(), this.school, "pupil_pupil", List.of(id()), List.of(id())));
		assertThat(cell(this.school, YEAR, "OP-01")).isEqualTo("1/1");
		assertThat(cell(this.north, YEAR, "OP-01")).isEqualTo("1/2");
		assertThat(cell(this.south, YEAR, "OP-01")).isEqualTo("0/1");
		assertThat(cell(this.institute, NOVEMBER, "OP-01")).isEqualTo("1/3");
		assertThat(cell(this.region, 202608, "OP-01")).isEqualTo("0/3");
	}

	@Test
	void op01ForgetsAClosedSchool() {
		tell(fact("organisation-changed", this.other, at(this.other),
				of("id", this.other, "parentId", this.north, "level", "school", "type", "school", "shortName",
						"Закрытая", "status", "closed", "validFrom", "2024-09-01")));
		assertThat(cell(this.region, 202610, "OP-01")).isEqualTo("0/3");
		assertThat(cell(this.region, NOVEMBER, "OP-01")).isEqualTo("0/3");
		assertThat(cell(this.region, 202612, "OP-01")).isEqualTo("0/2");
	}

	@Test
	void op03IsYoungSpecialistsWithoutAMentor() {
		tell(teacher(this.young, this.school, "2025-09-01"), teacher(id(), this.other, "2024-01-15"),
				teacher(id(), this.other, "2010-09-01"));
		assertThat(cell(this.region, NOVEMBER, "OP-03")).isEqualTo("2/2");
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)));
		assertThat(cell(this.region, NOVEMBER, "OP-03")).isEqualTo("1/2");
		assertThat(cell(this.school, YEAR, "OP-03")).isEqualTo("0/1");
		assertThat(cell(this.north, 202601, "OP-03")).isEqualTo("2/2");
	}

	@Test
	void op03Br021CountsThreeYearsOfExperienceToTheDayAtTheEndOfTheMonth() {
		tell(teacher(this.young, this.school, "2023-11-30"), teacher(id(), this.school, "2023-11-29"),
				teacher(id(), this.school, "2026-11-30"), teacher(id(), this.school, "2026-12-01"));
		assertThat(cell(this.school, NOVEMBER, "OP-03")).isEqualTo("2/2");
		assertThat(cell(this.school, 202610, "OP-03")).isEqualTo("2/2");
		assertThat(cell(this.school, 202612, "OP-03")).isEqualTo("2/2");
		// each was a young specialist at the end of some month of the year
		assertThat(cell(this.school, YEAR, "OP-03")).isEqualTo("4/4");
	}

	@Test
	void op03LeavesOutWhoIsNotATeacherOrHasLeft() {
		tell(participant(this.young, this.school, "1999-05-05",
				of("kind", "staff", "position", "psychologist", "experienceSince", "2025-09-01", "from", "2025-09-01")),
				teacher(id(), this.school, "2025-09-01", "to", "2026-10-15"), teacher(id(), this.school, null));
		assertThat(cell(this.school, NOVEMBER, "OP-03")).isEqualTo("0/0");
		assertThat(cell(this.school, SEPTEMBER, "OP-03")).isEqualTo("1/1");
	}

	@Test
	void op04CountsMentorshipsInWorkByFormAndMethod() {
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young), "methods",
				List.of("virtual", "speed")),
				mentorship(id(), this.distant, "pupil_pupil", List.of(id()), List.of(id()), "status", "ordered",
						"start", "2026-11-10"),
				mentorship(id(), this.other, "pupil_pupil", List.of(id()), List.of(id()), "status", "agreed",
						"orderedOn", null));
		assertThat(cell(this.region, NOVEMBER, "OP-04")).isEqualTo("2/0");
		assertThat(cell(this.region, SEPTEMBER, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.region, YEAR, "OP-04", "form", "pupil_pupil")).isEqualTo("1/0");
		assertThat(cell(this.region, YEAR, "OP-04", "form", "teacher_teacher")).isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "OP-04", "method", "virtual")).isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "OP-04", "method", "speed")).isEqualTo("1/0");
		assertThat(cell(this.other, YEAR, "OP-04")).isEqualTo("0/0");
	}

	@Test
	void op04CountsFromTheOrderOnAndUntilTheEnd() {
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young), "start",
				"2026-08-20", "orderedOn", "2026-09-10", "status", "completed", "ended", "2026-10-05", "ground", "E1"));
		assertThat(cell(this.school, 202608, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.school, SEPTEMBER, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.school, 202610, "OP-04")).isEqualTo("1/0");
		assertThat(cell(this.school, NOVEMBER, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.school, 2025, "OP-04")).isEqualTo("0/0");
		assertThat(cell(this.school, YEAR, "OP-04")).isEqualTo("1/0");
	}

	@Test
	void op06Br043CountsMentorshipsWithAMeetingHeldInTheMonth() {
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)),
				meeting(id(), this.pair, this.school, "held", "2026-10-07"),
				meeting(id(), this.pair, this.school, "confirmed", "2026-10-21"),
				meeting(id(), this.pair, this.school, "planned", null),
				mentorship(id(), this.other, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(cell(this.region, 202610, "OP-06")).isEqualTo("1/2");
		assertThat(cell(this.region, NOVEMBER, "OP-06")).isEqualTo("0/2");
		long meeting = id();
		tell(meeting(meeting, this.pair, this.school, "held", "2026-11-02"));
		assertThat(cell(this.region, NOVEMBER, "OP-06")).isEqualTo("1/2");
		tell(meeting(meeting, this.pair, this.school, "cancelled", null));
		assertThat(cell(this.region, NOVEMBER, "OP-06")).isEqualTo("0/2");
		// the year: all months that have begun, September to November
		assertThat(figure(read(ministry(), "/dashboards/{id}?period=2026", this.region), "OP-06").toString())
			.contains("\"den\":6", "\"num\":1");
	}

	@Test
	void op07IsTheShareOfThoseEndedByThePlan() {
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young), "status",
				"completed", "ended", "2026-11-05", "ground", "E1"),
				mentorship(id(), this.other, "teacher_teacher", List.of(id()), List.of(id()), "status", "terminated",
						"ended", "2026-11-20", "ground", "E2"),
				mentorship(id(), this.distant, "teacher_teacher", List.of(id()), List.of(id())));
		assertThat(cell(this.north, NOVEMBER, "OP-07")).isEqualTo("1/2");
		assertThat(cell(this.region, YEAR, "OP-07")).isEqualTo("1/2");
		assertThat(cell(this.region, 202610, "OP-07")).isEqualTo("0/0");
	}

	@Test
	void op10CountsMenteesWhoWaitAndRemembersThemAfterwards() {
		tell(pupil(this.pupil, this.school, "2012-03-03", "mentee", mentee("waiting", "2026-10-05")),
				pupil(id(), this.school, "2012-03-03", "mentee", mentee("in_base", "2026-10-01")));
		assertThat(cell(this.region, 202610, "OP-10")).isEqualTo("1/2");
		tell(pupil(this.pupil, this.school, "2012-03-03", "mentee", mentee("in_mentorship", "2026-11-03")));
		assertThat(cell(this.region, 202610, "OP-10")).isEqualTo("1/2");
		assertThat(cell(this.region, NOVEMBER, "OP-10")).isEqualTo("1/2");
		// whoever has found a mentor is in the base still
		assertThat(cell(this.region, 202612, "OP-10")).isEqualTo("0/2");
	}

	@Test
	void r145x1CountsDistinctMentees10To19ByTheAgeOn31December() {
		long tooYoung = id();
		long justOldEnough = id();
		long nineteen = id();
		long tooOld = id();
		tell(pupil(tooYoung, this.school, "2017-01-01"), pupil(justOldEnough, this.school, "2016-12-31"),
				pupil(nineteen, this.school, "2007-01-01"), pupil(tooOld, this.school, "2006-12-31"));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()),
				List.of(tooYoung, justOldEnough, nineteen, tooOld)));
		assertThat(cell(this.region, YEAR, "R145-1")).isEqualTo("2/0");
		assertThat(cell(this.region, 202705, "R145-1")).isEqualTo("2/0");
		assertThat(cell(this.school, YEAR, "R145-1S")).isEqualTo("2/0");
	}

	@Test
	void r145x2CountsDistinctMentors15To19() {
		long fourteen = id();
		long fifteen = id();
		tell(pupil(fourteen, this.school, "2012-01-01"), pupil(fifteen, this.school, "2011-12-31"));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(fourteen), List.of(id())),
				mentorship(id(), this.school, "pupil_pupil", List.of(fifteen), List.of(id())));
		assertThat(cell(this.region, YEAR, "R145-2")).isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "R145-2S")).isEqualTo("1/0");
	}

	@Test
	@DisplayName("BR-085, BR-052: a mentor who was replaced counts for the months at work and the new one from then on")
	void aReplacedMentorCountsUntilThen() {
		long first = id();
		long second = id();
		tell(pupil(first, this.school, "2010-01-01"), pupil(second, this.school, "2010-01-01"));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(first), List.of(id())));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(), List.of(id()), "mentors",
				List.of(of("personId", second, "since", "2026-11-05")), "former", List.of(of("personId", first, "role",
						"mentor", "since", "2026-09-15", "until", "2026-11-05", "ground", "G2"))));
		assertThat(cell(this.school, 202610, "R145-2")).as("the first alone").isEqualTo("1/0");
		assertThat(cell(this.school, NOVEMBER, "R145-2")).as("both in the month of the order").isEqualTo("2/0");
		assertThat(cell(this.school, 202705, "R145-2")).as("the second alone").isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "R145-2")).as("nobody is lost in the year").isEqualTo("2/0");
	}

	@Test
	@DisplayName("BR-048: a pair of two schools counts once, its mentee at the mentee's school and its mentor at the mentor's")
	void aPairOfTwoSchoolsCountsOnce() {
		long mentor = id();
		long mentee = id();
		tell(pupil(mentor, this.distant, "2007-01-01"), pupil(mentee, this.school, "2007-01-01"));
		tell(mentorship(this.pair, this.school, "student_student", List.of(), List.of(mentee), "mentors",
				List.of(of("personId", mentor, "organisationId", this.distant))));
		for (long unit : new long[] { this.school, this.north, this.institute, this.region }) {
			assertThat(cell(unit, NOVEMBER, "OP-04")).as("the pair in " + unit).isEqualTo("1/0");
			assertThat(cell(unit, YEAR, "R145-1")).as("the mentee in " + unit).isEqualTo("1/0");
		}
		for (long unit : new long[] { this.distant, this.south }) {
			assertThat(cell(unit, NOVEMBER, "OP-04")).as("no pair in " + unit).isEqualTo("0/0");
			assertThat(cell(unit, YEAR, "R145-1")).as("no mentee in " + unit).isEqualTo("0/0");
			assertThat(cell(unit, YEAR, "R145-2")).as("the mentor in " + unit).isEqualTo("1/0");
		}
		for (long unit : new long[] { this.school, this.north }) {
			assertThat(cell(unit, YEAR, "R145-2")).as("no mentor in " + unit).isEqualTo("0/0");
		}
		assertThat(cell(this.region, YEAR, "R145-2")).isEqualTo("1/0");
		assertThat(cell(this.region, NOVEMBER, "OP-01")).as("coverage is the mentee's school's").startsWith("1/");
		cellsAreExact();
	}

	@Test
	void r145x3CountsYoungSpecialistsAsMenteesOfTheApprovedNumber() {
		tell(teacher(this.young, this.school, "2025-09-01"), teacher(id(), this.school, "2025-09-01"),
				population(this.school, "young_specialists_0_3", 4, "2026-09-01", true));
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)));
		assertThat(cell(this.school, YEAR, "R145-3")).isEqualTo("1/0");
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "R145-3").toString()).contains("\"num\":1",
				"\"den\":4", "\"value\":25.0", "\"light\":\"red\"", "\"target\":70");
	}

	@Test
	void br084APersonInTwoMentorshipsAndTwoSchoolsOfATerritoryCountsOnceThere() {
		tell(pupil(this.pupil, this.school, "2012-03-03"), pupil(this.pupil, this.other, "2012-03-03"));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil)),
				mentorship(id(), this.other, "teacher_pupil", List.of(id()), List.of(this.pupil)));
		assertThat(cell(this.school, YEAR, "R145-1")).isEqualTo("1/0");
		assertThat(cell(this.other, YEAR, "R145-1")).isEqualTo("1/0");
		assertThat(cell(this.north, YEAR, "R145-1")).isEqualTo("1/0");
		assertThat(cell(this.region, NOVEMBER, "R145-1")).isEqualTo("1/0");
		tell(gone("participant-changed", this.pupil, at(this.other)));
		assertThat(cell(this.other, YEAR, "R145-1")).isEqualTo("0/0");
		assertThat(cell(this.north, YEAR, "R145-1")).isEqualTo("1/0");
	}

	@Test
	void br085APersonCountsOnlyWithAnOrderAndAfterWorkHasBegun() {
		tell(pupil(this.pupil, this.school, "2012-03-03"));
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil), "status", "agreed",
				"orderedOn", null));
		assertThat(cell(this.region, YEAR, "R145-1")).isEqualTo("0/0");
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil), "status",
				"ordered"));
		assertThat(cell(this.region, YEAR, "R145-1")).isEqualTo("0/0");
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil)));
		assertThat(cell(this.region, YEAR, "R145-1")).isEqualTo("1/0");
		tell(mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil), "status",
				"completed", "ended", "2026-09-30", "ground", "E1"));
		assertThat(cell(this.region, SEPTEMBER, "R145-1")).isEqualTo("1/0");
		assertThat(cell(this.region, 202610, "R145-1")).isEqualTo("0/0");
	}

	@Test
	void br086WithoutAnApprovedDenominatorThereIsNoRatio() {
		tell(pupil(this.pupil, this.school, "2012-03-03"),
				mentorship(this.pair, this.school, "pupil_pupil", List.of(id()), List.of(this.pupil)));
		long figure = id();
		tell(population(figure, this.school, "pupils_10_19", 200, "2026-09-20", false));
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "R145-1S").toString())
			.contains("\"state\":\"no_denominator\"", "\"value\":null", "\"den\":null");
		tell(population(figure, this.school, "pupils_10_19", 200, "2026-09-20", true));
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "R145-1S").toString()).contains(
				"\"state\":\"ok\"", "\"value\":0.5", "\"den\":200", "\"asOf\":\"2026-09-20\"", "\"source\":\"ОО-1\"");
	}

	@Test
	void br086TheLatestApprovedFigureUpToThePeriodsEndHolds() {
		tell(population(this.school, "pupils_10_19", 180, "2025-09-20", true),
				population(this.school, "pupils_10_19", 200, "2026-10-31", true),
				population(this.school, "pupils_10_19", 210, "2026-11-01", true));
		assertThat(cell(this.school, SEPTEMBER, "P.pupils_10_19", "own", "")).isEqualTo("1/180");
		assertThat(cell(this.school, 202610, "P.pupils_10_19", "own", "")).isEqualTo("1/200");
		assertThat(cell(this.school, NOVEMBER, "P.pupils_10_19", "own", "")).isEqualTo("1/210");
		assertThat(cell(this.school, 2025, "P.pupils_10_19", "own", "")).isEqualTo("1/180");
		assertThat(cell(this.region, YEAR, "P.pupils_10_19", "sum", "")).isEqualTo("1/210");
	}

	@Test
	void br087MoreThanAHundredPerCentIsAWarning() {
		tell(population(this.school, "young_specialists_0_3", 1, "2026-09-01", true),
				teacher(this.young, this.school, "2025-09-01"), teacher(this.pupil, this.school, "2025-09-01"));
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)),
				mentorship(id(), this.school, "teacher_teacher", List.of(this.mentor), List.of(this.pupil)));
		assertThat(figure(read(curator(), "/dashboards/{id}", this.school), "R145-3").toString())
			.contains("\"state\":\"above_100\"", "\"value\":200.0", "\"light\":\"none\"");
	}

	@Test
	void br088ATerritoryIsTheSumOfNumeratorsByTheSumOfDenominators() {
		tell(population(this.school, "young_specialists_0_3", 1, "2026-09-01", true),
				population(this.other, "young_specialists_0_3", 9, "2026-09-01", true),
				teacher(this.young, this.school, "2025-09-01"));
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)));
		// not the mean of 100 % and 0 %
		assertThat(figure(read(municipal(), "/dashboards/{id}", this.north), "R145-3").toString()).contains("\"num\":1",
				"\"den\":10", "\"value\":10.0", "Сумма по организациям: 2 из 2");
	}

	@Test
	void br089ResidentsOfTheRegionAndRollsOfSchoolsStayApart() {
		List<Long> pupils = java.util.stream.LongStream.range(0, 6).mapToObj((at) -> id()).toList();
		pupils.forEach((person) -> tell(pupil(person, this.school, "2012-03-03")));
		tell(mentorship(this.pair, this.school, "teacher_pupil", List.of(id()), pupils));
		tell(population(this.region, "residents_10_19", 1000, "2026-01-01", true),
				population(this.school, "pupils_10_19", 100, "2026-09-20", true),
				population(this.distant, "pupils_10_19", 100, "2026-09-20", true));
		var dashboard = read(ministry(), "/dashboards/{id}", this.region);
		assertThat(figure(dashboard, "R145-1").toString()).contains("\"num\":6", "\"den\":1000", "\"value\":0.6");
		assertThat(figure(dashboard, "R145-1S").toString()).contains("\"num\":6", "\"den\":200", "\"value\":3.0",
				"2 из 3");
	}

	@Test
	void br089ResidentsAreSummedOnlyWhenEveryMunicipalityHasThem() {
		tell(population(this.north, "residents_10_19", 300, "2026-01-01", true));
		assertThat(figure(read(instituteUser(), "/dashboards/{id}", this.institute), "R145-1").toString())
			.contains("no_denominator");
		tell(population(this.south, "residents_10_19", 500, "2026-01-01", true));
		assertThat(figure(read(instituteUser(), "/dashboards/{id}", this.institute), "R145-1").toString())
			.contains("\"den\":800", "Сумма по муниципалитетам: 2 из 2");
	}

	@Test
	void br048AMenteeCountsInTheOwnOrganisationWhereverTheMentorshipIs() {
		tell(teacher(this.young, this.distant, "2025-09-01"));
		tell(mentorship(this.pair, this.school, "teacher_teacher", List.of(this.mentor), List.of(this.young)));
		assertThat(cell(this.distant, YEAR, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "R145-3")).isEqualTo("0/0");
		assertThat(cell(this.region, YEAR, "R145-3")).isEqualTo("1/0");
		assertThat(cell(this.school, YEAR, "OP-04")).isEqualTo("1/0");
	}

}
