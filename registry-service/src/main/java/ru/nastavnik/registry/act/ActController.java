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

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.act.ActReading.ActView;

/**
 * The library of acts.
 */
@RestController
class ActController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String LONG = "Слишком длинно: не больше 200 знаков.";

	private static final String MANY = "Не больше 50 ссылок на акты.";

	private final ActLibrary library;

	private final ActReading reading;

	ActController(ActLibrary library, ActReading reading) {
		this.library = library;
		this.reading = reading;
	}

	record AddAct(@NotNull(message = REQUIRED) Long organisationId, @NotNull(message = REQUIRED) Act.Level level,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String kind,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String issuer,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 50, message = "Не больше 50 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate date, @NotBlank(message = REQUIRED) @FreeText String title,
			@Nullable @FreeText @Size(max = 500, message = "Не больше 500 знаков.") String link,
			Act.@Nullable Part serves, @Nullable @Size(max = 50, message = MANY) List<@NotNull Long> cites) {

		Act.Requisites requisites() {
			return ActController.requisites(this.kind, this.issuer, this.number, this.date, this.title, this.link,
					this.serves, this.cites);
		}

	}

	record ChangeAct(@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String kind,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 200, message = LONG) String issuer,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 50, message = "Не больше 50 знаков.") String number,
			@NotNull(message = REQUIRED) LocalDate date, @NotBlank(message = REQUIRED) @FreeText String title,
			@Nullable @FreeText @Size(max = 500, message = "Не больше 500 знаков.") String link,
			Act.@Nullable Part serves, @Nullable @Size(max = 50, message = MANY) List<@NotNull Long> cites,
			@NotNull(message = REQUIRED) Integer version) {

		Act.Requisites requisites() {
			return ActController.requisites(this.kind, this.issuer, this.number, this.date, this.title, this.link,
					this.serves, this.cites);
		}

	}

	record Repeal(@NotNull(message = REQUIRED) LocalDate on, @Nullable Long replacedById) {
	}

	record FillLibrary(@NotNull(message = REQUIRED) Long organisationId) {
	}

	record Added(int added) {
	}

	@GetMapping("/acts")
	Slice<ActView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) Act.@Nullable Level level,
			@RequestParam(required = false) Act.@Nullable Status status,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(defaultValue = "false") boolean flagged, @Valid PageQuery page) {
		return this.reading.acts(
				new ActReading.Filter(organisation, level, (status != null) ? status.toString() : null, q, flagged),
				page);
	}

	@GetMapping("/acts/{id}")
	ActView view(@PathVariable long id) {
		return this.reading.act(id);
	}

	@PostMapping("/acts")
	ResponseEntity<ActView> add(@Valid @RequestBody AddAct body) {
		ActView view = this.library.add(body.organisationId(), body.level(), body.requisites());
		return ResponseEntity.created(URI.create("/acts/" + view.id())).body(view);
	}

	@PutMapping("/acts/{id}")
	ActView change(@PathVariable long id, @Valid @RequestBody ChangeAct body) {
		return this.library.change(id, body.version(), body.requisites());
	}

	@PostMapping("/acts/{id}/repeal")
	ActView repeal(@PathVariable long id, @Valid @RequestBody Repeal body) {
		return this.library.repeal(id, body.on(), body.replacedById());
	}

	@PostMapping("/acts/{id}/reinstatement")
	ActView reinstate(@PathVariable long id) {
		return this.library.reinstate(id);
	}

	@PostMapping("/acts/{id}/file")
	ActView attach(@PathVariable long id, @RequestHeader(Upload.NAME) String name, @RequestBody byte[] content) {
		return this.library.attach(id, name, content);
	}

	@GetMapping("/acts/{id}/file")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		return Download.of(this.library.file(id));
	}

	/** Adds the federal acts that the region does not have. */
	@PostMapping("/federal-acts")
	Added federal(@Valid @RequestBody FillLibrary body) {
		return new Added(this.library.federal(body.organisationId()));
	}

	private static Act.Requisites requisites(String kind, String issuer, String number, LocalDate date, String title,
			@Nullable String link, Act.@Nullable Part serves, @Nullable List<Long> cites) {
		return new Act.Requisites(kind, issuer, number, date, title,
				(link != null && !link.isBlank()) ? link.strip() : null, serves,
				Objects.requireNonNullElse(cites, List.of()));
	}

}
