package ru.nastavnik.monitoring.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.monitoring.indicator.Placements.Stay;
import ru.nastavnik.monitoring.indicator.Tally.Line;

/**
 * What one subject gives to the cells, as a pure function of its state: the definitions
 * of the indicators are here and, written independently in SQL, in {@link Recompute}.
 *
 * <p>
 * Each contribution is spread over the units above in two readings. As it was: a period
 * belongs to the units above which the organisation stood on the period's last day. As it
 * is now: every period belongs to those it stands under today. The second is kept as its
 * difference from the first.
 *
 * @param horizon the last day that open-ended states are counted for
 * @param placements where organisations stand and stood
 * @param was where the contributions go as it was
 * @param shift what they have more or less as it is now
 */
record Contributions(LocalDate horizon, Placements placements, Tally was, Tally shift) {

	private static final Line SCHOOLS_COVERED = new Line("OP-01");

	private static final Line WITHOUT_MENTOR = new Line("OP-03");

	private static final Line IN_WORK = new Line("OP-04");

	private static final Line WITH_A_MEETING = new Line("OP-06");

	private static final Line ENDED_BY_PLAN = new Line("OP-07");

	private static final Line WAITING = new Line("OP-10");

	/**
	 * The registry's statuses follow the pairs: who has a mentor is in the base still.
	 */
	private static final Set<String> IN_BASE = Set.of("in_base", "waiting", "matched", "in_mentorship");

	private static final Line MENTEES = new Line("R145-1");

	private static final Line MENTEES_OF_SCHOOLS = new Line("R145-1S");

	private static final Line MENTORS = new Line("R145-2");

	private static final Line MENTORS_OF_SCHOOLS = new Line("R145-2S");

	private static final Line SPECIALISTS_WITH_MENTOR = new Line("R145-3");

	/** How many municipalities there are. */
	private static final Line MUNICIPALITIES = new Line("N.municipality");

	/** Prefix of denominators by category of population. */
	private static final String POPULATION = "P.";

	/** A figure about the unit itself. */
	private static final String OWN = "own";

	/** A sum over the units below that have a figure; the numerator is their number. */
	private static final String SUM = "sum";

	/** OP-04, OP-06, OP-07. */
	void mentorship(State.Mentorship mentorship, Collection<State.Meeting> meetings) {
		BitSet work = slots(mentorship.work(this.horizon));
		BitSet none = new BitSet();
		BitSet months = new BitSet();
		work.stream().filter(Period::isMonth).forEach(months::set);
		BitSet met = new BitSet();
		for (State.Meeting meeting : meetings) {
			LocalDate held = meeting.heldOn();
			if (held != null && meeting.isHeld() && !held.isBefore(Period.FLOOR)) {
				met.set(Period.slot(held));
			}
		}
		met.and(months);
		BitSet ended = new BitSet();
		LocalDate end = mentorship.endedOn();
		if (end != null && mentorship.isEnded()) {
			ended = slots(counted().within(new Span(end, end)));
		}
		for (Stay home : homes(mentorship)) {
			spread(home, 0, IN_WORK, work, none);
			spread(home, 0, new Line("OP-04", "form", mentorship.form()), work, none);
			for (String method : Set.copyOf(mentorship.methods())) {
				spread(home, 0, new Line("OP-04", "method", method), work, none);
			}
			spread(home, 0, WITH_A_MEETING, met, months);
			spread(home, 0, ENDED_BY_PLAN, "E1".equals(mentorship.ground()) ? ended : none, ended);
		}
	}

	/**
	 * The organisations of a mentorship that a merger or a split took to another one,
	 * each with the slots that ended while it was there.
	 */
	private List<Stay> homes(State.Mentorship mentorship) {
		Place last = this.placements.of(mentorship);
		if (mentorship.earlierOrganisations().isEmpty()) {
			return List.of(new Stay(last, null));
		}
		List<Stay> homes = new ArrayList<>();
		BitSet left = Period.endingFrom(Period.FLOOR, this.horizon);
		for (int at = 0; at < mentorship.earlierOrganisations().size(); at++) {
			BitSet here = (BitSet) left.clone();
			left.and(Period.endingFrom(mentorship.earlierUntil().get(at).plusDays(1), this.horizon));
			here.andNot(left);
			homes.add(new Stay(this.placements.of(mentorship.regionId(), mentorship.earlierOrganisations().get(at)),
					here));
		}
		homes.add(new Stay(last, left));
		return homes;
	}

	/** Adds to the unit, unless skipped, and to all above it, in both readings. */
	private void spread(Stay home, int skip, Line line, BitSet nums, BitSet dens) {
		BitSet num = within(nums, home.slots());
		BitSet den = within(dens, home.slots());
		Place place = home.place();
		boolean reorganised = this.placements.isReorganised(place);
		for (Stay stay : this.placements.stays(place, this.horizon)) {
			BitSet numThen = within(num, stay.slots());
			BitSet denThen = within(den, stay.slots());
			above(stay.place(), skip).forEach((unit) -> {
				this.was.add(unit, line, numThen, denThen);
				if (reorganised) {
					this.shift.subtract(unit, line, numThen, denThen);
				}
			});
		}
		if (reorganised) {
			above(place, skip).forEach((unit) -> this.shift.add(unit, line, num, den));
		}
	}

