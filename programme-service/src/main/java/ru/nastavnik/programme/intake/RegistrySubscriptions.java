package ru.nastavnik.programme.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.programme.labour.LabourIntake;
import ru.nastavnik.programme.organisation.OrganisationIntake;
import ru.nastavnik.programme.participant.ParticipantIntake;

/**
 * Everything this service listens to.
 */
@Configuration(proxyBeanMethods = false)
class RegistrySubscriptions {

	@Bean
	Subscription registryFacts(OrganisationIntake organisations, ParticipantIntake participants, LabourIntake labour) {
		return new Subscription("registry", Fact.FACTS, (facts) -> {
			organisations.apply(facts);
			participants.applyFacts(facts);
			labour.apply(facts);
		});
	}

	@Bean
	Subscription registryNames(ParticipantIntake participants) {
		return new Subscription("registry", Fact.NAMED, participants::applyNames);
	}

}
