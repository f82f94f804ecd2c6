package ru.nastavnik.monitoring.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the cells of a region anew from the states, by definitions written a second time
 * in SQL, and says where the stored cells differ. It changes nothing.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Recompute {

	private static final Logger log = LoggerFactory.getLogger(Recompute.class);

	private static final int SHOWN = 1000;

	private final JdbcClient jdbc;

	private final AtomicLong found = new AtomicLong();

	private final String sql = sql();

	Recompute(JdbcClient jdbc, MeterRegistry meters) {
		this.jdbc = jdbc;
		meters.gauge("mentoring.recompute.differences", this.found);
	}

	/**
	 * Compares. Runs in the intake scope of the region.
	 * @param unit only this unit, or null for all of the region
	 * @param period only this period, or null for all
	 */
	public Comparison compare(long region, @Nullable Long unit, @Nullable Integer period) {
		long start = System.nanoTime();
		List<Difference> differences = new ArrayList<>();
		long[] compared = new long[2];
		// compiling the statement costs more than running it on all but the largest
		// regions
		this.jdbc.sql("set local jit = off").update();
		this.jdbc.sql("set local work_mem = '64MB'").update();
		compare(region, unit, period, false, differences, compared);
		boolean reorganised = this.jdbc
			.sql("select exists (select from unit where region_id = :region and reorganised) "
					+ "or exists (select from cell_shift where region_id = :region and (num <> 0 or den <> 0))")
			.param("region", region)
			.query(Boolean.class)
			.single();
		if (reorganised) {
			compare(region, unit, period, true, differences, compared);
		}
		this.found.set(compared[1]);
		if (compared[1] > 0) {
			log.error("ALERT: {} of {} cells of region {} differ from the recompute, the first is {}", compared[1],
					compared[0], region, differences.getFirst());
		}
		return new Comparison(compared[0], compared[1], differences, (System.nanoTime() - start) / 1_000_000);
	}

	private void compare(long region, @Nullable Long unit, @Nullable Integer period, boolean now,
			List<Difference> differences, long[] compared) {
		this.jdbc.sql(this.sql)
			.param("region", region)
			.param("now", now)
			.param("unit", unit, java.sql.Types.BIGINT)
			.param("period", period, java.sql.Types.INTEGER)
			.param("floor", java.sql.Date.valueOf(Period.FLOOR))
			.query((row) -> {
				compared[0]++;
				Figure expected = new Figure(row.getLong("expected_num"), row.getLong("expected_den"));
				Figure stored = new Figure(row.getLong("stored_num"), row.getLong("stored_den"));
				if (!expected.equals(stored)) {
					compared[1]++;
					if (differences.size() < SHOWN) {
						differences.add(
								new Difference(row.getLong("unit_id"), row.getInt("period"), row.getString("indicator"),
										row.getString("slice"), row.getString("value_code"), stored, expected));
					}
				}
			});
	}

	private static String sql() {
		try (InputStream stream = Recompute.class.getResourceAsStream("/recompute.sql")) {
			if (stream == null) {
				throw new IllegalStateException("recompute.sql is missing");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A numerator and a denominator. */
	public record Figure(long num, long den) {
	}

	/** A cell that is not what the states say. */
	public record Difference(long unit, int period, String indicator, String slice, String value, Figure stored,
			Figure expected) {
	}

	/** What was compared and what differs; at most a thousand differences are listed. */
	public record Comparison(long compared, long different, List<Difference> differences, long tookMillis) {
	}

}
