package ru.nastavnik.kit.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The files that people have asked for, each seen by whoever asked alone.
 */
@Transactional
public class Exports {

	/** More at once are refused: each holds a connection while it runs. */
	private static final int AT_ONCE = 5;

	private final List<ExportList<?>> lists;

	private final List<ExportPapers> papers;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	Exports(List<ExportList<?>> lists, List<ExportPapers> papers, JdbcClient jdbc, JsonMapper json) {
		this.lists = List.copyOf(lists);
		this.papers = List.copyOf(papers);
		this.jdbc = jdbc;
		this.json = json;
	}

	/** What is asked for. */
	record Params(@Nullable Long organisation, Map<String, String> filters, @Nullable String sort, List<String> columns,
			@Nullable List<Long> ids) {

		List<Long> papers() {
			return (this.ids != null) ? this.ids : List.of();
		}

		ExportList.Query query() {
			return new ExportList.Query(this.organisation, this.filters, this.sort);
		}

	}

	/**
	 * An export on the screen.
	 *
	 * @param done rows of a list or papers that are written
	 * @param total how many papers there will be; a list is not counted beforehand
	 */
	record View(long id, String list, String title, String format, String status, int done, @Nullable Integer total,
			@Nullable Integer size, @Nullable String problem, OffsetDateTime createdAt,
			@Nullable OffsetDateTime finishedAt, OffsetDateTime expiresAt) {
	}

	/** A job of the worker with the grants that it acts with. */
	record Job(long id, long region, String caller, String callerName, List<String> grants, String list, String format,
			Params params, int attempts) {

		Scope scope() {
			return Scope.of(this.caller, this.callerName,
					this.grants.stream().flatMap((grant) -> Grant.parse(grant).stream()).toList(), this.region);
		}

	}

	/** A finished file. */
	record Ready(String name, String format, byte[] content) {
	}

	ExportList<?> list(String code) {
		return this.lists.stream()
			.filter((list) -> list.code().equals(code))
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Такого списка нет."));
	}

	Optional<ExportPapers> papers(String code) {
		return this.papers.stream().filter((papers) -> papers.code().equals(code)).findFirst();
	}

	/** Refuses what cannot become a file; the name of the file. */
	private String checked(String code, String format, Params params) {
		Optional<ExportPapers> papers = papers(code);
		boolean sheet = format.equals("xlsx") || format.equals("csv");
		if (sheet == papers.isPresent()) {
			throw KitProblem.INVALID.because("Списки выгружаются в xlsx и csv, бумаги в pdf и zip.").on("format");
		}
		if (papers.isEmpty()) {
			ExportList<?> list = list(code);
			list.requirePower(params.query());
			return list.title();
		}
		int most = papers.get().most();
		if (params.papers().isEmpty() || params.papers().size() > most) {
			throw KitProblem.INVALID.because("За один раз печатается от 1 до " + most + " бумаг. Разделите выбор.")
				.on("ids");
		}
		papers.get().check(params.papers());
		return papers.get().title();
	}

	View start(String code, String format, Params params) {
		String title = checked(code, format, params);
		Scope scope = Scope.current();
		int open = this.jdbc
			.sql("select count(*) from export_job where caller = :caller and region_id = :region "
					+ "and status in ('queued', 'running')")
			.param("caller", scope.caller())
			.param("region", scope.region())
			.query(Integer.class)
			.single();
		if (open >= AT_ONCE) {
			throw KitProblem.CONFLICT.because("Уже готовятся пять выгрузок. Дождитесь их или остановите лишние.");
		}
		long id = this.jdbc.sql("""
				insert into export_job (id, region_id, caller, caller_name, grants, list, title, format, params)
				values (nextval('export_job_seq'), :region, :caller, :name, :grants, :list, :title, :format,
				  cast(:params as jsonb)) returning id""")
			.param("region", scope.region())
			.param("caller", scope.caller())
			.param("name", scope.name())
			.param("grants", scope.grants().stream().map(Grant::toString).toArray(String[]::new))
			.param("list", code)
			.param("title", title)
			.param("format", format)
			.param("params", this.json.writeValueAsString(params))
			.query(Long.class)
			.single();
		return view(id);
	}

	@Transactional(readOnly = true)
	View view(long id) {
		return select("id = :id", id).stream().findFirst().orElseThrow(Exports::notFound);
	}

	@Transactional(readOnly = true)
	List<View> mine() {
		return select("true or id = :id", 0);
	}

