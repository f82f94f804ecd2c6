package ru.nastavnik.monitoring.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The states that a batch of changes can influence, in memory: which subjects have to be
 * counted anew, and everything that their contributions depend on.
 */
final class Subjects {

	/** Subjects that are counted anew. */
	private final Set<Long> persons = new TreeSet<>();

	private final Set<Long> mentorships = new TreeSet<>();

	private final Set<Long> organisations = new TreeSet<>();

	private final Map<Long, State.Unit> units = new HashMap<>();

	private final Map<Long, State.Population> populations = new HashMap<>();

	private final Map<Long, Map<Long, State.Participant>> participants = new HashMap<>();

	private final Map<Long, State.Mentorship> mentorshipStates = new HashMap<>();

	private final Map<Long, State.Meeting> meetings = new HashMap<>();

	/** Organisations whose place the contributions depend on. */
	private final Set<Long> places = new TreeSet<>();

	private final Placements placements = new Placements();

	/** Organisations that stand elsewhere after the changes, or stood elsewhere. */
	private final Set<Long> relocated = new TreeSet<>();

	/** What has to be written or forgotten, by kind and key; the last change wins. */
	private final Map<Object, Change> dirty = new LinkedHashMap<>();

	Set<Long> persons() {
		return this.persons;
	}

	Set<Long> mentorships() {
		return this.mentorships;
	}

	Set<Long> organisations() {
		return this.organisations;
	}

	Set<Long> places() {
		return this.places;
	}

	Placements placements() {
		return this.placements;
	}

	Set<Long> relocated() {
		return this.relocated;
	}

	Collection<Change> dirty() {
		return this.dirty.values();
	}

	State.@Nullable Mentorship mentorship(long id) {
		return this.mentorshipStates.get(id);
	}

	State.@Nullable Meeting meeting(long id) {
		return this.meetings.get(id);
	}

	void hold(State state) {
		switch (state) {
			case State.Unit unit -> {
				this.units.put(unit.id(), unit);
				this.placements.put(unit);
			}
			case State.Population population -> this.populations.put(population.id(), population);
			case State.Participant participant ->
				this.participants.computeIfAbsent(participant.personId(), (id) -> new HashMap<>())
					.put(participant.organisationId(), participant);
			case State.Mentorship mentorship -> this.mentorshipStates.put(mentorship.id(), mentorship);
			case State.Meeting meeting -> this.meetings.put(meeting.id(), meeting);
			case State.Member member -> throw new IllegalStateException("Members follow their mentorship");
			case State.Home home -> throw new IllegalStateException("Homes follow their mentorship");
		}
	}

	/** Applies a change to the states and remembers it for writing. */
	void apply(Change change) {
		switch (change) {
			case Change.Put put -> {
				State now = switch (put.state()) {
					case State.Unit unit -> unit.after(this.units.get(unit.id()));
					case State.Participant participant ->
						participant.after(this.participants.getOrDefault(participant.personId(), Map.of())
							.get(participant.organisationId()));
					default -> put.state();
				};
				hold(now);
				this.dirty.put(key(now), new Change.Put(now));
			}
			case Change.Renamed renamed -> rename(renamed.person(), renamed.pseudonym());
			case Change.Gone gone -> {
				long organisation = gone.place().organisation();
				switch (gone.kind()) {
					case UNIT -> this.units.remove(gone.subject());
					case POPULATION -> this.populations.remove(gone.subject());
					case MENTORSHIP -> this.mentorshipStates.remove(gone.subject());
					case MEETING -> this.meetings.remove(gone.subject());
					case PARTICIPANT ->
						this.participants.getOrDefault(gone.subject(), new HashMap<>()).remove(organisation);
				}
				this.dirty.put(List.of(gone.kind(), gone.subject(),
						(gone.kind() == Change.Kind.PARTICIPANT) ? organisation : 0L), gone);
			}
		}
	}

	private void rename(long person, long pseudonym) {
		for (State.Participant participant : List
			.copyOf(this.participants.getOrDefault(person, new HashMap<>()).values())) {
			apply(new Change.Gone(Change.Kind.PARTICIPANT, person, participant.place()));
			apply(new Change.Put(participant.as(pseudonym)));
		}
		for (State.Mentorship mentorship : List.copyOf(this.mentorshipStates.values())) {
			if (mentorship.mentors().contains(person) || mentorship.mentees().contains(person)) {
				apply(new Change.Put(mentorship.renamed(person, pseudonym)));
			}
		}
	}

	private static Object key(State state) {
		return switch (state) {
			case State.Unit unit -> List.of(Change.Kind.UNIT, unit.id(), 0L);
			case State.Population population -> List.of(Change.Kind.POPULATION, population.id(), 0L);
			case State.Participant participant ->
				List.of(Change.Kind.PARTICIPANT, participant.personId(), participant.organisationId());
			case State.Mentorship mentorship -> List.of(Change.Kind.MENTORSHIP, mentorship.id(), 0L);
			case State.Meeting meeting -> List.of(Change.Kind.MEETING, meeting.id(), 0L);
			case State.Member member -> throw new IllegalStateException("Members follow their mentorship");
			case State.Home home -> throw new IllegalStateException("Homes follow their mentorship");
		};
	}

	/**
	 * Adds to the tally what the affected subjects contribute in their present states.
	 */
	void contribute(Contributions contributions) {
		Map<Long, Set<State.Mentorship>> byPerson = new HashMap<>();
		Map<Long, List<State.Mentorship>> byOrganisation = new HashMap<>();
		for (State.Mentorship mentorship : this.mentorshipStates.values()) {
			mentorship.homes()
				.stream()
				.distinct()
				.forEach((home) -> byOrganisation.computeIfAbsent(home, (id) -> new ArrayList<>()).add(mentorship));
			mentorship.mentors()
				.forEach((id) -> byPerson.computeIfAbsent(id, (key) -> new LinkedHashSet<>()).add(mentorship));
			mentorship.mentees()
				.forEach((id) -> byPerson.computeIfAbsent(id, (key) -> new LinkedHashSet<>()).add(mentorship));
		}
		Map<Long, List<State.Meeting>> byMentorship = new HashMap<>();
		this.meetings.values()
			.forEach((meeting) -> byMentorship.computeIfAbsent(meeting.mentorshipId(), (id) -> new ArrayList<>())
				.add(meeting));
		Map<Long, List<State.Population>> figures = new HashMap<>();
		this.populations.values()
			.forEach((figure) -> figures.computeIfAbsent(figure.organisationId(), (id) -> new ArrayList<>())
				.add(figure));
		for (long id : this.mentorships) {
			State.Mentorship mentorship = this.mentorshipStates.get(id);
			if (mentorship != null) {
				contributions.mentorship(mentorship, byMentorship.getOrDefault(id, List.of()));
			}
		}
		for (long id : this.persons) {
			contributions.person(this.participants.getOrDefault(id, Map.of()).values(), id,
					byPerson.getOrDefault(id, Set.of()));
		}
		for (long id : this.organisations) {
			contributions.organisation(this.units.get(id), byOrganisation.getOrDefault(id, List.of()),
					figures.getOrDefault(id, List.of()));
		}
	}

}
