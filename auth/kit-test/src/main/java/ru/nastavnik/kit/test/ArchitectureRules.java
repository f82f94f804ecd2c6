package ru.nastavnik.kit.test;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rules of the house that a compiler cannot check. Each was seen failing on a planted
 * violation.
 */
public final class ArchitectureRules {

	private ArchitectureRules() {
	}

	/** Only use cases open transactions, so only they may reach the database. */
	public static final ArchRule CONTROLLERS_DO_NOT_TOUCH_THE_DATABASE = ArchRuleDefinition.noClasses()
		.that()
		.areAnnotatedWith(RestController.class)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(org.springframework.data.repository.Repository.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(JdbcClient.class)
		.orShould()
		.dependOnClassesThat()
		.areAssignableTo(JdbcTemplate.class)
		.because("without a transaction there is no scope, and without a scope there are no rows")
		.allowEmptyShould(true);

	/** Repositories are called from transactional classes only. */
	public static final ArchRule REPOSITORIES_ARE_CALLED_IN_TRANSACTIONS = ArchRuleDefinition.noClasses()
		.that(notTransactional())
		.should()
		.callMethodWhere(targetsRepository())
		.because("a declared query outside a transaction silently sees nothing")
		.allowEmptyShould(true);

	public static final ArchRule CONTROLLERS_ARE_PACKAGE_PRIVATE = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(RestController.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	public static final ArchRule REPOSITORIES_ARE_PACKAGE_PRIVATE = ArchRuleDefinition.classes()
		.that()
		.areAssignableTo(org.springframework.data.repository.Repository.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	public static final ArchRule NAMES_SAY_WHAT_NOT_HOW = ArchRuleDefinition.noClasses()
		.should()
		.haveSimpleNameEndingWith("Dto")
		.orShould()
		.haveSimpleNameEndingWith("Impl")
		.orShould()
		.haveSimpleNameEndingWith("Manager")
		.orShould()
		.haveSimpleNameEndingWith("Helper")
		.orShould()
		.haveSimpleNameEndingWith("Utils")
		.allowEmptyShould(true);

	public static final ArchRule NO_FIELD_INJECTION = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION
		.allowEmptyShould(true);

	public static final ArchRule NO_STANDARD_STREAMS = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
		.allowEmptyShould(true);

	/** No cycles between the features of a service. */
	public static ArchRule featuresAreFreeOfCycles(String rootPackage) {
		return SlicesRuleDefinition.slices()
			.matching(rootPackage + ".(*)..")
			.should()
			.beFreeOfCycles()
			.allowEmptyShould(true);
	}

	/** Every rule above for one service. */
	public static Set<ArchRule> all(String rootPackage) {
		return Set.of(CONTROLLERS_DO_NOT_TOUCH_THE_DATABASE, REPOSITORIES_ARE_CALLED_IN_TRANSACTIONS,
				CONTROLLERS_ARE_PACKAGE_PRIVATE, REPOSITORIES_ARE_PACKAGE_PRIVATE, NAMES_SAY_WHAT_NOT_HOW,
				NO_FIELD_INJECTION, NO_STANDARD_STREAMS, featuresAreFreeOfCycles(rootPackage));
	}

	private static DescribedPredicate<JavaClass> notTransactional() {
		return DescribedPredicate.describe("are not transactional", (type) -> !type.isAnnotatedWith(Transactional.class)
				&& !type.isMetaAnnotatedWith(Transactional.class)
				&& type.getEnclosingClass().map((outer) -> !outer.isAnnotatedWith(Transactional.class)).orElse(true)
				&& type.getMethods().stream().noneMatch((method) -> method.isAnnotatedWith(Transactional.class)));
	}

	private static DescribedPredicate<JavaMethodCall> targetsRepository() {
		return DescribedPredicate.describe("targets a repository",
				(call) -> call.getTargetOwner().isAssignableTo(org.springframework.data.repository.Repository.class));
	}

}
