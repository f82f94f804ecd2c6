package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.security.OpenPaths;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Whether an order on paper is what the school has signed (BR-110): whoever holds it asks
 * by its QR code, without signing in. The answer names the organisation and the director
 * who signed, nobody who is listed.
 */
@Service
@Transactional(readOnly = true)
class OrderChecks {

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

	CheckView check(String code) {
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
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND
				.because("Документа с таким кодом нет. Проверьте, что QR-код напечатан целиком, или обратитесь в "
						+ "организацию, которая издала приказ."));
	}

	/** The door for whoever holds a paper. */
	@Configuration(proxyBeanMethods = false)
	static class Door {

		@Bean
		OpenPaths orderCheckPaths() {
			return new OpenPaths(List.of("/document-checks"));
		}

	}

	@RestController
	static class OrderCheckController {

		private final OrderChecks checks;

		OrderCheckController(OrderChecks checks) {
			this.checks = checks;
		}

		record CheckDocument(@NotBlank(message = "Укажите код документа.") @Size(max = 40,
				message = "Не больше 40 знаков.") String code) {
		}

		/** In nobody's name: a code says nothing of a region. */
		@PostMapping("/document-checks")
		CheckView check(@Valid @RequestBody CheckDocument body) {
			return Scope.get(Scope.ofFeed(), () -> this.checks.check(body.code().strip()));
		}

	}

}
