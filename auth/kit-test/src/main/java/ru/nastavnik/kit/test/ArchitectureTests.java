package ru.nastavnik.kit.test;

import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.modulith.core.ApplicationModules;

/**
 * The architecture of one service: Spring Modulith's verification and the house's rules.
 * A service has a subclass of three lines.
 */
public abstract class ArchitectureTests {

	private final Class<?> application;

	protected ArchitectureTests(Class<?> application) {
		this.application = application;
	}

	@Test
	void modulesKeepTheirBoundaries() {
		ApplicationModules.of(this.application).verify();
	}

	@TestFactory
	Stream<DynamicTest> rulesOfTheHouse() {
		String root = this.application.getPackageName();
		JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(root);
		return ArchitectureRules.all(root)
			.stream()
			.map((rule) -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
	}

}
