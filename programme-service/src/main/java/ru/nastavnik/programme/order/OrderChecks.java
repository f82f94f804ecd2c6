package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.document.PaperCheck;
import ru.nastavnik.kit.document.PaperDoor;

/**
 * Whether an order on paper is what the school has signed (BR-110): whoever holds it asks
 * by its QR code, without signing in. The answer names the organisation and the director
 * who signed, nobody who is listed.
 */
@Service
@Transactional(readOnly = true)
class OrderChecks implements PaperCheck<OrderChecks.CheckView> {

	private final JdbcClient jdbc;

	private final Clock clock;

	OrderChecks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What is known of an order. */
	record CheckView(String title, @Nullable String number, @Nullable LocalDate date, String organisation,
			MentorshipOrder.Status status, @Nullable LocalDate effectiveOn, String signer, String post,
			Instant signedAt, String sha256, boolean amended) {
	}

	@Override
	public Optional<CheckView> find(String code) {
		return this.jdbc
			.sql("""
					select p.*, o.kind, o.number, o.order_date, o.effective_on, o.superseded_by,
					  case when o.status = 'registered' and o.effective_on <= :today then 'in_force' else o.status end as now
					from order_paper p join mentorship_order o on o.region_id = p.region_id and o.id = p.order_id
					where p.check_code = :code""")
			.param("today", LocalDate.now(this.clock))
			.param("code", code)
			.query((row, number) -> new CheckView(
					"Приказ «" + OrderRow.code(OrderKind.class, row.getString("kind")).title() + "»",
					row.getString("number"), row.getObject("order_date", LocalDate.class),
					row.getString("organisation_name"),
					OrderRow.code(MentorshipOrder.Status.class, row.getString("now")),
					row.getObject("effective_on", LocalDate.class), row.getString("signer_name"),
					row.getString("signer_post"), row.getTimestamp("signed_at").toInstant(), row.getString("sha256"),
					((Long[]) row.getArray("superseded_by").getArray()).length > 0))
			.optional();
	}

	@RestController
	static class OrderDoor extends PaperDoor<CheckView> {

		OrderDoor(OrderChecks checks) {
			super(checks);
		}

	}

}
