package ru.nastavnik.registry.personalfile;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.participant.Profiles;

/**
 * A mentor's look into one part of an open file. It is written down, on the request and
 * in the log, in the transaction that reads: no look without a line.
 */
@Service
@Transactional
class FileReading {

	private final FileAccesses accesses;

	private final AccessReading reading;

	private final Profiles profiles;

	private final WiderScope wider;

	private final JdbcClient jdbc;

	private final Audit audit;

	private final Clock clock;

	FileReading(FileAccesses accesses, AccessReading reading, Profiles profiles, WiderScope wider, JdbcClient jdbc,
			Audit audit, Clock clock) {
		this.accesses = accesses;
		this.reading = reading;
		this.profiles = profiles;
		this.wider = wider;
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
	}

	/** A part of a file; only what belongs to the part is there. */
	record Part(Item item, @Nullable LocalDate birthDate, @Nullable Request request, @Nullable Gaps gaps,
			@Nullable List<Study> classes, @Nullable List<Post> posts, @Nullable List<Past> history,
			@Nullable List<Contact> contacts) {

		static Part of(Item item) {
			return new Part(item, null, null, null, null, null, null, null);
		}

	}

	record Request(String category, String mainRequest, List<String> requestCodes) {
	}

	record Gaps(List<String> problemGroups, List<String> gapCodes, @Nullable String note) {
	}

	record Study(int grade, @Nullable String letter, LocalDate from, @Nullable LocalDate to) {
	}

	record Post(String position, @Nullable String category, @Nullable LocalDate experienceSince, LocalDate hiredOn,
			@Nullable LocalDate dismissedOn) {
	}

	record Past(String form, String status, @Nullable LocalDate startOn, @Nullable LocalDate endedOn) {
	}

	/** Who is to be called: the representative of a minor, else the mentee. */
	record Contact(@Nullable String name, @Nullable String kind, @Nullable String phone, @Nullable String email) {
	}

	Part look(long id, Item item) {
		FileAccess access = this.accesses.findById(id).orElseThrow(AccessReading::notFound);
		if (!Long.valueOf(access.mentorId()).equals(Scope.current().person())) {
			throw KitProblem.FORBIDDEN.because("Личное дело открыто только наставнику, который его запросил.");
		}
		AccessReading.AccessView view = this.reading.view(id);
		if (!access.isOpenOn(LocalDate.now(this.clock)) || !view.status().equals("approved")) {
			throw KitProblem.FORBIDDEN.because(closed(view));
		}
		if (!access.gives(item)) {
			throw KitProblem.FORBIDDEN.because("Этот раздел куратор не открыл. Запросите его отдельно.");
		}
		note(access, item);
		return this.wider.within(List.of(access.organisationId()), () -> part(access.personId(), item));
	}

	private static String closed(AccessReading.AccessView view) {
		return switch (Objects.requireNonNullElse(view.endReason(), "")) {
			case "term" -> "Срок доступа закончился. Если нужно ещё, запросите доступ снова.";
			case "consent" -> "Согласие на обработку данных больше не действует, поэтому личное дело закрыто.";
			case "pair" -> "Пара завершена или приостановлена, поэтому личное дело закрыто.";
			case "curator" -> "Куратор закрыл доступ раньше срока.";
			default -> "Личное дело не открыто: дождитесь решения куратора.";
		};
	}

	private void note(FileAccess access, Item item) {
		Place place = access.place();
		this.jdbc
			.sql("""
					insert into file_view (region_id, institute_id, municipality_id, organisation_id, person_id, access_id,
					  mentor_id, item)
					values (:region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :person, :access,
					  :mentor, :item)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("person", access.personId())
			.param("access", access.id())
			.param("mentor", access.mentorId())
			.param("item", item.toString())
			.update();
		this.audit.record(place, "read", "personalFile", access.id(), access.personId(), null,
				Map.of("purpose", access.purpose(), "items", List.of(item.toString())));
	}

	private Part part(long person, Item item) {
		return switch (item) {
			case BIRTH -> new Part(item, one("select birth_date from person where region_id = :region and id = :person",
					person, LocalDate.class), null, null, null, null, null, null);
			case REQUEST -> this.profiles.mentee(person)
				.map((m) -> new Part(item, null, new Request(m.category(), m.mainRequest(), m.requestCodes()), null,
						null, null, null, null))
				.orElse(Part.of(item));
			case GAPS -> this.profiles.mentee(person)
				.map((m) -> new Part(item, null, null, new Gaps(m.problemGroups(), m.gapCodes(), m.gapsNote()), null,
						null, null, null))
				.orElse(Part.of(item));
			case PLACE -> new Part(item, null, null, null,
					list("""
							select grade, letter, enrolled_from as "from", enrolled_to as "to" from enrolment
							where region_id = :region and person_id = :person order by enrolled_from desc limit 20""",
							person, Study.class),
					list("""
							select position, category, experience_since, hired_on, dismissed_on from employment
							where region_id = :region and person_id = :person order by hired_on desc limit 20""",
							person, Post.class),
					null, null);
			case HISTORY -> new Part(item, null, null, null, null, null, list("""
					select form, status, start_on, ended_on from mentorship_link
					where region_id = :region and person_id = :person and role = 'mentee'
					order by start_on desc nulls last limit 50""", person, Past.class), null);
			case CONTACT -> new Part(item, null, null, null, null, null, null, contacts(person));
		};
	}

	private List<Contact> contacts(long person) {
		boolean minor = Boolean.TRUE.equals(one("select birth_date > current_date - interval '18 years' from person "
				+ "where region_id = :region and id = :person", person, Boolean.class));
		List<Contact> contacts = new ArrayList<>();
		String sql = minor ? """
				select r.last_name, r.first_name, r.middle_name, l.kind, r.phone, r.email from representation l
				join person r on r.region_id = l.region_id and r.id = l.representative_id
				where l.region_id = :region and l.person_id = :person
				  and (l.valid_to is null or l.valid_to >= current_date) order by l.id""" : """
				select last_name, first_name, middle_name, null as kind, phone, email from person
				where region_id = :region and id = :person""";
		this.jdbc.sql(sql).param("region", Scope.current().region()).param("person", person).query((row) -> {
			contacts.add(new Contact(
					Profiles.fullName(row.getString("last_name"), row.getString("first_name"),
							row.getString("middle_name")),
					row.getString("kind"), row.getString("phone"), row.getString("email")));
		});
		return contacts;
	}

	private <T> @Nullable T one(String sql, long person, Class<T> type) {
		return this.jdbc.sql(sql)
			.param("region", Scope.current().region())
			.param("person", person)
			.query(type)
			.optional()
			.orElse(null);
	}

	private <T> List<T> list(String sql, long person, Class<T> type) {
		return this.jdbc.sql(sql).param("region", Scope.current().region()).param("person", person).query(type).list();
	}

}
