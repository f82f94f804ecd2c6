package ru.nastavnik.local;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The whole chain as seven people walk it in their browsers: consent → pair → order →
 * programme → meeting → completion, while the municipality, the institute and the
 * ministry watch their figures change without reloading.
 */
class ChainTests {

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final LocalDate TODAY = LocalDate.now();

	private static final String MONTH = TODAY.format(DateTimeFormatter.ofPattern("yyyyMM"));

	/** A family name that no earlier run on the same data has used. */
	private static final String MARK = Long.toString(System.currentTimeMillis() / 1000, 16)
		.chars()
		.mapToObj((digit) -> String.valueOf((char) ('а' + Character.digit(digit, 16))))
		.collect(java.util.stream.Collectors.joining());

	private final Stage stage = Stage.running();

	@Test
	void fromTheConsentToTheMinistrysFigure() {
		try (Playwright playwright = Visitor.playwright(); Browser browser = Visitor.browser(playwright)) {
			try {
				walk(browser);
			}
			catch (AssertionError | RuntimeException ex) {
				Visitor.picturesOfFailure();
				throw ex;
			}
		}
	}

	private void walk(Browser browser) {
		Stage.Account curatorAccount = this.stage.account("curator");
		Visitor curator = Visitor.signIn(browser, this.stage, curatorAccount, 1440);
		Visitor director = Visitor.signIn(browser, this.stage, this.stage.account("director"), 1440);
		Visitor municipal = Visitor.signIn(browser, this.stage, this.stage.account("municipal"), 1440);
		Visitor institute = Visitor.signIn(browser, this.stage, this.stage.account("institute"), 1440);
		Visitor ministry = Visitor.signIn(browser, this.stage, this.stage.account("ministry"), 1440);
		Map<String, Visitor> watchers = Map.of("municipal", municipal, "institute", institute, "ministry", ministry);
		watchers.values().forEach((watcher) -> {
			watcher.open("/dashboard?period=" + MONTH);
			watcher.page.evaluate("window.sameDocument = true");
		});
		curator.look("desk-curator");
		ministry.look("dashboard-ministry");
		municipal.look("dashboard-municipal");
		institute.look("dashboard-institute");

		// 1. the curator registers both teachers with their consents
		long[] young = figure("OP-03");
		String mentorName = "Опытнова" + MARK;
		String menteeName = "Новичкова" + MARK;
		long mentor = register(curator, "mentor", mentorName, TODAY.minusYears(15));
		long mentee = register(curator, "mentee", menteeName, TODAY.minusMonths(8));
		expectFigure("OP-03", young[0] + 1, young[1] + 1);
		expectTiles(watchers, "OP-03");

		// 2. proposes the pair; both agree, each in a browser of their own
		Stage.Account mentorAccount = account(curatorAccount, mentor, mentorName, "mentor");
		Stage.Account menteeAccount = account(curatorAccount, mentee, menteeName, "mentee");
		long mentorship = propose(curator, mentorName, menteeName);
		curator.look("mentorship-proposed");
		Visitor mentorVisitor = Visitor.signIn(browser, this.stage, mentorAccount, 390);
		Visitor menteeVisitor = Visitor.signIn(browser, this.stage, menteeAccount, 390);
		for (Visitor participant : List.of(mentorVisitor, menteeVisitor)) {
			participant.open("/mentorships/" + mentorship);
			participant.button("Согласиться").click();
			confirmDialog(participant);
			participant.page.waitForCondition(() -> participant.button("Отказаться").count() == 0
					|| !participant.button("Отказаться").isVisible());
		}
		mentorVisitor.look("mentorship-mentor-phone");
		expectStatus(curatorAccount, mentorship, "agreed");

		papers(curatorAccount, mentorship, mentor, mentee);

		// 3. the curator prepares the order, the director signs it
		long[] pairs = figure("OP-04");
		long[] without = figure("OP-03");
		curator.open("/orders/new");
		curator.page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(menteeName)).first().check();
		curator.look("order-new");
		curator.page.locator("form button[type=submit]").click();
		curator.page.waitForURL("**/orders/*");
		curator.page.waitForCondition(() -> curator.page.url().matches(".*/orders/\\d+.*"));
		String order = java.net.URI.create(curator.page.url()).getPath();
		director.open(order);
		director.button("Подписать приказ").click();
		Locator dialog = director.page.getByRole(AriaRole.DIALOG);
		dialog.getByLabel("Номер приказа").fill("Н-" + MARK);
		director.look("order-sign");
		dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Подписать приказ")).click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
		director.look("order-signed");
		expectStatus(curatorAccount, mentorship, "ordered");
		expectFigure("OP-04", pairs[0] + 1, null);
		expectTiles(watchers, "OP-04");

