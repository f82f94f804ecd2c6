package ru.nastavnik.programme.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.matching.RunViews.PersonView;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.organisation.Organisations;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * Pairs that a municipality or the region offers. The curator of the mentee's school
 * takes or declines; the curator of the mentor's school sees the offer. A mentor of
 * another school is then asked for there (BR-048), unless they belong to the mentee's
 * school too.
 */
@Service
@Transactional
class Offers {

	private static final String FROM = """
			 from matching_offer o
			left join participant led on led.region_id = o.region_id and led.organisation_id = o.organisation_id
			  and led.person_id = o.mentee_id and led.consent_until >= current_date
			left join participant leads on leads.region_id = o.region_id and leads.organisation_id = o.mentor_organisation
			  and leads.person_id = o.mentor_id and leads.consent_until >= current_date
			left join organisation school on school.region_id = o.region_id and school.organisation_id = o.organisation_id
			left join organisation other on other.region_id = o.region_id
			  and other.organisation_id = o.mentor_organisation
			left join organisation from_whom on from_whom.region_id = o.region_id
			  and from_whom.organisation_id = o.run_organisation
			where o.region_id = :region""";

	private static final String SELECT = """
			select o.*, school.short_name as school_name, other.short_name as other_name,
			  from_whom.short_name as from_name,
			  nullif(concat_ws(' ', led.last_name, led.first_name, led.middle_name), '') as mentee_name,
			  nullif(concat_ws(' ', leads.last_name, leads.first_name, leads.middle_name), '') as mentor_name""" + FROM;

	private final Organisations organisations;

	private final Participants participants;

	private final Pairing pairing;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Clock clock;

	Offers(Organisations organisations, Participants participants, Pairing pairing, WiderScope wider, JdbcClient jdbc,
			Clock clock) {
		this.organisations = organisations;
		this.participants = participants;
		this.pairing = pairing;
		this.wider = wider;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * An offer.
	 *
	 * @param from who offers
	 * @param status open, accepted or declined
	 * @param actions answer, for the curator of the mentee's school
	 * @param hint why it cannot be taken yet, in words
	 */
	record OfferView(long id, PersonView mentee, PersonView mentor, Form form, int score, String distance,
			@Nullable String from, OffsetDateTime offeredAt, String status, @Nullable String reason,
			@Nullable Long mentorshipId, @Nullable String hint, List<String> actions) {

		OfferView named(@Nullable String name) {
			return (name == null) ? this
					: new OfferView(this.id, this.mentee, this.mentor.named(name), this.form, this.score, this.distance,
							this.from, this.offeredAt, this.status, this.reason, this.mentorshipId, this.hint,
							this.actions);
		}

	}

	@Transactional(readOnly = true)
	Slice<OfferView> list(long organisation, @Nullable String status, PageQuery page) {
		this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		String where = " and :organisation = any(o.organisations) and (cast(:status as text) is null "
				+ "or o.status = :status)";
		List<OfferView> offers = this.jdbc
			.sql(SELECT + where + " order by (o.status = 'open') desc, o.id desc limit :limit offset :offset")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("status", status)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> view(row))
			.list();
		offers = named(offers);
		long total = this.jdbc.sql("select count(*)" + FROM + where)
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("status", status)
			.query(Long.class)
			.single();
		return Slice.of(offers, page, total);
	}

	/**
	 * BR-028: whoever let other organisations see the card is named to those who are to
	 * decide about the pair.
	 */
	private List<OfferView> named(List<OfferView> offers) {
		Set<Long> elsewhere = new TreeSet<>();
		Set<Long> mentors = new TreeSet<>();
		offers.stream().map(OfferView::mentor).filter((mentor) -> mentor.name() == null).forEach((mentor) -> {
			elsewhere.add(mentor.organisationId());
			mentors.add(mentor.personId());
		});
		if (elsewhere.isEmpty()) {
			return offers;
		}
		Map<Long, String> names = this.wider.within(elsewhere, () -> {
			Map<Long, String> found = new HashMap<>();
			this.jdbc
				.sql("select person_id, concat_ws(' ', last_name, first_name, middle_name) as name from participant "
						+ "where region_id = :region and organisation_id = any(:organisations) and person_id = any(:people) "
						+ "and shared and consent_until >= current_date and last_name is not null "
						+ "and born <= current_date - interval '18 years'")
				.param("region", Scope.current().region())
				.param("organisations", elsewhere.toArray(Long[]::new))
				.param("people", mentors.toArray(Long[]::new))
				.query((row) -> {
					found.put(row.getLong("person_id"), row.getString("name"));
				});
			return found;
		});
		return offers.stream().map((offer) -> offer.named(names.get(offer.mentor().personId()))).toList();
	}

