package ru.nastavnik.programme.order;

import java.util.List;

import jakarta.validation.constraints.Pattern;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Orders on paper: printed, scanned; and what participants apply with.
 */
@RestController
class OrderPaperController {

	private static final String FORMATS = "docx|pdf";

	private static final String FORMAT_WORDS = "Допустимы: docx, pdf.";

	private static final String KINDS = "participation|replacement|resignation|exit";

	private static final String KIND_WORDS = "Допустимы: participation, replacement, resignation, exit.";

	private final OrderPapers papers;

	private final OrderScans scans;

	private final Applications applications;

	OrderPaperController(OrderPapers papers, OrderScans scans, Applications applications) {
		this.papers = papers;
		this.scans = scans;
		this.applications = applications;
	}

	@GetMapping("/orders/{id}/document")
	ResponseEntity<byte[]> document(@PathVariable long id,
			@RequestParam(defaultValue = "pdf") @Pattern(regexp = FORMATS, message = FORMAT_WORDS) String format) {
		OrderPapers.Form form = this.papers.forms(List.of(id)).getFirst();
		return file(form.name(), format, this.papers.print(form));
	}

	@PostMapping("/orders/{id}/scan")
	OrderView attach(@PathVariable long id, @RequestHeader(Upload.NAME) String name, @RequestBody byte[] content) {
		return this.scans.attach(id, name, content);
	}

	@GetMapping("/orders/{id}/scan")
	ResponseEntity<byte[]> scan(@PathVariable long id) {
		return Download.of(this.scans.last(id));
	}

	@GetMapping("/applications")
	ResponseEntity<byte[]> application(@RequestParam @Pattern(regexp = KINDS, message = KIND_WORDS) String kind,
			@RequestParam long organisation, @RequestParam long person,
			@RequestParam(defaultValue = "pdf") @Pattern(regexp = FORMATS, message = FORMAT_WORDS) String format) {
		return file("Заявление", format,
				this.applications.blank(OrderRow.code(Applications.Kind.class, kind), organisation, person));
	}

	private static ResponseEntity<byte[]> file(String name, String format, RenderedDocument document) {
		return format.equals("docx") ? Download.of(name + ".docx", FileKind.DOCX.mediaType(), document.docx())
				: Download.of(name + ".pdf", MediaType.APPLICATION_PDF_VALUE, document.pdf());
	}

}
