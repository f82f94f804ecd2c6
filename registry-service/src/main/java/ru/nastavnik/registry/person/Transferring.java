package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.person.Transfer.Kind;
import ru.nastavnik.registry.person.Transfer.Status;
import ru.nastavnik.registry.person.Transfer.Tie;

/**
 * People go from one organisation to another: sent by the old one, taken over by the new
 * one, or left behind when the old one ends the last post. History stays where it was.
 */
@Service
@Transactional
class Transferring {

	private static final String KEPT = "Эту запись изменяет организация, которая её ведёт.";

	private final People people;

	private final Employments employments;

	private final Enrolments enrolments;

	private final Transfers transfers;

	private final PeopleReading reading;

	private final DuplicateGuard guard;

	private final Destinations destinations;

	private final OrganisationDirectory directory;

	private final CardMove cards;

	private final Belonging belonging;

	private final ParticipantFacts facts;

	private final WiderScope wider;

	private final ApplicationEventPublisher events;

	private final TransferNews news;

	private final Clock clock;

	Transferring(People people, Employments employments, Enrolments enrolments, Transfers transfers,
			PeopleReading reading, DuplicateGuard guard, Destinations destinations, OrganisationDirectory directory,
			CardMove cards, Belonging belonging, ParticipantFacts facts, WiderScope wider,
			ApplicationEventPublisher events, TransferNews news, Clock clock) {
		this.people = people;
		this.employments = employments;
		this.enrolments = enrolments;
		this.transfers = transfers;
		this.reading = reading;
		this.guard = guard;
		this.destinations = destinations;
		this.directory = directory;
		this.cards = cards;
		this.belonging = belonging;
		this.facts = facts;
		this.wider = wider;
		this.events = events;
		this.news = news;
		this.clock = clock;
	}

	@Transactional(readOnly = true)
	List<Destinations.Destination> destinations(long person, String q) {
		Person found = this.people.findById(person).orElseThrow(PeopleReading::notFound);
		return this.destinations.search(q)
			.stream()
			.filter((destination) -> destination.id() != found.organisationId())
			.toList();
	}

	/**
	 * Takes over somebody whom the caller knows by name and birth date. The card comes
	 * along when nothing ties the person to its keeper any more.
	 */
	PersonView accept(long organisation, Identity identity, @Nullable Post post, @Nullable Study study) {
		Scope.current().requireWrite(organisation);
		Place place = this.directory.get(organisation).place();
		LocalDate today = today();
		Checks checks = new Checks();
		identity.check(today, checks);
		checks.refuseIf((post == null) == (study == null), "employment", "Укажите должность или класс.");
		if (post != null) {
			post.check(identity.birthDate(), today, checks.at("employment"));
		}
		if (study != null) {
			study.check(identity.birthDate(), today, checks.at("enrolment"));
		}
		checks.done();
		DuplicateGuard.Known known = this.guard.elsewhere(organisation, identity);
		LocalDate on = (post != null) ? post.hiredOn() : Objects.requireNonNull(study).from();
		this.wider.within(known.organisations(), () -> {
			Person person = this.people.findById(known.id()).orElseThrow(PeopleReading::notFound);
			refuseIfThere(person, organisation, post != null);
			boolean left = isLeft(person, on);
			Transfer transfer = new Transfer(place, person, Kind.ACCEPTANCE, organisation,
					new Transfer.Terms(on, null, null), left);
			open(transfer, place, person, post, study);
			settle(this.transfers.save(transfer), place, today);
			this.news.settled(transfer);
			return person;
		});
		this.facts.changed(List.of(known.id()), true);
		return this.reading.card(known.id());
	}

