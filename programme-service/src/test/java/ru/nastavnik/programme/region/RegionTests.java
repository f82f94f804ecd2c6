package ru.nastavnik.programme.region;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.FactFile;

@ServiceTest
class RegionTests {

	private static final long REGION = 61;

	@Autowired
	private RegionRules rules;

	@Autowired
	private List<Subscription> subscriptions;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	@DisplayName("4.6, BR-034, BR-043: the region's parameters and calendar come by facts; without any the defaults and the federal calendar hold")
	void whatARegionDecides() {
		Scope curator = As.scope("curator@61/6100");
		Scope.run(curator, () -> {
			Assertions.assertThat(this.rules.number(Parameter.REVIEW_DAYS)).isEqualTo(5);
			Assertions.assertThat(this.rules.on(Parameter.EXTENSION_BEYOND_YEAR)).isTrue();
			Assertions.assertThat(this.rules.lastWorkingDay(LocalDate.of(2026, 3, 6), 3)).isEqualTo("2026-03-12");
			Assertions.assertThat(this.rules.lastWorkingDay(LocalDate.of(2029, 3, 7), 1)).isEqualTo("2029-03-09");
		});
		apply("setting-changed");
		apply("calendar-changed");
		apply("setting-changed");
		Scope.run(curator, () -> {
			Assertions.assertThat(this.rules.number(Parameter.REVIEW_DAYS)).isEqualTo(7);
			Assertions.assertThat(this.rules.lastWorkingDay(LocalDate.of(2029, 3, 7), 1)).isEqualTo("2029-03-10");
		});
		Scope.run(As.scope("curator@62/6200"),
				() -> Assertions.assertThat(this.rules.number(Parameter.REVIEW_DAYS)).isEqualTo(5));
	}

	private void apply(String type) {
		JsonNode data = FactFile.ofRegistry(type).orElseThrow();
		Fact fact = new Fact(1, type, 9, false, new Place(REGION, 6100L, null, 6100), Instant.now(), data);
		Subscription facts = this.subscriptions.stream()
			.filter((subscription) -> subscription.name().equals("registry/facts"))
			.findFirst()
			.orElseThrow();
		As.intake(Set.of(REGION),
				() -> this.transaction.executeWithoutResult((state) -> facts.handler().accept(List.of(fact))));
	}

}
