package ru.nastavnik.monitoring.intake;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Subscription;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.monitoring.indicator.Change;
import ru.nastavnik.monitoring.indicator.Change.Gone;
import ru.nastavnik.monitoring.indicator.Change.Kind;
import ru.nastavnik.monitoring.indicator.Change.Put;
import ru.nastavnik.monitoring.indicator.Fold;
import ru.nastavnik.monitoring.indicator.State;

/**
 * Everything that monitoring listens to: the facts of the registry and of the programme
 * service. Each becomes a change of a state; a batch of them is folded at once.
 */
@Configuration(proxyBeanMethods = false)
class Intake {

	private static final Set<String> CLOSED = Set.of("closed", "reorganised");

	private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

	@Bean
	Subscription registryFacts(Fold fold, JsonMapper json) {
		return subscription("registry", fold, json);
	}

	@Bean
	Subscription programmeFacts(Fold fold, JsonMapper json) {
		return subscription("programme", fold, json);
	}

	private static Subscription subscription(String service, Fold fold, JsonMapper json) {
		String feed = service + "/" + Fact.FACTS;
		return new Subscription(service, Fact.FACTS, (facts) -> {
			List<Change> changes = facts.stream().map((fact) -> change(fact, json)).flatMap(Optional::stream).toList();
			fold.apply(feed, facts.getLast().position(), facts.getLast().time(), changes);
		});
	}

	/** What the fact changes; nothing for types that monitoring does not count. */
	static Optional<Change> change(Fact fact, JsonMapper json) {
		if (fact.type().equals("person-erased") && !fact.deleted()) {
			Facts.PersonErased erased = json.treeToValue(fact.data(), Facts.PersonErased.class);
			return Optional.of(new Change.Renamed(erased.personId(), erased.pseudonym(), fact.place()));
		}
		Kind kind = switch (fact.type()) {
			case "organisation-changed" -> Kind.UNIT;
			case "population-changed" -> Kind.POPULATION;
			case "participant-changed" -> Kind.PARTICIPANT;
			case "mentorship-changed" -> Kind.MENTORSHIP;
			case "meeting-changed" -> Kind.MEETING;
			default -> null;
		};
		if (kind == null) {
			return Optional.empty();
		}
		if (fact.deleted()) {
			return Optional.of(new Gone(kind, fact.subject(), fact.place()));
		}
		return Optional.of(new Put(switch (kind) {
			case UNIT -> unit(fact, json.treeToValue(fact.data(), Facts.OrganisationChanged.class));
			case POPULATION -> population(fact.place(), json.treeToValue(fact.data(), Facts.PopulationChanged.class));
			case PARTICIPANT -> participant(fact, json.treeToValue(fact.data(), Facts.ParticipantChanged.class));
			case MENTORSHIP -> mentorship(fact.place(), json.treeToValue(fact.data(), Facts.MentorshipChanged.class));
			case MEETING -> meeting(fact.place(), json.treeToValue(fact.data(), Facts.MeetingChanged.class));
		}));
	}

	private static State unit(Fact fact, Facts.OrganisationChanged data) {
		Place place = fact.place();
		List<Facts.Placement> placements = Objects.requireNonNullElse(data.placements(), List.<Facts.Placement>of())
			.stream()
			.sorted(Comparator.comparing(Facts.Placement::from))
			.toList();
		boolean reorganised = placements.stream()
			.map((stood) -> Arrays.asList(stood.parentId(), stood.institute(), stood.municipality()))
			.distinct()
			.count() > 1;
		List<Facts.Placement> places = reorganised ? placements : List.of();
		boolean heard = data.closedOn() == null && CLOSED.contains(data.status());
		return new State.Unit(place.region(), place.institute(), place.municipality(), data.id(), data.id(),
				data.parentId(), data.level(), data.type(),
				Objects.requireNonNullElse(data.fullName(), data.shortName()), data.shortName(), data.status(),
				data.validFrom(), heard ? day(fact) : data.closedOn(),
				places.stream().map(Facts.Placement::from).toList(), ids(places, Facts.Placement::parentId),
				ids(places, Facts.Placement::institute), ids(places, Facts.Placement::municipality), reorganised,
				heard);
	}

	private static List<@Nullable Long> ids(List<Facts.Placement> placements,
			Function<Facts.Placement, @Nullable Long> id) {
		List<@Nullable Long> ids = new ArrayList<>();
		placements.forEach((placement) -> ids.add(id.apply(placement)));
		return ids;
	}

	private static State population(Place place, Facts.PopulationChanged data) {
		return new State.Population(place.region(), place.institute(), place.municipality(), data.organisationId(),
				data.id(), data.asOf(), data.category(), data.value(), Objects.requireNonNullElse(data.source(), ""),
				data.approved());
	}

	private static State participant(Fact fact, Facts.ParticipantChanged data) {
		Place place = fact.place();
		Facts.@Nullable Candidacy mentor = data.mentor();
		Facts.@Nullable Candidacy mentee = data.mentee();
		return new State.Participant(place.region(), place.institute(), place.municipality(), data.organisationId(),
				data.personId(), data.born(), data.kind(), data.position(), data.experienceSince(), data.hiredOn(),
				data.from(), data.to(), (mentor != null) ? mentor.status() : null,
				(mentor != null) ? mentor.since() : null, (mentee != null) ? List.of(mentee.status()) : List.of(),
				(mentee != null) ? List.of(Objects.requireNonNullElse(mentee.since(), day(fact))) : List.of());
	}

	private static State mentorship(Place place, Facts.MentorshipChanged data) {
		List<Facts.Home> earlier = Objects.requireNonNullElse(data.earlier(), List.of());
		List<Facts.Left> former = Objects.requireNonNullElse(data.former(), List.<Facts.Left>of())
			.stream()
			.filter((left) -> left.role().equals("mentor"))
			.toList();
		List<Long> mentors = new ArrayList<>(persons(data.mentors()));
		List<@Nullable LocalDate> since = new ArrayList<>();
		List<@Nullable LocalDate> until = new ArrayList<>();
		if (!former.isEmpty()) {
			mentors.forEach((person) -> {
				since.add(since(data.mentors(), person));
				until.add(null);
			});
			former.forEach((left) -> {
				mentors.add(left.personId());
				since.add(left.since());
				until.add(left.until());
			});
		}
		return new State.Mentorship(place.region(), place.institute(), place.municipality(), place.organisation(),
				data.id(), Objects.requireNonNullElse(data.kind(), "pair"), data.form(),
				Objects.requireNonNullElse(data.methods(), List.of()), data.status(), data.start(), data.ended(),
				data.ground(), data.orderedOn(), Boolean.TRUE.equals(data.withMinors()), mentors,
				persons(data.mentees()), earlier.stream().map(Facts.Home::organisationId).toList(),
				earlier.stream().map(Facts.Home::until).toList(), since, until);
	}

	private static @Nullable LocalDate since(@Nullable List<Facts.Member> members, long person) {
		return (members == null) ? null
				: members.stream()
					.filter((member) -> member.personId() == person)
					.map(Facts.Member::since)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
	}

	private static List<Long> persons(@Nullable List<Facts.Member> members) {
		return (members != null) ? members.stream().map(Facts.Member::personId).distinct().toList() : List.of();
	}

	private static State meeting(Place place, Facts.MeetingChanged data) {
		return new State.Meeting(place.region(), place.institute(), place.municipality(), place.organisation(),
				data.id(), data.mentorshipId(), data.status(), data.heldOn());
	}

	private static LocalDate day(Fact fact) {
		return fact.time().atZone(MOSCOW).toLocalDate();
	}

}
