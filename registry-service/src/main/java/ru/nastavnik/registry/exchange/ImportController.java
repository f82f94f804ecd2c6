package ru.nastavnik.registry.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.sheet.Headers;
import ru.nastavnik.kit.sheet.MarkedCopy;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

@RestController
class ImportController {

	static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

	private final ImportJournal journal;

	private final ImportKinds kinds;

	private final Uploads uploads;

	ImportController(ImportJournal journal, ImportKinds kinds, Uploads uploads) {
		this.journal = journal;
		this.kinds = kinds;
		this.uploads = uploads;
	}

	/** A field that a column of the file may be. */
	record FieldView(String key, String title, boolean required, String meaning) {
	}

	record ChangeMapping(@NotNull(message = "Выберите лист.") @Min(0) Integer sheet,
			@NotNull(message = "Укажите строку заголовка.") @Min(value = 1, message = "Строки считаются с 1.") @Max(
					value = 1000, message = "Заголовок — в первых 1000 строках.") Integer headerRow,
			@NotNull(message = "Назначьте столбцы.") @Size(max = 200) Map<Integer, @NotNull String> mapping,
			@NotNull Integer version) {
	}

	record StartLoad(@Nullable @Pattern(regexp = "skip|update", message = "Допустимы: skip, update.") String existing) {
	}

	/** A header at another place of the file. */
	record HeaderView(int headerRow, List<String> titles, Map<Integer, String> mapping) {
	}

	@GetMapping("/exchange/fields")
	List<FieldView> fields(@RequestParam(defaultValue = "people") String kind) {
		return this.kinds.of(kind)
			.fields()
			.stream()
			.map((field) -> new FieldView(field.key(), field.title(), field.required(), field.meaning()))
			.toList();
	}

	@GetMapping("/exchange/templates")
	ResponseEntity<byte[]> template(@RequestParam long organisation,
			@RequestParam(defaultValue = "people") String kind) {
		return file("Шаблон. " + this.kinds.of(kind).title() + ".xlsx", XLSX, this.kinds.template(kind, organisation));
	}

	@PostMapping(path = "/exchange/imports", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	ResponseEntity<ImportView> upload(@RequestParam long organisation,
			@RequestParam(defaultValue = "people") String kind, @RequestParam(defaultValue = "") String name,
			HttpServletRequest request) throws IOException {
		this.kinds.of(kind).requirePower(organisation);
		ImportJournal.Uploaded file = this.uploads.receive(name, request.getInputStream(), kind,
				this.journal.remembered(organisation, kind));
		ImportView view = this.journal.create(organisation, kind, file);
		return ResponseEntity.created(URI.create("/exchange/imports/" + view.id())).body(view);
	}

	@GetMapping("/exchange/imports")
	Slice<ImportJournal.Line> list(@RequestParam long organisation, @Valid PageQuery page) {
		return this.journal.list(organisation, page);
	}

	@GetMapping("/exchange/imports/{id}")
	ImportView get(@PathVariable long id) {
		return this.journal.view(id);
	}

	@GetMapping("/exchange/imports/{id}/header")
	HeaderView header(@PathVariable long id, @RequestParam(defaultValue = "0") int sheet,
			@RequestParam(defaultValue = "0") @Max(1000) int row) {
		ImportView view = this.journal.view(id);
		Headers.Found found = this.uploads.header(this.journal.content(id), view.kind(), sheet, row,
				this.journal.remembered(view.organisationId(), view.kind()));
		return new HeaderView(found.row(), found.columns(), found.fields());
	}

	@PutMapping("/exchange/imports/{id}/mapping")
	ImportView map(@PathVariable long id, @Valid @RequestBody ChangeMapping body) {
		ImportView view = this.journal.view(id);
		Headers.Found found = this.uploads.header(this.journal.content(id), view.kind(), body.sheet(), body.headerRow(),
				Map.of());
		return this.journal.map(id, body.sheet(), found, body.mapping(), body.version());
	}

	@PostMapping("/exchange/imports/{id}/check")
	ImportView check(@PathVariable long id) {
		return this.journal.check(id);
	}

	@PostMapping("/exchange/imports/{id}/load")
	ImportView load(@PathVariable long id, @Valid @RequestBody StartLoad body) {
		return this.journal.load(id, (body.existing() != null) ? body.existing() : "skip");
	}

	@PostMapping("/exchange/imports/{id}/undo")
	ImportView undo(@PathVariable long id) {
		return this.journal.undo(id);
	}

	@PostMapping("/exchange/imports/{id}/cancellation")
	ImportView cancel(@PathVariable long id) {
		return this.journal.cancel(id);
	}

	@GetMapping("/exchange/imports/{id}/rows")
	Slice<ImportJournal.RowView> rows(@PathVariable long id,
			@RequestParam(required = false) @Nullable @Size(max = 20) String show, @Valid PageQuery page) {
		return this.journal.rows(id, show, page);
	}

	/** The user's own file with its faults marked. */
	@GetMapping("/exchange/imports/{id}/file")
	ResponseEntity<byte[]> marked(@PathVariable long id) {
		ImportJournal.Marked marked = this.journal.marked(id);
		ImportView view = marked.view();
		return this.uploads.reading(marked.content(), (source) -> {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			MarkedCopy.write(source, view.sheet(), view.headerRow(),
					(row) -> marked.findings().getOrDefault(row, List.of()), out);
			String base = view.fileName().replaceFirst("\\.[A-Za-z]{1,5}$", "");
			return file(base + " – с пометками" + (source.workbook() ? ".xlsx" : ".csv"),
					source.workbook() ? XLSX : "text/csv", out.toByteArray());
		});
	}

	static ResponseEntity<byte[]> file(String name, String type, byte[] content) {
		return ResponseEntity.ok()
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
			.header("X-Content-Type-Options", "nosniff")
			.contentType(MediaType.parseMediaType(type))
			.body(content);
	}

}
