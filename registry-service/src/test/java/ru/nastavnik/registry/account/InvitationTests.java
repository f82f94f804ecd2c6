package ru.nastavnik.registry.account;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;
import ru.nastavnik.registry.Seal;

import static org.assertj.core.api.Assertions.assertThat;

class InvitationTests extends RegistryTests {

	private static int number;

	@Autowired
	private Projection projection;

	@Autowired
	private Seal seal;

	/** What Keycloak was told, by user name. */
	private final Map<String, Keycloak.User> users = new ConcurrentHashMap<>();

	@BeforeEach
	void emptyQueue() {
		this.db.execute("delete from account_projection");
	}

	@Test
	void aCodeOpensTheAccountOnce() {
		Answer account = curatorAccount();
		String username = account.body().get("username").asString();
		Answer slips = post(this.director, "/invitations", invite(account.id())).is(200);
		String code = slips.body().get("slips").get(0).get("code").asString();
		assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
		assertThat(this.db.client()
			.sql("select code_hash::text from account_invitation where account_id = " + account.id())
			.query(String.class)
			.single()).doesNotContain(code);
		assertThat(state(username, code).is(200).body().get("state").asString()).isEqualTo("open");
		assertThat(activate(username, code, "short").is(400).violations()).contains("password");
		assertThat(activate(username, code, "Long-enough-1").is(200).body().get("state").asString())
			.isEqualTo("waiting");
		// the queue holds no password that can be read
		assertThat(this.db.client()
			.sql("select password from account_projection where password is not null")
			.query(String.class)
			.list()).hasSize(1).allMatch((sealed) -> sealed.startsWith("reset:") && !sealed.contains("Long-enough"));
		project();
		assertThat(this.users.get(username).password()).isEqualTo("Long-enough-1");
		assertThat(state(username, code).is(200).body().get("state").asString()).isEqualTo("ready");
		assertThat(activate(username, code, "Another-one-1").is(422).code()).isEqualTo("registry.account.activation");
		assertThat(get(this.director, "/accounts/" + account.id()).body().get("activated").asBoolean()).isTrue();
		assertThat(get(this.director, "/audit?action=activated").body().get("items").size()).isEqualTo(1);
	}

	@Test
	void noCodeIsKeptForARepeatedRequest() {
		long account = curatorAccount().id();
		for (int status : new int[] { 200, 409 }) {
			assertThat(this.mvc.post()
				.uri("/invitations")
				.contentType(MediaType.APPLICATION_JSON)
				.content(invite(account))
				.header("Idempotency-Key", "invite-" + account)
				.with(As.grants(this.director))).hasStatus(status);
		}
		assertThat(this.db.count("idempotency where key = 'invite-%d'".formatted(account))).isEqualTo(1);
		assertThat(this.db.count("idempotency where key = 'invite-%d' and body is not null".formatted(account)))
			.isZero();
	}

	@Test
	void anUnknownNameAWrongCodeAndAnExpiredOneAreAnsweredAlike() {
		Answer account = curatorAccount();
		String username = account.body().get("username").asString();
		String code = code(account);
		Answer unknown = activate("nobody-has-this", code, "Long-enough-1").is(422);
		Answer wrong = activate(username, "AAAA-AAAA-AAAA-AAAA", "Long-enough-1").is(422);
		assertThat(wrong.body().get("detail")).isEqualTo(unknown.body().get("detail"));
		this.db.execute("update account_invitation set expires_at = now() - interval '1 second'");
		Answer expired = activate(username, code, "Long-enough-1").is(422);
		assertThat(expired.body().get("detail")).isEqualTo(unknown.body().get("detail"));
	}

	@Test
	void fiveWrongCodesCloseTheInvitation() {
		Answer account = curatorAccount();
		String username = account.body().get("username").asString();
		String code = code(account);
		for (int at = 0; at < 5; at++) {
			state(username, "AAAA-AAAA-AAAA-AAA" + at).is(422);
		}
		state(username, code).is(422);
		String next = code(account);
		state(username, next).is(200);
		state(username, code).is(422);
	}

