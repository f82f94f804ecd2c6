package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.PersonalData;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.calendar.WorkingDays;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Requests of people about their data: received → identity checked → in work → answered,
 * or extended before → closed.
 */
@Service
@Transactional
class DataRequests {

	private static final Map<String, String> SORTS = Map.of("due", "r.due_on", "received", "r.received_on", "status",
			"r.status", "id", "r.id");

	private static final String VIEW = """
			select r.*, p.last_name, p.first_name, p.middle_name from data_request r
			left join person p on p.region_id = r.region_id and p.id = r.person_id where\s""";

	private final JdbcClient jdbc;

	private final PeopleReading people;

	private final WorkingDays calendar;

	private final Erasure erasure;

	private final Twins twins;

	private final Traces traces;

	private final ObjectProvider<PersonalData> features;

	private final Audit audit;

	private final ReadingJournal journal;

	private final Clock clock;

	DataRequests(JdbcClient jdbc, PeopleReading people, WorkingDays calendar, Erasure erasure, Twins twins,
			Traces traces, ObjectProvider<PersonalData> features, Audit audit, ReadingJournal journal, Clock clock) {
		this.jdbc = jdbc;
		this.people = people;
		this.calendar = calendar;
		this.erasure = erasure;
		this.twins = twins;
		this.traces = traces;
		this.features = features;
		this.audit = audit;
		this.journal = journal;
		this.clock = clock;
	}

	/** A request on the screen. */
	record RequestView(long id, long organisationId, @Nullable Long personId, @Nullable String personName, Kind kind,
			String applicant, String channel, LocalDate receivedOn, LocalDate dueOn, @Nullable LocalDate stopBy,
			boolean overdue, String status, @Nullable LocalDate identityCheckedOn, @Nullable LocalDate extendedOn,
			@Nullable String extensionReason, @Nullable LocalDate answeredOn, @Nullable String outcome,
			@Nullable String answer, @Nullable LocalDate closedOn, @Nullable String preparedName, boolean preparedByMe,
			@Nullable Long actId, int version, List<String> actions) {
	}

	/** All that the registry keeps of a person. */
	record PersonFile(long personId, LocalDate on, Map<String, Object> sections) {
	}

	RequestView receive(long person, Kind kind, String applicant, String channel, LocalDate receivedOn) {
		Subject subject = this.people.subject(person);
		Place place = subject.place();
		requireStaff(place.organisation());
		LocalDate today = LocalDate.now(this.clock);
		new Checks().past(receivedOn, today, "receivedOn").done();
		return view(open(place, person, kind, applicant, channel, receivedOn));
	}

	/** A withdrawn consent is a request by itself (life cycle 4.4). */
	void withdrawn(long person, LocalDate on) {
		boolean open = this.jdbc
			.sql("select exists (select from data_request where region_id = :region and person_id = :person "
					+ "and kind = 'withdrawal' and status not in ('answered', 'closed'))")
			.param("region", Scope.current().region())
			.param("person", person)
			.query(Boolean.class)
			.single();
		if (!open) {
			open(this.people.subject(person).place(), person, Kind.WITHDRAWAL, "self", "paper", on);
		}
	}

