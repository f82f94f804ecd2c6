package ru.nastavnik.registry.bulk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.appointment.Appointments;
import ru.nastavnik.registry.consent.Signing;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.mentee.Category;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.ParticipantFacts;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.Post;
import ru.nastavnik.registry.person.Study;
import ru.nastavnik.registry.person.Terms;

/**
 * Registers up to five thousand participants of one organisation in one transaction: all
 * or nothing, every error of every row at once.
 */
@Service
@Transactional
public class ParticipantLoad {

	private static final String PLACE = ":region, cast(:institute as bigint), cast(:municipality as bigint), :organisation";

	private static final String STAMPED = ", :caller, :caller from jsonb_to_recordset(cast(:rows as jsonb)) as r(";

	private static final String PLACED = "region_id, institute_id, municipality_id, organisation_id, ";

	private static final String STAMPS = ", created_by, updated_by) select ";

	private static final String PEOPLE = "insert into person (" + PLACED
			+ "id, kind, last_name, first_name, middle_name, name_norm, last_norm, last_tail_norm, first_norm, middle_norm, birth_date, phone, email"
			+ STAMPS + PLACE
			+ ", r.id, r.kind, r.\"lastName\", r.\"firstName\", r.\"middleName\", r.\"nameNorm\", r.\"lastNorm\", r.\"lastTailNorm\", r.\"firstNorm\", r.\"middleNorm\", r.born, r.phone, r.email"
			+ STAMPED
			+ "id bigint, kind text, \"lastName\" text, \"firstName\" text, \"middleName\" text, \"nameNorm\" text, \"lastNorm\" text, \"lastTailNorm\" text, \"firstNorm\" text, \"middleNorm\" text, born date, phone text, email text)";

	private static final String FINGERPRINTS = """
			insert into person_fingerprint (region_id, person_id, fingerprint)
			select :region, r.id, r.fingerprint
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, fingerprint bigint)""";

	private static final String EMPLOYMENTS = "insert into employment (" + PLACED
			+ "id, person_id, born, position, subjects, category, experience_since, hired_on" + STAMPS + PLACE
			+ ", r.id, r.person, r.born, r.position, r.subjects, r.category, r.\"experienceSince\", r.\"hiredOn\""
			+ STAMPED
			+ "id bigint, person bigint, born date, position text, subjects text[], category text, \"experienceSince\" date, \"hiredOn\" date)";

	private static final String ENROLMENTS = "insert into enrolment (" + PLACED
			+ "id, person_id, grade, letter, enrolled_from" + STAMPS + PLACE
			+ ", r.id, r.person, r.grade, r.letter, r.\"from\"" + STAMPED
			+ "id bigint, person bigint, grade int, letter text, \"from\" date)";

	private static final String REPRESENTATIONS = "insert into representation (" + PLACED
			+ "id, person_id, representative_id, kind, basis, valid_from" + STAMPS + PLACE
			+ ", r.id, r.person, r.representative, r.kind, r.basis, r.\"from\"" + STAMPED
			+ "id bigint, person bigint, representative bigint, kind text, basis text, \"from\" date)";

	private static final String CONSENTS = "insert into consent (" + PLACED
			+ "id, person_id, kind, status, form, signer_id, issued_on, signed_on, valid_until, majority_on, holds_until, data_codes"
			+ STAMPS + PLACE
			+ ", r.id, r.person, 'processing', 'active', 'paper', r.signer, r.\"signedOn\", r.\"signedOn\", r.\"validUntil\", r.\"majorityOn\", r.\"holdsUntil\", r.data"
			+ STAMPED
			+ "id bigint, person bigint, signer bigint, \"signedOn\" date, \"validUntil\" date, \"majorityOn\" date, \"holdsUntil\" date, data text[])";

	private static final String MENTORS = "insert into mentor (" + PLACED
			+ "id, person_id, born, status, status_since, voluntary_on, competences, competence_codes, time_hours_per_month, max_load, entered_on, carried_over"
			+ STAMPS + PLACE
			+ ", r.id, r.person, r.born, r.status, r.since, r.\"voluntaryOn\", r.competences, r.\"competenceCodes\", r.hours, r.\"maxLoad\", r.\"enteredOn\", r.status = 'available'"
			+ STAMPED
			+ "id bigint, person bigint, born date, status text, since date, \"voluntaryOn\" date, competences text[], \"competenceCodes\" text[], hours int, \"maxLoad\" int, \"enteredOn\" date)";

