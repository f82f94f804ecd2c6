package ru.nastavnik.registry.consent;

import java.time.Clock;
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
 * Whether a printed form is what it says it is (BR-110): whoever holds the paper asks by
 * its QR code, without signing in. The answer names the document and its operator, never
 * a person.
 */
@Service
@Transactional(readOnly = true)
class ConsentChecks implements PaperCheck<ConsentChecks.CheckView> {

	private final JdbcClient jdbc;

	private final Clock clock;

	ConsentChecks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What is known of a document. */
	record CheckView(long number, String title, @Nullable String operator, @Nullable LocalDate issuedOn,
			@Nullable LocalDate signedOn, Consent.@Nullable Form form, String status, @Nullable LocalDate until,
			@Nullable LocalDate withdrawnOn) {
	}

	@Override
	public Optional<CheckView> find(String code) {
		return this.jdbc.sql("""
				select *, case when status = 'active' and holds_until < :today then 'expired'
				    when status = 'active' and majority_on <= :today then 'superseded_needed' else status end as now
				from consent where check_code = :code and status <> 'draft'""")
			.param("today", LocalDate.now(this.clock))
			.param("code", code)
			.query((row, number) -> {
				String form = row.getString("form");
				return new CheckView(row.getLong("id"),
						ConsentForms
							.title(Consent.Kind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT))),
						row.getString("operator_name"), row.getObject("issued_on", LocalDate.class),
						row.getObject("signed_on", LocalDate.class),
						(form != null) ? Consent.Form.valueOf(form.toUpperCase(java.util.Locale.ROOT)) : null,
						row.getString("now"), row.getObject("holds_until", LocalDate.class),
						row.getObject("withdrawn_on", LocalDate.class));
			})
			.optional();
	}

	@RestController
	static class ConsentDoor extends PaperDoor<CheckView> {

		ConsentDoor(ConsentChecks checks) {
			super(checks);
		}

	}

}
