package ru.nastavnik.registry;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.ArchitectureTests;

class RegistryArchitectureTests extends ArchitectureTests {

	RegistryArchitectureTests() {
		super(RegistryApplication.class);
	}

	/** Whoever widens a scope has checked the power and answers with counts only. */
	@Test
	void onlyReorganisationsWidenTheirScope() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveSimpleNameNotEndingWith("Reorganising")
			.and()
			.haveSimpleNameNotEndingWith("PopulationApproval")
			.should()
			.callMethod(Scope.class, "keeping", java.util.Set.class)
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackagesOf(RegistryApplication.class));
	}

}
