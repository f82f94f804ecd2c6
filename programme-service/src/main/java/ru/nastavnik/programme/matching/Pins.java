package ru.nastavnik.programme.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ru.nastavnik.programme.matching.Snapshot.Bond;

/**
 * The curators' pins that can be kept, and those that cannot: a pin outlives the consent,
 * the place or the readiness that it was made with. The whole does not wait for it.
 *
 * @param mentors the mentor each mentee is pinned to, or {@link Assignment#NOBODY}
 */
record Pins(int[] mentors, List<Loose> loose) {

	/** A pin that was left out, and why; people by id. */
	record Loose(long mentee, long mentor, String text) {
	}

	static Pins of(List<Bond> bonds, Cohort people, Scoring scoring) {
		int[] pins = new int[people.mentees.length];
		Arrays.fill(pins, Assignment.NOBODY);
		int[] taken = new int[people.mentors.length];
		List<Loose> loose = new ArrayList<>();
		for (Bond bond : bonds) {
			int mentee = people.mentee(bond.mentee());
			int mentor = people.mentor(bond.mentor());
			if (bond.kind() != Bond.Kind.PIN || mentee < 0 || mentor < 0) {
				continue;
			}
			HardRule refusal = scoring.refusal(mentee, mentor);
			if (refusal != null) {
				loose.add(new Loose(bond.mentee(), bond.mentor(), refusal.words() + " " + refusal.cure()));
			}
			else if (pins[mentee] != Assignment.NOBODY) {
				loose.add(new Loose(bond.mentee(), bond.mentor(),
						"Наставляемый закреплён сразу за двумя наставниками. Оставьте одного."));
			}
			else if (taken[mentor] >= people.mentors[mentor].free()) {
				loose.add(new Loose(bond.mentee(), bond.mentor(),
						"За наставником закреплено больше наставляемых, чем у него свободных мест: "
								+ people.mentors[mentor].free()
								+ ". Снимите одно из закреплений или увеличьте нагрузку."));
			}
			else {
				taken[mentor]++;
				pins[mentee] = mentor;
			}
		}
		return new Pins(pins, loose);
	}

}