		// 4. the programme from the 29-row template is agreed and approved
		curator.open("/mentorships/" + mentorship + "/programme");
		curator.page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Учитель – учитель"))
			.or(curator.page.getByText("29 мероприятий"))
			.first()
			.click();
		curator.look("programme-new");
		curator.page.locator("form button[type=submit]").click();
		curator.page.waitForCondition(() -> curator.page.url().matches(".*/programmes/\\d+.*"));
		String programme = java.net.URI.create(curator.page.url()).getPath();
		JsonNode loaded = this.stage.call(curatorAccount, "GET", "/api/programme" + programme, null).ok();
		Assertions.assertThat(loaded.path("activities")).hasSize(29);
		for (Visitor participant : List.of(mentorVisitor, menteeVisitor)) {
			participant.open(programme);
			participant.button("Согласиться").click();
			PlaywrightAssertions.assertThat(participant.button("Согласиться")).isHidden();
		}
		curator.open(programme);
		curator.look("programme-curator");
		curator.button("Подтвердить").click();
		PlaywrightAssertions.assertThat(curator.button("Подтвердить")).isHidden();
		director.open(programme);
		director.button("Утвердить").click();
		confirmDialog(director);
		expectProgramme(curatorAccount, programme, List.of("approved", "running"));
		mentorVisitor.open(programme);
		mentorVisitor.look("programme-mentor-phone");

		// 5. a meeting is planned, held and confirmed
		long[] regular = figure("OP-06");
		long meeting = plan(curator, mentorship, "Знакомство");
		mentorVisitor.open("/meetings/" + meeting);
		mentorVisitor.button("Встреча прошла").click();
		confirmDialog(mentorVisitor);
		menteeVisitor.open("/desk");
		menteeVisitor.look("desk-mentee-phone");
		menteeVisitor.open("/meetings/" + meeting);
		menteeVisitor.button("Подтвердить встречу").click();
		menteeVisitor.button("Да, встреча была").click();
		PlaywrightAssertions.assertThat(menteeVisitor.text("Подтверждена")).isVisible();
		menteeVisitor.look("meeting-mentee-phone");
		expectStatus(curatorAccount, mentorship, "active");
		expectFigure("OP-06", regular[0] + 1, null);
		// BR-085: who has a mentor is counted from the first day of work, not from the
		// order
		expectFigure("OP-03", without[0] - 1, without[1]);
		expectTiles(watchers, "OP-03");
		expectTiles(watchers, "OP-06");

		// 6. the programme is worked through and the pair completes by ground E1
		long[] completed = figure("OP-07");
		finish(curator, mentorVisitor, mentorship, programme);
		curator.open("/mentorships/" + mentorship);
		curator.button("Завершить наставничество").click();
		curator.page.getByLabel("Итоги подведены вместе с участниками").check();
		confirmDialog(curator);
		expectStatus(curatorAccount, mentorship, "completed");
		curator.look("mentorship-completed");
		expectFigure("OP-07", completed[0] + 1, completed[1] + 1);
		expectTiles(watchers, "OP-07");
		watchers.values().forEach(Visitor::close);

