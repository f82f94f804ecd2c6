package ru.nastavnik.kit.sample;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;

@ServiceTest
class KitTests {

	private static final Place SCHOOL = new Place(101, 102L, 103L, 104);

	private static final String CURATOR = "curator@101/104";

	private static final LocalDate BORN = LocalDate.of(1980, 2, 29);

	@Autowired
	private NoteKeeping keeping;

	@Autowired
	private Notes notes;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Db db;

	@Test
	void mixedCallersOnVirtualThreadsNeverSeeEachOthersRows() throws Exception {
		As.run("curator@301/304", () -> this.keeping.keep(new Place(301, null, null, 304), "Первов", BORN));
		As.run("curator@401/404", () -> this.keeping.keep(new Place(401, null, null, 404), "Второв", BORN));
		List<Callable<Boolean>> work = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			work.add(() -> onlySees("curator@301/304", "Первов"));
			work.add(() -> onlySees("curator@401/404", "Второв"));
			work.add(() -> As.get("", this.keeping::all).isEmpty());
		}
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<Boolean> result : executor.invokeAll(work)) {
				Assertions.assertThat(result.get()).isTrue();
			}
		}
	}

	private boolean onlySees(String grants, String author) {
		List<String> authors = As.get(grants, () -> this.keeping.all().stream().map(Note::author).toList());
		return authors.equals(List.of(author));
	}

	@Test
	void aDeclaredQueryOutsideATransactionSeesNothing() {
		As.run(CURATOR, () -> this.keeping.keep(SCHOOL, "Одинов", BORN));
		As.run(CURATOR, () -> Assertions.assertThat(this.notes.declared()).isEmpty());
	}

	@Test
	void aFailingBeginGivesItsConnectionBack() {
		this.db.execute("revoke execute on function pg_catalog.set_config(text, text, boolean) from public");
		try {
			for (int i = 0; i < 30; i++) {
				Assertions.assertThatThrownBy(() -> As.get(CURATOR, this.keeping::all))
					.isInstanceOf(org.springframework.transaction.CannotCreateTransactionException.class);
			}
		}
		finally {
			this.db.execute("grant execute on function pg_catalog.set_config(text, text, boolean) to public");
		}
		Assertions.assertThat(As.get(CURATOR, this.keeping::all)).isNotNull();
	}

	@Test
	void aRepeatedPostHappensOnceAndGetsTheSameAnswer() {
		String body = "{\"organisationId\":104,\"author\":\"Повторов\",\"born\":\"1980-01-01\"}";
		MockHttpServletResponse first = post(body, "key-1");
		MockHttpServletResponse second = post(body, "key-1");
		Assertions.assertThat(first.getStatus()).isEqualTo(201);
		Assertions.assertThat(second.getStatus()).isEqualTo(201);
		Assertions.assertThat(text(second)).isEqualTo(text(first));
		Assertions.assertThat(this.db.count("note where author = 'Повторов'")).isEqualTo(1);
		MockHttpServletResponse other = post(body.replace("Повторов", "Другов"), "key-1");
		Assertions.assertThat(other.getStatus()).isEqualTo(422);
		Assertions.assertThat(text(other)).contains("idempotency-key");
	}

	@Test
	void concurrentRepeatsHappenOnce() throws Exception {
		String body = "{\"organisationId\":104,\"author\":\"Гонкин\",\"born\":\"1980-01-01\"}";
		List<Callable<Integer>> work = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			work.add(() -> post(body, "key-race").getStatus());
		}
		try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
			for (Future<Integer> status : executor.invokeAll(work)) {
				Assertions.assertThat(status.get()).isIn(201, 409);
			}
		}
		Assertions.assertThat(this.db.count("note where author = 'Гонкин'")).isEqualTo(1);
	}

	@Test
	void aStaleVersionShowsBothVersions() {
		long id = As.get(CURATOR, () -> this.keeping.keep(SCHOOL, "Старов", BORN).id());
		Assertions.assertThat(put(id, "Новов", 0).getStatus()).isEqualTo(200);
		MockHttpServletResponse stale = put(id, "Поздов", 0);
		Assertions.assertThat(stale.getStatus()).isEqualTo(409);
		Assertions.assertThat(text(stale))
			.contains("\"code\":\"stale\"", "\"author\":\"Новов\"", "\"submittedVersion\":0");
	}

	@Test
	void badInputIsAProblemWithFieldsAndNeverAFailure() {
		Assertions.assertThat(text(post("{\"organisationId\":104,", null))).contains("\"code\":\"malformed\"");
		Assertions.assertThat(text(post("", null))).contains("\"code\":\"malformed\"");
		Assertions.assertThat(text(post("{\"organisationId\":99999999999999999999999,\"lastName\":\"Старов\"}", null)))
			.contains("Одно из чисел не помещается")
			.doesNotContain("скобки");
		Assertions
			.assertThat(text(post("{\"organisationId\":104,\"author\":\"Ивaнов\",\"born\":\"1980-01-01\"}", null)))
			.contains("\"field\":\"author\"", "Возможно, «Иванов»");
		Assertions
			.assertThat(text(post("{\"organisationId\":104,\"author\":\"Иванов😀\",\"born\":\"1980-01-01\"}", null)))
			.contains("\"field\":\"author\"");
		Assertions
			.assertThat(text(post("{\"organisationId\":104,\"author\":\"Иванов\",\"born\":\"2025-02-29\"}", null)))
			.contains("\"field\":\"born\"", "Такой даты нет");
		Assertions
			.assertThat(text(post("{\"organisationId\":104,\"author\":\"Иванов\",\"born\":\"2999-01-01\"}", null)))
			.contains("\"field\":\"born\"");
		Assertions
			.assertThat(text(post(
					"{\"organisationId\":104,\"author\":\"" + "И".repeat(101) + "\",\"born\":\"1980-01-01\"}", null)))
			.contains("Не больше 100");
		for (String uri : List.of("/notes?page=-1", "/notes?page=a", "/notes?size=101", "/notes?sort=password",
				"/notes?page=99999999999999")) {
			MockHttpServletResponse response = this.mvc.get()
				.uri(uri)
				.with(As.grants(CURATOR))
				.exchange()
				.getResponse();
			Assertions.assertThat(response.getStatus()).as(uri).isEqualTo(400);
			Assertions.assertThat(text(response)).as(uri).contains("\"violations\":[{");
		}
		Assertions.assertThat(this.mvc.get().uri("/nowhere").with(As.grants(CURATOR))).hasStatus(404);
		Assertions.assertThat(this.mvc.delete().uri("/notes").with(As.grants(CURATOR))).hasStatus(405);
		Assertions.assertThat(
				this.mvc.post().uri("/notes").contentType(MediaType.TEXT_PLAIN).content("x").with(As.grants(CURATOR)))
			.hasStatus(415);
		// an EventSource can only say it in the address
		Assertions.assertThat(this.mvc.get().uri("/notes?region=абв").with(As.grants(CURATOR))).hasStatus(400);
		Assertions.assertThat(this.mvc.get().uri("/notes?region=77").with(As.grants(CURATOR))).hasStatus(403);
		Assertions.assertThat(this.mvc.get().uri("/notes").header("X-Region", "абв").with(As.grants(CURATOR)))
			.hasStatus(400);
	}

	@Test
	void aRefusalAtTheDoorIsAProblemWithTheTraceOfTheRequest() {
		String trace = "0af7651916cd43dd8448eb211c80319c";
		MockHttpServletResponse response = this.mvc.get()
			.uri("/notes")
			.header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
			.exchange()
			.getResponse();
		Assertions.assertThat(response.getStatus()).isEqualTo(401);
		Assertions.assertThat(response.getContentType()).startsWith("application/problem+json");
		Assertions.assertThat(text(response))
			.contains("\"code\":\"unauthenticated\"", "\"violations\":[]", "\"traceId\":\"" + trace + "\"")
			.doesNotContain("\"properties\"");
	}

	@Test
	void onlyAnActingClientMayNameItsGrants() {
		Assertions.assertThat(this.mvc.get().uri("/notes").header("X-Act-As", CURATOR).with(As.grants(CURATOR)))
			.hasStatus(403);
		Assertions.assertThat(this.mvc.get().uri("/notes").header("X-Act-As", CURATOR).with(As.service("act-as")))
			.hasStatus(200);
	}

	@Test
	void anInsertOutsideTheScopeIsRefusedAsMissing() {
		MockHttpServletResponse response = post("{\"organisationId\":105,\"author\":\"Чужов\",\"born\":\"1980-01-01\"}",
				null);
		Assertions.assertThat(response.getStatus()).isEqualTo(404);
		Assertions.assertThat(this.db.count("note where author = 'Чужов'")).isZero();
	}

	@Test
	void factsReachTheFeedInOrderAndOnlyServicesReadThem() throws Exception {
		long first = As.get(CURATOR, () -> this.keeping.keep(SCHOOL, "Фактов", BORN).id());
		long second = As.get(CURATOR, () -> this.keeping.keep(SCHOOL, "Фактова", BORN).id());
		String feed = "";
		for (int i = 0; i < 50 && !feed.contains("\"subject\":\"" + second + "\""); i++) {
			feed = text(this.mvc.get()
				.uri("/feed?timeout=200&limit=5000")
				.with(As.service("feeds"))
				.exchange()
				.getResponse());
		}
		Assertions.assertThat(feed)
			.contains("\"subject\":\"" + first + "\"", "\"type\":\"note-kept\"", "\"organisationid\":104");
		Assertions.assertThat(feed.indexOf("\"subject\":\"" + first + "\""))
			.isLessThan(feed.indexOf("\"subject\":\"" + second + "\""));
		Assertions.assertThat(this.mvc.get().uri("/feed").with(As.grants(CURATOR))).hasStatus(403);
		Assertions.assertThat(this.mvc.get().uri("/feed/named").with(As.service("feeds"))).hasStatus(403);
	}

	@Test
	void concurrentWritersLoseNoFact() throws Exception {
		long before = this.db.count("outbox") + this.db.count("feed");
		List<Callable<Long>> work = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			work.add(() -> As.get(CURATOR, () -> this.keeping.keep(SCHOOL, "Писатель", BORN).id()));
		}
		try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
			executor.invokeAll(work);
		}
		for (int i = 0; i < 100 && this.db.count("outbox") > 0; i++) {
			Thread.sleep(50);
		}
		Assertions.assertThat(this.db.count("outbox")).isZero();
		Assertions.assertThat(this.db.count("feed")).isEqualTo(before + 200);
	}

	@Test
	void aListIsOneStatement() {
		Assertions.assertThat(Statements.of(() -> this.mvc.get().uri("/notes").with(As.grants(CURATOR)).exchange()))
			.hasSize(1);
	}

	private MockHttpServletResponse post(String body, String key) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.post()
			.uri("/notes")
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.with(As.grants(CURATOR));
		return ((key != null) ? request.header("Idempotency-Key", key) : request).exchange().getResponse();
	}

	private MockHttpServletResponse put(long id, String author, int version) {
		return this.mvc.put()
			.uri("/notes/" + id)
			.contentType(MediaType.APPLICATION_JSON)
			.content("{\"author\":\"" + author + "\",\"version\":" + version + "}")
			.with(As.grants(CURATOR))
			.exchange()
			.getResponse();
	}

	private static String text(MockHttpServletResponse response) {
		return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
	}

}
