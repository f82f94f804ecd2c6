package ru.nastavnik.registry.act;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.act.ActReading.MinutesView;

/**
 * Minutes of councils.
 */
@RestController
class MinutesController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String MANY = "Не больше 50 ссылок на акты.";

	private final MinutesBook book;

	private final ActReading reading;

	private final MinutesPaper paper;

	MinutesController(MinutesBook book, ActReading reading, MinutesPaper paper) {
		this.paper = paper;
		this.book = book;
		this.reading = reading;
	}

	record AddMinutes(@NotNull(message = REQUIRED) Long organisationId,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = "Не больше 200 знаков.") String body,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 30, message = "Не больше 30 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate date, @NotBlank(message = REQUIRED) @FreeText String agenda,
			@NotBlank(message = REQUIRED) @FreeText String decision,
			@Nullable @Size(max = 50, message = MANY) List<@NotNull Long> cites) {
	}

	record ChangeMinutes(
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = "Не больше 200 знаков.") String body,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 30, message = "Не больше 30 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate date, @NotBlank(message = REQUIRED) @FreeText String agenda,
			@NotBlank(message = REQUIRED) @FreeText String decision,
			@Nullable @Size(max = 50, message = MANY) List<@NotNull Long> cites,
			@NotNull(message = REQUIRED) Integer version) {
	}

	@GetMapping("/minutes")
	Slice<MinutesView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(defaultValue = "false") boolean flagged, @Valid PageQuery page) {
		return this.reading.minutes(organisation, q, flagged, page);
	}

	@GetMapping("/minutes/{id}")
	MinutesView view(@PathVariable long id) {
		return this.reading.minutes(id);
	}

	@PostMapping("/minutes")
	ResponseEntity<MinutesView> add(@Valid @RequestBody AddMinutes body) {
		MinutesView view = this.book.add(body.organisationId(), new Minutes.Record(body.body(), body.number(),
				body.date(), body.agenda(), body.decision(), Objects.requireNonNullElse(body.cites(), List.of())));
		return ResponseEntity.created(URI.create("/minutes/" + view.id())).body(view);
	}

	@PutMapping("/minutes/{id}")
	MinutesView change(@PathVariable long id, @Valid @RequestBody ChangeMinutes body) {
		return this.book.change(id, body.version(), new Minutes.Record(body.body(), body.number(), body.date(),
				body.agenda(), body.decision(), Objects.requireNonNullElse(body.cites(), List.of())));
	}

	@PostMapping("/minutes/{id}/file")
	MinutesView attach(@PathVariable long id, @RequestHeader(Upload.NAME) String name, @RequestBody byte[] content) {
		return this.book.attach(id, name, content);
	}

	/** As it is signed on paper. */
	@GetMapping("/minutes/{id}/document")
	ResponseEntity<byte[]> document(@PathVariable long id, @RequestParam(defaultValue = "pdf") String format) {
		RenderedDocument document = this.paper.of(id);
		return format.equals("docx") ? Download.of("Протокол.docx", FileKind.DOCX.mediaType(), document.docx())
				: Download.of("Протокол.pdf", MediaType.APPLICATION_PDF_VALUE, document.pdf());
	}

	@GetMapping("/minutes/{id}/file")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		return Download.of(this.book.file(id));
	}

}
