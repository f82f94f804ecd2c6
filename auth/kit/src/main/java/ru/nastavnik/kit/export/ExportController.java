package ru.nastavnik.kit.export;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ExportController {

	private static final Map<String, String> TYPES = Map.of("xlsx",
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv", "text/csv", "pdf",
			"application/pdf", "zip", "application/zip");

	private final Exports exports;

	ExportController(Exports exports) {
		this.exports = exports;
	}

	record StartExport(@NotBlank(message = "Укажите список.") @Size(max = 50) String list,
			@NotNull(message = "Выберите формат.") @Pattern(regexp = "xlsx|csv|pdf|zip",
					message = "Допустимы: xlsx, csv, для бланков pdf и zip.") String format,
			@Nullable Long organisation,
			@Nullable @Size(max = 30) Map<String, @NotNull @Size(max = 200) String> filters,
			@Nullable @Size(max = 200) String sort,
			@Nullable @Size(max = 100) List<@NotNull @Size(max = 50) String> columns,
			@Nullable @Size(max = 1000, message = "Не больше 1000 бумаг за раз.") List<@NotNull Long> ids) {
	}

	@PostMapping("/exports")
	ResponseEntity<Exports.View> start(@Valid @RequestBody StartExport body) {
		Exports.View view = this.exports.start(body.list(), body.format(),
				new Exports.Params(body.organisation(), Objects.requireNonNullElse(body.filters(), Map.of()),
						body.sort(), Objects.requireNonNullElse(body.columns(), List.of()),
						Objects.requireNonNullElse(body.ids(), List.of())));
		return ResponseEntity.accepted().location(URI.create("/exports/" + view.id())).body(view);
	}

	/** The caller's own exports of the last day. */
	@GetMapping("/exports")
	List<Exports.View> mine() {
		return this.exports.mine();
	}

	@GetMapping("/exports/{id}")
	Exports.View get(@PathVariable long id) {
		return this.exports.view(id);
	}

	@PostMapping("/exports/{id}/cancellation")
	Exports.View cancel(@PathVariable long id) {
		return this.exports.cancel(id);
	}

	@GetMapping("/exports/{id}/file")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		Exports.Ready file = this.exports.file(id);
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(file.name(), StandardCharsets.UTF_8).build().toString())
			.header("X-Content-Type-Options", "nosniff")
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.contentType(MediaType.parseMediaType(TYPES.getOrDefault(file.format(), "application/octet-stream")))
			.body(file.content());
	}

}
