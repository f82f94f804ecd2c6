package ru.nastavnik.programme.matching;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * No test: how long a whole cohort takes, with everything that is said about it. Run by
 * its name, {@code -Dtest=MatchingBench}; each cohort has a process of its own, with the
 * compilers that a service has. {@code -Dbench.cohorts=500x1500,5000x5000} names others,
 * {@code -Dbench.memory=1g} another heap.
 */
class MatchingBench {

	private static final String COHORTS = System.getProperty("bench.cohorts", "500x1500,5000x5000");

	private static final String MEMORY = System.getProperty("bench.memory", "1g");

	@Test
	void wholeCohorts() throws IOException, InterruptedException {
		for (String cohort : COHORTS.split(",")) {
			Process process = new ProcessBuilder(
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + MEMORY,
							"--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
							MatchingBench.class.getName(), cohort))
				.redirectErrorStream(true)
				.start();
			try (var lines = process.inputReader()) {
				lines.lines().forEach(System.out::println);
			}
			Assertions.assertThat(process.waitFor()).as(cohort).isZero();
		}
	}

	public static void main(String[] args) {
		String[] sizes = args[0].split("x");
		int mentees = Integer.parseInt(sizes[0]);
		int mentors = Integer.parseInt(sizes[1]);
		new Matching(Cohorts.random(50, 50, 5, 1)).solve(List.of(Target.values()), ScoreTable.Progress.NONE);
		Snapshot snapshot = Cohorts.random(mentees, mentors, Math.max(1, mentees / 20), 7);
		long begin = System.nanoTime();
		long cpu = cpu();
		new Matching(snapshot).solve(List.of(Target.values()), ScoreTable.Progress.NONE)
			.values()
			.forEach((result) -> System.out.printf("BENCH %s: %d pairs, %d left, score %d, bound %d, %d blocking%n",
					result.target(), result.pairs().size(), result.left().size(), result.score(), result.bound(),
					result.blocking()));
		Runtime runtime = Runtime.getRuntime();
		System.out.printf("BENCH %d mentees x %d mentors, -Xmx%d MiB: %d ms, of CPU %d ms, %d MiB used at the end%n",
				mentees, mentors, runtime.maxMemory() >> 20, (System.nanoTime() - begin) / 1_000_000,
				(cpu() - cpu) / 1_000_000, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
	}

	/** Of the whole process, all threads and compilers together. */
	private static long cpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

}
