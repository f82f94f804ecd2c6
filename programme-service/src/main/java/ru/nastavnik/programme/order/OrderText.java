package ru.nastavnik.programme.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;

/**
 * The mentorships of an order as its paper lists them.
 */
@Component
class OrderText {

	private static final String MEMBERS = """
			select m.id, m.form, m.form_name, m.starts_on, m.planned_end, m.ended_on, m.ground, mm.role, mm.person_id,
			  mm.minor, mm.agreed_on, p.kind = 'staff' and exists (select from labour l join mentorship_member o on o.region_id = l.region_id
			    and o.mentorship_id = m.id and o.person_id = l.mentee_id where l.region_id = mm.region_id
			    and l.organisation_id = mm.organisation_id and l.mentor_id = mm.person_id
			    and l.status in ('addendum_signed', 'notice_given')) as addendum, p.kind, p.position, p.grade, case when p.consent_until is not null
			    then nullif(concat_ws(' ', p.last_name, p.first_name, p.middle_name), '') end as name,
			  (select s.short_name from organisation s where s.region_id = mm.region_id
			    and s.organisation_id = mm.home_organisation and mm.home_organisation <> m.mentor_organisation) as elsewhere
			from mentorship m join mentorship_member mm on mm.region_id = m.region_id and mm.mentorship_id = m.id
			left join participant p on p.region_id = mm.region_id and p.organisation_id = mm.home_organisation
			  and p.person_id = mm.person_id
			where m.region_id = :region and m.id = any(:ids) and (mm.until is null or mm.until >= m.ended_on)
			order by array_position(:ids, m.id), mm.role desc, mm.id""";

	private final JdbcClient jdbc;

	OrderText(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * A member of a mentorship.
	 *
	 * @param addendum whether an addendum to the employment contract is signed
	 */
	record Person(long id, Side side, boolean minor, @Nullable LocalDate agreedOn, boolean addendum, boolean staff,
			String name, String post) {

		String line() {
			return this.post.isEmpty() ? this.name : this.name + ", " + this.post;
		}

	}

	/** A mentorship with its members. */
	record Line(long id, String form, LocalDate start, LocalDate end, @Nullable LocalDate ended,
			Mentorship.@Nullable Ground ground, List<Person> people) {

		String names(Side side) {
			return this.people.stream()
				.filter((person) -> person.side() == side)
				.map(Person::line)
				.collect(Collectors.joining(";\n"));
		}

		/** Whether the order may lean on an addendum: not where none was needed. */
		boolean addendum() {
			return this.people.stream().anyMatch(Person::addendum);
		}

		String term() {
			return Russian.date(this.start) + " – " + Russian.date(this.end);
		}

		String ending() {
			return (this.ended != null)
					? Russian.date(this.ended) + ", " + OrderText.ground(String.valueOf(this.ground)) : "";
		}

		Map<String, String> row(int number) {
			Map<String, String> row = new LinkedHashMap<>();
			row.put("номер", String.valueOf(number));
			row.put("наставник", names(Side.MENTOR));
			row.put("наставляемые", names(Side.MENTEE));
			row.put("форма", this.form);
			row.put("срок", term());
			row.put("основание", ending());
			return row;
		}

	}

	/** The mentorships in the order asked for. */
	List<Line> lines(Collection<Long> ids) {
		Map<Long, Line> lines = new LinkedHashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql(MEMBERS)
				.param("region", Scope.current().region())
				.param("ids", ids.toArray(Long[]::new))
				.query((row) -> {
					Line line = lines.get(row.getLong("id"));
					if (line == null) {
						line = line(row);
						lines.put(line.id(), line);
					}
					line.people().add(person(row));
				});
		}
		return List.copyOf(lines.values());
	}

	private static Line line(ResultSet row) throws SQLException {
		String ground = row.getString("ground");
		return new Line(row.getLong("id"),
				Positions.form(OrderRow.code(Terms.Form.class, row.getString("form")), row.getString("form_name")),
				row.getObject("starts_on", LocalDate.class), row.getObject("planned_end", LocalDate.class),
				row.getObject("ended_on", LocalDate.class),
				(ground != null) ? OrderRow.code(Mentorship.Ground.class, ground) : null, new ArrayList<>());
	}

	private static Person person(ResultSet row) throws SQLException {
		return new Person(row.getLong("person_id"), OrderRow.code(Side.class, row.getString("role")),
				row.getBoolean("minor"), row.getObject("agreed_on", LocalDate.class), row.getBoolean("addendum"),
				"staff".equals(row.getString("kind")),
				Objects.requireNonNullElse(row.getString("name"), "имя скрыто: нет согласия"), post(row));
	}

	/** Of whom the issuer does not employ it is said where they work (BR-048). */
	private static String post(ResultSet row) throws SQLException {
		String post = Positions.post(row.getString("position"), row.getObject("grade", Integer.class));
		String elsewhere = row.getString("elsewhere");
		return (elsewhere == null) ? post : post.isEmpty() ? elsewhere : post + ", " + elsewhere;
	}

	/** Points that follow the table of an order that fixes pairs. */
	static List<String> pairing(List<Line> lines, Details details) {
		List<String> points = new ArrayList<>();
		TreeSet<LocalDate> agreed = lines.stream()
			.flatMap((line) -> line.people().stream())
			.map(Person::agreedOn)
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
		String consents = agreed.isEmpty() ? "согласия участников"
				: "письменные согласия участников " + ((agreed.size() == 1) ? "от " + Russian.date(agreed.first())
						: "от " + Russian.date(agreed.first()) + " – " + Russian.date(agreed.last()));
		boolean labour = lines.stream().anyMatch(Line::addendum);
		points.add("Основание: " + consents
				+ (labour ? ", дополнительные соглашения к трудовым договорам наставников (ст. 351.8 ТК РФ)." : "."));
		String pay = details.pay();
		if (pay != null && !pay.isBlank()) {
			points.add(pay.strip());
		}
		else if (labour) {
			points.add("Производить наставникам выплаты стимулирующего характера в размерах и на условиях, "
					+ "установленных дополнительными соглашениями к трудовым договорам.");
		}
		points.add("Наставникам организовать работу по персонализированным программам, куратору сопровождать её "
				+ "и вести учёт встреч.");
		return points;
	}

	/** A ground of ending in words. */
	static String ground(String code) {
		return switch (code) {
			case "E1" -> "E1: план выполнен";
			case "E2" -> "E2: по инициативе стороны";
			case "E3" -> "E3: по инициативе куратора или в силу обстоятельств";
			default -> "";
		};
	}

	/** Adults of the lines, who are made acquainted with the order. */
	static Set<String> adults(List<Line> lines) {
		return lines.stream()
			.flatMap((line) -> line.people().stream())
			.filter((person) -> person.staff() && !person.minor())
			.map((person) -> Russian.signatureName(person.name()))
			.collect(Collectors.toCollection(java.util.LinkedHashSet::new));
	}

}
