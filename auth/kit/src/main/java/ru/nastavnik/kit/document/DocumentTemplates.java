package ru.nastavnik.kit.document;

import java.time.Clock;
import java.time.LocalDate;
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
import ru.nastavnik.kit.document.TemplateRow.Owner;
import ru.nastavnik.kit.document.TemplateRow.TemplateView;

/**
 * Work on templates: download, edit in Word, upload, look at a preview, put into force.
 * The institute's hold in the whole region, those of an organisation in it alone.
 */
@Transactional
class DocumentTemplates {

	private static final Role[] OF_ORGANISATIONS = { Role.MUNICIPAL, Role.DIRECTOR, Role.CURATOR };

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

	/**
	 * A document with its owner's versions, the newest first.
	 *
	 * @param inForce number of the version in force as its owner counts; 0 is the
	 * built-in one
	 * @param source whose template is in force: {@code own}, {@code region} or
	 * {@code built_in}
	 */
	record KindView(String code, String title, String note, int inForce, String source, List<Placeholder> fields,
			List<String> tables, List<TemplateView> versions) {
	}

	@Transactional(readOnly = true)
	List<KindView> kinds(@Nullable Long organisation) {
		Owner owner = owner(organisation);
		Map<String, List<TemplateRow>> rows = this.jdbc.sql(TemplateRow.ROWS + " order by t.number desc limit 2000")
			.param("region", Scope.current().region())
			.param("organisations", new Long[] { owner.organisation() })
			.query(TemplateRow::of)
			.list()
			.stream()
			.collect(Collectors.groupingBy((row) -> row.view().kind()));
		return this.printing.kinds()
			.stream()
			.filter((kind) -> owner.region() || kind.ofOrganisations())
			.map((kind) -> view(kind, owner, rows.getOrDefault(kind.code(), List.of())))
			.toList();
	}

	private static KindView view(DocumentKind kind, Owner owner, List<TemplateRow> rows) {
		List<TemplateRow> own = rows.stream().filter((row) -> row.owner().region() == owner.region()).toList();
		TemplateRow inForce = own.stream()
			.filter(TemplateRow::active)
			.findFirst()
			.or(() -> rows.stream().filter((row) -> row.owner().region() && row.active()).findFirst())
			.orElse(null);
		String source = (inForce == null) ? "built_in" : own.contains(inForce) ? "own" : "region";
		return new KindView(kind.code(), kind.title(), kind.note(),
				(inForce != null) ? inForce.view().number() : DocumentPrinting.BUILT_IN, source, kind.fields(),
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
				own.stream().map(TemplateRow::view).toList());
	}

	/** Keeps a sound template as a draft; whatever is in force stays. */
	TemplateView upload(String kindCode, @Nullable Long organisation, String name, byte[] content) {
		Owner owner = owner(organisation);
		DocumentKind kind = kind(kindCode, owner);
		Upload upload = Upload.of(name, content, Set.of(FileKind.DOCX));
		TemplateCheck check = this.documents.check(content, kind.fields());
		if (!check.sound()) {
			throw TemplateProblem.UNSOUND
				.because(
						"Шаблон не принят, прежний остался в силе. Исправьте отмеченное в Word и загрузите файл снова.")
				.on(check.problems().stream().map((problem) -> new Violation("file", problem)).toList());
		}
		print(kind, content);
		Place place = this.places.place(owner.organisation());
		lock(kindCode);
		long id = this.jdbc.sql("select nextval('document_template_seq')").query(Long.class).single();
		StoredFile.Owner of = StoredFile.Owner.of(place, DocumentPrinting.FILES, id);
		StoredFile file = this.files.store(owner.region() ? of.forRegion() : of, upload);
		// another organisation's rows are not seen, their numbers must not be taken
		this.jdbc
			.sql("""
					insert into document_template (id, region_id, institute_id, municipality_id, organisation_id, created_by,
					  updated_by, kind, number, file_id, status, notes, shared)
					values (:id, :region, :institute, :municipality, :organisation, :caller, :caller, :kind, :id, :file,
					  'draft', :notes, :shared)""")
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("kind", kindCode)
			.param("file", file.id())
			.param("notes", check.notes().toArray(String[]::new))
			.param("shared", owner.region())
			.update();
		return get(id).view();
	}