		// the rest of the screens: no page with a serious finding
		for (String path : List.of("/people", "/mentors", "/mentees", "/consents", "/mentorships", "/orders",
				"/programmes", "/meetings", "/templates", "/dashboard", "/organisation", "/organisation/tree",
				"/accounts", "/people/new", "/mentorships/new", "/people/" + mentee)) {
			curator.open(path);
			curator.look("curator" + path.replaceAll("/\\d+", "/one").replace('/', '-'));
		}
	}

	private long register(Visitor curator, String as, String lastName, LocalDate experienceSince) {
		curator.open("/register/" + as);
		if (as.equals("mentee")) {
			curator.page.getByText("Сотрудник", new Page.GetByTextOptions().setExact(true)).first().click();
		}
		curator.field("Фамилия").fill(lastName);
		curator.field("Имя").fill("Мария");
		curator.field("Отчество").fill("Петровна");
		curator.field("Дата рождения").fill(as.equals("mentor") ? "12.05.1978" : "12.05.2001");
		curator.page.getByLabel("педагогического стажа")
			.or(curator.page.getByLabel("стаж", new Page.GetByLabelOptions()))
			.first()
			.fill(experienceSince.format(RUSSIAN));
		curator.page.getByLabel("Принят")
			.or(curator.page.getByLabel("Работает с"))
			.first()
			.fill(experienceSince.format(RUSSIAN));
		if (as.equals("mentor")) {
			curator.page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("добровольно"))
				.first()
				.check();
		}
		else {
			curator.field("Главный запрос").fill("Удерживать дисциплину на уроке");
		}
		curator.look("register-" + as);
		curator.page.locator("form button[type=submit]").click();
		curator.page.waitForURL("**/people/*?tab=" + as);
		return Long.parseLong(curator.page.url().replaceAll(".*/people/(\\d+).*", "$1"));
	}

	private long propose(Visitor curator, String mentorName, String menteeName) {
		curator.open("/mentorships/new");
		choose(curator, "Наставник", mentorName);
		choose(curator, "Наставляемый", menteeName);
		for (String criterion : List.of("соответствуют запросу", "взаимный интерес")) {
			curator.page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(criterion)).check();
		}
		curator.field("Цель").fill("Войти в профессию и удержать класс");
		curator.field("Начало").fill(TODAY.format(RUSSIAN));
		curator.look("mentorship-new");
		curator.page.locator("form button[type=submit]").click();
		curator.page.waitForCondition(() -> curator.page.url().matches(".*/mentorships/\\d+.*"));
		return Long.parseLong(curator.page.url().replaceAll(".*/mentorships/(\\d+).*", "$1"));
	}

	/**
	 * The participant reaches the programme service by the feed, so the list is asked
	 * again.
	 */
	private void choose(Visitor curator, String label, String name) {
		Locator box = curator.page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label))
			.or(curator.page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label)))
			.first();
		Locator option = curator.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(name)).first();
		box.click();
		box.fill(name);
		option.click();
	}

	private Stage.Account account(Stage.Account curator, long person, String name, String role) {
		String username = role + "-" + person;
		String password = "Nastavnik-" + MARK + "-1";
		this.stage
			.call(curator, "POST", "/api/registry/accounts", Map.of(
					"username", username, "displayName", name + " Мария Петровна", "personId", person, "password",
					password, "grants", List.of(Map.of("role", role, "organisationId", curator.organisation(),
							"validFrom", TODAY.toString(), "basis", "Проверка цепочки"))))
			.ok();
		return this.stage.awaitLogIn(
				new Stage.Account(username, password, "mentor", curator.organisation(), curator.organisationName()));
	}

	/**
	 * Presses the verb of the open dialog: a form's submit, else the first button of its
	 * body.
	 */
	private static void confirmDialog(Visitor visitor) {
		Locator dialog = visitor.page.getByRole(AriaRole.DIALOG);
		dialog.waitFor();
		Locator submit = dialog.locator("form button[type=submit]");
		(submit.count() > 0 ? submit : dialog.locator(".mantine-Modal-body button")).first().click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
	}

	/** Plans a meeting for today; gives its number. */
	private long plan(Visitor curator, long mentorship, String kind) {
		curator.open("/mentorships/" + mentorship);
		curator.button("Запланировать встречу").click();
		Locator dialog = curator.page.getByRole(AriaRole.DIALOG);
		dialog.getByLabel("Вид встречи").first().click();
		curator.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(kind).setExact(true)).click();
		dialog.getByLabel("Темы").fill(kind + ": о чём договоримся");
		confirmDialog(curator);
		Locator link = curator.page.locator("li:has-text('" + kind + "') a[href^='/meetings/']").first();
		return Long.parseLong(link.getAttribute("href").replaceAll(".*/", ""));
	}

	/**
	 * Works through the template as a year would: the mentor marks on the phone, the
	 * curator the rest; the planning and the final meeting are held.
	 */
	private void finish(Visitor curator, Visitor mentor, long mentorship, String programme) {
		mentor.open(programme);
		mark(mentor, 2);
		curator.open(programme);
		mark(curator, 27);
		PlaywrightAssertions.assertThat(curator.page.getByText("Выполнено 29 из 29")).isVisible();
		curator.button("Завершить программу").click();
		confirmDialog(curator);
		for (String kind : List.of("Планирование", "Итоговая встреча")) {
			long meeting = plan(curator, mentorship, kind);
			curator.open("/meetings/" + meeting);
			curator.button("Встреча прошла").click();
			confirmDialog(curator);
		}
	}

	/** Marks the next activities as done. */
	private static void mark(Visitor visitor, int count) {
		Locator done = visitor.button("Выполнено");
		for (int i = 0; i < count; i++) {
			done.first().waitFor();
			int left = visitor.page.locator("[data-status=planned]").count();
			done.first().click();
			confirmDialog(visitor);
			visitor.page.waitForCondition(() -> visitor.page.locator("[data-status=planned]").count() < left);
		}
	}

	/** The labour papers of the mentor, without which the order would not be signed. */
	private void papers(Stage.Account curator, long mentorship, long mentor, long mentee) {
		JsonNode offered = this.stage.call(curator, "POST", "/api/registry/labour-assignments",
				Map.of("organisationId", curator.organisation(), "mentorId", mentor, "menteeId", mentee, "content",
						"Ввод в должность и разбор уроков", "from", TODAY.toString(), "to",
						TODAY.plusYears(1).toString(), "form", "очная", "paySize", "15 % оклада", "payBasis",
						"ежемесячно"))
			.ok();
		String uri = "/api/registry/labour-assignments/" + offered.path("id").asLong();
		this.stage.call(curator, "POST", uri + "/consent", Map.of("on", TODAY.toString())).ok();
		this.stage.call(curator, "POST", uri + "/addendum", Map.of("number", "Д-" + MARK, "on", TODAY.toString())).ok();
		JsonNode now = this.stage.call(curator, "GET", "/api/programme/mentorships/" + mentorship, null).ok();
		for (int i = 0; i < 40 && !now.path("labourPapers").asString().equals("ready"); i++) {
			Platform.pause(250);
			now = this.stage.call(curator, "GET", "/api/programme/mentorships/" + mentorship, null).ok();
		}
		Assertions.assertThat(now.path("labourPapers").asString()).isEqualTo("ready");
	}

	private void expectStatus(Stage.Account curator, long mentorship, String status) {
		JsonNode now = this.stage.call(curator, "GET", "/api/programme/mentorships/" + mentorship, null).ok();
		for (int i = 0; i < 20 && !now.path("status").asString().equals(status); i++) {
			Platform.pause(250);
			now = this.stage.call(curator, "GET", "/api/programme/mentorships/" + mentorship, null).ok();
		}
		Assertions.assertThat(now.path("status").asString()).isEqualTo(status);
	}

	private void expectProgramme(Stage.Account curator, String programme, List<String> statuses) {
		JsonNode now = this.stage.call(curator, "GET", "/api/programme" + programme, null).ok();
		for (int i = 0; i < 20 && !statuses.contains(now.path("status").asString()); i++) {
			Platform.pause(250);
			now = this.stage.call(curator, "GET", "/api/programme" + programme, null).ok();
		}
		Assertions.assertThat(now.path("status").asString()).isIn(statuses);
	}

	/** Numerator and denominator on the ministry's dashboard for the running month. */
	private long[] figure(String code) {
		JsonNode figure = figureOf(this.stage.account("ministry"), code);
		return new long[] { figure.path("num").asLong(), figure.path("den").asLong() };
	}

	private JsonNode figureOf(Stage.Account account, String code) {
		JsonNode dashboard = this.stage
			.call(account, "GET", "/api/monitoring/dashboards/" + account.organisation() + "?period=" + MONTH, null)
			.ok();
		for (JsonNode figure : dashboard.path("figures")) {
			if (figure.path("code").asString().equals(code)) {
				return figure;
			}
		}
		throw new AssertionError("no " + code + " in " + dashboard);
	}

	private void expectFigure(String code, long numerator, Long denominator) {
		long[] now = figure(code);
		for (int i = 0; i < 60 && (now[0] != numerator || denominator != null && now[1] != denominator); i++) {
			Platform.pause(100);
			now = figure(code);
		}
		Assertions.assertThat(now[0]).as(code + " numerator").isEqualTo(numerator);
		if (denominator != null) {
			Assertions.assertThat(now[1]).as(code + " denominator").isEqualTo(denominator);
		}
	}

	/**
	 * The tile of every open dashboard shows that unit's figure, and nobody has reloaded.
	 */
	private void expectTiles(Map<String, Visitor> watchers, String code) {
		watchers.forEach((role, watcher) -> {
			Stage.Account account = this.stage.account(role);
			JsonNode figure = figureOf(account, code);
			String number = "percent".equals(figure.path("kind").asString())
					? russian(figure.path("num").asLong()) + " из " + russian(figure.path("den").asLong())
					: russian(figure.path("num").asLong());
			PlaywrightAssertions.assertThat(watcher.page.locator("[data-code='" + code + "']")).containsText(number);
			Assertions.assertThat(watcher.page.evaluate("window.sameDocument")).as(role + " reloaded").isEqualTo(true);
		});
	}

	private static String russian(long number) {
		return java.text.NumberFormat.getIntegerInstance(java.util.Locale.of("ru", "RU")).format(number);
	}

}
