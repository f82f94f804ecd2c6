package ru.nastavnik.registry.appointment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.PeopleReading;
import ru.nastavnik.registry.person.PeopleReading.Subject;

/**
 * Appointments of curators, and the rule that there has to be one.
 */
@Service
@Transactional
public class Appointments {

	private static final int ADULT = 18;

	private final OrganisationDirectory directory;

	private final PeopleReading people;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Clock clock;

	Appointments(OrganisationDirectory directory, PeopleReading people, JdbcClient jdbc, Columns columns, Clock clock) {
		this.directory = directory;
		this.people = people;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	/** The order: number, date and the academic year (its first year) it is for. */
	public record Order(String number, LocalDate date, @Nullable Integer academicYear) {

		/** Collects what is wrong with the order. */
		public void check(LocalDate today, Checks checks) {
			checks.past(this.date, today, "orderedOn")
				.refuseIf(this.academicYear != null && this.academicYear > Appointments.academicYear(today) + 1,
						"academicYear", "Слишком далёкий учебный год.")
				.refuseIf(this.academicYear != null && this.academicYear < 2000, "academicYear",
						"Учебный год раньше 2000 года. Проверьте.");
		}

	}

	/** An appointment as screens show it. */
	record AppointmentView(long id, long organisationId, @Nullable Long personId, @Nullable String name,
			int academicYear, String orderNumber, LocalDate orderedOn, boolean current) {
	}

	/** The academic year of a day by its first year: it begins on 1 September. */
	public static int academicYear(LocalDate day) {
		return (day.getMonthValue() >= 9) ? day.getYear() : day.getYear() - 1;
	}

	/**
	 * BR-014: refuses with what to do unless a curator is appointed for this academic
	 * year.
	 */
	@Transactional(readOnly = true)
	public void require(long organisation) {
		int year = academicYear(LocalDate.now(this.clock));
		boolean appointed = this.jdbc
			.sql("select exists (select from curator_appointment where region_id = :region "
					+ "and organisation_id = :organisation and academic_year = :year)")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("year", year)
			.query(Boolean.class)
			.single();
		if (!appointed) {
			throw RegistryProblem.NO_CURATOR
				.because("На %d/%02d учебный год не внесён приказ о назначении куратора. Внесите его: «Организация» → "
					.formatted(year, (year + 1) % 100) + "«Куратор» — и повторите.");
		}
	}

	@Transactional(readOnly = true)
	List<AppointmentView> list(long organisation) {
		this.directory.get(organisation);
		int year = academicYear(LocalDate.now(this.clock));
		return this.jdbc.sql("""
				select a.id, a.organisation_id, a.person_id, a.academic_year, a.order_number, a.ordered_on,
				  p.last_name, p.first_name, p.middle_name
				from curator_appointment a left join person p on p.region_id = a.region_id and p.id = a.person_id
				where a.region_id = :region and a.organisation_id = :organisation
				order by a.academic_year desc, a.ordered_on desc, a.id desc limit 100""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query((row, number) -> {
				String last = row.getString("last_name");
				return new AppointmentView(row.getLong("id"), row.getLong("organisation_id"),
						row.getObject("person_id", Long.class),
						(last != null)
								? Profiles.fullName(last, row.getString("first_name"), row.getString("middle_name"))
								: null,
						row.getInt("academic_year"), row.getString("order_number"),
						row.getObject("ordered_on", LocalDate.class), row.getInt("academic_year") == year);
			})
			.list();
	}

	List<AppointmentView> appoint(long organisation, long person, Order order) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.DIRECTOR, Role.CURATOR);
		Subject subject = this.people.subject(person);
		LocalDate today = LocalDate.now(this.clock);
		Checks checks = new Checks();
		order.check(today, checks);
		checks
			.refuseIf(subject.born().plusYears(ADULT).isAfter(order.date()), "personId",
					"Куратором назначают взрослого сотрудника.")
			.done();
		write(this.directory.get(organisation).place(), List.of(person), List.of(order));
		return list(organisation);
	}

	/** An order that was entered by mistake. */
	List<AppointmentView> remove(long id) {
		long organisation = this.jdbc
			.sql("select organisation_id from curator_appointment where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Long.class)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		Scope.current().requireRole(organisation, Role.DIRECTOR, Role.CURATOR);
		this.jdbc.sql("delete from curator_appointment where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		return list(organisation);
	}

	/** Writes checked appointments, one order for each person. */
	public void write(Place place, List<Long> people, List<Order> orders) {
		List<Long> ids = this.columns.ids("curator_appointment_seq", people.size());
		int year = academicYear(LocalDate.now(this.clock));
		for (int at = 0; at < people.size(); at++) {
			Order order = orders.get(at);
			this.jdbc
				.sql("""
						insert into curator_appointment (id, region_id, institute_id, municipality_id, organisation_id, person_id,
						  academic_year, order_number, ordered_on, created_by, updated_by)
						values (:id, :region, :institute, :municipality, :organisation, :person, :year, :number, :date, :caller,
						  :caller)""")
				.param("id", ids.get(at))
				.param("region", place.region())
				.param("institute", place.institute())
				.param("municipality", place.municipality())
				.param("organisation", place.organisation())
				.param("person", people.get(at))
				.param("year", Objects.requireNonNullElse(order.academicYear(), year))
				.param("number", order.number().strip())
				.param("date", order.date())
				.param("caller", Scope.current().caller())
				.update();
		}
	}

}
