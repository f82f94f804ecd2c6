package ru.nastavnik.programme.replacement;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Statements;
import ru.nastavnik.programme.mentorship.Statements.Statement;
import ru.nastavnik.programme.replacement.ReplacementGround.Evidence;
import ru.nastavnik.programme.replacement.ReplacementGround.Starter;

class ReplacementRulesTests {

	private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

	@ParameterizedTest(name = "4.6: {0} may be started by {1}")
	@CsvSource({ "G1, mentor mentee representative", "G2, curator", "G3, curator", "G4, director",
			"G5, mentor mentee representative curator psychologist" })
	void whoMayStartEachGround(ReplacementGround ground, String starters) {
		Set<String> allowed = Set.of(starters.split(" "));
		for (Starter starter : Starter.values()) {
			Assertions.assertThat(ground.startedBy(starter))
				.as(ground + " " + starter)
				.isEqualTo(allowed.contains(starter.toString()));
		}
	}

	@Test
	@DisplayName("4.6: the paper that all members sign does not tell of a disciplinary measure (G4)")
	void thePaperIsSilentAboutDiscipline() {
		for (ReplacementGround ground : ReplacementGround.values()) {
			Assertions.assertThat(ground.words() + ground.preamble())
				.isNotBlank()
				.doesNotContainIgnoringCase("дисциплин");
		}
	}

	@Test
	@DisplayName("BR-037: each ground has evidence of its own kind; of a disciplinary measure only number and date are kept")
	void evidenceOfEachGround() {
		Evidence order = new Evidence("17-к", DAY, null, null);
		Evidence absence = new Evidence(null, null, DAY, null);
		ReplacementGround.G1.check("Нет контакта", new Evidence(null, DAY, null, null));
		ReplacementGround.G2.check("", absence);
		ReplacementGround.G3.check("", order);
		ReplacementGround.G4.check("", order);
		ReplacementGround.G5.check("Не сложилось", Evidence.NONE);
		refused(ReplacementGround.G1, "Нет контакта", Evidence.NONE, "documentOn");
		refused(ReplacementGround.G1, "", order, "reason");
		refused(ReplacementGround.G2, "", order, "awayFrom");
		refused(ReplacementGround.G2, "", new Evidence(null, null, DAY, DAY.minusDays(1)), "awayTo");
		refused(ReplacementGround.G3, "", new Evidence(null, DAY, null, null), "documentNumber");
		refused(ReplacementGround.G4, "", absence, "documentNumber", "documentOn");
		refused(ReplacementGround.G4, "Опоздал на урок", order, "reason");
		refused(ReplacementGround.G5, "", order, "reason");
		Assertions.assertThat(ReplacementGround.G4.takesFiles()).isFalse();
	}

	private static void refused(ReplacementGround ground, String reason, Evidence evidence, String... fields) {
		Assertions.assertThatThrownBy(() -> ground.check(reason, evidence))
			.as(ground + " " + evidence)
			.isInstanceOfSatisfying(ProblemException.class,
					(refusal) -> Assertions
						.assertThat(refusal.violations().stream().map((violation) -> violation.field()))
						.containsExactly(fields));
	}

	@Test
	@DisplayName("BR-039: of a minor both the own word and the representative's are needed")
	void whoseWordIsMissing() {
		Statement adult = new Statement(1, true, AgreedBy.CURATOR, DAY, null);
		Statement child = new Statement(2, true, AgreedBy.SELF, DAY, null);
		Statement parent = new Statement(2, true, AgreedBy.REPRESENTATIVE, DAY, null);
		List<Long> both = List.of(1L, 2L);
		Assertions.assertThat(Statements.missing(both, Set.of(2L), List.of(adult))).containsExactly(2L);
		Assertions.assertThat(Statements.missing(both, Set.of(2L), List.of(adult, child))).containsExactly(2L);
		Assertions.assertThat(Statements.missing(both, Set.of(2L), List.of(adult, parent))).containsExactly(2L);
		Assertions.assertThat(Statements.missing(both, Set.of(2L), List.of(adult, child, parent))).isEmpty();
		Assertions.assertThat(Statements.missing(both, Set.of(), List.of(adult, child))).isEmpty();
		Assertions
			.assertThat(Statements.missing(both, Set.of(),
					List.of(child, new Statement(1, false, AgreedBy.SELF, DAY, null))))
			.containsExactly(1L);
	}

}
