package ru.nastavnik.programme.matching;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.ParticipantsReconsidered;

/**
 * Pins, bans and marks of relatives of a school's curator. They outlive the runs and bind
 * those of the municipality and the region too.
 */
@Service
@Transactional
class PairWishes {

	private final Organisations organisations;

	private final Participants participants;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final ApplicationEventPublisher events;

	PairWishes(Organisations organisations, Participants participants, Audit audit, JdbcClient jdbc,
			ApplicationEventPublisher events) {
		this.events = events;
		this.organisations = organisations;
		this.participants = participants;
		this.audit = audit;
		this.jdbc = jdbc;
	}

	/** What the curator wants of a pair. */
	enum Kind {

		PIN, BAN,
		/** They are relatives: a word of its own, whoever of the two leads. */
		RELATIVE, NONE;

		@JsonCreator
		static Kind of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** A pin, a ban or a mark of relatives with the names of the curator's own people. */
	record WishView(long menteeId, @Nullable String mentee, long mentorId, @Nullable String mentor, Kind kind,
			@Nullable String reason, String by, OffsetDateTime at) {
	}

	@Transactional(readOnly = true)
	List<WishView> list(long organisation) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		List<WishView> wishes = this.jdbc.sql("""
				select w.mentee_id, w.mentor_id, w.kind, w.reason, w.created_name, w.created_at
				from matching_wish w where w.region_id = :region and w.organisation_id = :organisation
				order by w.created_at desc, w.mentee_id, w.mentor_id limit 1000""")
			.param("region", place.region())
			.param("organisation", organisation)
			.query((row, number) -> new WishView(row.getLong("mentee_id"), null, row.getLong("mentor_id"), null,
					Kind.of(row.getString("kind")), row.getString("reason"), row.getString("created_name"),
					row.getObject("created_at", OffsetDateTime.class)))
			.list();
		return named(place, wishes);
	}

	private List<WishView> named(Place place, List<WishView> wishes) {
		record Known(long id, String name) {
		}
		Set<Long> ids = new HashSet<>();
		wishes.forEach((wish) -> ids.addAll(List.of(wish.menteeId(), wish.mentorId())));
		Map<Long, String> names = this.jdbc.sql("""
				select person_id as id, concat_ws(' ', last_name, first_name, middle_name) as name from participant
				where region_id = :region and organisation_id = :organisation and person_id = any(:ids)
				  and last_name is not null and consent_until >= current_date""")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("ids", ids.toArray(Long[]::new))
			.query(Known.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Known::id, Known::name));
		this.audit.read(place.organisation(), "matching", names.keySet());
		return wishes.stream()
			.map((wish) -> new WishView(wish.menteeId(), names.get(wish.menteeId()), wish.mentorId(),
					names.get(wish.mentorId()), wish.kind(), wish.reason(), wish.by(), wish.at()))
			.toList();
	}

	List<WishView> put(long organisation, long mentee, long mentor, Kind kind, @Nullable String reason) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		Set<Long> here = this.participants.find(organisation, List.of(mentee, mentor)).keySet();
		// a mentor of another school may be banned by the id that an offer shows
		if (!here.contains(mentee) || (kind == Kind.PIN && !here.contains(mentor))) {
			throw KitProblem.NOT_FOUND.because("Участник не найден в этой организации.");
		}
		if (mentee == mentor) {
			throw ProgrammeProblem.MEMBERS.because("Наставник и наставляемый должны быть разными людьми.")
				.on("mentorId");
		}
		if ((kind == Kind.PIN || kind == Kind.BAN) && relatives(place, mentee, mentor)) {
			throw ProgrammeProblem.PINS
				.because("Отмечено, что участники — родственники. Если это ошибка, сначала снимите отметку.")
				.on("mentorId");
		}
		if (kind == Kind.PIN && pinnedElsewhere(place, mentee, mentor)) {
			throw ProgrammeProblem.PINS
				.because("Наставляемый уже закреплён за другим наставником. " + "Сначала снимите то закрепление.")
				.on("menteeId");
		}
		write(place, mentee, mentor, kind, reason);
		this.events.publishEvent(new ParticipantsReconsidered(place, Set.of(mentee, mentor)));
		return list(organisation);
	}

	private boolean relatives(Place place, long mentee, long mentor) {
		return this.jdbc.sql("""
				select exists (select from matching_wish where region_id = :region and organisation_id = :organisation
				  and kind = 'relative' and mentee_id in (:mentee, :mentor) and mentor_id in (:mentee, :mentor))""")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("mentee", mentee)
			.param("mentor", mentor)
			.query(Boolean.class)
			.single();
	}

	private boolean pinnedElsewhere(Place place, long mentee, long mentor) {
		return this.jdbc.sql("""
				select exists (select from matching_wish where region_id = :region and organisation_id = :organisation
				  and mentee_id = :mentee and mentor_id <> :mentor and kind = 'pin')""")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("mentee", mentee)
			.param("mentor", mentor)
			.query(Boolean.class)
			.single();
	}

	private void write(Place place, long mentee, long mentor, Kind kind, @Nullable String reason) {
		if (kind == Kind.NONE || kind == Kind.RELATIVE) {
			this.jdbc.sql("""
					delete from matching_wish where region_id = :region and organisation_id = :organisation
					  and (mentee_id = :mentee and mentor_id = :mentor
					    or kind = 'relative' and mentee_id = :mentor and mentor_id = :mentee)""")
				.param("region", place.region())
				.param("organisation", place.organisation())
				.param("mentee", mentee)
				.param("mentor", mentor)
				.update();
		}
		if (kind == Kind.NONE) {
			return;
		}
		this.jdbc
			.sql("""
					insert into matching_wish (region_id, institute_id, municipality_id, organisation_id, mentee_id, mentor_id,
					  kind, reason, created_by, created_name)
					values (:region, :institute, :municipality, :organisation, :mentee, :mentor, :kind, :reason, :caller, :name)
					on conflict (region_id, organisation_id, mentee_id, mentor_id) do update set kind = excluded.kind,
					  reason = excluded.reason, created_by = excluded.created_by, created_name = excluded.created_name,
					  created_at = now()""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("mentee", mentee)
			.param("mentor", mentor)
			.param("kind", kind.toString())
			.param("reason", reason)
			.param("caller", Scope.current().caller())
			.param("name", Scope.current().name())
			.update();
	}

}
