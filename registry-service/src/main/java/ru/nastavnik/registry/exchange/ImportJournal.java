package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.Finding;
import ru.nastavnik.kit.sheet.Headers;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The batches of loads as their users see and steer them. The work itself is done by the
 * worker, step by step.
 */
@Service
@Transactional
class ImportJournal {

	static final String QUEUE = "import";

	private static final String TOTALS = """
			select count(*) as all, count(*) filter (where action = 'new') as fresh,
			  count(*) filter (where action = 'update') as changed, count(*) filter (where action = 'same') as same,
			  count(*) filter (where action = 'wrong') as wrong, count(*) filter (where warned) as warned,
			  count(*) filter (where state = 'loaded') as loaded, count(*) filter (where state = 'undone') as undone,
			  count(*) filter (where state = 'kept') as kept
			from import_row where region_id = :region and batch_id = :id""";

	private final ImportKinds kinds;

	private final OrganisationDirectory directory;

	private final JobQueue queue;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	ImportJournal(ImportKinds kinds, OrganisationDirectory directory, JobQueue queue, JdbcClient jdbc,
			JsonMapper json) {
		this.kinds = kinds;
		this.directory = directory;
		this.queue = queue;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** A file as it came, with the header that was found in it. */
	record Uploaded(String name, String hash, byte[] content, int sheet, List<String> sheets, Headers.Found header) {
	}

	/** A row of a batch with what was found in it. */
	record RowView(int row, String label, String action, String state, List<Finding> findings, @Nullable Long subjectId,
			@Nullable String note) {
	}

	/** A batch in the journal. */
	record Line(long id, String kind, String status, String fileName, java.time.OffsetDateTime createdAt,
			String createdBy, long loaded, java.time.@Nullable OffsetDateTime loadedAt,
			java.time.@Nullable OffsetDateTime undoneAt) {
	}

	ImportView create(long organisation, String kind, Uploaded file) {
		this.kinds.of(kind).requirePower(organisation);
		Place place = this.directory.get(organisation).place();
		Scope scope = Scope.current();
		long id = this.jdbc.sql("select nextval('import_batch_seq')").query(Long.class).single();
		this.jdbc
			.sql("""
					insert into import_batch (id, region_id, institute_id, municipality_id, organisation_id, created_by,
					  updated_by, caller_name, kind, status, file_name, file_hash, sheet, sheets, header_row, titles, fields)
					values (:id, :region, :institute, :municipality, :organisation, :caller, :caller, :name, :kind,
					  'uploaded', :file, :hash, :sheet, :sheets, :header, :titles, cast(:fields as jsonb))""")
			.param("id", id)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", organisation)
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("kind", kind)
			.param("file", file.name())
			.param("hash", file.hash())
			.param("sheet", file.sheet())
			.param("sheets", file.sheets().toArray(String[]::new))
			.param("header", file.header().row())
			.param("titles", file.header().columns().toArray(String[]::new))
			.param("fields", this.json.writeValueAsString(file.header().fields()))
			.update();
		this.jdbc.sql("""
				insert into import_file (region_id, institute_id, municipality_id, organisation_id, batch_id, content)
				values (:region, :institute, :municipality, :organisation, :id, :content)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", organisation)
			.param("id", id)
			.param("content", file.content())
			.update();
		return view(id);
	}

	@Transactional(readOnly = true)
	ImportView view(long id) {
		return this.jdbc.sql("select * from import_batch where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> ImportView.of(row, this.json, this::totals))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Загрузка не найдена или недоступна вам."));
	}

	private ImportView.Totals totals(long id) {
		return this.jdbc.sql(TOTALS)
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> new ImportView.Totals(row.getLong("all"), row.getLong("fresh"),
					row.getLong("changed"), row.getLong("same"), row.getLong("wrong"), row.getLong("warned"),
					row.getLong("loaded"), row.getLong("undone"), row.getLong("kept")))
			.single();
	}

	@Transactional(readOnly = true)
	Slice<Line> list(long organisation, PageQuery page) {
		Scope.current().requireWrite(organisation);
		List<Line> items = this.jdbc.sql("""
				select b.*, (select count(*) from import_row r where r.region_id = b.region_id and r.batch_id = b.id
				  and r.state = 'loaded') as loaded
				from import_batch b where region_id = :region and organisation_id = :organisation
				order by id desc limit :limit offset :offset""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> new Line(row.getLong("id"), row.getString("kind"), row.getString("status"),
					row.getString("file_name"), row.getObject("created_at", java.time.OffsetDateTime.class),
					row.getString("caller_name"), row.getLong("loaded"),
					row.getObject("loaded_at", java.time.OffsetDateTime.class),
					row.getObject("undone_at", java.time.OffsetDateTime.class)))
			.list();
		long total = this.jdbc.sql("""
				select count(*) from (select 1 from import_batch where region_id = :region
				  and organisation_id = :organisation limit 1001) x""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	/** Rows with findings, or of one action or state. */
	@Transactional(readOnly = true)
	Slice<RowView> rows(long id, @Nullable String show, PageQuery page) {
		view(id);
		String where = "region_id = :region and batch_id = :id and " + switch ((show != null) ? show : "wrong") {
			case "wrong" -> "action = 'wrong' and findings is not null";
			case "warned" -> "warned and findings is not null";
			case "new" -> "action = 'new'";
			case "update" -> "action = 'update'";
			case "same" -> "action = 'same'";
			case "kept" -> "state = 'kept'";
			default -> "true";
		};
		List<RowView> items = this.jdbc
			.sql("select * from import_row where " + where + " order by row_no limit :limit offset :offset")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> new RowView(row.getInt("row_no"), row.getString("label"), row.getString("action"),
					row.getString("state"), findings(this.json, row.getString("findings")),
					row.getObject("subject_id", Long.class), row.getString("note")))
			.list();
		long total = this.jdbc.sql("select count(*) from (select 1 from import_row where " + where + " limit 1001) x")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Long.class)
			.single();
		return Slice.of(items, page, total);
	}

	static List<Finding> findings(JsonMapper json, @Nullable String stored) {
		return (stored != null) ? json.readValue(stored, new TypeReference<>() {
		}) : List.of();
	}

	/** The file and what was found in it, for the marked copy. */
	@Transactional(readOnly = true)
	Marked marked(long id) {
		ImportView view = view(id);
		byte[] content = content(id);
		Map<Integer, List<Finding>> findings = new HashMap<>();
		this.jdbc
			.sql("select row_no, findings from import_row where region_id = :region and batch_id = :id "
					+ "and findings is not null")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row) -> {
				findings.put(row.getInt(1), findings(this.json, row.getString(2)));
			});
		return new Marked(view, content, findings);
	}

	/** What a marked copy is made of. */
	record Marked(ImportView view, byte[] content, Map<Integer, List<Finding>> findings) {
	}

	@Transactional(readOnly = true)
	byte[] content(long id) {
		return this.jdbc.sql("select content from import_file where region_id = :region and batch_id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(byte[].class)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND
				.because("Файл загрузки уже удалён: он хранится, пока загрузку можно отменить. Загрузите его снова."));
	}

	@Transactional(readOnly = true)
	Map<String, String> remembered(long organisation, String kind) {
		Map<String, String> remembered = new HashMap<>();
		this.jdbc
			.sql("select header, field from import_mapping where region_id = :region "
					+ "and organisation_id = :organisation and kind = :kind")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.param("kind", kind)
			.query((row) -> {
				remembered.put(row.getString(1), row.getString(2));
			});
		return remembered;
	}

	/** The header as a person has corrected it; remembered for the next file. */
	ImportView map(long id, int sheet, Headers.Found header, Map<Integer, String> mapping, int version) {
		ImportView view = idle(id);
		ru.nastavnik.kit.problem.StaleVersionException.check(view.version(), version, () -> view);
		ImportKind kind = this.kinds.of(view.kind());
		kind.requirePower(view.organisationId());
		Set<String> keys = new HashSet<>(kind.fields().stream().map((field) -> field.key()).toList());
		Set<String> seen = new HashSet<>();
		mapping.forEach((column, field) -> {
			if (!keys.contains(field) || !seen.add(field) || column < 0 || column >= header.columns().size()) {
				throw KitProblem.INVALID
					.because("Проверьте столбцы: каждое поле можно назначить только одному столбцу файла.")
					.on("mapping." + column, "Это поле уже назначено другому столбцу.");
			}
		});
		this.jdbc.sql("""
				update import_batch set sheet = :sheet, header_row = :header, titles = :titles,
				  fields = cast(:fields as jsonb), status = 'uploaded', problem = null, version = version + 1,
				  updated_at = now(), updated_by = :caller
				where region_id = :region and id = :id""")
			.param("sheet", sheet)
			.param("header", header.row())
			.param("titles", header.columns().toArray(String[]::new))
			.param("fields", this.json.writeValueAsString(mapping))
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		remember(view, header, mapping);
		return view(id);
	}

	private void remember(ImportView view, Headers.Found header, Map<Integer, String> mapping) {
		List<String> headers = new ArrayList<>();
		List<String> fields = new ArrayList<>();
		mapping.forEach((column, field) -> {
			String title = Headers.remembered(header.columns().get(column));
			if (!title.isEmpty() && !headers.contains(title)) {
				headers.add(title);
				fields.add(field);
			}
		});
		Place place = this.directory.get(view.organisationId()).place();
		this.jdbc
			.sql("""
					insert into import_mapping (region_id, institute_id, municipality_id, organisation_id, kind, header, field)
					select :region, cast(:institute as bigint), cast(:municipality as bigint), :organisation, :kind, *
					from unnest(:headers::text[], :fields::text[])
					on conflict (region_id, organisation_id, kind, header) do update set field = excluded.field""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("kind", view.kind())
			.param("headers", headers.toArray(String[]::new))
			.param("fields", fields.toArray(String[]::new))
			.update();
	}

	/** Queues the dry run. */
	ImportView check(long id) {
		ImportView view = idle(id);
		if (!Set.of("uploaded", "checked", "failed").contains(view.status())) {
			throw RegistryProblem.IMPORT_STATE.because("Эта загрузка уже выполнена. Загрузите файл заново.");
		}
		if (view.mapping().size() < 2) {
			throw KitProblem.INVALID.because("Не распознаны столбцы. Укажите, какое поле в каком столбце файла.")
				.on("mapping", "Назначьте столбцы файла полям.");
		}
		return start(view, "check", "checking", "Чтение файла");
	}

	/** Queues the load of the valid rows. */
	ImportView load(long id, String existing) {
		ImportView view = idle(id);
		if (!Set.of("checked", "stopped").contains(view.status())) {
			throw RegistryProblem.IMPORT_STATE.because("Сначала проверьте файл: загружаются строки без ошибок.");
		}
		this.jdbc.sql("update import_batch set existing = :existing where region_id = :region and id = :id")
			.param("existing", existing)
			.param("region", Scope.current().region())
			.param("id", id)
			.update();
		return start(view, "load", "loading", "Загрузка");
	}

	/** Queues the undo of everything the batch has made. */
	ImportView undo(long id) {
		ImportView view = idle(id);
		if (!Set.of("loaded", "stopped").contains(view.status()) || view.loaded() == 0) {
			throw RegistryProblem.IMPORT_STATE.because("Отменять нечего: по этой загрузке в базе ничего нет.");
		}
		if (view.undoUntil() != null && view.undoUntil().isBefore(java.time.OffsetDateTime.now())) {
			throw RegistryProblem.IMPORT_STATE
				.because("Прошло больше 14 дней: загрузку уже нельзя отменить целиком. Исправьте записи в карточках.");
		}
		return start(view, "undo", "undoing", "Отмена загрузки");
	}

	/** Stops after the chunk that is being written. */
	ImportView cancel(long id) {
		ImportView view = view(id);
		this.kinds.of(view.kind()).requirePower(view.organisationId());
		if (view.busy()) {
			this.jdbc.sql("update import_batch set cancelled = true where region_id = :region and id = :id")
				.param("region", Scope.current().region())
				.param("id", id)
				.update();
		}
		return view(id);
	}

	private ImportView start(ImportView view, String step, String status, String stage) {
		this.jdbc.sql("""
				update import_batch set status = :status, stage = :stage, done = 0, total = 0, stage_since = now(),
				  cancelled = false, problem = null, version = version + 1, updated_at = now(), updated_by = :caller
				where region_id = :region and id = :id""")
			.param("status", status)
			.param("stage", stage)
			.param("caller", Scope.current().caller())
			.param("region", Scope.current().region())
			.param("id", view.id())
			.update();
		this.queue.add(QUEUE, view.id(), step);
		return view(view.id());
	}

	private ImportView idle(long id) {
		// whoever comes second waits here and sees what the first has started
		this.jdbc.sql("select 1 from import_batch where region_id = :region and id = :id for update")
			.param("region", Scope.current().region())
			.param("id", id)
			.query()
			.listOfRows();
		ImportView view = view(id);
		this.kinds.of(view.kind()).requirePower(view.organisationId());
		if (view.busy()) {
			throw RegistryProblem.IMPORT_STATE
				.because("Загрузка сейчас выполняется. Дождитесь конца или остановите её.");
		}
		return view;
	}

}