	private List<View> select(String where, long id) {
		return this.jdbc
			.sql("select * from export_job where region_id = :region and caller = :caller and (" + where
					+ ") order by id desc limit 20")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("id", id)
			.query((row, number) -> {
				OffsetDateTime created = row.getObject("created_at", OffsetDateTime.class);
				return new View(row.getLong("id"), row.getString("list"), row.getString("title"),
						row.getString("format"), row.getString("status"), row.getInt("done"), total(row),
						row.getObject("size", Integer.class), row.getString("problem"), created,
						row.getObject("finished_at", OffsetDateTime.class), created.plusDays(1));
			})
			.list();
	}

	private @Nullable Integer total(ResultSet row) throws SQLException {
		List<Long> papers = this.json.readValue(row.getString("params"), Params.class).papers();
		return papers.isEmpty() ? null : papers.size();
	}

	View cancel(long id) {
		view(id);
		this.jdbc
			.sql("update export_job set cancelled = true, status = case when status = 'queued' then 'stopped' else status end "
					+ "where region_id = :region and caller = :caller and id = :id and status in ('queued', 'running')")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("id", id)
			.update();
		return view(id);
	}

	@Transactional(readOnly = true)
	Ready file(long id) {
		View view = view(id);
		byte[] content = this.jdbc
			.sql("select content from export_file where region_id = :region and caller = :caller and export_id = :id")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("id", id)
			.query(byte[].class)
			.optional()
			.orElseThrow(Exports::notFound);
		return new Ready(view.title() + " " + view.createdAt().toLocalDate() + "." + view.format(), view.format(),
				content);
	}

	private static RuntimeException notFound() {
		return KitProblem.NOT_FOUND.because("Выгрузка не найдена: она хранится сутки. Подготовьте её снова.");
	}

	/** Takes the next job, or one whose lease has run out; in the scope of the feed. */
	Optional<Job> take() {
		this.jdbc.sql("delete from export_file where created_at < now() - interval '1 day'").update();
		this.jdbc.sql("delete from export_job where created_at < now() - interval '1 day'").update();
		return this.jdbc.sql("""
				update export_job set status = 'running', leased_until = now() + interval '60 seconds',
				  attempts = attempts + 1, done = 0
				where (region_id, id) = (select region_id, id from export_job
				  where status = 'queued' or status = 'running' and leased_until < now()
				  order by id for update skip locked limit 1)
				returning *""").query(this::job).optional();
	}

	/** Tells how far it is; false when it should stop. In a transaction of its own. */
	@Transactional(propagation = Propagation.REQUIRES_NEW)
	boolean progress(Job job, int done) {
		return this.jdbc.sql("""
				update export_job set done = :done, leased_until = now() + interval '60 seconds'
				where region_id = :region and id = :id and attempts = :attempts and not cancelled""")
			.param("done", done)
			.param("region", job.region())
			.param("id", job.id())
			.param("attempts", job.attempts())
			.update() == 1;
	}

	void finish(Job job, int rows, Path file) {
		try (InputStream in = Files.newInputStream(file)) {
			this.jdbc.sql("""
					insert into export_file (region_id, caller, export_id, content)
					values (:region, :caller, :id, :content)
					on conflict (region_id, export_id) do update set content = excluded.content""")
				.param("region", job.region())
				.param("caller", job.caller())
				.param("id", job.id())
				.param("content", in.readAllBytes())
				.update();
			this.jdbc.sql("""
					update export_job set status = 'done', done = :rows, size = :size, finished_at = now()
					where region_id = :region and id = :id""")
				.param("rows", rows)
				.param("size", (int) Files.size(file))
				.param("region", job.region())
				.param("id", job.id())
				.update();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Ends it without a file: stopped by its owner, or given up. */
	void end(Job job, String status, @Nullable String problem) {
		this.jdbc.sql("""
				update export_job set status = :status, problem = :problem, finished_at = now()
				where region_id = :region and id = :id and attempts = :attempts""")
			.param("status", status)
			.param("problem", problem)
			.param("region", job.region())
			.param("id", job.id())
			.param("attempts", job.attempts())
			.update();
	}

	/** Leaves it to the next round. */
	void postpone(Job job) {
		end(job, "queued", null);
	}

	private Job job(ResultSet row, int number) throws SQLException {
		return new Job(row.getLong("id"), row.getLong("region_id"), row.getString("caller"),
				row.getString("caller_name"), Arrays.asList((String[]) row.getArray("grants").getArray()),
				row.getString("list"), row.getString("format"),
				this.json.readValue(row.getString("params"), Params.class), row.getInt("attempts"));
	}

}
