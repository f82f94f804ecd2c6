package ru.nastavnik.programme.mentorship;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.tenancy.Place;

/**
 * The fact {@code mentorship-changed}.
 *
 * @param unled the mentor's powers ended and nobody followed: the mentees wait again
 */
record Changed(long id, Terms.Kind kind, Terms.Form form, List<String> methods, Mentorship.Status status,
		LocalDate start, LocalDate plannedEnd, @Nullable LocalDate ended, Mentorship.@Nullable Ground ground,
		@Nullable LocalDate orderedOn, List<Ref> mentors, List<Ref> mentees, boolean withMinors,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Home> earlier,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Left> former,
		@JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unled) {

	static Changed of(Mentorship now, List<Home> earlier) {
		Conditions conditions = now.conditions();
		Members members = now.everybody();
		boolean mutual = conditions.arrangement().mutual();
		Ending ending = now.ending();
		Ordered ordered = now.ordered();
		return new Changed(now.id(), conditions.kind(), conditions.form(), conditions.methods(), now.status(),
				now.start(), now.plannedEnd(), (ending != null) ? ending.endedOn() : null, now.ground(),
				(ordered != null) ? ordered.orderDate() : null, members.refs(Side.MENTOR, mutual),
				members.refs(Side.MENTEE, mutual), now.withMinors(), earlier, members.left(),
				ending != null && ending.leftVacant());
	}

	static Fact.Draft draft(Place place, Changed state) {
		return Fact.Draft.of("mentorship-changed", state.id(), place, state);
	}

	/**
	 * A member.
	 *
	 * @param since the day of whoever came later than the mentorship began
	 * @param organisationId where the person works, when it is another organisation
	 */
	record Ref(long personId, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate since,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long organisationId) {
	}

	/** Who was a member until another one took over. */
	record Left(long personId, String role, LocalDate since, LocalDate until, String ground) {
	}

	/** The last day in an organisation that a merger or a split took it from. */
	record Home(long organisationId, LocalDate until) {

		static List<Home> of(ResultSet row) throws SQLException {
			return of(Arrays.asList((Long[]) row.getArray("earlier_organisations").getArray()),
					days(row, "earlier_until"));
		}

		static List<Home> of(List<Long> organisations, List<LocalDate> until) {
			return IntStream.range(0, organisations.size())
				.mapToObj((at) -> new Home(organisations.get(at), until.get(at)))
				.toList();
		}

	}

	static List<LocalDate> days(ResultSet row, String column) throws SQLException {
		return Arrays.stream((Date[]) row.getArray(column).getArray()).map(Date::toLocalDate).toList();
	}

}
