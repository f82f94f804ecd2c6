package ru.nastavnik.registry.account;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTests extends RegistryTests {

	private static int number;

	@Autowired
	private Projection projection;

	private HttpServer keycloak;

	private final Map<String, String> users = new ConcurrentHashMap<>();

	private final List<String> members = new CopyOnWriteArrayList<>();

	private final List<String> created = new CopyOnWriteArrayList<>();

	private volatile boolean down;

	private volatile String refusal = "";

	private Projector projector;

	@BeforeEach
	void startKeycloak() throws IOException {
		this.db.execute("delete from account_projection");
		this.keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.keycloak.createContext("/", this::answer);
		this.keycloak.start();
		AccountProperties properties = new AccountProperties("http://127.0.0.1:" + this.keycloak.getAddress().getPort(),
				true, true, Duration.ofMillis(10));
		this.projector = new Projector(this.projection, new Keycloak(properties, () -> "token"), properties);
	}

	@AfterEach
	void stopKeycloak() {
		this.keycloak.stop(0);
	}

	@ParameterizedTest
	@CsvSource({ "institute, ministry, 201", "institute, municipal, 201", "institute, director, 201",
			"municipal, director, 201", "municipal, curator, 201", "municipal, psychologist, 403",
			"municipal, municipal, 403", "director, curator, 201", "director, psychologist, 201",
			"director, director, 403", "director, municipal, 403", "curator, curator, 403", "curator, mentor, 201",
			"psychologist, mentor, 403" })
	@DisplayName("Each level grants only the roles below it")
	void eachLevelGrantsTheRolesBelow(String caller, String role, int status) {
		String grants = Map
			.of("institute", this.institute, "municipal", this.municipal, "director", this.director, "curator",
					this.curator, "psychologist", this.psychologist)
			.get(caller);
		long unit = Map.of("ministry", this.region, "municipal", this.municipality).getOrDefault(role, this.school);
		String person = role.equals("mentor") ? "\"personId\": " + teacher("Наставников") + "," : "";
		Answer answer = post(grants, "/accounts",
				"""
						{"username": "%s", "displayName": "Петров Иван Ильич", %s "grants": [{"role": "%s", "organisationId": %d}]}"""
					.formatted(username(), person, role, unit))
			.is(status);
		if (status == 403) {
			assertThat(answer.code()).isEqualTo("registry.account.grant-power");
		}
	}

	@Test
	void badAccountsAreRefused() {
		String body = """
				{"username": "%s", "displayName": "Петров Иван", %s "grants": [{"role": "%s", "organisationId": %d %s}]}""";
		String taken = username();
		post(this.institute, "/accounts", body.formatted(taken, "", "director", this.school, "")).is(201);
		assertThat(post(this.institute, "/accounts", body.formatted(taken, "", "director", this.school, "")).is(409)
			.code()).isEqualTo("registry.account.taken");
		assertThat(post(this.institute, "/accounts", body.formatted(username(), "", "director", this.municipality, ""))
			.is(400)
			.violations()).contains("grants[0].role");
		assertThat(post(this.institute, "/accounts",
				body.formatted(username(), "", "director", this.school,
						", \"validFrom\": \"2026-09-01\", \"validTo\": \"2026-08-31\""))
			.is(400)
			.violations()).contains("grants[0].validTo");
		assertThat(post(this.institute, "/accounts",
				body.formatted(username(), "\"password\": \"12345678\",", "director", this.school, ""))
			.is(400)
			.violations()).contains("password");
		post(this.curator, "/accounts", body.formatted("Иван", "", "mentor", this.school, "")).is(400);
		post(this.curator, "/accounts", body.formatted(username(), "", "mentor", this.school, "")).is(400);
		assertThat(post(this.institute, "/accounts", body.formatted(username(), "", "director", 987654321, "")).is(400)
			.violations()).contains("grants[0].organisationId");
	}

	@Test
	@DisplayName("BR-072: minors get no account")
	void minorsGetNoAccount() {
		assertThat(post(this.curator, "/accounts", """
				{"username": "%s", "displayName": "Детская Анна", "personId": %d,
				 "grants": [{"role": "mentee", "organisationId": %d}]}""".formatted(username(), pupil("Детская"),
				this.school))
			.is(422)
			.code()).isEqualTo("registry.account.minor");
	}

	@Test
	void keycloakLearnsWhatIsValidToday() {
		LocalDate today = LocalDate.now();
		String username = username();
		Answer account = post(this.institute, "/accounts",
				"""
						{"username": "%s", "displayName": "Петров Иван Ильич", "email": "petrov@example.org", "grants": [
						 {"role": "director", "organisationId": %d, "validFrom": "%s"},
						 {"role": "director", "organisationId": %d, "validFrom": "%s"},
						 {"role": "municipal", "organisationId": %d, "validFrom": "2020-01-01", "validTo": "2020-12-31"}]}"""
					.formatted(username, this.school, today, this.sibling, today.plusDays(3), this.municipality))
			.is(201);
		assertThat(account.body().get("projected").asBoolean()).isFalse();
		this.projector.round();
		assertThat(this.users.get(username)).contains("director@" + this.region + "/" + this.school)
			.doesNotContain("/" + this.sibling + "\"", "municipal@")
			.contains("\"lastName\":\"Петров\"", "\"firstName\":\"Иван Ильич\"");
		assertThat(this.members).contains("organisation-of-region-" + this.region + " " + username);
		assertThat(get(this.institute, "/accounts?organisation=" + this.school).body()
			.get("items")
			.get(0)
			.get("projected")
			.asBoolean()).isTrue();
		// the day the second grant begins is in the queue
		assertThat(this.db.client()
			.sql("select count(*) from account_projection where kind = 'account' and due_at > now() + interval '1 day'")
			.query(Long.class)
			.single()).isEqualTo(1);
		long grant = account.body().get("grants").get(0).get("id").asLong();
		Answer revoked = post(this.institute, "/grants/" + grant + "/revocation", "").is(200);
		assertThat(revoked.body().get("projected").asBoolean()).isFalse();
		post(this.institute, "/grants/" + grant + "/revocation", "").is(409);
		this.projector.round();
		assertThat(this.users.get(username)).doesNotContain("director@");
	}

	@Test
	void aStoppedKeycloakLosesNothing() {
		String username = username();
		Answer account = post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Петрова Инна", "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(username, this.school))
			.is(201);
		post(this.director, "/accounts/" + account.id() + "/grants",
				"{\"role\": \"psychologist\", \"organisationId\": %d}".formatted(this.school))
			.is(201);
		this.down = true;
		this.projector.round();
		assertThat(this.users).isEmpty();
		this.down = false;
		this.db.execute("update account_projection set due_at = now()");
		this.projector.round();
		assertThat(this.users.get(username)).contains("curator@", "psychologist@");
		assertThat(this.db.count("account_projection")).isZero();
	}

	@Test
	void anAddressThatIsTakenIsShownAndTriedAgainWhenItIsCorrected() {
		issued(username(), "same@example.org");
		String username = username();
		Answer account = issued(username, "same@example.org");
		this.projector.round();
		assertThat(this.users).doesNotContainKey(username);
		assertThat(this.db.count("account_projection")).isZero();
		Answer refused = seen(username);
		assertThat(refused.body().get("projected").asBoolean()).isFalse();
		assertThat(refused.body().get("problem").asString()).contains("уже занят", "Укажите другой адрес");
		String correction = """
				{"displayName": "Петров Иван", "email": "other@example.org", "version": 0}""";
		Answer corrected = put(this.institute, "/accounts/" + account.id(), correction).is(200);
		assertThat(corrected.body().has("problem")).isFalse();
		assertThat(corrected.body().get("version").asInt()).isEqualTo(1);
		assertThat(put(this.institute, "/accounts/" + account.id(), correction).is(409).code()).isEqualTo("stale");
		this.projector.round();
		assertThat(seen(username).body().get("projected").asBoolean()).isTrue();
		assertThat(this.users.get(username)).contains("other@example.org", "director@");
	}

	@Test
	void whatKeycloakFindsInvalidIsShownToo() {
		String username = username();
		issued(username, "invalid@example.org");
		this.projector.round();
		assertThat(seen(username).body().get("problem").asString()).contains("Исправьте имя или адрес");
		assertThat(this.db.count("account_projection")).isZero();
	}

	@Test
	void theInitialPasswordWaitsForTheCorrection() {
		issued(username(), "busy@example.org");
		String username = username();
		Answer account = issued(username, "busy@example.org");
		password(account, "first-password");
		this.projector.round();
		assertThat(seen(username).body().get("known").asBoolean()).isFalse();
		// a second refusal keeps it as well
		put(this.institute, "/accounts/" + account.id(), """
				{"displayName": "Петрова Анна", "email": "busy@example.org", "version": 0}""").is(200);
		this.projector.round();
		assertThat(this.users).doesNotContainKey(username);
		assertThat(this.db.count("account_projection")).isEqualTo(1);
		put(this.institute, "/accounts/" + account.id(), """
				{"displayName": "Петрова Анна", "email": "free@example.org", "version": 1}""").is(200);
		this.projector.round();
		assertThat(this.users.get(username)).contains("free@example.org", "first-password");
		assertThat(this.db.count("account_projection")).isZero();
		assertThat(seen(username).body().get("known").asBoolean()).isTrue();
	}

	@Test
	void aRefusedChangeLeavesAKnownAccountKnown() {
		issued(username(), "owner@example.org");
		String username = username();
		Answer account = issued(username, "before@example.org");
		assertThat(account.body().get("known").asBoolean()).isFalse();
		this.projector.round();
		put(this.institute, "/accounts/" + account.id(), """
				{"displayName": "Петров Иван", "email": "owner@example.org", "version": 0}""").is(200);
		this.projector.round();
		Answer refused = seen(username);
		assertThat(refused.body().get("projected").asBoolean()).isFalse();
		assertThat(refused.body().get("known").asBoolean()).isTrue();
		assertThat(refused.body().get("problem").asString()).contains("уже занят");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"error": "invalidPasswordMinLengthMessage", "error_description": "Invalid password: minimum length 12."} | пароль
					{"errorMessage": "Password policy not met"} | пароль
					{"field": "email", "errorMessage": "error-invalid-email", "params": ["email"]} | адрес электронной почты
					{"errors": [{"field": "lastName", "errorMessage": "error-person-name-invalid-character"}]} | фамилию
					{"field": "username", "errorMessage": "error-username-invalid-character"} | имя для входа
					{"errorMessage": "Could not create user"} | Исправьте имя или адрес""")
	void aRefusalNamesTheFieldThatKeycloakNames(String answer, String named) {
		String username = username();
		Answer account = issued(username, "invalid@example.org");
		password(account, "short");
		this.refusal = answer;
		this.projector.round();
		assertThat(seen(username).body().get("problem").asString()).contains(named);
		boolean ofPassword = named.equals("пароль");
		assertThat(this.db.count("account_projection")).isEqualTo(ofPassword ? 0 : 1);
		put(this.institute, "/accounts/" + account.id(), """
				{"displayName": "Петров Иван", "email": "%s@example.org", "version": 0}""".formatted(username)).is(200);
		this.projector.round();
		// what was refused is not tried again
		assertThat(this.users.get(username).contains("\"short\"")).isNotEqualTo(ofPassword);
	}

	@Test
	void twoInstancesShareTheQueue() throws InterruptedException {
		int accounts = 12;
		for (int at = 0; at < accounts; at++) {
			post(this.institute, "/accounts",
					"""
							{"username": "%s", "displayName": "Петров Иван", "grants": [{"role": "director", "organisationId": %d, "validFrom": "%s"}]}"""
						.formatted(username(), this.school, LocalDate.now().plusDays(3)))
				.is(201);
		}
		this.db.execute("delete from account_projection where kind = 'region'");
		List<Thread> instances = List.of(Thread.ofVirtual().start(this.projector::round),
				Thread.ofVirtual().start(this.projector::round));
		for (Thread instance : instances) {
			instance.join();
		}
		assertThat(this.created).hasSize(accounts).doesNotHaveDuplicates();
		assertThat(this.db.count("account_projection where leased_until is null and due_at > now()"))
			.isEqualTo(accounts);
		assertThat(this.db.count("account_projection")).isEqualTo(accounts);
	}

	@Test
	void oneInstanceAtATimeWorksOnAnAccount() {
		Answer account = issued(username(), "lease@example.org");
		Projection.Item item = due().getFirst();
		post(this.institute, "/accounts/" + account.id() + "/grants",
				"{\"role\": \"director\", \"organisationId\": %d}".formatted(this.sibling))
			.is(201);
		assertThat(due()).isEmpty();
		LocalDate again = LocalDate.now().plusDays(3);
		Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, again));
		assertThat(due()).hasSize(1);
		// whoever was too slow takes nothing and leaves nothing behind
		Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, again.plusDays(1)));
		assertThat(this.db.count("account_projection where due_at > now()")).isEqualTo(1);
		assertThat(Scope.get(Scope.ofFeed(), () -> this.projection.hold(item))).isEmpty();
		// a lease that ran out is taken over
		this.db.execute("update account_projection set leased_until = now() - interval '1 second'");
		assertThat(due()).hasSize(1);
	}

	private List<Projection.Item> due() {
		return Scope.get(Scope.ofFeed(), () -> this.projection.due(100));
	}

	private void password(Answer account, String password) {
		this.db.client()
			.sql("update account_projection set password = :password where subject_id = :id")
			.param("password", password)
			.param("id", account.id())
			.update();
	}

	@Test
	void aRefusedAddressKeepsNoRevokedGrantAlive() {
		issued(username(), "first@example.org");
		String username = username();
		Answer account = issued(username, "second@example.org");
		this.projector.round();
		put(this.institute, "/accounts/" + account.id(), """
				{"displayName": "Петров Иван", "email": "first@example.org", "version": 0}""").is(200);
		long grant = account.body().get("grants").get(0).get("id").asLong();
		post(this.institute, "/grants/" + grant + "/revocation", "").is(200);
		this.projector.round();
		assertThat(this.users.get(username)).contains("second@example.org").doesNotContain("director@");
		assertThat(seen(username).body().get("problem").asString()).contains("уже занят");
	}

	@Test
	void onlyWhoeverCouldGrantItAllCorrectsAnAccount() {
		Answer account = post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Петрова Инна", "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(username(), this.school))
			.is(201);
		String body = "{\"displayName\": \"Петрова Инна\", \"email\": \"x@example.org\", \"version\": 0}";
		assertThat(put(this.curator, "/accounts/" + account.id(), body).is(403).code())
			.isEqualTo("registry.account.grant-power");
		put(this.curator, "/accounts/987654321", body).is(404);
		assertThat(put(this.director, "/accounts/" + account.id(), body.replace("x@example.org", "нет")).is(400)
			.violations()).contains("email");
		put(this.director, "/accounts/" + account.id(), body).is(200);
	}

	@Test
	void aGrantThatTheCallerCannotSeeProtectsTheAccountToo() {
		Answer account = post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Петрова Инна", "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(username(), this.school))
			.is(201);
		Answer municipal = post(this.institute, "/accounts/" + account.id() + "/grants",
				"{\"role\": \"municipal\", \"organisationId\": %d}".formatted(this.municipality))
			.is(201);
		String body = "{\"displayName\": \"Петрова Инна\", \"email\": \"mine@example.org\", \"version\": 0}";
		Answer refused = put(this.director, "/accounts/" + account.id(), body).is(403);
		assertThat(refused.code()).isEqualTo("registry.account.grant-power");
		assertThat(refused.body().get("detail").asString()).contains("роль, которую выдаёт другой уровень");
		assertThat(this.db.count("account where email = 'mine@example.org'")).isZero();
		put("director@" + this.region + "/" + this.sibling, "/accounts/" + account.id(), body).is(404);
		long grant = municipal.body().get("grants").get(1).get("id").asLong();
		post(this.institute, "/grants/" + grant + "/revocation", "").is(200);
		put(this.director, "/accounts/" + account.id(), body).is(200);
	}

	private Answer issued(String username, String email) {
		return post(this.institute, "/accounts", """
				{"username": "%s", "displayName": "Петров Иван", "email": "%s",
				 "grants": [{"role": "director", "organisationId": %d}]}""".formatted(username, email, this.school))
			.is(201);
	}

	private Answer seen(String username) {
		return new Answer(200, get(this.institute, "/accounts?q=" + username).is(200).body().get("items").get(0));
	}

	private static String username() {
		return "user-" + ++number;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		String query = String.valueOf(exchange.getRequestURI().getQuery());
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		boolean post = exchange.getRequestMethod().equals("POST");
		if (this.down) {
			reply(exchange, 503, "");
		}
		else if (body.contains("invalid@")) {
			reply(exchange, 400, this.refusal);
		}
		else if (path.equals("/users") && post) {
			String username = this.json.readTree(body).get("username").asString();
			this.created.add(username);
			boolean added = !taken(body, username) && this.users.putIfAbsent(username, body) == null;
			exchange.getResponseHeaders().add("Location", "http://localhost/users/" + username);
			reply(exchange, added ? 201 : 409, "");
		}
		else if (path.equals("/users")) {
			String username = query.replaceAll("username=([^&]*).*", "$1");
			reply(exchange, 200, this.users.containsKey(username) ? "[{\"id\": \"" + username + "\"}]" : "[]");
		}
		else if (path.startsWith("/users/") && exchange.getRequestMethod().equals("GET")) {
			reply(exchange, 200, this.users.get(path.substring("/users/".length())));
		}
		else if (path.startsWith("/users/")) {
			String username = path.substring("/users/".length());
			boolean taken = taken(body, username);
			if (!taken) {
				this.users.put(username, body);
			}
			reply(exchange, taken ? 409 : 204, "");
		}
		else if (path.endsWith("/members")) {
			this.members.add(path.split("/")[2] + " " + body);
			reply(exchange, 201, "");
		}
		else if (post) {
			reply(exchange, 201, "");
		}
		else {
			reply(exchange, 200, "[{\"id\": \"organisation-of-" + query.replaceAll("search=([^&]*).*", "$1") + "\"}]");
		}
	}

	/** Whether another user has the address. */
	private boolean taken(String body, String username) {
		String email = this.json.readTree(body).path("email").asString("");
		return !email.isEmpty() && this.users.entrySet()
			.stream()
			.anyMatch((user) -> !user.getKey().equals(username)
					&& this.json.readTree(user.getValue()).path("email").asString("").equals(email));
	}

	private static void reply(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().add("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
