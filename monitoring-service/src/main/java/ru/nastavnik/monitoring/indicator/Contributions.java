package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * What one subject gives to the cells, as a pure function of its state: the definitions
 * of the indicators are here and, written independently in SQL, in {@link Recompute}.
 *
 * @param horizon the last day that open-ended states are counted for
 * @param tally where the contributions go
 */
record Contributions(LocalDate horizon, Tally tally) {

	/** Denominators by category of population. */
	static final String POPULATION = "P.";

	/** How many municipalities there are. */
	static final String MUNICIPALITIES = "N.municipality";

	/** A figure about the unit itself. */
	static final String OWN = "own";

	/** A sum over the units below that have a figure; the numerator is their number. */
	static final String SUM = "sum";

	private static final String NONE = "";

	private static final int NUM = 1;

	private static final int DEN = 2;

	/** OP-04, OP-06, OP-07. */
	void mentorship(State.Mentorship mentorship, Collection<State.Meeting> meetings) {
		List<Place> units = this.tally.units(mentorship.place());
		Span work = mentorship.work(this.horizon);
		Period.each(work, (period) -> {
			for (Place unit : units) {
				this.tally.add(unit, period, "OP-04", NONE, NONE, 1, 0);
				this.tally.add(unit, period, "OP-04", "form", mentorship.form(), 1, 0);
				for (String method : Set.copyOf(mentorship.methods())) {
					this.tally.add(unit, period, "OP-04", "method", method, 1, 0);
				}
			}
		});
		if (work != null) {
			Set<Integer> months = new HashSet<>();
			for (State.Meeting meeting : meetings) {
				LocalDate held = meeting.heldOn();
				if (held != null && meeting.isHeld()) {
					months.add(Period.of(java.time.YearMonth.from(held)).code());
				}
			}
			Period.eachMonth(work.from(), work.to(), (month) -> units.forEach(
					(unit) -> this.tally.add(unit, month, "OP-06", NONE, NONE, months.contains(month) ? 1 : 0, 1)));
		}
		LocalDate ended = mentorship.endedOn();
		if (ended != null && mentorship.isEnded()) {
			long byPlan = "E1".equals(mentorship.ground()) ? 1 : 0;
			Period.each(new Span(Period.FLOOR, this.horizon).within(new Span(ended, ended)),
					(period) -> units.forEach((unit) -> this.tally.add(unit, period, "OP-07", NONE, NONE, byPlan, 1)));
		}
	}

	/** OP-01, and the denominators that the organisation's population gives. */
	void organisation(State.@Nullable Unit unit, Collection<State.Mentorship> mentorships,
			Collection<State.Population> populations) {
		if (unit == null) {
			return;
		}
		List<Place> units = this.tally.units(unit.place());
		Span exists = exists(unit);
		if (unit.isSchool()) {
			Set<Integer> atWork = new HashSet<>();
			mentorships.forEach((mentorship) -> Period.each(mentorship.work(this.horizon), atWork::add));
			Period.each(exists, (period) -> units.forEach(
					(above) -> this.tally.add(above, period, "OP-01", NONE, NONE, atWork.contains(period) ? 1 : 0, 1)));
		}
		if (unit.level().equals("municipality")) {
			Period.each(exists,
					(period) -> units.stream()
						.skip(1)
						.forEach((above) -> this.tally.add(above, period, MUNICIPALITIES, NONE, NONE, 0, 1)));
		}
		populations.stream()
			.filter(State.Population::approved)
			.collect(Collectors.groupingBy(State.Population::category))
			.forEach((category, figures) -> population(unit, units, category, figures));
	}

	private @Nullable Span exists(State.Unit unit) {
		LocalDate from = (unit.validFrom() != null) ? unit.validFrom() : Period.FLOOR;
		LocalDate to = (unit.closedOn() != null) ? unit.closedOn().minusDays(1) : this.horizon;
		return new Span(Period.FLOOR, this.horizon).within(Span.of(from, to));
	}

	/** In each period the latest figure of a day up to the period's end holds. */
	private void population(State.Unit unit, List<Place> units, String category, List<State.Population> figures) {
		boolean residents = category.startsWith("residents");
		boolean adds = residents ? unit.level().equals("municipality") : unit.level().equals("school");
		Map<Integer, State.Population> latest = new HashMap<>();
		figures.stream()
			.sorted(Comparator.comparing(State.Population::asOf).thenComparing(State.Population::id))
			.forEach((figure) -> Period.each(
					new Span(Period.FLOOR, this.horizon).within(Span.of(figure.asOf(), this.horizon)),
					(period) -> latest.put(period, figure)));
		latest.forEach((period, figure) -> {
			this.tally.add(units.getFirst(), period, POPULATION + category, OWN, NONE, 1, figure.value());
			if (adds) {
				units.stream()
					.skip(1)
					.forEach((above) -> this.tally.add(above, period, POPULATION + category, SUM, NONE, 1,
							figure.value()));
			}
		});
	}

