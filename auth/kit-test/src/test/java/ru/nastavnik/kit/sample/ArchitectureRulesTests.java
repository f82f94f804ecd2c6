package ru.nastavnik.kit.sample;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import ru.nastavnik.kit.test.ArchitectureRules;

/** Each rule is seen failing once, on a planted violation. */
class ArchitectureRulesTests {

	private final JavaClasses planted = new ClassFileImporter().importPackages("ru.nastavnik.planted");

	@Test
	void everyRuleFailsOnItsPlantedViolation() {
		for (ArchRule rule : ArchitectureRules.all("ru.nastavnik.planted")) {
			Assertions.assertThat(rule.evaluate(this.planted).hasViolation()).as(rule.getDescription()).isTrue();
		}
	}

	@Test
	void theSampleKeepsThem() {
		JavaClasses sample = new ClassFileImporter().importClasses(Note.class, Notes.class, NoteKeeping.class,
				NoteController.class);
		for (ArchRule rule : ArchitectureRules.all("ru.nastavnik.kit.sample")) {
			rule.check(sample);
		}
	}

}