	private static final String MENTEES = "insert into mentee (" + PLACED
			+ "id, person_id, born, category, main_request, request_codes, gap_codes, source, status, status_since, entered_on"
			+ STAMPS + PLACE
			+ ", r.id, r.person, r.born, r.category, r.\"mainRequest\", r.\"requestCodes\", r.\"gapCodes\", 'curator', r.status, r.since, r.\"enteredOn\""
			+ STAMPED
			+ "id bigint, person bigint, born date, category text, \"mainRequest\" text, \"requestCodes\" text[], \"gapCodes\" text[], status text, since date, \"enteredOn\" date)";

	private final OrganisationDirectory directory;

	private final Appointments appointments;

	private final Dictionaries dictionaries;

	private final ParticipantFacts facts;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Settings settings;

	private final Clock clock;

	ParticipantLoad(OrganisationDirectory directory, Appointments appointments, Dictionaries dictionaries,
			ParticipantFacts facts, JdbcClient jdbc, Columns columns, Settings settings, Clock clock) {
		this.settings = settings;
		this.directory = directory;
		this.appointments = appointments;
		this.dictionaries = dictionaries;
		this.facts = facts;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	/** One participant with everything that is known of them. */
	record Row(String key, Identity identity, @Nullable Post post, @Nullable Study study,
			@Nullable Represented represented, @Nullable Signed signed, @Nullable Offered mentor,
			@Nullable Asked mentee, Appointments.@Nullable Order curator, @Nullable Contact contact) {

		/** Whoever signs: the person or their representative. */
		boolean selfSigned() {
			return this.signed != null && this.identity.adultOn(this.signed.on());
		}

	}

	/** How to reach somebody. */
	record Contact(@Nullable String phone, @Nullable String email) {
	}

	/** A representative; the phone is taken when the person is new. */
	record Represented(Identity identity, Terms.Kind kind, @Nullable String basis, @Nullable String phone) {
	}

	/** A signed processing consent. */
	record Signed(LocalDate on, @Nullable LocalDate validUntil) {
	}

	/** A mentor: on paper they said "yes" unless the row says otherwise. */
	record Offered(boolean available, boolean voluntary, int maxLoad, @Nullable Integer hours, List<String> competences,
			List<String> competenceCodes) {
	}

	/** A mentee. */
	record Asked(Category category, boolean inBase, String mainRequest, List<String> requestCodes,
			List<String> gapCodes) {
	}

	private record PersonLine(long id, String kind, String lastName, String firstName, @Nullable String middleName,
			String nameNorm, String lastNorm, @Nullable String lastTailNorm, String firstNorm,
			@Nullable String middleNorm, LocalDate born, @Nullable String phone, @Nullable String email) {

		static PersonLine of(long id, String kind, Identity identity, @Nullable String phone, @Nullable String email) {
			return new PersonLine(id, kind, identity.lastName(), identity.firstName(), identity.middleName(),
					identity.nameNorm(), identity.lastNorm(), identity.lastTailNorm(), identity.firstNorm(),
					identity.middleNorm(), identity.birthDate(), phone, email);
		}

	}

	private record FingerprintLine(long id, long fingerprint) {
	}

	private record EmploymentLine(long id, long person, LocalDate born, Post.Position position, List<String> subjects,
			Post.@Nullable Category category, @Nullable LocalDate experienceSince, LocalDate hiredOn) {
	}

	private record EnrolmentLine(long id, long person, int grade, @Nullable String letter, LocalDate from) {
	}

	private record RepresentationLine(long id, long person, long representative, Terms.Kind kind,
			@Nullable String basis, LocalDate from) {
	}

	private record ConsentLine(long id, long person, long signer, LocalDate signedOn, @Nullable LocalDate validUntil,
			@Nullable LocalDate majorityOn, @Nullable LocalDate holdsUntil, List<String> data) {
	}

	private record MentorLine(long id, long person, LocalDate born, String status, LocalDate since,
			@Nullable LocalDate voluntaryOn, List<String> competences, List<String> competenceCodes,
			@Nullable Integer hours, int maxLoad, @Nullable LocalDate enteredOn) {
	}

	private record MenteeLine(long id, long person, LocalDate born, Category category, String mainRequest,
			List<String> requestCodes, List<String> gapCodes, String status, LocalDate since,
			@Nullable LocalDate enteredOn) {
	}

	/** Registers the rows; gives the new ids by key. */
	Map<String, Long> register(long organisation, List<Row> rows) {
		Scope.current().requireWrite(organisation);
		Place place = this.directory.get(organisation).place();
		LocalDate today = LocalDate.now(this.clock);
		Map<Dictionary, Set<String>> offered = rows.stream()
			.anyMatch((row) -> row.mentor() != null || row.mentee() != null)
					? this.dictionaries.offered(Set.of(Dictionary.REQUESTS, Dictionary.GAPS, Dictionary.COMPETENCES))
					: Map.of();
		Checks checks = new Checks();
		Set<String> keys = new HashSet<>();
		for (int at = 0; at < rows.size(); at++) {
			Row row = rows.get(at);
			Checks line = checks.at("rows[" + at + "]");
			line.refuseIf(!keys.add(row.key()), "key", "Такой ключ уже есть выше в загрузке.");
			check(row, today, line);
			if (row.mentee() != null) {
				Dictionaries.check(line, "mentee.requestCodes", offered.getOrDefault(Dictionary.REQUESTS, Set.of()),
						row.mentee().requestCodes(), List.of());
				Dictionaries.check(line, "mentee.gapCodes", offered.getOrDefault(Dictionary.GAPS, Set.of()),
						row.mentee().gapCodes(), List.of());
			}
			if (row.mentor() != null) {
				Dictionaries.check(line, "mentor.competenceCodes",
						offered.getOrDefault(Dictionary.COMPETENCES, Set.of()), row.mentor().competenceCodes(),
						List.of());
			}
		}
		checks.done();
		int year = Appointments.academicYear(today);
		boolean appointing = rows.stream()
			.map(Row::curator)
			.anyMatch((order) -> order != null && (order.academicYear() == null || order.academicYear() == year));
		if (!appointing && rows.stream().anyMatch((row) -> row.mentor() != null || row.mentee() != null)) {
			this.appointments.require(organisation);
		}
		return write(place, rows, today);
	}

	static void check(Row row, LocalDate today, Checks checks) {
		LocalDate born = row.identity().birthDate();
		row.identity().check(today, checks);
		if (row.post() != null) {
			row.post().check(born, today, checks);
		}
		if (row.study() != null) {
			Checks dates = new Checks();
			row.study().check(born, today, dates);
			checks.refuseIf(!dates.clean(), "enrolledOn", "Дата зачисления не согласуется с датой рождения.");
		}
		if (row.curator() != null) {
			row.curator().check(today, checks.at("curator"));
			checks.refuseIf(row.post() == null || !row.identity().adultOn(row.curator().date()), "curator",
					"Куратором назначают взрослого сотрудника.");
		}
		if (row.represented() != null) {
			Represented represented = row.represented();
			represented.identity().check(today, checks.at("representative"));
			new Terms(represented.kind(), represented.basis(), Terms.start(born, represented.identity()), null)
				.check(born, represented.identity(), today, checks.at("representative"));
		}
		if (row.signed() != null) {
			Signed signed = row.signed();
			Checks consent = checks.at("consent");
			consent.past(signed.on(), today, "signedOn")
				.refuseIf(signed.on().isBefore(born), "signedOn", "Подпись раньше рождения. Проверьте даты.")
				.ordered(signed.on(), signed.validUntil(), "validUntil", "Срок согласия истёк раньше подписи.");
			String refusal = Signing.refusal(born, row.selfSigned(), row.represented() != null, signed.on());
			consent.refuseIf(refusal != null, "signedOn", Objects.requireNonNullElse(refusal, ""));
		}
		boolean active = row.signed() != null
				&& (row.signed().validUntil() == null || !row.signed().validUntil().isBefore(today));
		Offered mentor = row.mentor();
		checks
			.refuseIf(mentor != null && mentor.available() && !active, "mentor.status",
					"Нет действующего согласия на обработку персональных данных.")
			.refuseIf(mentor != null && mentor.available() && !mentor.voluntary(), "mentor.voluntary",
					"Наставник назначается только добровольно.")
			.refuseIf(row.mentee() != null && row.mentee().inBase() && !active, "mentee.status",
					"Нет действующего согласия на обработку персональных данных.");
	}

	private Map<String, Long> write(Place place, List<Row> rows, LocalDate today) {
		Map<List<Object>, Identity> representatives = new LinkedHashMap<>();
		Map<List<Object>, String> phones = new HashMap<>();
		rows.stream().map(Row::represented).filter(Objects::nonNull).forEach((represented) -> {
			Identity identity = represented.identity();
			List<Object> who = List.of(identity.nameNorm(), identity.birthDate());
			representatives.putIfAbsent(who, identity);
			if (represented.phone() != null) {
				phones.putIfAbsent(who, represented.phone());
			}
		});
		// a parent of several children is one person, whichever load they came by
		Map<List<Object>, Long> representativeIds = knownRepresentatives(place, representatives.values());
		representatives.keySet().removeAll(representativeIds.keySet());
		List<Long> ids = this.columns.ids("person_seq", rows.size() + representatives.size());
		List<PersonLine> people = new ArrayList<>();
		List<FingerprintLine> fingerprints = new ArrayList<>();
		int next = rows.size();
		for (Map.Entry<List<Object>, Identity> entry : representatives.entrySet()) {
			long id = ids.get(next++);
			representativeIds.put(entry.getKey(), id);
			people.add(PersonLine.of(id, "representative", entry.getValue(), phones.get(entry.getKey()), null));
			fingerprints.add(new FingerprintLine(id, entry.getValue().fingerprint()));
		}
		Lines lines = new Lines(this.columns, rows, this.settings.number(Parameter.ADULT_GRACE_DAYS));
		Map<String, Long> byKey = new LinkedHashMap<>();
		for (int at = 0; at < rows.size(); at++) {
			Row row = rows.get(at);
			long id = ids.get(at);
			byKey.put(row.key(), id);
			Contact contact = row.contact();
			people.add(PersonLine.of(id, (row.post() != null) ? "staff" : "pupil", row.identity(),
					(contact != null) ? contact.phone() : null, (contact != null) ? contact.email() : null));
			fingerprints.add(new FingerprintLine(id, row.identity().fingerprint()));
			Long representative = (row.represented() != null)
					? representativeIds
						.get(List.of(row.represented().identity().nameNorm(), row.represented().identity().birthDate()))
					: null;
			lines.add(row, id, representative, today);
		}
		insert(PEOPLE, place, people);
		insert(FINGERPRINTS, place, fingerprints);
		insert(EMPLOYMENTS, place, lines.employments);
		insert(ENROLMENTS, place, lines.enrolments);
		insert(REPRESENTATIONS, place, lines.representations);
		insert(CONSENTS, place, lines.consents);
		insert(MENTORS, place, lines.mentors);
		insert(MENTEES, place, lines.mentees);
		List<Row> curators = rows.stream().filter((row) -> row.curator() != null).toList();
		if (!curators.isEmpty()) {
			this.appointments.write(place,
					curators.stream().map((row) -> Objects.requireNonNull(byKey.get(row.key()))).toList(),
					curators.stream().map((row) -> Objects.requireNonNull(row.curator())).toList());
		}
		this.facts.added(byKey.values());
		return byKey;
	}

	private Map<List<Object>, Long> knownRepresentatives(Place place, Collection<Identity> identities) {
		Map<List<Object>, Long> known = new HashMap<>();
		if (identities.isEmpty()) {
			return known;
		}
		this.jdbc.sql("""
				select p.name_norm, p.birth_date, min(p.id) as id
				from unnest(:names::text[], :born::date[]) as w (name_norm, birth_date)
				join person p on p.region_id = :region and p.organisation_id = :organisation
				  and p.kind = 'representative' and p.name_norm = w.name_norm and p.birth_date = w.birth_date
				group by 1, 2""")
			.param("names", identities.stream().map(Identity::nameNorm).toArray(String[]::new))
			.param("born",
					identities.stream().map((identity) -> identity.birthDate().toString()).toArray(String[]::new))
			.param("region", place.region())
			.param("organisation", place.organisation())
			.query((row) -> {
				known.put(List.of(row.getString("name_norm"), row.getObject("birth_date", LocalDate.class)),
						row.getLong("id"));
			});
		return known;
	}

	private void insert(String sql, Place place, List<?> rows) {
		if (rows.isEmpty()) {
			return;
		}
		JdbcClient.StatementSpec statement = this.jdbc.sql(sql)
			.param("rows", this.columns.of(rows))
			.param("region", place.region());
		if (!sql.equals(FINGERPRINTS)) {
			statement = statement.param("institute", place.institute())
				.param("municipality", place.municipality())
				.param("organisation", place.organisation())
				.param("caller", Scope.current().caller());
		}
		statement.update();
	}

	/** The rows of the tables around a person. */
	private static final class Lines {

		private final List<EmploymentLine> employments = new ArrayList<>();

		private final List<EnrolmentLine> enrolments = new ArrayList<>();

		private final List<RepresentationLine> representations = new ArrayList<>();

		private final List<ConsentLine> consents = new ArrayList<>();

		private final List<MentorLine> mentors = new ArrayList<>();

		private final List<MenteeLine> mentees = new ArrayList<>();

		private final Map<String, java.util.Iterator<Long>> ids = new HashMap<>();

		private final int graceDays;

		Lines(Columns columns, List<Row> rows, int graceDays) {
			this.graceDays = graceDays;
			count(columns, "employment_seq", rows.stream().filter((row) -> row.post() != null).count());
			count(columns, "enrolment_seq", rows.stream().filter((row) -> row.study() != null).count());
			count(columns, "representation_seq", rows.stream().filter((row) -> row.represented() != null).count());
			count(columns, "consent_seq", rows.stream().filter((row) -> row.signed() != null).count());
			count(columns, "mentor_seq", rows.stream().filter((row) -> row.mentor() != null).count());
			count(columns, "mentee_seq", rows.stream().filter((row) -> row.mentee() != null).count());
		}

		private void count(Columns columns, String sequence, long count) {
			this.ids.put(sequence, columns.ids(sequence, (int) count).iterator());
		}

		private long next(String sequence) {
			return Objects.requireNonNull(this.ids.get(sequence)).next();
		}

		void add(Row row, long person, @Nullable Long representative, LocalDate today) {
			LocalDate born = row.identity().birthDate();
			LocalDate since = (row.signed() != null) ? row.signed().on() : today;
			if (row.post() != null) {
				Post post = row.post();
				this.employments.add(new EmploymentLine(next("employment_seq"), person, born, post.position(),
						post.subjects(), post.category(), post.experienceSince(), post.hiredOn()));
			}
			if (row.study() != null) {
				Study study = row.study();
				this.enrolments
					.add(new EnrolmentLine(next("enrolment_seq"), person, study.grade(), study.letter(), study.from()));
			}
			if (row.represented() != null && representative != null) {
				Represented represented = row.represented();
				this.representations.add(new RepresentationLine(next("representation_seq"), person, representative,
						represented.kind(), represented.basis(), Terms.start(born, represented.identity())));
			}
			if (row.signed() != null) {
				boolean self = row.selfSigned() || representative == null;
				LocalDate until = row.signed().validUntil();
				this.consents.add(new ConsentLine(next("consent_seq"), person, self ? person : representative,
						row.signed().on(), until, self ? null : Signing.majority(born),
						Signing.holdsUntil(born, self, until, this.graceDays), Signing.USUAL_DATA));
			}
			if (row.mentor() != null) {
				Offered mentor = row.mentor();
				this.mentors.add(new MentorLine(next("mentor_seq"), person, born,
						mentor.available() ? "available" : "consent_pending", since, mentor.voluntary() ? since : null,
						mentor.competences(), mentor.competenceCodes(), mentor.hours(), mentor.maxLoad(),
						mentor.available() ? since : null));
			}
			if (row.mentee() != null) {
				Asked mentee = row.mentee();
				this.mentees.add(new MenteeLine(next("mentee_seq"), person, born, mentee.category(),
						mentee.mainRequest(), mentee.requestCodes(), mentee.gapCodes(),
						mentee.inBase() ? "in_base" : "consent_pending", since, mentee.inBase() ? since : null));
			}
		}

	}

}
