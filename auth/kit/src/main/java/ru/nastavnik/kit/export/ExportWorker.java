package ru.nastavnik.kit.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.sheet.SheetWriter;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Writes the files, one at a time for each instance. The rows come through the wall with
 * the grants of whoever asked, in one transaction that shows one moment.
 */
public class ExportWorker extends Rounds {

	private static final Logger log = LoggerFactory.getLogger(ExportWorker.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final int ATTEMPTS = 3;

	private static final int TOLD = 1000;

	/** Seconds; a third of the lease. */
	private static final int LEASE_KEPT = 20;

	private final Exports exports;

	private final TransactionTemplate transaction;

	private final boolean automatic;

	ExportWorker(Exports exports, TransactionTemplate transaction, boolean automatic) {
		super("exports", PAUSE);
		this.exports = exports;
		this.transaction = transaction;
		this.automatic = automatic;
	}

	/** Its owner does not want it any more, or another instance has it. */
	private static final class Stopped extends RuntimeException {

		private static final long serialVersionUID = 1;

	}

	/** Does the next export; false when there was none. */
	@Override
	public boolean round() {
		Optional<Exports.Job> taken = Scope.get(Scope.ofFeed(), this.exports::take);
		if (taken.isEmpty()) {
			return false;
		}
		Exports.Job job = taken.get();
		try {
			if (job.attempts() > ATTEMPTS) {
				end(job, "failed", "Выгрузка несколько раз прервалась. Повторите позже.");
			}
			else {
				Scope.run(job.scope(), () -> write(job));
			}
		}
		catch (Stopped ex) {
			end(job, "stopped", null);
		}
		catch (ProblemException ex) {
			end(job, "failed", ex.getMessage());
		}
		catch (RuntimeException | Error ex) {
			log.warn("Export {} broke off and is tried again", job.id(), ex);
			Scope.run(Scope.ofFeed(), () -> this.exports.postpone(job));
		}
		return true;
	}

	private void end(Exports.Job job, String status, @Nullable String problem) {
		Scope.run(Scope.ofFeed(), () -> this.exports.end(job, status, problem));
	}

	private void write(Exports.Job job) {
		try {
			Path file = Files.createTempFile("nastavnik-", ".export");
			try {
				Optional<ExportPapers> papers = this.exports.papers(job.list());
				int rows = papers.isPresent() ? print(job, papers.get(), file) : list(job, file);
				this.exports.finish(job, rows, file);
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int list(Exports.Job job, Path file) {
		ExportList<?> list = this.exports.list(job.list());
		list.requirePower(job.params().query());
		return Objects.requireNonNull(this.transaction.execute((status) -> write(job, list, file)));
	}

	private int print(Exports.Job job, ExportPapers papers, Path file) throws IOException {
		int all = job.params().papers().size();
		AtomicInteger done = new AtomicInteger();
		CountDownLatch over = new CountDownLatch(1);
		Thread.ofVirtual().name("export-lease").start(() -> Scope.run(job.scope(), () -> keep(job, done, over)));
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
			papers.write(job.params().papers(), job.format(), out, (count) -> {
				done.set(count);
				tell(job, count);
			});
		}
		finally {
			over.countDown();
		}
		tell(job, all);
		return all;
	}

	private void tell(Exports.Job job, int done) {
		if (!this.exports.progress(job, done)) {
			throw new Stopped();
		}
	}

	/** The end of a large print says nothing for long: the job is still ours. */
	private void keep(Exports.Job job, AtomicInteger done, CountDownLatch over) {
		try {
			while (!over.await(LEASE_KEPT, TimeUnit.SECONDS)) {
				this.exports.progress(job, done.get());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			log.warn("The lease of export {} was not prolonged", job.id(), ex);
		}
	}

	private <T> int write(Exports.Job job, ExportList<T> list, Path file) {
		List<SheetColumn<T>> columns = chosen(list, job.params().columns());
		int[] rows = { 0 };
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
				SheetWriter writer = job.format().equals("xlsx") ? SheetWriter.workbook(out, list.title(), columns)
						: SheetWriter.csv(out, columns)) {
			list.each(job.params().query(), (row) -> {
				if (rows[0] == SheetWriter.MAX_ROWS) {
					throw new ProblemException(ru.nastavnik.kit.problem.KitProblem.SHEET,
							"В списке больше миллиона строк. Уточните отбор.");
				}
				List<@Nullable Object> values = new ArrayList<>(columns.size());
				columns.forEach((column) -> values.add(column.value().apply(row)));
				try {
					writer.row(values);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				if (++rows[0] % TOLD == 0 && !this.exports.progress(job, rows[0])) {
					throw new Stopped();
				}
			});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return rows[0];
	}

	/** The columns of the screen in their order; all when the screen names none. */
	private static <T> List<SheetColumn<T>> chosen(ExportList<T> list, List<String> keys) {
		List<SheetColumn<T>> chosen = new ArrayList<>();
		for (String key : keys) {
			list.columns().stream().filter((column) -> column.key().equals(key)).forEach(chosen::add);
		}
		return chosen.isEmpty() ? list.columns() : chosen;
	}

	@Override
	public boolean isAutoStartup() {
		return this.automatic;
	}

}
