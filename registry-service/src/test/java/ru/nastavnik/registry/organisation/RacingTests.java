package ru.nastavnik.registry.organisation;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Rearranging;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever writes while the tree changes: no row is left where its organisation stood
 * before.
 */
class RacingTests extends RegistryTests {

	private static final String BASIS = "\"basis\": {\"kind\": \"Постановление\", \"number\": \"17-п\", \"date\": \"2026-08-20\"}";

	@Autowired
	private OrganisationDirectory directory;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	private JdbcClient jdbc;

	private long otherMunicipality;

	@BeforeEach
	void foundedLongAgo() {
		this.otherMunicipality = organisation(this.instituteId, "municipality", "authority", "Речной округ");
		this.db.execute("update organisation_placement set valid_from = '2020-01-01' where region_id = " + this.region);
	}

	@Test
	@DisplayName("4.15: a move waits for whoever has read the old place, and takes that row along")
	void aMoveWaitsForTheWriter() throws Exception {
		CountDownLatch read = new CountDownLatch(1);
		CountDownLatch write = new CountDownLatch(1);
		CompletableFuture<Integer> writer = async(() -> inScope(() -> {
			Place place = this.directory.get(this.school).place();
			read.countDown();
			await(write);
			return insert(place);
		}));
		await(read);
		CompletableFuture<Answer> mover = async(this::move);
		Thread.sleep(400);
		assertThat(mover).isNotDone();
		// others go on: only this school is held
		post("curator@" + this.region + "/" + this.sibling, "/people", person(this.sibling, "Соседская")).is(201);
		write.countDown();
		assertThat(writer.get(20, TimeUnit.SECONDS)).isEqualTo(1);
		mover.get(20, TimeUnit.SECONDS).is(200);
		assertThat(this.db.count("launch_condition where organisation_id = " + this.school + " and municipality_id = "
				+ this.otherMunicipality))
			.isEqualTo(1);
	}

	@Test
	@DisplayName("4.15: whoever comes while a school moves waits and writes where it stands then")
	void aWriterWaitsForTheMove() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		CompletableFuture<Integer> mover = async(() -> inScope(Set.of(this.school), () -> {
			begun.countDown();
			await(end);
			return 0;
		}));
		await(begun);
		CompletableFuture<Answer> writer = async(() -> post(this.curator, "/people", person(this.school, "Новенькая")));
		Thread.sleep(400);
		assertThat(writer).isNotDone();
		// reading goes on
		get(this.curator, "/people").is(200);
		end.countDown();
		mover.get(20, TimeUnit.SECONDS);
		writer.get(20, TimeUnit.SECONDS).is(201);
	}

	@Test
	@DisplayName("4.15: people entered all the time while a school moves there and back stand where it stands")
	void manyWritersAndMoves() throws Exception {
		CompletableFuture<?>[] writers = Stream.of("Первая", "Вторая", "Третья").map((name) -> async(() -> {
			for (int at = 0; at < 8; at++) {
				post(this.curator, "/people", person(this.school, name + "а".repeat(at))).is(201);
			}
			return 0;
		})).toArray(CompletableFuture[]::new);
		move().is(200);
		CompletableFuture.allOf(writers).get(60, TimeUnit.SECONDS);
		assertThat(this.db.count("person where organisation_id = " + this.school)).isEqualTo(24);
		for (String table : new String[] { "person", "employment" }) {
			assertThat(this.db.count(table + " where organisation_id = " + this.school + " and municipality_id <> "
					+ this.otherMunicipality))
				.as(table)
				.isZero();
		}
	}

	private Answer move() {
		return post(this.institute, "/organisations/" + this.school + "/move",
				"{\"parentId\": %d, \"on\": \"2026-09-01\", %s}".formatted(this.otherMunicipality, BASIS));
	}

	private static String person(long school, String lastName) {
		return """
				{"organisationId": %d, "lastName": "%s", "firstName": "Мария", "birthDate": "1980-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(school, lastName);
	}

	private int insert(Place place) {
		return this.jdbc
			.sql("""
					insert into launch_condition (region_id, institute_id, municipality_id, organisation_id, academic_year, item,
					  state, by_name) values (:region, :institute, :municipality, :organisation, 2026, 'team', 'open', 'Куратор')""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.update();
	}

	private int inScope(Supplier<Integer> work) {
		Scope scope = Scope.of("racer", "", Set.of(Grant.parse(this.curator).orElseThrow()), this.region);
		Integer done = Scope.get(scope,
				() -> new TransactionTemplate(this.transactions).execute((status) -> work.get()));
		return (done != null) ? done : -1;
	}

	private int inScope(Set<Long> alone, Supplier<Integer> work) {
		return Rearranging.of(alone, () -> inScope(work));
	}

	private static <T> CompletableFuture<T> async(Supplier<T> work) {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread.ofVirtual().name("racer").start(() -> {
			try {
				result.complete(work.get());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
