package ru.nastavnik.kit.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The institute's work on templates: download, edit in Word, upload, look at a preview,
 * put into force.
 */
@Transactional
class DocumentTemplates {

	private final DocumentPrinting printing;

	private final Documents documents;

	private final Files files;

	private final DocumentPlaces places;

	private final JdbcClient jdbc;

	private final Clock clock;

	DocumentTemplates(DocumentPrinting printing, Documents documents, Files files, DocumentPlaces places,
			JdbcClient jdbc, Clock clock) {
		this.printing = printing;
		this.documents = documents;
		this.files = files;
		this.places = places;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** A version of a template. */
	record TemplateView(long id, String kind, int number, String status, String fileName, OffsetDateTime uploadedAt,
			@Nullable LocalDate activatedOn, List<String> notes) {
	}

	/** A document with its versions, the newest first; 0 in force is the built-in one. */
	record KindView(String code, String title, String note, int inForce, List<Placeholder> fields, List<String> tables,
			List<TemplateView> versions) {
	}

	@Transactional(readOnly = true)
	List<KindView> kinds() {
		requireInstitute();
		Map<String, List<TemplateView>> versions = this.jdbc
			.sql("select t.*, f.name as file_name from document_template t join stored_file f "
					+ "on f.region_id = t.region_id and f.id = t.file_id where t.region_id = :region "
					+ "order by t.number desc limit 1000")
			.param("region", Scope.current().region())
			.query(DocumentTemplates::view)
			.list()
			.stream()
			.collect(Collectors.groupingBy(TemplateView::kind));
		return this.printing.kinds().stream().map((kind) -> {
			List<TemplateView> own = versions.getOrDefault(kind.code(), List.of());
			int inForce = own.stream()
				.filter((version) -> version.status().equals("active"))
				.findFirst()
				.map(TemplateView::number)
				.orElse(DocumentPrinting.BUILT_IN);
			return new KindView(kind.code(), kind.title(), kind.note(), inForce, kind.fields(),
					kind.tables()
						.entrySet()
						.stream()
						.map((table) -> "{{" + table.getKey() + "}}: "
								+ table.getValue()
									.getFirst()
									.keySet()
									.stream()
									.map((column) -> "[" + column + "]")
									.collect(Collectors.joining(", ")))
						.toList(),
					own);
		}).toList();
	}

	/** Keeps a sound template as a draft. */
	TemplateView upload(String kindCode, String name, byte[] content) {
		long institute = requireInstitute();
		DocumentKind kind = this.printing.kind(kindCode);
		Upload upload = Upload.of(name, content, Set.of(FileKind.DOCX));
		TemplateCheck check = this.documents.check(content, kind.fields());
		if (!check.sound()) {
			throw TemplateProblem.UNSOUND
				.because("Шаблон не принят. Исправьте отмеченное в Word и загрузите файл снова.")
				.on(check.problems().stream().map((problem) -> new Violation("file", problem)).toList());
		}
		print(kind, content);
		Place place = this.places.place(institute);
		// one after another, or two uploads would get one number
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('template ' || :region || :kind, 0))")
			.param("region", place.region())
			.param("kind", kindCode)
			.query()
			.listOfRows();
		long id = this.jdbc.sql("select nextval('document_template_seq')").query(Long.class).single();
		StoredFile file = this.files.store(StoredFile.Owner.of(place, DocumentPrinting.FILES, id).forRegion(), upload);
		this.jdbc
			.sql("""
					insert into document_template (id, region_id, institute_id, municipality_id, organisation_id, created_by,
					  updated_by, kind, number, file_id, status, notes)
					select :id, :region, :institute, :municipality, :organisation, :caller, :caller, :kind,
					  coalesce(max(number), 0) + 1, :file, 'draft', :notes
					from document_template where region_id = :region and kind = :kind""")
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("kind", kindCode)
			.param("file", file.id())
			.param("notes", check.notes().toArray(String[]::new))
			.update();
		return get(id);
	}

	/** Puts a draft or an earlier version into force; the one before it retires. */
	TemplateView activate(long id) {
		requireInstitute();
		TemplateView template = get(id);
		if (template.status().equals("active")) {
			throw TemplateProblem.STATE.because("Этот шаблон уже действует.");
		}
		retire(template.kind());
		this.jdbc.sql("""
				update document_template set status = 'active', activated_on = :today, version = version + 1,
				  updated_at = now(), updated_by = :caller where region_id = :region and id = :id""")
			.param("today", LocalDate.now(this.clock))
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		return get(id);
	}

	/** Takes a version out of force: the built-in template works again. */
	TemplateView retire(long id) {
		requireInstitute();
		TemplateView template = get(id);
		if (!template.status().equals("active")) {
			throw TemplateProblem.STATE.because("Этот шаблон не действует, отменять нечего.");
		}
		retire(template.kind());
		return get(id);
	}

	private void retire(String kind) {
		this.jdbc.sql("""
				update document_template set status = 'retired', version = version + 1, updated_at = now(),
				  updated_by = :caller where region_id = :region and kind = :kind and status = 'active'""")
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("kind", kind)
			.update();
	}

	/** The template of the platform, to begin with. */
	@Transactional(readOnly = true)
	Named blank(String kindCode) {
		requireInstitute();
		DocumentKind kind = this.printing.kind(kindCode);
		return new Named("Шаблон. " + kind.title() + ".docx", this.printing.builtIn(kind));
	}

	@Transactional(readOnly = true)
	Named file(long id) {
		requireInstitute();
		TemplateView template = get(id);
		return new Named(template.fileName(), this.printing.template(template.kind(), template.number()));
	}

	/** How a document looks by the built-in template. */
	@Transactional(readOnly = true)
	Named preview(String kindCode) {
		requireInstitute();
		DocumentKind kind = this.printing.kind(kindCode);
		return new Named("Образец. " + kind.title() + ".pdf", print(kind, this.printing.builtIn(kind)));
	}

	@Transactional(readOnly = true)
	Named preview(long id) {
		requireInstitute();
		TemplateView template = get(id);
		DocumentKind kind = this.printing.kind(template.kind());
		return new Named("Образец. " + kind.title() + " " + template.number() + ".pdf",
				print(kind, this.printing.template(template.kind(), template.number())));
	}

	/** A file to be saved. */
	record Named(String name, byte[] content) {
	}

	private byte[] print(DocumentKind kind, byte[] template) {
		try {
			return this.documents.render(template, kind.title(), kind.sample()).pdf();
		}
		catch (RuntimeException ex) {
			// what the check does not know is still no failure of ours
			throw TemplateProblem.UNSOUND
				.because("По этому шаблону не удаётся напечатать образец. Возьмите за основу встроенный шаблон "
						+ "и перенесите в него свой текст.")
				.on("file");
		}
	}

	private TemplateView get(long id) {
		return this.jdbc
			.sql("select t.*, f.name as file_name from document_template t join stored_file f "
					+ "on f.region_id = t.region_id and f.id = t.file_id where t.region_id = :region and t.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(DocumentTemplates::view)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** The region's institute; its role is asked before anything else. */
	private static long requireInstitute() {
		Scope scope = Scope.current();
		scope.requireAny(Role.INSTITUTE);
		return scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.findFirst()
			.orElseThrow();
	}

	private static TemplateView view(ResultSet row, int number) throws SQLException {
		return new TemplateView(row.getLong("id"), row.getString("kind"), row.getInt("number"), row.getString("status"),
				row.getString("file_name"), row.getObject("created_at", OffsetDateTime.class),
				row.getObject("activated_on", LocalDate.class), List.of((String[]) row.getArray("notes").getArray()));
	}

}