	@Test
	void aCodeIsReadAsItIsWrittenByHand() {
		Answer account = curatorAccount();
		String code = code(account);
		String username = account.body().get("username").asString();
		state(" " + username.toUpperCase() + " ", code.toLowerCase().replace("-", " ").replace('0', 'о')).is(200);
	}

	@Test
	void whoeverCannotGrantEverythingInvitesNobody() {
		Answer account = curatorAccount();
		assertThat(post(this.curator, "/invitations", invite(account.id())).is(403).code())
			.isEqualTo("registry.account.grant-power");
		post("director@" + this.region + "/" + this.sibling, "/invitations", invite(account.id())).is(404);
	}

	@Test
	void aGrantIsProlongedAndItsHistoryStays() {
		Answer account = curatorAccount();
		long grant = account.body().get("grants").get(0).get("id").asLong();
		String until = LocalDate.now().plusDays(30).toString();
		Answer changed = put(this.director, "/grants/" + grant,
				"{\"validTo\": \"%s\", \"basis\": \"Приказ № 7\", \"version\": 0}".formatted(until))
			.is(200);
		assertThat(changed.body().get("grants").get(0).get("validTo").asString()).isEqualTo(until);
		assertThat(put(this.director, "/grants/" + grant, "{\"version\": 0}").is(409).code()).isEqualTo("stale");
		put(this.curator, "/grants/" + grant, "{\"version\": 1}").is(403);
		post(this.director, "/grants/" + grant + "/revocation", "").is(200);
		Answer log = get(this.director, "/audit?type=grant");
		assertThat(log.body().get("items").valueStream().map((line) -> line.get("action").asString()))
			.containsExactly("revoked", "changed", "created");
	}

