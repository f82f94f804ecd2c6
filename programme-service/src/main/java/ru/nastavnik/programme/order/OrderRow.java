package ru.nastavnik.programme.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.order.OrderReading.Listed;
import ru.nastavnik.programme.order.OrderReading.ListedPerson;
import ru.nastavnik.programme.order.OrderReading.OrderView;
import ru.nastavnik.programme.order.OrderReading.Related;
import ru.nastavnik.programme.order.OrderReading.VisaView;

/**
 * An order as the database gives it.
 */
record OrderRow(long id, long organisationId, OrderKind kind, Journal journal, @Nullable String number,
		@Nullable LocalDate date, @Nullable LocalDate effectiveOn, String title, MentorshipOrder.Status status,
		String text, List<Long> mentorshipIds, List<ListedPerson> people, JsonNode payload, @Nullable Related amends,
		List<Related> amendments, List<VisaView> visas, List<String> writers, Instant createdAt, String preparedName,
		@Nullable String signedName, @Nullable Instant signedAt, @Nullable String smallSchoolReason,
		@Nullable String registeredName, @Nullable Instant registeredAt, @Nullable String gapReason,
		@Nullable String cancelReason, OrderReading.@Nullable Paper paper, OrderReading.@Nullable Scan scan,
		int version) {

	static OrderRow read(ResultSet row, JsonMapper json) throws SQLException {
		return new OrderRow(row.getLong("id"), row.getLong("organisation_id"),
				code(OrderKind.class, row.getString("kind")), code(Journal.class, row.getString("journal")),
				row.getString("number"), row.getObject("order_date", LocalDate.class),
				row.getObject("effective_on", LocalDate.class), row.getString("title"),
				code(MentorshipOrder.Status.class, row.getString("state")), row.getString("text"),
				Arrays.asList((Long[]) row.getArray("mentorship_ids").getArray()),
				list(json, row.getString("people"), ListedPerson[].class), json.readTree(row.getString("payload")),
				one(json, row.getString("amended"), Related.class),
				list(json, row.getString("amendments"), Related[].class),
				list(json, row.getString("visas"), VisaView[].class),
				List.of(row.getString("created_by"), row.getString("updated_by")),
				row.getTimestamp("created_at").toInstant(), row.getString("prepared_name"),
				row.getString("signed_name"), instant(row.getTimestamp("signed_at")),
				row.getString("small_school_reason"), row.getString("registered_name"),
				instant(row.getTimestamp("registered_at")), row.getString("gap_reason"), row.getString("cancel_reason"),
				one(json, row.getString("paper"), OrderReading.Paper.class),
				one(json, row.getString("scan"), OrderReading.Scan.class), row.getInt("version"));
	}

	OrderView view(Map<Long, Listed> listed, Scope scope) {
		return new OrderView(this.id, this.organisationId, this.kind, this.journal, this.number, this.date,
				this.effectiveOn, this.title, this.status, this.text,
				this.mentorshipIds.stream().map(listed::get).filter(Objects::nonNull).toList(), this.people,
				this.payload, this.amends, this.amendments, this.visas, this.createdAt, this.preparedName,
				this.signedName, this.signedAt, this.smallSchoolReason, this.registeredName, this.registeredAt,
				this.gapReason, this.cancelReason, this.paper, this.scan, this.writers.contains(scope.caller()),
				this.version, actions(scope));
	}

	/** The verbs that the caller may use now. */
	private List<String> actions(Scope scope) {
		List<String> actions = new ArrayList<>();
		boolean curator = scope.has(this.organisationId, Role.CURATOR);
		boolean director = scope.has(this.organisationId, Role.DIRECTOR);
		boolean draft = this.status == MentorshipOrder.Status.DRAFT || this.status == MentorshipOrder.Status.ENDORSED;
		boolean signed = this.status == MentorshipOrder.Status.SIGNED;
		boolean registered = this.status == MentorshipOrder.Status.REGISTERED
				|| this.status == MentorshipOrder.Status.IN_FORCE;
		add(actions, "edit", draft && curator);
		add(actions, "visas", draft && curator);
		add(actions, "visa", draft && this.visas.stream()
			.anyMatch((visa) -> visa.account().equals(scope.caller()) && visa.decision() == null));
		add(actions, "signature", draft && director);
		add(actions, "registration", signed && (curator || director));
		add(actions, "amendment", registered && curator);
		add(actions, "scan",
				(signed || registered || this.status == MentorshipOrder.Status.SUPERSEDED) && (curator || director));
		add(actions, "cancellation", draft && (curator || director) || signed && director);
		return actions;
	}

	private static void add(List<String> actions, String action, boolean allowed) {
		if (allowed) {
			actions.add(action);
		}
	}

	private static @Nullable Instant instant(@Nullable Timestamp time) {
		return (time != null) ? time.toInstant() : null;
	}

	private static <T> @Nullable T one(JsonMapper json, @Nullable String text, Class<T> type) {
		return (text != null) ? json.readValue(text, type) : null;
	}

	private static <T> List<T> list(JsonMapper json, @Nullable String text, Class<T[]> type) {
		return (text != null) ? List.of(json.readValue(text, type)) : List.of();
	}

	static <E extends Enum<E>> E code(Class<E> type, String code) {
		return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
	}

}
