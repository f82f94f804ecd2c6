package ru.nastavnik.registry.engagement;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;

/**
 * Everything this service listens to.
 */
@Configuration(proxyBeanMethods = false)
class ProgrammeSubscription {

	@Bean
	Subscription programmeFacts(MentorshipIntake intake) {
		return new Subscription("programme", Fact.FACTS, intake::apply);
	}

}