	/** One after another: two who activate at once would have two in force. */
	private void lock(String kind) {
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('template ' || :region || :kind, 0))")
			.param("region", Scope.current().region())
			.param("kind", kind)
			.query()
			.listOfRows();
	}

	/** Puts a draft or an earlier version into force; the one before it retires. */
	TemplateView activate(long id) {
		lock(get(id).view().kind());
		TemplateRow template = get(id);
		if (template.active()) {
			throw TemplateProblem.STATE.because("Этот шаблон уже действует.");
		}
		retire(template);
		this.jdbc.sql("""
				update document_template set status = 'active', activated_on = :today, version = version + 1,
				  updated_at = now(), updated_by = :caller where region_id = :region and id = :id""")
			.param("today", LocalDate.now(this.clock))
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		return get(id).view();
	}

	/** Takes a version out of force: the region's or the built-in one works again. */
	TemplateView retire(long id) {
		TemplateRow template = get(id);
		if (!template.active()) {
			throw TemplateProblem.STATE.because("Этот шаблон не действует, отменять нечего.");
		}
		retire(template);
		return get(id).view();
	}

	private void retire(TemplateRow template) {
		this.jdbc.sql("""
				update document_template set status = 'retired', version = version + 1, updated_at = now(),
				  updated_by = :caller where region_id = :region and kind = :kind and status = 'active'
				  and shared = :shared and (shared or organisation_id = :organisation)""")
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("kind", template.view().kind())
			.param("shared", template.owner().region())
			.param("organisation", template.owner().organisation())
			.update();
	}

	/** What works without an own template, to begin with. */
	@Transactional(readOnly = true)
	Named blank(String kindCode, @Nullable Long organisation) {
		DocumentKind kind = kind(kindCode, owner(organisation));
		return new Named("Шаблон. " + kind.title() + ".docx", above(kind, organisation));
	}

	@Transactional(readOnly = true)
	Named file(long id) {
		TemplateRow template = get(id);
		return new Named(template.view().fileName(), content(template));
	}

	/** How a document looks without an own template. */
	@Transactional(readOnly = true)
	Named preview(String kindCode, @Nullable Long organisation) {
		DocumentKind kind = kind(kindCode, owner(organisation));
		return new Named("Образец. " + kind.title() + ".pdf", print(kind, above(kind, organisation)));
	}

	@Transactional(readOnly = true)
	Named preview(long id) {
		TemplateRow template = get(id);
		DocumentKind kind = this.printing.kind(template.view().kind());
		return new Named("Образец. " + kind.title() + " " + template.view().number() + ".pdf",
				print(kind, content(template)));
	}

	/** A file to be saved. */
	record Named(String name, byte[] content) {
	}

	private byte[] content(TemplateRow template) {
		return this.printing.template(template.view().kind(), template.number());
	}

	/** For an organisation the region's template, for the region the built-in one. */
	private byte[] above(DocumentKind kind, @Nullable Long organisation) {
		return owner(organisation).region() ? this.printing.builtIn(kind)
				: this.printing.template(kind.code(), this.printing.version(kind.code()));
	}

	private DocumentKind kind(String code, Owner owner) {
		DocumentKind kind = this.printing.kind(code);
		if (!owner.region() && !kind.ofOrganisations()) {
			throw TemplateProblem.STATE
				.because("Этот документ во всём регионе печатается по одному шаблону, его ведёт институт.");
		}
		return kind;
	}

	private byte[] print(DocumentKind kind, byte[] template) {
		try {
			return this.documents.render(template, kind.title(), kind.sample()).pdf();
		}
		catch (RuntimeException ex) {
			// what the check does not know is still no failure of ours
			throw TemplateProblem.UNSOUND
				.because("По этому шаблону не удаётся напечатать образец, прежний остался в силе. Возьмите за основу "
						+ "встроенный шаблон и перенесите в него свой текст.")
				.on("file");
		}
	}

	/** A version that the caller works on; a foreign one is not there. */
	private TemplateRow get(long id) {
		Scope scope = Scope.current();
		requireSomewhere(scope);
		return this.jdbc.sql(TemplateRow.ROWS + " where t.id = :id")
			.param("region", scope.region())
			.param("organisations", scope.own().toArray(Long[]::new))
			.param("id", id)
			.query(TemplateRow::of)
			.optional()
			.filter((row) -> row.owner().region() ? scope.has(Role.INSTITUTE)
					: scope.has(row.owner().organisation(), OF_ORGANISATIONS))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private static void requireSomewhere(Scope scope) {
		scope.requireAny(Role.INSTITUTE, Role.MUNICIPAL, Role.DIRECTOR, Role.CURATOR);
	}

	/** The organisation that is named, or the region; the role is asked before all. */
	private static Owner owner(@Nullable Long organisation) {
		Scope scope = Scope.current();
		if (organisation != null && !scope.has(organisation, Role.INSTITUTE)) {
			requireSomewhere(scope);
			scope.requireWrite(organisation);
			scope.requireRole(organisation, OF_ORGANISATIONS);
			return new Owner(organisation, false);
		}
		scope.requireAny(Role.INSTITUTE);
		return new Owner(scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.findFirst()
			.orElseThrow(), true);
	}

}
