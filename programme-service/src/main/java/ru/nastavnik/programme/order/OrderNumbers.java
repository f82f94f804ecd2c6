package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Numbers of the journals of a school: how they look, which comes next, and whether one
 * may be given. Several directors are let in one after another.
 */
@Service
@Transactional
class OrderNumbers {

	private final Organisations organisations;

	private final JdbcClient jdbc;

	private final Clock clock;

	OrderNumbers(Organisations organisations, JdbcClient jdbc, Clock clock) {
		this.organisations = organisations;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * A journal in a year.
	 *
	 * @param pattern how its numbers look
	 * @param own whether the school has set the pattern; else it is that of the last
	 * number
	 * @param consecutive whether a gap needs a reason
	 */
	record JournalView(Journal journal, String title, int year, String pattern, boolean own, boolean consecutive,
			@Nullable String last, @Nullable LocalDate lastDate, String next, int version) {
	}

	private record Setting(String journal, String pattern, boolean consecutive, int version) {
	}

	private record Given(String journal, String number, LocalDate orderDate) {
	}

	@Transactional(readOnly = true)
	List<JournalView> journals(long organisation, @Nullable Integer year) {
		if (!Scope.current().own().contains(organisation)) {
			throw KitProblem.NOT_FOUND.because("Организация не найдена или недоступна вам.");
		}
		return views(organisation, (year != null) ? year : LocalDate.now(this.clock).getYear());
	}

	private List<JournalView> views(long organisation, int year) {
		Map<String, Setting> settings = this.jdbc
			.sql("select journal, pattern, consecutive, version from order_journal where region_id = :region "
					+ "and organisation_id = :organisation")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Setting.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Setting::journal, Function.identity()));
		// the numbers of this year, and of the year before to see how they look
		Map<String, List<Given>> given = this.jdbc
			.sql("select journal, number, order_date from mentorship_order where region_id = :region "
					+ "and organisation_id = :organisation and number is not null "
					+ "and extract(year from order_date) in (:year, :year - 1) order by order_date, registered_at, id")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("year", year)
			.query(Given.class)
			.list()
			.stream()
			.collect(Collectors.groupingBy(Given::journal));
		return Arrays.stream(Journal.values())
			.map((journal) -> view(journal, year, settings.get(journal.code),
					given.getOrDefault(journal.code, List.of())))
			.toList();
	}

	private static JournalView view(Journal journal, int year, @Nullable Setting setting, List<Given> given) {
		List<Given> now = given.stream().filter((one) -> one.orderDate().getYear() == year).toList();
		Given latest = given.isEmpty() ? null : given.getLast();
		NumberPattern pattern = (setting != null) ? new NumberPattern(setting.pattern())
				: (latest != null) ? NumberPattern.of(latest.number(), latest.orderDate().getYear())
						: new NumberPattern(NumberPattern.COUNT);
		long next = now.stream().mapToLong((one) -> pattern.count(one.number(), year)).max().orElse(0) + 1;
		return new JournalView(journal, journal.title(), year, pattern.text(), setting != null,
				setting != null && setting.consecutive(), now.isEmpty() ? null : now.getLast().number(),
				now.isEmpty() ? null : now.getLast().orderDate(), pattern.write(Math.max(next, 1), year),
				(setting != null) ? setting.version() : 0);
	}

	/** The school's own numbering of a journal. */
	JournalView set(long organisation, Journal journal, String pattern, boolean consecutive, int version) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
		int year = LocalDate.now(this.clock).getYear();
		if (!new NumberPattern(pattern).sound()) {
			throw ProgrammeProblem.ORDER_NUMBER_PATTERN
				.because("Впишите в образец {n} там, где стоит порядковый номер, например {n}-од. "
						+ "Год пишут как {yyyy} или {yy}.")
				.on("pattern");
		}
		int done = this.jdbc
			.sql("""
					insert into order_journal (region_id, institute_id, municipality_id, organisation_id, journal, pattern,
					  consecutive, version, updated_by)
					select :region, :institute::bigint, :municipality::bigint, :organisation, :journal, :pattern, :consecutive, 1,
					  :caller where :version = 0
					on conflict (region_id, organisation_id, journal) do nothing""")
			.params(parameters(place, journal, pattern, consecutive, version))
			.update();
		if (done == 0) {
			done = this.jdbc.sql("""
					update order_journal set pattern = :pattern, consecutive = :consecutive, version = version + 1,
					  updated_at = now(), updated_by = :caller
					where region_id = :region and organisation_id = :organisation and journal = :journal
					  and version = :version and :institute::bigint is not distinct from :institute
					  and :municipality::bigint is not distinct from :municipality""")
				.params(parameters(place, journal, pattern, consecutive, version))
				.update();
		}
		JournalView now = views(organisation, year).get(journal.ordinal());
		if (done == 0) {
			StaleVersionException.check(now.version(), version, () -> now);
		}
		return now;
	}

	private static Map<String, Object> parameters(Place place, Journal journal, String pattern, boolean consecutive,
			int version) {
		Map<String, Object> values = new java.util.HashMap<>();
		values.put("region", place.region());
		values.put("institute", place.institute());
		values.put("municipality", place.municipality());
		values.put("organisation", place.organisation());
		values.put("journal", journal.code);
		values.put("pattern", pattern);
		values.put("consecutive", consecutive);
		values.put("caller", Scope.current().caller());
		values.put("version", version);
		return values;
	}

	/**
	 * Refuses a number that is taken or would leave a gap; whoever comes next waits here
	 * until this transaction has ended.
	 */
	void demandFree(Place place, Journal journal, MentorshipOrder.Registration registration) {
		int year = registration.date().getYear();
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
			.param("key", "order " + place.organisation() + " " + journal + " " + year)
			.query()
			.listOfRows();
		JournalView view = views(place.organisation(), year).get(journal.ordinal());
		String number = registration.number();
		boolean taken = this.jdbc
			.sql("select exists (select from mentorship_order where region_id = :region "
					+ "and organisation_id = :organisation and journal = :journal and number is not null "
					+ "and extract(year from order_date) = :year and lower(number) = lower(:number))")
			.param("region", place.region())
			.param("organisation", place.organisation())
			.param("journal", journal.code)
			.param("year", year)
			.param("number", number)
			.query(Boolean.class)
			.single();
		if (taken) {
			throw taken(number, view.next());
		}
		if (view.consecutive()) {
			demandNext(view, registration);
		}
	}

	private static void demandNext(JournalView view, MentorshipOrder.Registration registration) {
		NumberPattern pattern = new NumberPattern(view.pattern());
		long count = pattern.count(registration.number(), view.year());
		long next = pattern.count(view.next(), view.year());
		List<String> wrong = new ArrayList<>();
		if (count == 0) {
			wrong.add("Номер не похож на номера этой книги приказов: следующий " + view.next() + ".");
		}
		else if (count != next && (registration.gapReason() == null || registration.gapReason().isBlank())) {
			wrong.add((count > next)
					? "Номера идут подряд, следующий " + view.next()
							+ ". Если номера между ними заняты другими приказами школы, напишите причину пропуска."
					: "Следующий номер " + view.next() + ". Если это номер, пропущенный раньше, напишите причину.");
		}
		if (!wrong.isEmpty()) {
			throw ProgrammeProblem.ORDER_NUMBER_GAP.because(wrong.getFirst()).on((count == 0) ? "number" : "gapReason");
		}
	}

	/** The words of a refusal of a number that another order has. */
	static ru.nastavnik.kit.problem.ProblemException taken(String number, @Nullable String next) {
		return ProgrammeProblem.ORDER_NUMBER
			.because("Приказ № " + number + " в этом году уже есть. "
					+ ((next != null) ? "Следующий свободный номер: " + next + "." : "Укажите другой номер."))
			.on("number");
	}

}