	private void spread(Place place, Line line, int slot, long num, long den) {
		boolean reorganised = this.placements.isReorganised(place);
		for (Stay stay : this.placements.stays(place, this.horizon)) {
			if (stay.slots() == null || stay.slots().get(slot)) {
				above(stay.place(), 1).forEach((unit) -> {
					this.was.add(unit, line, slot, num, den);
					if (reorganised) {
						this.shift.add(unit, line, slot, -num, -den);
					}
				});
			}
		}
		if (reorganised) {
			above(place, 1).forEach((unit) -> this.shift.add(unit, line, slot, num, den));
		}
	}

	private List<Place> above(Place place, int skip) {
		List<Place> units = this.was.units(place);
		return units.subList(skip, units.size());
	}

	private static BitSet within(BitSet slots, @Nullable BitSet mask) {
		if (mask == null || slots.isEmpty()) {
			return slots;
		}
		BitSet part = (BitSet) slots.clone();
		part.and(mask);
		return part;
	}

	/** OP-01, and the denominators that the organisation's population gives. */
	void organisation(State.@Nullable Unit unit, Collection<State.Mentorship> mentorships,
			Collection<State.Population> populations) {
		if (unit == null) {
			return;
		}
		Stay here = new Stay(unit.place(), null);
		BitSet exists = slots(exists(unit));
		if (unit.isSchool()) {
			BitSet covered = new BitSet();
			for (State.Mentorship mentorship : mentorships) {
				BitSet work = slots(mentorship.work(this.horizon));
				homes(mentorship).stream()
					.filter((home) -> home.place().organisation() == unit.id())
					.forEach((home) -> covered.or(within(work, home.slots())));
			}
			covered.and(exists);
			spread(here, 0, SCHOOLS_COVERED, covered, exists);
		}
		if (unit.level().equals("municipality")) {
			spread(here, 1, MUNICIPALITIES, new BitSet(), exists);
		}
		populations.stream()
			.filter(State.Population::approved)
			.collect(Collectors.groupingBy(State.Population::category))
			.forEach((category, figures) -> population(unit, category, figures));
	}

	private @Nullable Span exists(State.Unit unit) {
		LocalDate from = (unit.validFrom() != null) ? unit.validFrom() : Period.FLOOR;
		LocalDate to = (unit.closedOn() != null) ? unit.closedOn().minusDays(1) : this.horizon;
		return counted().within(Span.of(from, to));
	}

