package ru.nastavnik.registry.personalfile;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.AnswerNotKept;
import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

@RestController
class PersonalFileController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LONG = "Не больше 500 знаков.";

	private static final String MANY = "Не больше 6 разделов.";

	private final AccessRequests requests;

	private final AccessReading reading;

	private final FileReading files;

	private final Audit audit;

	PersonalFileController(AccessRequests requests, AccessReading reading, FileReading files, Audit audit) {
		this.requests = requests;
		this.reading = reading;
		this.files = files;
		this.audit = audit;
	}

	record RequestAccess(@NotNull(message = REQUIRED) Long personId,
			@NotBlank(message = REQUIRED) @Size(max = 500, message = LONG) @FreeText String purpose,
			@NotNull(message = REQUIRED) @Size(min = 1, max = 6,
					message = "Отметьте хотя бы один раздел.") List<@NotNull(message = REQUIRED) Item> items,
			@NotNull(message = REQUIRED) LocalDate until) {
	}

	record Decide(@NotNull(message = REQUIRED) Boolean approved,
			@Nullable @Size(max = 6, message = MANY) List<@NotNull(message = REQUIRED) Item> items,
			@Nullable LocalDate until, @Nullable @Size(max = 500, message = LONG) @FreeText String note,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record End(@NotNull(message = REQUIRED) Integer version) {
	}

	record LookAt(@NotNull(message = REQUIRED) Item item) {
	}

	/** The mentees whose files the calling mentor may ask for. */
	@GetMapping("/file-accesses/mentees")
	List<Pairs.Mentee> mentees() {
		List<Pairs.Mentee> mentees = this.requests.mentees();
		this.audit.read((Long) null, "mentee",
				mentees.stream().filter(Pairs.Mentee::minor).map(Pairs.Mentee::personId).distinct().toList());
		return mentees;
	}

	@GetMapping("/file-accesses")
	Slice<AccessReading.AccessView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable Long person, @Valid PageQuery page) {
		Slice<AccessReading.AccessView> accesses = this.reading.list(organisation, state, person, page);
		logReading(organisation, accesses.items().stream());
		return accesses;
	}

	@GetMapping("/file-accesses/{id}")
	AccessReading.AccessCard card(@PathVariable long id) {
		AccessReading.AccessCard card = this.reading.card(id);
		logReading(card.access().organisationId(), Stream.of(card.access()));
		return card;
	}

	/** Whoever is named here is in the log. */
	private void logReading(@Nullable Long organisation, Stream<AccessReading.AccessView> accesses) {
		this.audit.read(organisation, "fileAccess",
				accesses.filter((access) -> access.personName() != null)
					.map(AccessReading.AccessView::personId)
					.distinct()
					.toList());
	}

	@PostMapping("/file-accesses")
	@ResponseStatus(HttpStatus.CREATED)
	AccessReading.AccessView request(@Valid @RequestBody RequestAccess body) {
		return this.requests.request(body.personId(), body.purpose().strip(), body.items(), body.until());
	}

	@PostMapping("/file-accesses/{id}/decision")
	AccessReading.AccessView decide(@PathVariable long id, @Valid @RequestBody Decide body) {
		return this.requests.decide(id, new AccessRequests.Decision(body.approved(),
				Objects.requireNonNullElse(body.items(), List.of()), body.until(), body.note()), body.version());
	}

	@PostMapping("/file-accesses/{id}/ending")
	AccessReading.AccessView end(@PathVariable long id, @Valid @RequestBody End body) {
		return this.requests.end(id, body.version());
	}

	/** A look is a command: it leaves a line in the log, each time anew. */
	@AnswerNotKept
	@PostMapping("/file-accesses/{id}/views")
	FileReading.Part look(@PathVariable long id, @Valid @RequestBody LookAt body) {
		return this.files.look(id, body.item());
	}

}
