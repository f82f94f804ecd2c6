package ru.nastavnik.registry.exchange;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.sheet.Finding;
import ru.nastavnik.kit.sheet.Headers;
import ru.nastavnik.registry.exchange.ImportKind.Action;
import ru.nastavnik.registry.exchange.ImportKind.Parsed;
import ru.nastavnik.registry.exchange.ImportKind.Staged;

/**
 * Carries a batch through a step, chunk by chunk. Runs in the scope of whoever asked for
 * it, and asks between chunks whether it still may.
 */
@Component
class ImportRunner {

	private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);

	/** Rows of a transaction: readers and the feed keep moving. */
	static final int CHUNK = 2500;

	private final ImportJournal journal;

	private final ImportWork work;

	private final ImportKinds kinds;

	private final Uploads uploads;

	private final Clock clock;

	ImportRunner(ImportJournal journal, ImportWork work, ImportKinds kinds, Uploads uploads, Clock clock) {
		this.journal = journal;
		this.work = work;
		this.kinds = kinds;
		this.uploads = uploads;
		this.clock = clock;
	}

	/** Another instance has taken the job over: this one stops and touches nothing. */
	static final class LostLease extends RuntimeException {

		private static final long serialVersionUID = 1;

	}

	/** Runs a step to its end; {@code held} tells between chunks whether to go on. */
	void run(long id, String step, BooleanSupplier held) {
		ImportView batch = this.journal.view(id);
		this.kinds.of(batch.kind()).requirePower(batch.organisationId());
		try {
			switch (step) {
				case "check" -> check(batch, held);
				case "load" -> load(batch, held);
				default -> undo(batch, held);
			}
		}
		catch (ProblemException ex) {
			this.work.failed(id, String.valueOf(ex.getMessage()));
		}
	}

	/** Told when a step is given up. */
	void giveUp(long id) {
		this.work.failed(id, "Работа несколько раз прервалась. Повторите позже; загруженное не потеряно.");
	}

	private static void go(BooleanSupplier held) {
		if (!held.getAsBoolean()) {
			throw new LostLease();
		}
	}

	private void check(ImportView batch, BooleanSupplier held) {
		this.work.clear(batch.id());
		ImportKind kind = this.kinds.of(batch.kind());
		Headers.Found header = new Headers.Found(batch.headerRow(), batch.titles(), batch.mapping());
		RowReading reading = new RowReading(kind.fields(), batch.mapping(), LocalDate.now(this.clock));
		Checking checking = new Checking(batch, kind, held);
		this.uploads.reading(this.journal.content(batch.id()), (source) -> {
			int sheet = Math.min(batch.sheet(), source.sheets().size() - 1);
			int[] rows = { 0 };
			source.read(sheet, (number, cells) -> {
				if (number > header.row()) {
					rows[0]++;
				}
				return true;
			});
			this.work.progress(batch.id(), 0, rows[0]);
			source.read(sheet, (number, cells) -> {
				if (number <= header.row()) {
					return true;
				}
				if (!Headers.isData(cells, header)) {
					checking.skipped++;
					return true;
				}
				reading.next(cells);
				return checking.row(number, kind.parse(reading, checking.memory), reading);
			});
			return null;
		});
		if (checking.stopped) {
			this.work.clear(batch.id());
			this.work.failed(batch.id(), "Проверка остановлена.");
			return;
		}
		checking.flush();
		checking.doubles();
		this.work.checked(batch.id(), checking.rows, checking.skipped);
	}

	/** A dry run on its way. */
	private final class Checking {

		private final ImportView batch;

		private final ImportKind kind;

		private final BooleanSupplier held;

		private final Map<String, Object> memory = new HashMap<>();

		/** First row of each key; negative when it is marked already. */
		private final Map<String, Integer> keys = new HashMap<>();

		private final Map<Integer, List<Finding>> later = new LinkedHashMap<>();

		private final List<Staged> chunk = new ArrayList<>();

		private int rows;

		private int skipped;

		private boolean stopped;

		Checking(ImportView batch, ImportKind kind, BooleanSupplier held) {
			this.batch = batch;
			this.kind = kind;
			this.held = held;
		}

		boolean row(int number, Parsed parsed, RowReading reading) {
			this.rows++;
			Staged staged = new Staged(number, parsed, reading.findings(),
					(reading.clean() && parsed.data() != null) ? Action.NEW : Action.WRONG);
			if (parsed.key() != null) {
				Integer first = this.keys.putIfAbsent(parsed.key(), number);
				if (first != null) {
					staged.error("", "", same(Math.abs(first)));
					if (first > 0) {
						this.keys.put(parsed.key(), -first);
						this.later.put(first, List.of(new Finding(-1, "", "", null, same(number), false)));
					}
				}
			}
			this.chunk.add(staged);
			if (this.chunk.size() == CHUNK) {
				flush();
			}
			return !this.stopped;
		}

		private String same(int number) {
			return "Такая же запись есть в строке " + number + ". Оставьте одну из них.";
		}

		void flush() {
			if (this.chunk.isEmpty()) {
				return;
			}
			go(this.held);
			ImportRunner.this.work.stage(this.batch, this.chunk, this.rows);
			this.stopped = ImportRunner.this.work.progress(this.batch.id(), this.rows, null);
			this.chunk.clear();
		}

		/**
		 * Both rows of a pair are wrong: nobody but the user knows which one is right.
		 */
		void doubles() {
			ImportRunner.this.work.fault(this.batch.id(), this.later);
		}

		@Override
		public String toString() {
			return this.kind.code() + " " + this.batch.id();
		}

	}

	private void load(ImportView batch, BooleanSupplier held) {
		boolean update = batch.existing().equals("update");
		int done = this.work.count(batch.id(), "loaded");
		int total = done + this.work.open(batch.id(), update);
		boolean stop = this.work.progress(batch.id(), done, total);
		int told = 0;
		for (ImportWork.Chunk chunk = ImportWork.Chunk.START; chunk.rows() != 0 && !stop;) {
			go(held);
			chunk = this.work.load(batch, chunk, CHUNK, done);
			done += chunk.rows();
			if (chunk.rows() == CHUNK && done >= 4 * told) {
				this.work.tellPlanner();
				told = done;
			}
			stop = this.work.progress(batch.id(), done, null);
		}
		this.work.loaded(batch.id(), stop && this.work.open(batch.id(), update) > 0);
	}

	private void undo(ImportView batch, BooleanSupplier held) {
		int gone = this.work.count(batch.id(), "undone", "kept");
		int total = gone + this.work.count(batch.id(), "loaded");
		boolean stop = this.work.progress(batch.id(), gone, total);
		int done = gone;
		for (int rows = -1; rows != 0 && !stop;) {
			go(held);
			rows = undone(batch, done);
			done += rows;
			stop = this.work.progress(batch.id(), done, null);
		}
		this.work.undone(batch.id(), stop && this.work.count(batch.id(), "loaded") > 0);
	}

	private int undone(ImportView batch, int done) {
		try {
			return this.work.undo(batch, CHUNK, done);
		}
		catch (DataIntegrityViolationException ex) {
			// something beyond the caller's sight refers to one of them: find out which
			log.info("Batch {} is undone row by row", batch.id());
			List<ImportKind.Made> rows = this.work.made(batch.id(), CHUNK);
			for (ImportKind.Made row : rows) {
				single(batch, row, done);
			}
			return rows.size();
		}
	}

	private void single(ImportView batch, ImportKind.Made row, int done) {
		try {
			this.work.undo(batch, 1, done);
		}
		catch (DataIntegrityViolationException ex) {
			Map<Integer, @Nullable String> note = new LinkedHashMap<>();
			note.put(row.number(), "На запись ссылаются данные другой организации. Она оставлена.");
			this.work.settle(batch.id(), Map.of(row.number(), Objects.requireNonNull(note.get(row.number()))));
		}
	}

}