	private long open(Place place, long person, Kind kind, String applicant, String channel, LocalDate receivedOn) {
		return this.jdbc
			.sql("""
					insert into data_request (region_id, institute_id, municipality_id, organisation_id, person_id, kind,
					  applicant, channel, received_on, due_on, stop_by, created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :person, :kind, :applicant, :channel, :received,
					  :due, :stop, :caller, :caller) returning id""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("person", person)
			.param("kind", kind.toString())
			.param("applicant", applicant)
			.param("channel", channel)
			.param("received", receivedOn)
			.param("due", kind.due(receivedOn, this.calendar))
			.param("stop", kind.stopBy(receivedOn, this.calendar))
			.param("caller", Scope.current().caller())
			.query(Long.class)
			.single();
	}

	@Transactional(readOnly = true)
	Slice<RequestView> list(@Nullable Long organisation, @Nullable String status, @Nullable Long person,
			PageQuery page) {
		StringBuilder where = new StringBuilder("r.region_id = :region");
		Map<String, Object> params = new HashMap<>(Map.of("region", Scope.current().region()));
		if (organisation != null) {
			where.append(" and r.organisation_id = :organisation");
			params.put("organisation", organisation);
		}
		if (person != null) {
			where.append(" and r.person_id = :person");
			params.put("person", person);
		}
		if ("open".equals(status)) {
			where.append(" and r.status not in ('answered', 'closed')");
		}
		else if (status != null) {
			where.append(" and r.status = :status");
			params.put("status", status);
		}
		List<RequestView> items = this.jdbc
			.sql(VIEW + where + " order by " + page.orderBy(SORTS, "r.due_on, r.id") + " limit " + page.size()
					+ " offset " + page.offset())
			.params(params)
			.query(this::read)
			.list();
		long total = this.jdbc
			.sql("select count(*) from (select 1 from data_request r where " + where + " limit " + (Slice.COUNTED + 1)
					+ ") z")
			.params(params)
			.query(Long.class)
			.single();
		this.journal.named(organisation, subjects(items));
		return Slice.of(items, page, total);
	}

	/** A request that is looked at. */
	@Transactional(readOnly = true)
	RequestView card(long id) {
		RequestView view = view(id);
		this.journal.named(view.organisationId(), subjects(List.of(view)));
		return view;
	}

	private static List<Long> subjects(List<RequestView> requests) {
		return requests.stream().map(RequestView::personId).filter(Objects::nonNull).distinct().toList();
	}

	@Transactional(readOnly = true)
	RequestView view(long id) {
		return this.jdbc.sql(VIEW + "r.region_id = :region and r.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(this::read)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	RequestView checkIdentity(long id, LocalDate on, int version) {
		RequestView request = held(id, version, "identity");
		checkDay(on, request.receivedOn());
		return change(id, version, "status = 'identity_checked', identity_checked_on = :on", Map.of("on", on));
	}

	RequestView work(long id, int version) {
		held(id, version, "work");
		return change(id, version, "status = 'in_work'", Map.of());
	}

	RequestView extend(long id, LocalDate on, String reason, int version) {
		RequestView request = held(id, version, "extension");
		checkDay(on, request.receivedOn());
		new Checks().ordered(on, request.dueOn(), "on", "О продлении сообщают до конца срока.").done();
		return change(id, version, "status = 'extended', extended_on = :on, extension_reason = :reason, due_on = :due",
				Map.of("on", on, "reason", reason, "due", request.kind().extended(request.dueOn(), this.calendar)));
	}

	RequestView answer(long id, LocalDate on, String outcome, String answer, int version) {
		RequestView request = held(id, version, "answer");
		checkDay(on, request.receivedOn());
		return change(id, version, "status = 'answered', answered_on = :on, outcome = :outcome, answer = :answer",
				Map.of("on", on, "outcome", outcome, "answer", answer));
	}

	RequestView close(long id, int version) {
		held(id, version, "closing");
		return change(id, version, "status = 'closed', closed_on = :on", Map.of("on", LocalDate.now(this.clock)));
	}

	/** One prepares, another approves (BR-063). */
	RequestView prepareDestruction(long id, int version) {
		held(id, version, "destruction");
		return change(id, version, "prepared_by = :caller, prepared_name = :name",
				Map.of("name", Scope.current().name()));
	}

	RequestView approveDestruction(long id, int version) {
		RequestView request = held(id, version, "destruction-approval");
		if (request.preparedByMe()) {
			throw RegistryProblem.SEPARATION
				.because("Уничтожение подготовили вы, утвердить его должен другой человек.");
		}
		long person = Objects.requireNonNull(request.personId());
		Subject subject = this.people.subject(person);
		// answered first: whoever approves at the same moment finds nothing to destroy
		change(id, version, "status = 'answered', answered_on = :on, outcome = 'done'",
				Map.of("on", LocalDate.now(this.clock)));
		long act = this.erasure.destroy(List.of(person),
				new Erasure.Decision(subject.place(), reason(request.kind()),
						"Субъект по обращению № " + id + " от " + Day.text(request.receivedOn())
								+ " (в деле организации)",
						String.valueOf(request.preparedName()), Scope.current().name()));
		return change(id, view(id).version(), "act_id = :act", Map.of("act", act));
	}

	private static String reason(Kind kind) {
		return switch (kind) {
			case UNLAWFUL -> "Неправомерная обработка персональных данных";
			case STOP_PROCESSING -> "Требование прекратить обработку персональных данных";
			default -> "Отзыв согласия на обработку персональных данных";
		};
	}

	@Transactional(readOnly = true)
	PersonFile file(long person, String action) {
		Subject subject = this.people.subject(person);
		requireStaff(subject.place().organisation());
		Map<String, Object> sections = new LinkedHashMap<>();
		for (long card : this.twins.of(List.of(person)).people()) {
			Map<String, Object> kept = new LinkedHashMap<>(this.traces.export(card));
			this.features.orderedStream().forEach((feature) -> feature.export(card).forEach(kept::putIfAbsent));
			kept.forEach((title, rows) -> sections.merge(title, rows, DataRequests::both));
		}
		this.audit.read(subject.place(), action, "person", List.of(person));
		return new PersonFile(person, LocalDate.now(this.clock), sections);
	}

	private static Object both(Object one, Object other) {
		return (one instanceof Collection<?> some && other instanceof Collection<?> more)
				? Stream.concat(some.stream(), more.stream()).distinct().toList() : one;
	}

	static void requireStaff(long organisation) {
		Scope scope = Scope.current();
		if (!scope.own().contains(organisation)) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		scope.requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
	}

	private void checkDay(LocalDate on, LocalDate received) {
		new Checks().past(on, LocalDate.now(this.clock), "on")
			.ordered(received, on, "on", "Раньше, чем поступило обращение. Проверьте дату.")
			.done();
	}

	private RequestView held(long id, int version, String action) {
		RequestView request = view(id);
		requireStaff(request.organisationId());
		StaleVersionException.check(request.version(), version, () -> request);
		if (!request.actions().contains(action)) {
			if (action.equals("destruction-approval") && request.preparedName() != null) {
				Scope.current().requireRole(request.organisationId(), Role.DIRECTOR);
			}
			throw RegistryProblem.REQUEST_STATE
				.because("На этом шаге обращения действие невозможно. Обновите страницу.");
		}
		return request;
	}

	private RequestView change(long id, int version, String assignments, Map<String, Object> params) {
		int changed = this.jdbc
			.sql("update data_request set " + assignments + ", version = version + 1, updated_at = now(), "
					+ "updated_by = :caller where region_id = :region and id = :id and version = :version")
			.params(params)
			.param("version", version)
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		RequestView view = view(id);
		if (changed == 0) {
			throw new StaleVersionException(view, version);
		}
		return view;
	}

	private RequestView read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
		Kind kind = Kind.of(row.getString("kind"));
		String status = row.getString("status");
		LocalDate due = row.getObject("due_on", LocalDate.class);
		boolean open = !Set.of("answered", "closed").contains(status);
		Long person = row.getObject("person_id", Long.class);
		boolean prepared = row.getString("prepared_by") != null;
		long organisation = row.getLong("organisation_id");
		String last = row.getString("last_name");
		return new RequestView(row.getLong("id"), organisation, (person != null && person > 0) ? person : null,
				(last != null) ? Stream.of(last, row.getString("first_name"), row.getString("middle_name"))
					.filter(Objects::nonNull)
					.collect(java.util.stream.Collectors.joining(" ")) : null,
				kind, row.getString("applicant"), row.getString("channel"),
				row.getObject("received_on", LocalDate.class), due, row.getObject("stop_by", LocalDate.class),
				open && due.isBefore(LocalDate.now(this.clock)), status,
				row.getObject("identity_checked_on", LocalDate.class), row.getObject("extended_on", LocalDate.class),
				row.getString("extension_reason"), row.getObject("answered_on", LocalDate.class),
				row.getString("outcome"), row.getString("answer"), row.getObject("closed_on", LocalDate.class),
				row.getString("prepared_name"), Scope.current().caller().equals(row.getString("prepared_by")),
				row.getObject("act_id", Long.class), row.getInt("version"),
				actions(kind, status, prepared, person != null && person > 0, organisation));
	}

	private static List<String> actions(Kind kind, String status, boolean prepared, boolean subject,
			long organisation) {
		Scope scope = Scope.current();
		if (!scope.has(organisation, Role.CURATOR, Role.DIRECTOR)) {
			return List.of();
		}
		List<String> actions = new java.util.ArrayList<>();
		boolean working = status.equals("in_work") || status.equals("extended");
		if (status.equals("received")) {
			actions.add("identity");
		}
		if (status.equals("identity_checked")) {
			actions.add("work");
		}
		if (status.equals("in_work") && kind.extendable()) {
			actions.add("extension");
		}
		if (working) {
			actions.add("answer");
		}
		if (working && kind.destroys() && subject && !prepared) {
			actions.add("destruction");
		}
		if (working && prepared && subject && scope.has(organisation, Role.DIRECTOR)) {
			actions.add("destruction-approval");
		}
		if (status.equals("answered")) {
			actions.add("closing");
		}
		return actions;
	}

}
