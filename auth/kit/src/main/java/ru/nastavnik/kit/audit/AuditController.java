package ru.nastavnik.kit.audit;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;

@RestController
class AuditController {

	private static final String CODE = "[a-zA-Z-]{1,40}";

	private final AuditReading reading;

	private final AuditVerification verification;

	AuditController(AuditReading reading, AuditVerification verification) {
		this.reading = reading;
		this.verification = verification;
	}

	@GetMapping("/audit")
	AuditReading.Part find(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable Long person,
			@RequestParam(required = false) @Nullable @Size(max = 200) String actor,
			@RequestParam(required = false) @Nullable @Pattern(regexp = CODE) String action,
			@RequestParam(required = false) @Nullable @Pattern(regexp = CODE) String type,
			@RequestParam(required = false) @Nullable LocalDate from,
			@RequestParam(required = false) @Nullable LocalDate to,
			@RequestParam(required = false) @Nullable @Size(max = 60) String before,
			@RequestParam(defaultValue = "50") @Min(1) @Max(100) int size) {
		return this.reading
			.find(new AuditReading.Query(organisation, person, actor, action, type, from, to, before, size));
	}

	@GetMapping("/audit/verification")
	List<AuditVerification.Verdict> verify() {
		Scope caller = Scope.current();
		List<Long> regions = AuditVerification.regions(caller, this.verification);
		return Scope.get(Scope.ofFeed(), () -> regions.stream().map(this.verification::verify).toList());
	}

}
