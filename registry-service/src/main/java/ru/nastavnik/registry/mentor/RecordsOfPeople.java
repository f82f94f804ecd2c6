package ru.nastavnik.registry.mentor;

import java.time.Clock;
import java.time.LocalDate;

import org.springframework.stereotype.Component;

import ru.nastavnik.registry.person.ExternalPeople;

/**
 * Asks the cards of people, where the checks are kept.
 */
@Component
class RecordsOfPeople implements ClearRecords {

	private final ExternalPeople people;

	private final Clock clock;

	RecordsOfPeople(ExternalPeople people, Clock clock) {
		this.people = people;
		this.clock = clock;
	}

	@Override
	public boolean mayMeetMinors(long person) {
		return this.people.hasClearRecord(person, LocalDate.now(this.clock));
	}

}