	/** Sends somebody on: the post or class here ends the day before. */
	PersonView transfer(long id, @Nullable Long employmentId, @Nullable Long enrolmentId, long to,
			Transfer.Terms terms) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		new Checks()
			.refuseIf((employmentId == null) == (enrolmentId == null), "employmentId", "Укажите должность или класс.")
			.done();
		Employment employment = (employmentId != null)
				? Keeping.own(this.employments.findById(employmentId).filter((row) -> row.personId() == id), KEPT)
				: null;
		Enrolment enrolment = (enrolmentId != null)
				? Keeping.own(this.enrolments.findById(enrolmentId).filter((row) -> row.personId() == id), KEPT) : null;
		long from = (employment != null) ? employment.organisationId()
				: Objects.requireNonNull(enrolment).organisationId();
		if (this.transfers.findByPersonIdOrderByIdDesc(id).stream().anyMatch((t) -> t.status() == Status.PLANNED)) {
			throw RegistryProblem.TRANSFER_STATE
				.because("Перевод этого человека уже запланирован. Отмените его, прежде чем назначить новый.");
		}
		Place place = this.destinations.place(to).orElse(null);
		check(employment, enrolment, terms, place, from);
		Place destination = Objects.requireNonNull(place);
		Set<Long> all = new HashSet<>(person.organisations());
		all.add(to);
		all.add(person.organisationId());
		boolean moves = person.organisationId() == from;
		this.wider.within(all, () -> {
			Place old = (employment != null) ? employment.place() : Objects.requireNonNull(enrolment).place();
			Transfer transfer = new Transfer(old, person, from, Kind.TRANSFER, to, terms, moves);
			Departure departure = new Departure(terms.on().minusDays(1), Departure.Reason.TRANSFER, terms.basisNo(),
					terms.basisOn());
			if (employment != null) {
				transfer.closed(Tie.POST, employment.id(), employment.post().dismissedOn());
				Post post = employment.post().since(terms.on());
				employment.end(departure);
				if (!isEmployed(id, to, terms.on())) {
					open(transfer, destination, person, post, null);
				}
			}
			if (enrolment != null) {
				transfer.closed(Tie.CLASS, enrolment.id(), enrolment.study().to());
				Study study = enrolment.study().since(terms.on());
				enrolment.end(departure);
				if (!isEnrolled(id, to, terms.on())) {
					open(transfer, destination, person, null, study);
				}
			}
			settle(this.transfers.save(transfer), destination, today());
			this.news.settled(transfer);
			left(transfer);
			return person;
		});
		this.facts.changed(List.of(id), true);
		return this.reading.card(id);
	}

	/** The last post or class at the keeper ends: the card goes where the next one is. */
	void succeed(long id, LocalDate lastDay) {
		Person person = this.people.findById(id).orElseThrow(PeopleReading::notFound);
		LocalDate on = lastDay.plusDays(1);
		if (person.organisations().isEmpty()) {
			return;
		}
		this.wider.within(person.organisations(), () -> {
			if (!isLeft(person, on)) {
				return person;
			}
			person.organisationsOn(on)
				.stream()
				.filter((organisation) -> organisation != person.organisationId())
				.filter((organisation) -> isEmployed(id, organisation, on) || isEnrolled(id, organisation, on))
				.findFirst()
				.flatMap(this.destinations::place)
				.ifPresent((place) -> {
					Transfer transfer = new Transfer(person.place(), person, Kind.SUCCESSION, place.organisation(),
							new Transfer.Terms(on, null, null), true);
					settle(this.transfers.save(transfer), place, today());
					this.news.settled(transfer);
				});
			return person;
		});
	}

	/** A transfer whose day has come; in the scope of its two organisations. */
	void comeDue(long id) {
		Transfer transfer = this.transfers.findById(id).orElseThrow(PeopleReading::notFound);
		if (transfer.status() != Status.PLANNED || transfer.on().isAfter(today())) {
			return;
		}
		long person = transfer.personId();
		Place place = this.destinations.place(transfer.to()).orElse(null);
		if (place == null) {
			return;
		}
		this.wider.within(this.belonging.organisations(List.of(person)), () -> {
			settle(transfer, place, today());
			left(transfer);
			return person;
		});
		this.facts.changed(List.of(person), true);
	}

	private void check(@Nullable Employment employment, @Nullable Enrolment enrolment, Transfer.Terms terms,
			@Nullable Place destination, long from) {
		LocalDate today = today();
		LocalDate on = terms.on();
		LocalDate since = (employment != null) ? employment.post().hiredOn()
				: Objects.requireNonNull(enrolment).study().from();
		LocalDate until = (employment != null) ? employment.post().dismissedOn()
				: Objects.requireNonNull(enrolment).study().to();
		Checks checks = new Checks();
		checks.refuseIf(!on.isAfter(since), "on", "Перевод возможен только позже начала работы или учёбы здесь.")
			.refuseIf(on.isAfter(today.plusYears(1)), "on", "Слишком далёкая дата перевода.")
			.refuseIf(until != null && until.isBefore(on.minusDays(1)), "on",
					"К этой дате запись уже завершена. Проверьте даты.")
			.refuseIf(destination == null, "toId", "Выберите действующую организацию региона.")
			.refuseIf(destination != null && destination.organisation() == from, "toId",
					"Человек уже в этой организации. Выберите другую.");
		Departure.checkBasis(terms.basisOn(), today, checks);
		checks.done();
	}

	private void refuseIfThere(Person person, long organisation, boolean post) {
		boolean there = post ? isEmployed(person.id(), organisation, today())
				: isEnrolled(person.id(), organisation, today());
		if (there) {
			throw KitProblem.CONFLICT.because("Этот человек уже есть в вашей организации. Откройте его карточку.");
		}
	}

	private void open(Transfer transfer, Place place, Person person, @Nullable Post post, @Nullable Study study) {
		if (post != null) {
			transfer.opened(Tie.POST, this.employments.save(new Employment(place, person, post)).id());
		}
		else {
			transfer.opened(Tie.CLASS,
					this.enrolments.save(new Enrolment(place, person, Objects.requireNonNull(study))).id());
		}
	}

	/** What can be done today is done; the rest waits for its day. */
	private void settle(Transfer transfer, Place place, LocalDate today) {
		long person = transfer.personId();
		if (!transfer.moves() || !transfer.on().isAfter(today)) {
			transfer.done(this.clock.instant());
			if (transfer.moves()) {
				this.cards.move(person, transfer.from(), place);
			}
		}
		this.belonging.refresh(List.of(person));
	}

	/**
	 * Said when it is settled, and again on the day for whatever has been given since.
	 */
	private void left(Transfer transfer) {
		if (transfer.kind() == Kind.TRANSFER) {
			this.events.publishEvent(
					new PersonLeft(transfer.personId(), transfer.from(), transfer.on().minusDays(1), transfer.id()));
		}
	}

	/** Whether nothing ties the person to the keeper of the card from this day on. */
	private boolean isLeft(Person person, LocalDate on) {
		long keeper = person.organisationId();
		List<Employment> posts = this.employments.findByPersonIdOrderByIdDesc(person.id());
		List<Enrolment> classes = this.enrolments.findByPersonIdOrderByIdDesc(person.id());
		boolean tied = posts.stream().anyMatch((row) -> row.organisationId() == keeper)
				|| classes.stream().anyMatch((row) -> row.organisationId() == keeper);
		return tied && !isEmployed(person.id(), keeper, on) && !isEnrolled(person.id(), keeper, on);
	}

	private boolean isEmployed(long person, long organisation, LocalDate on) {
		return this.employments.findByPersonIdOrderByIdDesc(person)
			.stream()
			.filter((row) -> row.organisationId() == organisation)
			.anyMatch((row) -> row.post().endsNotBefore(on));
	}

	private boolean isEnrolled(long person, long organisation, LocalDate on) {
		return this.enrolments.findByPersonIdOrderByIdDesc(person)
			.stream()
			.filter((row) -> row.organisationId() == organisation)
			.anyMatch((row) -> row.study().endsNotBefore(on));
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

}