	@Test
	void aSubstituteHasTheRoleForTheDaysAndSaysInWhosePlace() {
		Answer absent = curatorAccount();
		Answer substitute = post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Замещаева Яна", "grants": [{"role": "psychologist", "organisationId": %d}]}"""
					.formatted(username(), this.school))
			.is(201);
		LocalDate today = LocalDate.now();
		String body = """
				{"substituteId": %d, "role": "curator", "organisationId": %d, "validFrom": "%s", "validTo": "%s", "basis": "Приказ № 9"}"""
			.formatted(substitute.id(), this.school, today, today.plusDays(10));
		assertThat(post(this.director, "/accounts/" + substitute.id() + "/substitution",
				body.replace("\"substituteId\": " + substitute.id(), "\"substituteId\": " + absent.id()))
			.is(400)
			.violations()).contains("role");
		post(this.director, "/accounts/" + absent.id() + "/substitution", body).is(201);
		project();
		String grants = String.valueOf(this.users.get(substitute.body().get("username").asString()).grants());
		assertThat(grants).contains("curator@" + this.region + "/" + this.school + "~" + absent.id());
		// the queue takes it back by itself on the day after
		assertThat(this.db.count("account_projection where subject_id = " + substitute.id()
				+ " and due_at > now() + interval '9 days' and due_at < now() + interval '12 days'"))
			.isEqualTo(1);
	}

	@Test
	void aDismissalTakesTheRolesAndWithTheLastOneTheAccount() {
		long teacher = teacher("Уволенова");
		Answer account = post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Уволенова Мария", "personId": %d, "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(username(), teacher, this.school))
			.is(201);
		post(this.institute, "/accounts/" + account.id() + "/grants",
				"{\"role\": \"curator\", \"organisationId\": %d}".formatted(this.sibling))
			.is(201);
		Answer card = get(this.curator, "/people/" + teacher);
		dismiss(card, LocalDate.now().minusDays(1));
		project();
		String username = account.body().get("username").asString();
		assertThat(String.valueOf(this.users.get(username).grants())).contains("/" + this.sibling)
			.doesNotContain("/" + this.school);
		assertThat(this.users.get(username).enabled()).isTrue();
		long second = get(this.institute, "/accounts/" + account.id()).body()
			.get("grants")
			.valueStream()
			.filter((grant) -> grant.get("organisationId").asLong() == this.sibling)
			.findFirst()
			.orElseThrow()
			.get("id")
			.asLong();
		post(this.institute, "/grants/" + second + "/revocation", "").is(200);
		project();
		assertThat(this.users.get(username).enabled()).isFalse();
		assertThat(get(this.institute, "/accounts/" + account.id()).body().get("closedOn").asString())
			.isEqualTo(LocalDate.now().minusDays(1).toString());
		// only by hand
		post(this.institute, "/accounts/" + account.id() + "/reopening", "").is(200);
		project();
		assertThat(this.users.get(username).enabled()).isTrue();
	}

	@Test
	@DisplayName("BR-072: a minor gets an account only by the director's leave and a representative's consent")
	void minorsNeedLeaveAndConsent() {
		long pupil = pupil("Детскова");
		String body = """
				{"username": "%s", "displayName": "Детскова Анна", "personId": %d,
				 "grants": [{"role": "mentee", "organisationId": %d}]}""".formatted(username(), pupil, this.school);
		assertThat(post(this.curator, "/accounts", body).is(422).code()).isEqualTo("registry.account.minor");
		String leave = "{\"personId\": %d, \"basis\": \"Приказ № 3\", \"consentId\": %d}";
		assertThat(post(this.director, "/account-leaves", leave.formatted(pupil, 987654321)).is(400).violations())
			.contains("consentId");
		long consent = signed(pupil, parentOf(pupil), LocalDate.now().toString()).is(200).id();
		post(this.curator, "/account-leaves", leave.formatted(pupil, consent)).is(403);
		post(this.director, "/account-leaves", leave.formatted(pupil, consent)).is(204);
		post(this.curator, "/accounts", body).is(201);
		// a role that sees others stays closed to a minor
		post(this.director, "/accounts",
				body.replace("\"mentee\"", "\"curator\"").replaceAll("user-\\d+|i-\\d+", username()))
			.is(422);
		// nobody above reads of it
		assertThat(get(this.institute, "/accounts?organisation=" + this.school).body().toString())
			.doesNotContain("Детскова");
	}

	@Test
	@DisplayName("BR-072, BR-060: a minor is out when the director takes the leave back and when the consent is withdrawn")
	void aLeaveEnds() {
		long pupil = pupil("Детскова");
		long parent = parentOf(pupil);
		long consent = signed(pupil, parent, LocalDate.now().toString()).is(200).id();
		Answer none = get(this.director, "/people/" + pupil + "/account-leave").is(200);
		assertThat(none.body().get("given").asBoolean()).isFalse();
		assertThat(none.body().get("consents").get(0).get("id").asLong()).isEqualTo(consent);
		String leave = "{\"personId\": %d, \"basis\": \"Приказ № 3\", \"consentId\": %d}".formatted(pupil, consent);
		post(this.director, "/account-leaves", leave).is(204);
		long account = post(this.curator, "/accounts", """
				{"username": "%s", "displayName": "Детскова Анна", "personId": %d,
				 "grants": [{"role": "mentee", "organisationId": %d}]}""".formatted(username(), pupil, this.school))
			.is(201)
			.id();
		post(this.curator, "/people/" + pupil + "/account-leave/ending", "").is(403);
		post("director@" + this.region + "/" + this.sibling, "/people/" + pupil + "/account-leave/ending", "").is(404);
		assertThat(post(this.director, "/people/" + pupil + "/account-leave/ending", "").is(200)
			.body()
			.get("given")
			.asBoolean()).isFalse();
		assertThat(get(this.curator, "/accounts/" + account).body().get("closedOn").asString())
			.isEqualTo(LocalDate.now(java.time.ZoneId.of("Europe/Moscow")).minusDays(1).toString());
		assertThat(this.db.count("role_grant where account_id = " + account + " and revoked_at is null")).isZero();
		post(this.director, "/people/" + pupil + "/account-leave/ending", "").is(409);
		post(this.director, "/account-leaves", leave).is(204);
		post(this.curator, "/accounts/" + account + "/reopening", "").is(200);
		post(this.curator, "/accounts/" + account + "/grants",
				"{\"role\": \"mentee\", \"organisationId\": %d}".formatted(this.school))
			.is(201);
		assertThat(get(this.director, "/people/" + pupil + "/account-leave").body().get("works").asBoolean()).isTrue();
		post(this.curator, "/consents/" + consent + "/withdrawal",
				"{\"on\": \"%s\", \"reason\": \"заявление\"}".formatted(LocalDate.now()))
			.is(200);
		assertThat(this.db.count("role_grant where account_id = " + account + " and revoked_at is null")).isZero();
		assertThat(get(this.director, "/audit?action=revoked&person=" + pupil).body().get("items").size()).isEqualTo(2);
	}

	@Test
	void fiftyGrantsAreTheLimitWhetherTheCallerSeesThemOrNot() {
		Answer account = curatorAccount();
		List<String> rows = new ArrayList<>();
		for (int at = 0; at < 49; at++) {
			rows.add("(" + (900_000L + account.id() * 100 + at) + ", " + this.region + ", " + this.instituteId + ", "
					+ account.id() + ", 'institute', " + this.instituteId + ", current_date)");
		}
		this.db
			.execute("insert into role_grant (id, region_id, organisation_id, account_id, role, unit_id, valid_from) "
					+ "values " + String.join(", ", rows));
		assertThat(post(this.director, "/accounts/" + account.id() + "/grants",
				"{\"role\": \"psychologist\", \"organisationId\": %d}".formatted(this.school))
			.is(400)
			.violations()).contains("не больше 50");
	}

	private void dismiss(Answer card, LocalDate day) {
		var employment = card.body().get("employments").get(0);
		put(this.curator, "/employments/" + employment.get("id").asLong(),
				"""
						{"position": "teacher", "hiredOn": "2010-09-01", "experienceSince": "2002-09-01", "dismissedOn": "%s", "version": %d}"""
					.formatted(day, employment.get("version").asInt()))
			.is(200);
	}

	/** Does what the projector does, with a Keycloak that takes everything. */
	private void project() {
		for (Projection.Item item : Scope.get(Scope.ofFeed(), () -> this.projection.due(100))) {
			Scope.get(Scope.ofFeed(), () -> this.projection.hold(item)).ifPresent((held) -> {
				if (held.kind().equals("region")) {
					Scope.run(Scope.ofFeed(), () -> this.projection.finish(held, null));
					return;
				}
				Scope region = Scope.intake(java.util.Set.of(held.regionId()));
				Projection.Snapshot found = Scope.get(region, () -> this.projection.snapshot(held)).orElseThrow();
				this.users.merge(found.user().username(), found.user(),
						(before, now) -> (now.password() != null) ? now : new Keycloak.User(now.username(),
								now.displayName(), now.email(), now.enabled(), now.grants(), before.password(), false));
				Scope.run(region, () -> {
					this.projection.projected(held, found, "subject-of-" + held.subjectId());
					if (found.user().reset()) {
						this.projection.passwordSet(held, null);
					}
				});
				Scope.run(Scope.ofFeed(), () -> this.projection.finish(held, found.nextChange()));
			});
		}
	}

	private Answer curatorAccount() {
		return post(this.director, "/accounts",
				"""
						{"username": "%s", "displayName": "Петрова Инна", "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(username(), this.school))
			.is(201);
	}

	private String code(Answer account) {
		return post(this.director, "/invitations", invite(account.id())).is(200)
			.body()
			.get("slips")
			.get(0)
			.get("code")
			.asString();
	}

	private Answer activate(String username, String code, String password) {
		return unsigned("/activations",
				"{\"username\": \"%s\", \"code\": \"%s\", \"password\": \"%s\"}".formatted(username, code, password));
	}

	private Answer state(String username, String code) {
		return unsigned("/activations/state", "{\"username\": \"%s\", \"code\": \"%s\"}".formatted(username, code));
	}

	/** Nobody is signed in. */
	private Answer unsigned(String uri, String body) {
		var response = this.mvc.method(HttpMethod.POST)
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange()
			.getResponse();
		return new Answer(response.getStatus(), this.json
			.readTree(new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8)));
	}

	private static String invite(long account) {
		return "{\"accountIds\": [%d]}".formatted(account);
	}

	private static String username() {
		return "invited-" + ++number;
	}

}
