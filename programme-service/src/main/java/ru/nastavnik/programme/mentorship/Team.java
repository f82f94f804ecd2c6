package ru.nastavnik.programme.mentorship;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * The people of a mentorship, wherever each of them works (BR-048). The mentorship stands
 * at the mentees' organisation; mentors of another one are found there by their own leave
 * to be shown (BR-028), and what its people do to the mentorship is done in both at once.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Team {

	private final Participants participants;

	private final WiderScope wider;

	private final Clock clock;

	Team(Participants participants, WiderScope wider, Clock clock) {
		this.participants = participants;
		this.wider = wider;
		this.clock = clock;
	}

	/**
	 * Everybody whom the terms name, held until the transaction ends. Of another
	 * organisation only adults who let it be known that they mentor, and whoever was
	 * found so before.
	 */
	Map<Long, Participant> people(long organisation, Terms terms, @Nullable Outline before) {
		Long employer = terms.more().mentorOrganisation();
		Set<Long> everybody = new HashSet<>(terms.everybody());
		if (before != null) {
			everybody.addAll(before.participants());
		}
		Map<Long, Participant> people = new HashMap<>(this.participants.hold(organisation, everybody));
		if (employer == null) {
			return people;
		}
		people.keySet().removeAll(terms.mentorIds());
		LocalDate today = LocalDate.now(this.clock);
		this.participants.holdElsewhere(employer, terms.mentorIds()).forEach((id, mentor) -> {
			if (before != null && employer.equals(before.employer()) && before.mentors().contains(id)
					|| mentor.shared() && mentor.consent() && !mentor.minor(today)) {
				people.put(id, mentor);
			}
		});
		return people;
	}

	/** The members of these, by where they work or study. */
	Map<Long, Map<Long, Participant>> people(List<Mentorship> mentorships) {
		return mentorships.stream()
			.flatMap((mentorship) -> mentorship.members().stream())
			.collect(Collectors.groupingBy(Member::home, Collectors.mapping(Member::personId, Collectors.toSet())))
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(home) -> this.participants.find(home.getKey(), home.getValue())));
	}

	/** BR-047: how many each mentor leads, in all organisations. */
	Map<Long, Integer> loads(long organisation, Terms terms) {
		Long employer = terms.more().mentorOrganisation();
		return (employer != null) ? this.participants.loadsElsewhere(employer, terms.mentorIds())
				: this.participants.loads(organisation, terms.mentorIds());
	}

	/** Opens and closes names in both organisations. */
	void refresh(Mentorship mentorship, Collection<Long> people) {
		refresh(mentorship.organisationId(), mentorship.employer(), people);
	}

	void refresh(Outline outline, Collection<Long> people) {
		refresh(outline.place().organisation(), outline.employer(), people);
	}

	private void refresh(long organisation, @Nullable Long employer, Collection<Long> people) {
		if (employer == null) {
			this.participants.refreshCircles(organisation, new HashSet<>(people));
		}
		else {
			this.participants.refreshCircles(new TreeSet<>(Set.of(organisation, employer)), new HashSet<>(people));
		}
	}

	/** The employer's orders speak of it too. */
	void withEmployer(Mentorship mentorship, Runnable work) {
		Long employer = mentorship.employer();
		this.wider.within((employer != null) ? Set.of(employer) : Set.<Long>of(), () -> {
			work.run();
			return mentorship;
		});
	}

	/** Does what one of its two organisations may do to a mentorship. */
	void within(Mentorship mentorship, Runnable work) {
		within(List.of(mentorship), work);
	}

	/**
	 * The caller's role was checked; the rows are those of the mentees' organisations.
	 */
	void within(List<Mentorship> mentorships, Runnable work) {
		Set<Long> places = mentorships.stream()
			.filter((mentorship) -> mentorship.employer() != null)
			.filter((mentorship) -> Scope.current().write().contains(mentorship.employer()))
			.map(Mentorship::organisationId)
			.collect(Collectors.toCollection(TreeSet::new));
		this.wider.within(places, () -> {
			work.run();
			return places;
		});
	}

}