	/** In each period the latest figure of a day up to the period's end holds. */
	private void population(State.Unit unit, String category, List<State.Population> figures) {
		boolean residents = category.startsWith("residents");
		boolean adds = unit.level().equals(residents ? "municipality" : "school");
		Map<Integer, State.Population> latest = new HashMap<>();
		figures.stream()
			.sorted(Comparator.comparing(State.Population::asOf).thenComparing(State.Population::id))
			.forEach((figure) -> Period.each(counted().within(Span.of(figure.asOf(), this.horizon)),
					(slot) -> latest.put(slot, figure)));
		Line own = new Line(POPULATION + category, OWN, "");
		Line sum = new Line(POPULATION + category, SUM, "");
		latest.forEach((slot, figure) -> {
			this.was.add(unit.place(), own, slot, 1, figure.value());
			if (adds) {
				spread(unit.place(), sum, slot, 1, figure.value());
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
		BitSet mentored = new BitSet();
		for (State.Mentorship mentorship : mentorships) {
			if (mentorship.hasWorked() && mentorship.mentees().contains(person)) {
				Period.each(mentorship.work(this.horizon), mentored::set);
			}
		}
		List<Here> stays = new ArrayList<>();
		for (State.Participant place : places) {
			Span here = here(place);
			if (here != null) {
				Marks marks = new Marks();
				minor(place, person, here, mentorships, marks);
				youngSpecialist(place, here, marks);
				waiting(place, here, marks);
				stays.add(new Here(this.placements.of(place), marks));
			}
		}
		count(stays, false, mentored, this.was::add);
		if (stays.stream().anyMatch((here) -> this.placements.isReorganised(here.place()))) {
			count(stays, false, mentored, this.shift::subtract);
			count(stays, true, mentored, this.shift::add);
		}
	}

	/** Counts the person once in each unit above the organisations. */
	private void count(List<Here> stays, boolean now, BitSet mentored, Tally.Adding tally) {
		Map<Long, Place> units = new LinkedHashMap<>();
		Map<Long, Marks> counted = new HashMap<>();
		for (Here here : stays) {
			List<Stay> places = now ? List.of(new Stay(here.place(), null))
					: this.placements.stays(here.place(), this.horizon);
			for (Stay stay : places) {
				Marks marks = (stay.slots() != null) ? here.marks().within(stay.slots()) : here.marks();
				for (Place unit : this.was.units(stay.place())) {
					units.put(unit.organisation(), unit);
					counted.merge(unit.organisation(), (stays.size() == 1 && places.size() == 1) ? marks : marks.copy(),
							Marks::with);
				}
			}
		}
		units.forEach((id, unit) -> {
			Marks marks = java.util.Objects.requireNonNull(counted.get(id));
			BitSet none = new BitSet();
			tally.add(unit, MENTEES, marks.mentee, none);
			tally.add(unit, MENTEES_OF_SCHOOLS, marks.mentee, none);
			tally.add(unit, MENTORS, marks.mentor, none);
			tally.add(unit, MENTORS_OF_SCHOOLS, marks.mentor, none);
			BitSet without = (BitSet) marks.young.clone();
			without.andNot(mentored);
			tally.add(unit, WITHOUT_MENTOR, without, marks.young);
			BitSet with = (BitSet) marks.young.clone();
			with.and(mentored);
			tally.add(unit, SPECIALISTS_WITH_MENTOR, with, none);
			tally.add(unit, WAITING, marks.waiting, marks.inBase);
		});
	}

	/** A person in one organisation. */
	private record Here(Place place, Marks marks) {
	}

	/** The days on which the person belongs to the organisation. */
	private @Nullable Span here(State.Participant place) {
		LocalDate from = (place.joinedOn() != null) ? place.joinedOn()
				: (place.hiredOn() != null) ? place.hiredOn() : Period.FLOOR;
		LocalDate to = (place.leftOn() != null) ? place.leftOn() : this.horizon;
		return counted().within(Span.of(from, to));
	}

	/** R145-1 and R145-2: age on 31 December of the academic year's first year. */
	private void minor(State.Participant place, long person, Span here, Collection<State.Mentorship> mentorships,
			Marks marks) {
		int born = place.born().getYear();
		for (State.Mentorship mentorship : mentorships) {
			if (!mentorship.hasWorked()) {
				continue;
			}
			boolean mentee = mentorship.mentees().contains(person);
			Period.each(here.within(mentorship.work(this.horizon)), (slot) -> {
				int age = Period.academicYearOf(slot) - born;
				if (mentee && age >= 10 && age <= 19) {
					marks.mentee.set(slot);
				}
			});
			for (int at = 0; at < mentorship.mentors().size(); at++) {
				if (mentorship.mentors().get(at) == person) {
					Period.each(here.within(mentorship.work(at, this.horizon)), (slot) -> {
						int age = Period.academicYearOf(slot) - born;
						if (age >= 15 && age <= 19) {
							marks.mentor.set(slot);
						}
					});
				}
			}
		}
	}

	/**
	 * OP-03 and R145-3: a teacher with 0…3 years of experience on the last day of the
	 * month, or of some month of the academic year (BR-021).
	 */
	private static void youngSpecialist(State.Participant place, Span here, Marks marks) {
		LocalDate since = place.experienceSince();
		if (since != null && place.isTeacher()) {
			Period.eachByLastDay(here.within(new Span(since, since.plusYears(3))), marks.young::set);
		}
	}

	/** OP-10: mentees in the base, and of them those who wait for a mentor (BR-030). */
	private static void waiting(State.Participant place, Span here, Marks marks) {
		for (int at = 0; at < place.menteeStatuses().size(); at++) {
			String status = place.menteeStatuses().get(at);
			boolean waiting = status.equals("waiting");
			if (IN_BASE.contains(status)) {
				LocalDate to = (at + 1 < place.menteeSince().size()) ? place.menteeSince().get(at + 1).minusDays(1)
						: here.to();
				BitSet spell = slots(here.within(Span.of(place.menteeSince().get(at), to)));
				marks.inBase.or(spell);
				if (waiting) {
					marks.waiting.or(spell);
				}
			}
		}
	}

	/** The days that are counted at all. */
	private Span counted() {
		return new Span(Period.FLOOR, this.horizon);
	}

	private static BitSet slots(@Nullable Span span) {
		BitSet slots = new BitSet();
		Period.each(span, slots::set);
		return slots;
	}

	/** In which slots a person counts as what. */
	private static final class Marks {

		private final BitSet mentee = new BitSet();

		private final BitSet mentor = new BitSet();

		private final BitSet young = new BitSet();

		private final BitSet waiting = new BitSet();

		private final BitSet inBase = new BitSet();

		Marks copy() {
			return new Marks().with(this);
		}

		Marks within(BitSet slots) {
			Marks part = copy();
			List.of(part.mentee, part.mentor, part.young, part.waiting, part.inBase)
				.forEach((marks) -> marks.and(slots));
			return part;
		}

		Marks with(Marks other) {
			this.mentee.or(other.mentee);
			this.mentor.or(other.mentor);
			this.young.or(other.young);
			this.waiting.or(other.waiting);
			this.inBase.or(other.inBase);
			return this;
		}

	}

}