	/**
	 * Everything that counts persons. A person counts once in a unit and period, in
	 * however many mentorships and organisations of the unit (BR-084).
	 */
	void person(Collection<State.Participant> places, long person, Collection<State.Mentorship> mentorships) {
		if (places.isEmpty()) {
			return;
		}
		Map<Tally.Key, Integer> counted = new HashMap<>();
		Map<Long, Place> units = new HashMap<>();
		Set<Integer> mentored = new HashSet<>();
		for (State.Mentorship mentorship : mentorships) {
			if (mentorship.hasWorked() && mentorship.mentees().contains(person)) {
				Period.each(mentorship.work(this.horizon), mentored::add);
			}
		}
		for (State.Participant place : places) {
			Span here = here(place);
			if (here == null) {
				continue;
			}
			List<Place> above = this.tally.units(place.place());
			above.forEach((unit) -> units.put(unit.organisation(), unit));
			minor(place, person, here, mentorships, above, counted);
			youngSpecialist(place, here, mentored, above, counted);
			waiting(place, here, above, counted);
		}
		counted.forEach((key, what) -> {
			Place unit = java.util.Objects.requireNonNull(units.get(key.unit()));
			this.tally.add(unit, key.period(), key.indicator(), NONE, NONE, ((what & NUM) != 0) ? 1 : 0,
					((what & DEN) != 0) ? 1 : 0);
		});
	}

	/** The days on which the person belongs to the organisation. */
	private @Nullable Span here(State.Participant place) {
		LocalDate from = (place.joinedOn() != null) ? place.joinedOn()
				: (place.hiredOn() != null) ? place.hiredOn() : Period.FLOOR;
		LocalDate to = (place.leftOn() != null) ? place.leftOn() : this.horizon;
		return new Span(Period.FLOOR, this.horizon).within(Span.of(from, to));
	}

	/** R145-1 and R145-2: age on 31 December of the academic year's first year. */
	private void minor(State.Participant place, long person, Span here, Collection<State.Mentorship> mentorships,
			List<Place> units, Map<Tally.Key, Integer> counted) {
		int born = place.born().getYear();
		for (State.Mentorship mentorship : mentorships) {
			if (!mentorship.hasWorked()) {
				continue;
			}
			boolean mentee = mentorship.mentees().contains(person);
			boolean mentor = mentorship.mentors().contains(person);
			Period.each(here.within(mentorship.work(this.horizon)), (period) -> {
				int age = Period.academicYear(period) - born;
				if (mentee && age >= 10 && age <= 19) {
					count(units, period, "R145-1", NUM, counted);
					count(units, period, "R145-1S", NUM, counted);
				}
				if (mentor && age >= 15 && age <= 19) {
					count(units, period, "R145-2", NUM, counted);
					count(units, period, "R145-2S", NUM, counted);
				}
			});
		}
	}

	/**
	 * OP-03 and R145-3: a teacher with 0…3 years of experience on the last day of the
	 * month, or of some month of the academic year (BR-021).
	 */
	private static void youngSpecialist(State.Participant place, Span here, Set<Integer> mentored, List<Place> units,
			Map<Tally.Key, Integer> counted) {
		LocalDate since = place.experienceSince();
		if (since != null && place.isTeacher()) {
			Period.eachByLastDay(here.within(new Span(since, since.plusYears(3))), (period) -> {
				if (mentored.contains(period)) {
					count(units, period, "OP-03", DEN, counted);
					count(units, period, "R145-3", NUM, counted);
				}
				else {
					count(units, period, "OP-03", NUM | DEN, counted);
				}
			});
		}
	}

	/** OP-10: mentees in the base, and of them those who wait for a mentor (BR-030). */
	private static void waiting(State.Participant place, Span here, List<Place> units,
			Map<Tally.Key, Integer> counted) {
		for (int at = 0; at < place.menteeStatuses().size(); at++) {
			String status = place.menteeStatuses().get(at);
			boolean waiting = status.equals("waiting");
			if (waiting || status.equals("in_base")) {
				LocalDate to = (at + 1 < place.menteeSince().size()) ? place.menteeSince().get(at + 1).minusDays(1)
						: here.to();
				IntConsumer work = (period) -> count(units, period, "OP-10", waiting ? NUM | DEN : DEN, counted);
				Period.each(here.within(Span.of(place.menteeSince().get(at), to)), work);
			}
		}
	}

	private static void count(List<Place> units, int period, String indicator, int what,
			Map<Tally.Key, Integer> counted) {
		for (Place unit : units) {
			counted.merge(new Tally.Key(unit.organisation(), period, indicator, NONE, NONE), what,
					(left, right) -> left | right);
		}
	}

}
