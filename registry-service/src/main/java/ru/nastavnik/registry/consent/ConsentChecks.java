package ru.nastavnik.registry.consent;

import java.time.Clock;
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
 * Whether a printed form is what it says it is (BR-110): whoever holds the paper asks by
 * its QR code, without signing in. The answer names the document and its operator, never
 * a person.
 */
@Service
@Transactional(readOnly = true)
class ConsentChecks {

	/** The page of the product behind a code. */
	static final String PAGE = "/check/";

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

	CheckView check(String code) {
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
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND
				.because("Документа с таким кодом нет. Проверьте, что QR-код напечатан целиком, или обратитесь к тому, "
						+ "кто выдал бланк."));
	}

	/** The door for whoever holds a paper. */
	@Configuration(proxyBeanMethods = false)
	static class Door {

		@Bean
		OpenPaths documentChecks() {
			return new OpenPaths(List.of("/document-checks"));
		}

	}

	@RestController
	static class DocumentCheckController {

		private final ConsentChecks checks;

		DocumentCheckController(ConsentChecks checks) {
			this.checks = checks;
		}

		record CheckDocument(@NotBlank(message = "Укажите код документа.") @Size(max = 40,
				message = "Не больше 40 знаков.") String code) {
		}

		/**
		 * By the code of a printed document, in nobody's name: a code says nothing of a
		 * region.
		 */
		@PostMapping("/document-checks")
		CheckView check(@Valid @RequestBody CheckDocument body) {
			return Scope.get(Scope.ofFeed(), () -> this.checks.check(body.code().strip()));
		}

	}

}
