package ru.nastavnik.registry.act;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * Whether a school is ready: its four acts (BR-011), the five conditions of a start
 * (BR-012) and the yearly word of the curator about who needs mentoring (BR-015).
 */
@Service
@Transactional
class SchoolReadiness {

	private static final int REMIND_DAYS = 30;

	private final OrganisationDirectory directory;

	private final Settings settings;

	private final JdbcClient jdbc;

	private final Clock clock;

	SchoolReadiness(OrganisationDirectory directory, Settings settings, JdbcClient jdbc, Clock clock) {
		this.directory = directory;
		this.settings = settings;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What has to be there before a programme starts. */
	enum Item {

		ACTS, INFORMED, TEAM, GOALS, ROADMAP;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Done, left out for a reason, or still open. */
	enum State {

		DONE, WAIVED, OPEN;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** One of the conditions. */
	record Condition(Item item, State state, @Nullable LocalDate on, @Nullable String reason, @Nullable String by,
			int version) {
	}

	/**
	 * A school's own acts of the four sorts. Orders and programmes that the platform made
	 * are counted by the programme service.
	 */
	record Completeness(List<Own> regulation, List<Own> pairingOrder, List<Own> council, List<Own> programmes,
			int minutesThisYear, int flagged) {
	}

	/** An acting act of the school. */
	record Own(long id, String kind, String number, LocalDate date, String title) {
	}

	/** What the curator last said about the list of those who need mentoring. */
	record Need(@Nullable LocalDate confirmedOn, @Nullable String by, @Nullable String note, @Nullable Integer listed,
			LocalDate dueOn, boolean overdue, int listedNow) {
	}

	/** All of it. */
	record Readiness(int academicYear, Completeness completeness, List<Condition> conditions, Need need) {
	}

	/** Something the desk shows. */
	record Reminder(String kind, String title, String about, @Nullable LocalDate due, String why, String link) {
	}

	@Transactional(readOnly = true)
	Readiness of(long organisation, @Nullable Integer year) {
		Place place = school(organisation);
		int asked = (year != null) ? year : academicYear(today());
		return new Readiness(asked, completeness(place, asked), conditions(place, asked), need(place));
	}

	Condition mark(long organisation, int year, Item item, State state, @Nullable LocalDate on, @Nullable String reason,
			int version) {
		Place place = own(organisation);
		LocalDate today = today();
		LocalDate day = (state == State.OPEN) ? null : (on != null) ? on : today;
		new Checks().past(day, today, "on")
			.refuseIf(year < 2020 || year > today.getYear() + 1, "year", "Такого учебного года нет.")
			.refuseIf(state == State.WAIVED && (reason == null || reason.isBlank()), "reason",
					"Напишите, почему условие не выполняется.")
			.done();
		int saved = this.jdbc
			.sql("""
					insert into launch_condition as c (region_id, institute_id, municipality_id, organisation_id, academic_year,
					  item, state, on_date, reason, by_name, created_by, updated_by)
					values (:region, :institute, :municipality, :organisation, :year, :item, :state, :on, :reason, :name, :caller,
					  :caller)
					on conflict (region_id, organisation_id, academic_year, item) do update set state = excluded.state,
					  on_date = excluded.on_date, reason = excluded.reason, by_name = excluded.by_name,
					  version = c.version + 1, updated_at = now(), updated_by = excluded.updated_by
					where c.version = :version""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("year", year)
			.param("item", item.toString())
			.param("state", state.toString())
			.param("on", day)
			.param("reason", reason)
			.param("name", Scope.current().name())
			.param("caller", Scope.current().caller())
			.param("version", version)
			.update();
		Condition now = conditions(place, year).get(item.ordinal());
		if (saved == 0) {
			throw new StaleVersionException(now, version);
		}
		return now;
	}

	Need confirm(long organisation, @Nullable String note) {
		Place place = school(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		LocalDate today = today();
		this.jdbc.sql("""
				insert into need_confirmation (region_id, institute_id, municipality_id, organisation_id, academic_year,
				  confirmed_on, listed, note, by_name, created_by, updated_by)
				values (:region, :institute, :municipality, :organisation, :year, :on, :listed, :note, :name, :caller,
				  :caller)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("year", academicYear(today))
			.param("on", today)
			.param("listed", listed(place))
			.param("note", note)
			.param("name", Scope.current().name())
			.param("caller", Scope.current().caller())
			.update();
		return need(place);
	}

	/** What the desks of the caller's schools should show. */
	@Transactional(readOnly = true)
	List<Reminder> reminders(@Nullable Long organisation) {
		Scope scope = Scope.current();
		LocalDate today = today();
		List<Reminder> reminders = new ArrayList<>();
		scope.own().stream().filter((id) -> organisation == null || organisation.equals(id)).forEach((id) -> {
			Place place = this.directory.get(id).place();
			boolean curator = scope.has(id, Role.CURATOR);
			boolean director = scope.has(id, Role.DIRECTOR);
			Need need = need(place);
			if ((curator && !need.dueOn().isAfter(today.plusDays(REMIND_DAYS))) || (director && need.overdue())) {
				reminders.add(new Reminder("need-confirmation", "Подтвердить список нуждающихся в наставничестве",
						(need.confirmedOn() != null)
								? "Последнее подтверждение — " + ActReading.date(need.confirmedOn())
								: "Список ещё не подтверждали",
						need.dueOn(),
						curator ? "Список обновляют не реже раза в год." : "Куратор не подтвердил список вовремя.",
						"/acts?tab=readiness"));
			}
			int flagged = flagged(place);
			if ((curator || director) && flagged > 0) {
				reminders.add(new Reminder("acts-flagged", "Обновить документы, которые ссылаются на отменённые акты",
						"Документов: " + flagged, null, "Акт, на который они ссылаются, утратил силу или заменён.",
						"/acts?tab=institutional&flagged=true"));
			}
		});
		return reminders;
	}

	private Completeness completeness(Place place, int year) {
		record Marked(String serves, Own act) {
		}
		Map<String, List<Own>> acts = this.jdbc
			.sql("select id, kind, number, act_date, title, serves from normative_act where region_id = :region "
					+ "and organisation_id = :organisation and status = 'acting' and serves is not null "
					+ "order by act_date desc limit 200")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.query((row, number) -> new Marked(row.getString("serves"), own(row)))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Marked::serves, Collectors.mapping(Marked::act, Collectors.toList())));
		Function<Act.Part, List<Own>> of = (part) -> acts.getOrDefault(part.toString(), List.of());
		int minutes = this.jdbc
			.sql("select count(*) from minutes where region_id = :region and organisation_id = :organisation "
					+ "and held_on >= :from and held_on < :to")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("from", LocalDate.of(year, 9, 1))
			.param("to", LocalDate.of(year + 1, 9, 1))
			.query(Integer.class)
			.single();
		return new Completeness(of.apply(Act.Part.REGULATION), of.apply(Act.Part.PAIRING_ORDER),
				of.apply(Act.Part.COUNCIL), of.apply(Act.Part.PROGRAMMES), minutes, flagged(place));
	}

	private int flagged(Place place) {
		return this.jdbc
			.sql("select (select count(*) from normative_act a where a.region_id = :region "
					+ "and a.organisation_id = :organisation and a.status = 'acting' and " + ActReading.FLAGGED
					+ ") + (select count(*) from minutes a where a.region_id = :region "
					+ "and a.organisation_id = :organisation and " + ActReading.FLAGGED + ")")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.query(Integer.class)
			.single();
	}

	private List<Condition> conditions(Place place, int year) {
		Map<Item, Condition> marked = this.jdbc
			.sql("select * from launch_condition where region_id = :region and organisation_id = :organisation "
					+ "and academic_year = :year")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("year", year)
			.query((row, number) -> new Condition(Item.valueOf(row.getString("item").toUpperCase(Locale.ROOT)),
					State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
					row.getObject("on_date", LocalDate.class), row.getString("reason"), row.getString("by_name"),
					row.getInt("version")))
			.list()
			.stream()
			.collect(Collectors.toMap(Condition::item, Function.identity()));
		return Stream.of(Item.values())
			.map((item) -> marked.getOrDefault(item, new Condition(item, State.OPEN, null, null, null, 0)))
			.toList();
	}

	/** The clock of a school that has never confirmed starts when it came here. */
	private Need need(Place place) {
		return this.jdbc
			.sql("""
					select n.confirmed_on, n.by_name, n.note, n.listed, o.created_at::date as since, :listed::int as listed_now
					from organisation o left join lateral (select * from need_confirmation c where c.region_id = o.region_id
					  and c.organisation_id = o.id order by c.confirmed_on desc, c.id desc limit 1) n on true
					where o.region_id = :region and o.id = :organisation""")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("listed", listed(place))
			.query((row, number) -> {
				LocalDate confirmed = row.getObject("confirmed_on", LocalDate.class);
				LocalDate since = (confirmed != null) ? confirmed : row.getObject("since", LocalDate.class);
				LocalDate due = since.plusMonths(this.settings.number(Parameter.CONFIRMATION_MONTHS));
				return new Need(confirmed, row.getString("by_name"), row.getString("note"),
						row.getObject("listed", Integer.class), due, due.isBefore(today()), row.getInt("listed_now"));
			})
			.single();
	}

	private int listed(Place place) {
		return this.jdbc
			.sql("select count(*) from mentee where region_id = :region and organisation_id = :organisation "
					+ "and status not in ('completed', 'left', 'alumni', 'withdrawn')")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.query(Integer.class)
			.single();
	}

	/** What a school is ready for, its own people ask. */
	private Place school(long organisation) {
		Place place = this.directory.get(organisation).place();
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST);
		return place;
	}

	private Place own(long organisation) {
		Place place = school(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
		return place;
	}

	private LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** First year of the academic year of a day. */
	private static int academicYear(LocalDate day) {
		return (day.getMonthValue() >= 9) ? day.getYear() : day.getYear() - 1;
	}

	private static Own own(ResultSet row) throws SQLException {
		return new Own(row.getLong("id"), row.getString("kind"), row.getString("number"),
				row.getObject("act_date", LocalDate.class), row.getString("title"));
	}

}
