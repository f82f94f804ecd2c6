package ru.nastavnik.programme.mentorship;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Who was a member before another one took over, in the order of their leaving. Kept in
 * the row of the mentorship, so that a member is never mistaken for one who has left.
 */
@Embeddable
class Former {

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_persons")
	private List<Long> persons = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_roles")
	private List<String> roles = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_since")
	private List<LocalDate> since = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_until")
	private List<LocalDate> until = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_grounds")
	private List<String> grounds = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "former_orders")
	private List<String> orders = List.of();

	void add(Member member, LocalDate start, Leaving leaving) {
		LocalDate from = (member.since() != null) ? member.since() : start;
		this.persons = with(this.persons, member.personId());
		this.roles = with(this.roles, member.role().toString());
		this.since = with(this.since, from.isAfter(leaving.on()) ? leaving.on() : from);
		this.until = with(this.until, leaving.on());
		this.grounds = with(this.grounds, leaving.ground());
		this.orders = with(this.orders, leaving.order());
	}

	/** Whether somebody of this side came after the beginning. */
	boolean joinedLater(Side side) {
		return this.roles.contains(side.toString());
	}

	List<Changed.Left> left() {
		return left(this.persons, this.roles, this.since, this.until, this.grounds);
	}

	/** The same of a row as the database gives it. */
	static List<Changed.Left> of(ResultSet row) throws SQLException {
		return left(Arrays.asList((Long[]) row.getArray("former_persons").getArray()), texts(row, "former_roles"),
				Changed.days(row, "former_since"), Changed.days(row, "former_until"), texts(row, "former_grounds"));
	}

	private static List<Changed.Left> left(List<Long> persons, List<String> roles, List<LocalDate> since,
			List<LocalDate> until, List<String> grounds) {
		return IntStream.range(0, persons.size())
			.mapToObj((at) -> new Changed.Left(persons.get(at), roles.get(at), since.get(at), until.get(at),
					grounds.get(at)))
			.toList();
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.asList((String[]) row.getArray(column).getArray());
	}

	private static <T> List<T> with(List<T> all, T one) {
		List<T> more = new ArrayList<>(all);
		more.add(one);
		return List.copyOf(more);
	}

}