	private static OfferView view(java.sql.ResultSet row) throws java.sql.SQLException {
		long school = row.getLong("organisation_id");
		long other = row.getLong("mentor_organisation");
		boolean open = row.getString("status").equals("open");
		boolean mine = Scope.current().has(school, Role.CURATOR);
		return new OfferView(row.getLong("id"),
				new PersonView(row.getLong("mentee_id"), row.getString("mentee_name"), school,
						row.getString("school_name"), null, null, null),
				new PersonView(row.getLong("mentor_id"), row.getString("mentor_name"), other,
						row.getString("other_name"), null, null, null),
				Form.valueOf(row.getString("form").toUpperCase(Locale.ROOT)), row.getInt("score"),
				row.getString("distance"), row.getString("from_name"),
				Objects.requireNonNull(row.getObject("offered_at", OffsetDateTime.class)), row.getString("status"),
				// the reason may tell about a child: it stays at the child's school
				mine ? row.getString("reason") : null, row.getObject("mentorship_id", Long.class),
				(open && school != other)
						? "Наставник работает в другой организации. Когда вы примете пару, её куратор "
								+ "ответит, отпускает ли наставника; приказ издаст его организация."
						: null,
				(open && mine) ? List.of("answer") : List.of());
	}

	private record Offer(long id, long organisationId, long runOrganisation, long pairId, String form, long menteeId,
			long mentorId, long mentorOrganisation, String status) {
	}

	OfferView answer(long id, boolean accepted, @Nullable String reason) {
		long region = Scope.current().region();
		Offer offer = this.jdbc
			.sql("""
					select id, organisation_id, run_organisation, pair_id, form, mentee_id, mentor_id, mentor_organisation, status
					from matching_offer where region_id = :region and id = :id for no key update""")
			.param("region", region)
			.param("id", id)
			.query(Offer.class)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		Scope.current().requireRole(offer.organisationId(), Role.CURATOR);
		if (!offer.status().equals("open")) {
			throw ProgrammeProblem.WRONG_STATUS.because(offer.status().equals("withdrawn")
					? "Предложение отозвано тем, кто его сделал." : "На это предложение уже ответили.");
		}
		if (!accepted && (reason == null || reason.isBlank())) {
			throw KitProblem.INVALID.because("Напишите, почему пара не подходит.").on("reason");
		}
		if (accepted) {
			requirePossible(offer);
		}
		Long mentorship = accepted ? take(offer) : null;
		this.jdbc.sql("""
				update matching_offer set status = :status, reason = :reason, mentorship_id = :mentorship,
				  answered_at = now() where region_id = :region and id = :id""")
			.param("status", accepted ? "accepted" : "declined")
			.param("reason", reason)
			.param("mentorship", mentorship)
			.param("region", region)
			.param("id", id)
			.update();
		// whoever offered sees the outcome, not the reason, which may tell about a child
		this.wider.within(Set.of(offer.runOrganisation()),
				() -> this.jdbc.sql("""
						update matching_pair set status = :status where region_id = :region and id = :pair
						  and status = 'offered'""")
					.param("status", accepted ? "proposed" : "declined")
					.param("region", region)
					.param("pair", offer.pairId())
					.update());
		return this.jdbc.sql(SELECT + " and o.id = :id")
			.param("region", region)
			.param("id", id)
			.query((row, number) -> view(row))
			.single();
	}

	/** Since it was offered somebody may have found another, or all places were taken. */
	private void requirePossible(Offer offer) {
		long school = offer.organisationId();
		Map<Long, Participant> here = this.participants.hold(school, List.of(offer.menteeId(), offer.mentorId()));
		if (this.participants.led(school, List.of(offer.menteeId())).contains(offer.menteeId())) {
			throw ProgrammeProblem.REFUSED_PAIR
				.because("У наставляемого уже есть наставник. Отклоните это предложение или сначала завершите "
						+ "действующее наставничество.")
				.on("menteeId");
		}
		Participant mentor = here.get(offer.mentorId());
		long works = (mentor != null) ? school : offer.mentorOrganisation();
		if (mentor == null) {
			mentor = this.participants.holdElsewhere(works, List.of(offer.mentorId())).get(offer.mentorId());
		}
		if (mentor != null && this.participants.loadsElsewhere(works, List.of(offer.mentorId()))
			.getOrDefault(offer.mentorId(), 0) >= mentor.maxLoad()) {
			throw ProgrammeProblem.REFUSED_PAIR
				.because(HardRule.CAPACITY.words() + " Увеличьте нагрузку в карточке наставника или отклоните "
						+ "предложение.")
				.on("mentorId");
		}
	}

	private long take(Offer offer) {
		long school = offer.organisationId();
		boolean here = this.participants.find(school, List.of(offer.mentorId())).containsKey(offer.mentorId());
		LocalDate today = LocalDate.now(this.clock);
		return this.pairing.proposed(school,
				Publication
					.offered(Form.valueOf(offer.form().toUpperCase(Locale.ROOT)), offer.menteeId(), offer.mentorId(),
							today)
					.from(here ? null : offer.mentorOrganisation()));
	}

}
