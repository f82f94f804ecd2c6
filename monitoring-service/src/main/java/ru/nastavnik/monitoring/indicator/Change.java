package ru.nastavnik.monitoring.indicator;

import ru.nastavnik.kit.tenancy.Place;

/**
 * What a fact does to the states.
 */
public sealed interface Change {

	Place place();

	/** The subject is like this now. */
	record Put(State state) implements Change {

		@Override
		public Place place() {
			return this.state.place();
		}

	}

	/** The subject is gone. */
	record Gone(Kind kind, long subject, Place place) implements Change {
	}

	/**
	 * The person was erased: what was counted goes on under a pseudonym that nothing
	 * links to the person.
	 */
	record Renamed(long person, long pseudonym, Place place) implements Change {
	}

	/** Kinds of subjects that can go. */
	enum Kind {

		UNIT, POPULATION, PARTICIPANT, MENTORSHIP, MEETING

	}

}
