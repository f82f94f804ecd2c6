package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.ConsentView;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Issuing, signing and withdrawing consents.
 */
@Service
@Transactional
public class ConsentLifecycle {

	private static final Map<String, String> SORTS = Map.of("name", "x.name_norm", "signedOn", "c.signed_on",
			"validUntil", "c.valid_until", "status", "c.status");

	private static final String KEPT = "Согласия ведёт организация участника. Обратитесь к её куратору.";

	private final Consents consents;

	private final PeopleReading people;

	private final Profiles profiles;

	private final ParticipantFacts facts;

	private final OrganisationDirectory directory;

	private final ApplicationEventPublisher events;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentLifecycle(Consents consents, PeopleReading people, Profiles profiles, ParticipantFacts facts,
			OrganisationDirectory directory, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
		this.consents = consents;
		this.people = people;
		this.profiles = profiles;
		this.facts = facts;
		this.directory = directory;
		this.events = events;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** The person no longer agrees to the processing of their data: profiles close. */
	public record ProcessingWithdrawn(long personId, LocalDate on) {
	}

	/** A consent in the list, with its subject. */
	record ConsentLine(long id, long personId, String personName, boolean minor, String kind,
			Profiles.@Nullable Signer signedBy, @Nullable LocalDate signedOn, @Nullable LocalDate validUntil,
			String status, @Nullable String form, int version) {
	}

	/** The person agrees to the processing of their data. */
	public record ProcessingGiven(long personId) {
	}

	/** BR-016: nobody reaches a register without an active processing consent. */
	public void requireProcessing(long person) {
		LocalDate today = LocalDate.now(this.clock);
		boolean active = this.profiles.consents(person)
			.stream()
			.anyMatch((consent) -> consent.kind().equals("processing") && consent.status().equals("active")
					&& consent.signedOn() != null && !consent.signedOn().isAfter(today));
		if (!active) {
			throw RegistryProblem.NO_CONSENT.because(
					"Нет действующего согласия на обработку персональных данных. Сначала внесите подписанное согласие.");
		}
	}

	/**
	 * BR-024: whether a processing consent in force at the organisation names a special
	 * category of data, such as {@code special_needs}.
	 */
	@Transactional(readOnly = true)
	public boolean covers(long person, long organisation, String category) {
		LocalDate today = LocalDate.now(this.clock);
		return this.profiles.consents(person)
			.stream()
			.anyMatch((consent) -> consent.organisationId() == organisation && consent.kind().equals("processing")
					&& consent.status().equals("active") && consent.signedOn() != null
					&& !consent.signedOn().isAfter(today) && consent.categories().contains(category));
	}

	@Transactional(readOnly = true)
	Slice<ConsentLine> list(@Nullable Long organisation, Consent.@Nullable Status status, Consent.@Nullable Kind kind,
			@Nullable String q, PageQuery page) {
		// x is the subject: its place, its name and its person_id are what lists filter
		// by
		StringBuilder where = new StringBuilder(this.directory.territory(organisation).on("c"));
		Map<String, Object> params = new HashMap<>();
		where.append(PeopleReading.nameCondition(q, params));
		if (kind != null) {
			where.append(" and c.kind = :consentKind");
			params.put("consentKind", kind.toString());
		}
		if (status != null) {
			where.append(switch (status) {
				case EXPIRED -> " and (c.status = 'expired' or c.status = 'active' and c.valid_until < current_date)";
				case ACTIVE -> " and c.status = 'active' and (c.valid_until is null or c.valid_until >= current_date)";
				default -> " and c.status = '" + status + "'";
			});
		}
		String from = " from consent c join person x on x.region_id = c.region_id and x.id = c.person_id ";
		List<ConsentLine> items = this.jdbc
			.sql("select " + Profiles.CONSENT + ", x.last_name, x.first_name, x.middle_name, x.birth_date" + from
					+ "left join person s on s.region_id = c.region_id and s.id = c.signer_id where " + where
					+ " order by " + page.orderBy(SORTS, "c.id desc") + " limit " + page.size() + " offset "
					+ page.offset())
			.params(params)
			.query((row, number) -> {
				ConsentView consent = Profiles.consent(row, number);
				return new ConsentLine(consent.id(), consent.personId(),
						Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
								row.getString("middle_name")),
						!Identity.isAdult(row.getObject("birth_date", LocalDate.class), LocalDate.now(this.clock)),
						consent.kind(), consent.signedBy(), consent.signedOn(), consent.validUntil(), consent.status(),
						consent.form(), consent.version());
			})
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1" + from + "where " + where + " limit " + (Slice.COUNTED + 1) + ") z")
			.params(params)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	ConsentView issue(long person, Consent.Kind kind, @Nullable LocalDate validUntil, Set<String> categories) {
		Subject subject = this.people.subject(person);
		Keeping.require(subject.place().organisation(), KEPT);
		LocalDate today = LocalDate.now(this.clock);
		new Checks().sensible(validUntil, today, "validUntil")
			.ordered(today, validUntil, "validUntil", "Срок согласия уже истёк. Укажите будущую дату.")
			.done();
		Consent consent = new Consent(subject.place(), person, kind, validUntil, categories);
		consent.issue();
		return view(this.consents.saveAndFlush(consent));
	}

	ConsentView sign(long id, long signer, LocalDate on, Consent.Form form) {
		Consent consent = Keeping.own(this.consents.findById(id), KEPT);
		Subject subject = this.people.subject(consent.personId());
		boolean represents = signer != subject.id()
				&& this.people.represents(this.people.subject(signer).id(), subject.id(), on);
		consent.sign(subject.born(), signer, represents, on, form, LocalDate.now(this.clock));
		// the older document goes first: only one of a kind is active at a time
		supersede(consent);
		this.consents.saveAndFlush(consent);
		if (consent.kind() == Consent.Kind.PROCESSING) {
			this.events.publishEvent(new ProcessingGiven(subject.id()));
		}
		this.facts.changed(List.of(subject.id()), false);
		return view(consent);
	}

	ConsentView withdraw(long id, LocalDate on, String reason) {
		Consent consent = Keeping.own(this.consents.findById(id), KEPT);
		consent.withdraw(on, reason, LocalDate.now(this.clock));
		this.consents.saveAndFlush(consent);
		if (consent.kind() == Consent.Kind.PROCESSING) {
			this.events.publishEvent(new ProcessingWithdrawn(consent.personId(), on));
			this.facts.changed(List.of(consent.personId()), false);
		}
		return view(consent);
	}

	private void supersede(Consent newer) {
		this.jdbc
			.sql("""
					update consent set status = 'superseded', version = version + 1, updated_at = now(), updated_by = :caller
					where region_id = :region and person_id = :person and kind = :kind and status = 'active' and id <> :id""")
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("person", newer.personId())
			.param("kind", newer.kind().toString())
			.param("id", newer.id())
			.update();
	}

	private ConsentView view(Consent consent) {
		return this.profiles.consents(consent.personId())
			.stream()
			.filter((view) -> view.id() == consent.id())
			.findFirst()
			.orElseThrow();
	}

}
