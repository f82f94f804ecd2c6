package ru.nastavnik.registry.notification;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationTests extends RegistryTests {

	private static final SmtpSink SINK = sink();

	@Autowired
	private Notifications notifications;

	@Autowired
	private Delivery delivery;

	@Autowired
	private TransactionTemplate transaction;

	private static SmtpSink sink() {
		try {
			return new SmtpSink();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@DynamicPropertySource
	static void mail(DynamicPropertyRegistry registry) {
		registry.add("nastavnik.mail.host", () -> "127.0.0.1");
		registry.add("nastavnik.mail.port", SINK::port);
	}

	@AfterAll
	static void close() throws IOException {
		SINK.close();
	}

	@BeforeEach
	void accounts() {
		SINK.letters().clear();
		SINK.refuse(false);
		account("curator", this.school, this.curator, "curator@school.example");
		account("director", this.school, this.director, null);
		account("curator", this.sibling, "curator@" + this.region + "/" + this.sibling, "sibling@school.example");
	}

	private long account(String role, long unit, String subject, @org.jspecify.annotations.Nullable String email) {
		long id = post(this.institute, "/accounts", """
				{"username": "n%s%d-%d", "displayName": "Сотрудник", %s
				 "grants": [{"role": "%s", "organisationId": %d}]}""".formatted(role, unit, this.region,
				(email != null) ? "\"email\": \"" + email + "\"," : "", role, unit))
			.is(201)
			.id();
		this.db.execute("update account set subject = '" + subject + "' where id = " + id);
		return id;
	}

	@Test
	@DisplayName("BR-060 a withdrawn consent is told to the curator and the director of the school, to nobody else, and names nobody")
	void aWithdrawalIsTold() {
		long pupil = pupil("Отзывова");
		long consent = signed(pupil, parentOf(pupil), "2026-09-01").is(200).id();
		post("psychologist@" + this.region + "/" + this.school + "," + this.curator,
				"/consents/" + consent + "/withdrawal",
				"{\"on\": \"%s\", \"reason\": \"заявление\"}".formatted(LocalDate.now()))
			.is(200);
		deliver();
		Answer told = get(this.director, "/notifications").is(200);
		assertThat(told.body().get("unread").asInt()).isEqualTo(1);
		assertThat(told.body().get("items").get(0).get("link").asString()).isEqualTo("/people/" + pupil);
		assertThat(told.body().toString()).contains("Отозвано согласие").doesNotContain("Отзывов");
		assertThat(unread(this.curator)).isEqualTo(1);
		assertThat(unread("curator@" + this.region + "/" + this.sibling)).isZero();
		assertThat(unread(this.psychologist)).isZero();
		assertThat(letters()).contains("To: curator@school.example")
			.contains("/people/" + pupil)
			.doesNotContain("Отзывов")
			.doesNotContain("sibling@school.example");
	}

	@Test
	void whatIsReadIsReadForItsReaderOnly() {
		say("Первое");
		say("Второе");
		deliver();
		Answer list = get(this.curator, "/notifications?size=1").is(200);
		assertThat(list.body().get("items").get(0).get("title").asString()).isEqualTo("Второе");
		long id = list.body().get("items").get(0).get("id").asLong();
		assertThat(get(this.curator, "/notifications?before=" + list.body().get("next").asLong()).body()
			.get("items")
			.get(0)
			.get("title")
			.asString()).isEqualTo("Первое");
		post(this.director, "/notifications/" + id + "/reading", "").is(404);
		post(this.curator, "/notifications/" + id + "/reading", "").is(204);
		assertThat(unread(this.curator)).isEqualTo(1);
		assertThat(unread(this.director)).isEqualTo(2);
		assertThat(get(this.curator, "/notifications?unread=true").body().get("items").size()).isEqualTo(1);
		send(this.curator, org.springframework.http.HttpMethod.DELETE, "/notifications/" + id + "/reading", "").is(204);
		assertThat(unread(this.curator)).isEqualTo(2);
		post(this.curator, "/notifications/reading", "").is(204);
		assertThat(unread(this.curator)).isZero();
		assertThat(unread(this.director)).isEqualTo(2);
	}

	@Test
	void whatIsRolledBackIsNotTold() {
		As.run(this.psychologist, () -> this.transaction.executeWithoutResult((status) -> {
			this.notifications.send(this.school, Set.of(Role.CURATOR), notice("Напрасно"));
			status.setRollbackOnly();
		}));
		deliver();
		assertThat(unread(this.curator)).isZero();
	}

	@Test
	void whoeverSaidItIsNotTold() {
		As.run(this.curator, () -> this.transaction.executeWithoutResult(
				(status) -> this.notifications.send(this.school, Set.of(Role.CURATOR, Role.DIRECTOR), notice("Своё"))));
		deliver();
		assertThat(unread(this.curator)).isZero();
		assertThat(unread(this.director)).isEqualTo(1);
	}

	@Test
	@DisplayName("Who lost a role elsewhere is told where they still have one, and whoever has none left is told nothing")
	void aRoleThatHoldsIsToldAfterADismissalElsewhere() {
		this.db.execute("update account set closed_on = current_date - 1 where region_id = " + this.region);
		this.db.execute("update role_grant set valid_from = current_date - 9, valid_to = current_date - 1 "
				+ "where role = 'director' and region_id = " + this.region);
		say("Здесь");
		deliver();
		assertThat(unread(this.curator)).isEqualTo(1);
		assertThat(unread(this.director)).isZero();
	}

	@Test
	void lettersOfAKindAreSwitchedOffAndTheBellStays() {
		Answer wishes = get(this.curator, "/notification-preference").is(200);
		assertThat(wishes.body().get("mail").asBoolean()).isTrue();
		assertThat(wishes.body().get("kinds").toString()).contains("\"consent\"").doesNotContain("invitation");
		put(this.curator, "/notification-preference", "{\"withoutMail\": [\"person\"]}").is(200);
		say("Без письма");
		deliver();
		assertThat(unread(this.curator)).isEqualTo(1);
		assertThat(SINK.letters()).isEmpty();
		put(this.curator, "/notification-preference", "{\"withoutMail\": []}").is(200);
		say("С письмом");
		deliver();
		assertThat(letters()).contains("To: curator@school.example").contains("Что случилось.");
		put(this.curator, "/notification-preference", "{\"withoutMail\": [\"nonsense\"]}").is(400);
	}

	@Test
	void aMailServerThatRefusesStopsNoCommandAndIsTriedAgain() {
		SINK.refuse(true);
		say("Терпение");
		deliver();
		assertThat(unread(this.curator)).isEqualTo(1);
		assertThat(this.db.count("letter where region_id = " + this.region + " and problem is not null")).isEqualTo(1);
		SINK.refuse(false);
		this.db.execute("update letter set due_at = now() where region_id = " + this.region);
		deliver();
		assertThat(SINK.letters()).hasSize(1);
		// a sent letter keeps neither its text nor its address
		assertThat(this.db.count("letter where region_id = " + this.region
				+ " and sent_at is not null and body is null and address is null"))
			.isEqualTo(1);
	}

	@Test
	void aSilentMailServerKeepsNobodyWaitingForTheBell() throws IOException {
		SINK.silence();
		try {
			say("Первое");
			Awaiting.until(SINK::isWaitedFor);
			long start = System.nanoTime();
			say("Второе");
			Awaiting.until(() -> unread(this.curator) == 2);
			assertThat(java.time.Duration.ofNanos(System.nanoTime() - start))
				.isLessThan(java.time.Duration.ofSeconds(5));
		}
		finally {
			SINK.speak();
			this.db.execute("delete from letter where region_id = " + this.region);
		}
	}

	@Test
	void aRegionThatFailsKeepsNoOtherWaiting() {
		this.db.execute(
				"""
						create function broken() returns trigger language plpgsql as 'begin raise exception ''broken''; end';
						create trigger broken before delete on notice for each row when (old.region_id = 1) execute function broken();
						insert into notice (region_id, kind, title, body) values (1, 'person', 'Сбой', 'Сбой')""");
		try {
			say("Другим");
			this.delivery.round();
			Awaiting.until(() -> unread(this.curator) == 1);
			assertThat(this.db.count("notice where region_id = 1")).isEqualTo(1);
		}
		finally {
			this.db.execute("drop function broken cascade; delete from notice where region_id = 1");
		}
	}

	@Test
	void anInvitationByLetterCarriesACodeThatNobodyElseSees() {
		long account = account("psychologist", this.school, "unknown-yet", "psy@school.example");
		Answer sent = post(this.institute, "/invitations",
				"{\"accountIds\": [%d], \"byMail\": true}".formatted(account));
		sent.is(200);
		assertThat(sent.body().get("slips").get(0).has("code")).isFalse();
		assertThat(this.db.count("notice where secret like '%-%-%-%'")).isZero();
		deliver();
		String letter = letters();
		assertThat(letter).contains("To: psy@school.example").containsPattern("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}");
		String code = letter.replaceAll("(?s).*код: ([0-9A-Z-]{19}).*", "$1");
		String username = "npsychologist" + this.school + "-" + this.region;
		post("operator", "/activations/state", "{\"username\": \"%s\", \"code\": \"%s\"}".formatted(username, code))
			.is(200);
		assertThat(get("unknown-yet", "/notifications").body().get("items").size()).isZero();
	}

	@Test
	void withoutAnAddressThereIsNoInvitationByLetter() {
		long account = account("psychologist", this.school, "no-address", null);
		assertThat(post(this.institute, "/invitations", "{\"accountIds\": [%d], \"byMail\": true}".formatted(account))
			.is(400)
			.violations()).contains("email");
	}

	/** The thread of the service may be at it already. */
	private void deliver() {
		this.delivery.round();
		Awaiting.until(() -> this.db.count("notice where region_id = " + this.region) == 0
				&& this.db.count("letter where region_id = " + this.region
						+ " and sent_at is null and (problem is null or due_at <= now())") == 0);
	}

	private void say(String title) {
		As.run(this.psychologist, () -> this.transaction.executeWithoutResult(
				(status) -> this.notifications.send(this.school, Set.of(Role.CURATOR, Role.DIRECTOR), notice(title))));
	}

	private static Notifications.Notice notice(String title) {
		return new Notifications.Notice(Topic.PERSON, title, "Что случилось.", "/people");
	}

	private int unread(String grants) {
		return get(grants, "/notifications/unread").is(200).body().get("unread").asInt();
	}

	/** The letters as people read them. */
	private static String letters() {
		return SINK.letters().stream().map(NotificationTests::readable).collect(Collectors.joining("\n"));
	}

	private static String readable(String letter) {
		int end = letter.indexOf("\n\n");
		String head = letter.substring(0, end);
		String body = letter.substring(end + 2);
		return head + "\n\n" + (head.contains("base64")
				? new String(Base64.getMimeDecoder().decode(body), java.nio.charset.StandardCharsets.UTF_8) : body);
	}

}
