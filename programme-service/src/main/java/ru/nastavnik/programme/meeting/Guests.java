package ru.nastavnik.programme.meeting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.ReadersChanged;
import ru.nastavnik.programme.participant.Participants;

/**
 * Teachers whom a mentor calls in, each with the own consent (BR-044). The curator, who
 * knows all teachers, writes it down; they become known to the pair by name, the pair
 * does not open to them.
 */
@Service
@Transactional
class Guests {

	private final Meetings meetings;

	private final Pairing pairing;

	private final Participants participants;

	private final JdbcClient jdbc;

	private final Clock clock;

	Guests(Meetings meetings, Pairing pairing, Participants participants, JdbcClient jdbc, Clock clock) {
		this.meetings = meetings;
		this.pairing = pairing;
		this.participants = participants;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	List<GuestView> invite(long meeting, long person, String topic, LocalDate consentOn, AgreedBy by) {
		Meeting found = load(meeting);
		Outline outline = this.pairing.hold(found.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		MeetingLog.working(outline);
		Demand.notInFuture(consentOn, LocalDate.now(this.clock));
		if (by == AgreedBy.REPRESENTATIVE) {
			throw KitProblem.INVALID.because("Приглашённый специалист даёт согласие сам.")
				.on("by", "Допустимы: self, curator.");
		}
		if (outline.participants().contains(person)) {
			throw ProgrammeProblem.MEMBERS.because("Этот человек и так участвует в паре или группе.").on("personId");
		}
		Place place = outline.place();
		if (!Set.of("staff", "external").contains(kind(place.organisation(), person))) {
			throw ProgrammeProblem.MEMBERS.because("Пригласить можно взрослого специалиста этой организации.")
				.on("personId");
		}
		this.jdbc
			.sql("""
					insert into meeting_guest (region_id, institute_id, municipality_id, organisation_id, meeting_id, mentorship_id,
					  person_id, topic, consent_on, consent_by, with_minors, participants, created_by)
					values (:region, :institute, :municipality, :organisation, :meeting, :mentorship, :person, :topic, :on, :by,
					  :minors, :readers, :caller)
					on conflict (region_id, meeting_id, person_id) do update set topic = excluded.topic,
					  consent_on = excluded.consent_on, consent_by = excluded.consent_by, version = meeting_guest.version + 1""")
			.param("region", place.region())
			.param("institute", place.institute(), java.sql.Types.BIGINT)
			.param("municipality", place.municipality(), java.sql.Types.BIGINT)
			.param("organisation", place.organisation())
			.param("meeting", meeting)
			.param("mentorship", outline.id())
			.param("person", person)
			.param("topic", topic)
			.param("on", consentOn)
			.param("by", by.toString())
			.param("minors", outline.withMinors())
			.param("readers", outline.participants().toArray(Long[]::new))
			.param("caller", Scope.current().caller())
			.update();
		this.participants.refreshCircles(place.organisation(), Set.of(person));
		this.pairing.note(outline.id(), "guest", null);
		return of(meeting);
	}

	List<GuestView> remove(long meeting, long person) {
		Meeting found = load(meeting);
		Outline outline = this.pairing.hold(found.mentorshipId());
		Outline.require(outline.staff(Scope.current(), Role.CURATOR));
		this.jdbc.sql(
				"delete from meeting_guest where region_id = :region and meeting_id = :meeting and person_id = :person")
			.param("region", Scope.current().region())
			.param("meeting", meeting)
			.param("person", person)
			.update();
		this.participants.refreshCircles(outline.place().organisation(), Set.of(person));
		return of(meeting);
	}

	@Transactional(readOnly = true)
	List<GuestView> of(long meeting) {
		load(meeting);
		return this.jdbc.sql("""
				select g.person_id, g.topic, g.consent_on, g.consent_by, case when p.consent_until is not null
				  then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name
				from meeting_guest g left join participant p on p.region_id = g.region_id
				  and p.organisation_id = g.organisation_id and p.person_id = g.person_id
				where g.region_id = :region and g.meeting_id = :meeting order by g.id""")
			.param("region", Scope.current().region())
			.param("meeting", meeting)
			.query((row, number) -> new GuestView(row.getLong("person_id"), row.getString("name"),
					row.getString("topic"), row.getObject("consent_on", LocalDate.class),
					AgreedBy.valueOf(row.getString("consent_by").toUpperCase(Locale.ROOT))))
			.list();
	}

	/** The members are others now: so are those who may read whom they called in. */
	@EventListener
	void on(ReadersChanged changed) {
		this.jdbc.sql(ReadersChanged.update("meeting_guest"))
			.param("regions", changed.regions().toArray(Long[]::new))
			.param("mentorships", changed.mentorships().toArray(Long[]::new))
			.update();
	}

	private String kind(long organisation, long person) {
		Participants.Participant found = this.participants.find(organisation, List.of(person)).get(person);
		return (found != null) ? found.kind() : "";
	}

	private Meeting load(long meeting) {
		return this.meetings.findById(meeting)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** Somebody called in. */
	record GuestView(long personId, @Nullable String name, String topic, LocalDate consentOn, AgreedBy consentBy) {
	}

}
