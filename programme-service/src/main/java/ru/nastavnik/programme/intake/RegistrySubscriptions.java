package ru.nastavnik.programme.intake;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.programme.labour.LabourIntake;
import ru.nastavnik.programme.matching.MatchingIntake;
import ru.nastavnik.programme.mentorship.PersonErasure;
import ru.nastavnik.programme.mentorship.PersonMerger;
import ru.nastavnik.programme.mentorship.Succession;
import ru.nastavnik.programme.organisation.OrganisationIntake;
import ru.nastavnik.programme.participant.ParticipantIntake;
import ru.nastavnik.programme.preference.PreferenceIntake;
import ru.nastavnik.programme.region.RegionIntake;

/**
 * Everything this service listens to.
 */
@Configuration(proxyBeanMethods = false)
class RegistrySubscriptions {

	@Bean
	Subscription registryFacts(OrganisationIntake organisations, ParticipantIntake participants, LabourIntake labour,
			RegionIntake regions, Relocation relocation, Succession succession, PersonMerger merger,
			PersonErasure erasure, PreferenceIntake preferences, MatchingIntake matching) {
		return new Subscription("registry", Fact.FACTS, (facts) -> {
			relocation.waitForWriters(facts);
			// the erasure needs the name that the news after it takes away
			preferences.apply(facts);
			matching.apply(facts);
			erasure.apply(facts);
			organisations.apply(facts);
			participants.applyFacts(facts);
			labour.apply(facts);
			regions.apply(facts);
			relocation.apply(facts);
			succession.apply(facts);
			preferences.succeed(facts);
			matching.succeed(facts);
			merger.apply(facts);
		});
	}

	@Bean
	Subscription registryNames(ParticipantIntake participants) {
		return new Subscription("registry", Fact.NAMED, participants::applyNames);
	}

}
