package ru.nastavnik.kit.document;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.document.DocumentTemplates.KindView;
import ru.nastavnik.kit.document.DocumentTemplates.Named;
import ru.nastavnik.kit.document.TemplateRow.TemplateView;

/**
 * Templates of the region, or of an organisation when one is named.
 */
@RestController
class DocumentTemplateController {

	private final DocumentTemplates templates;

	DocumentTemplateController(DocumentTemplates templates) {
		this.templates = templates;
	}

	@GetMapping("/document-kinds")
	List<KindView> kinds(@RequestParam(required = false) @Nullable Long organisation) {
		return this.templates.kinds(organisation);
	}

	@GetMapping("/document-templates/blank")
	ResponseEntity<byte[]> blank(@RequestParam String kind,
			@RequestParam(required = false) @Nullable Long organisation) {
		return docx(this.templates.blank(kind, organisation));
	}

	@GetMapping("/document-templates/preview")
	ResponseEntity<byte[]> preview(@RequestParam String kind,
			@RequestParam(required = false) @Nullable Long organisation) {
		return pdf(this.templates.preview(kind, organisation));
	}

	@PostMapping("/document-templates")
	ResponseEntity<TemplateView> upload(@RequestParam String kind,
			@RequestParam(required = false) @Nullable Long organisation, @RequestHeader(Upload.NAME) String name,
			@RequestBody byte[] content) {
		TemplateView view = this.templates.upload(kind, organisation, name, content);
		return ResponseEntity.created(URI.create("/document-templates/" + view.id())).body(view);
	}

	@GetMapping("/document-templates/{id}/file")
	ResponseEntity<byte[]> file(@PathVariable long id) {
		return docx(this.templates.file(id));
	}

	@GetMapping("/document-templates/{id}/preview")
	ResponseEntity<byte[]> previewOf(@PathVariable long id) {
		return pdf(this.templates.preview(id));
	}

	@PostMapping("/document-templates/{id}/activation")
	TemplateView activate(@PathVariable long id) {
		return this.templates.activate(id);
	}

	@PostMapping("/document-templates/{id}/retirement")
	TemplateView retire(@PathVariable long id) {
		return this.templates.retire(id);
	}

	private static ResponseEntity<byte[]> docx(Named file) {
		return Download.of(file.name(), FileKind.DOCX.mediaType(), file.content());
	}

	private static ResponseEntity<byte[]> pdf(Named file) {
		return Download.of(file.name(), MediaType.APPLICATION_PDF_VALUE, file.content());
	}

}
