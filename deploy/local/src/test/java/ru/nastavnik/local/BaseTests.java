package ru.nastavnik.local;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * How a region's base comes to be and is kept: the institute builds a municipality, a
 * curator fills a school from a faulty workbook, a teacher moves to another school, a
 * school is merged; and the figures are right, as they were and as they are now.
 */
class BaseTests {

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private static final LocalDate TODAY = LocalDate.now();

	/** Everybody of this test has worked since two months before this one. */
	private static final LocalDate HIRED = TODAY.minusMonths(2).withDayOfMonth(1);

	private static final String MONTH = TODAY.format(DateTimeFormatter.ofPattern("yyyyMM"));

	private static final String LAST_MONTH = TODAY.minusMonths(1).format(DateTimeFormatter.ofPattern("yyyyMM"));

	/** Letters that no earlier run on the same data has used. */
	private static final String MARK = Long.toString(System.currentTimeMillis() / 1000, 16)
		.chars()
		.mapToObj((digit) -> String.valueOf((char) ('а' + Character.digit(digit, 16))))
		.collect(java.util.stream.Collectors.joining());

	private final Stage stage = Stage.running();

	@Test
	void fromTheMunicipalityToTheFiguresAfterAMerger() {
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
		Stage.Account instituteAccount = this.stage.account("institute");
		Visitor institute = Visitor.signIn(browser, this.stage, instituteAccount, 1440);

		// 1. a municipality with three schools
		institute.open("/organisation/tree");
		String municipality = "Округ " + MARK;
		add(institute, municipality);
		choose(institute, municipality);
		List<String> names = List.of("Первая " + MARK, "Вторая " + MARK, "Третья " + MARK);
		names.forEach((name) -> add(institute, name));
		institute.look("tree-institute");
		long[] schools = names.stream().mapToLong((name) -> organisation(instituteAccount, name)).toArray();

		// 2. the curators: one by an invitation, as everybody in a region comes in
		Stage.Account curatorAccount = invite(browser, institute, schools[0], names.get(0));
		Stage.Account second = account(instituteAccount, schools[1], names.get(1));
		Stage.Account third = account(instituteAccount, schools[2], names.get(2));
		Visitor curator = Visitor.signIn(browser, this.stage, curatorAccount, 1440);

		// 3. a workbook with the defects of real lists is checked, mended and loaded
		Path faulty = Workbook.faulty(MARK, HIRED);
		upload(curator, faulty);
		PlaywrightAssertions.assertThat(tile(curator, "с ошибками")).hasText("5");
		PlaywrightAssertions.assertThat(tile(curator, "новых")).hasText("3");
		curator.look("import-checked");
		Path marked = download(curator);
		upload(curator, Workbook.mended(marked, HIRED));
		PlaywrightAssertions.assertThat(tile(curator, "новых")).hasText("8");
		PlaywrightAssertions.assertThat(tile(curator, "с ошибками")).hasText("0");
		load(curator, "8 строк");
		String loaded = curator.page.url();
		expectYoung(schools[0], MONTH, "was", 4);

		// 4. consents of three of them are printed and marked
		consents(curator, List.of("Иванова" + MARK, "Петрова" + MARK, "Сидорова" + MARK));

		// 5. the load is undone except for those somebody has worked with, and made again
		curator.page.navigate(loaded);
		curator.button("Отменить загрузку").click();
		curator.page.getByRole(AriaRole.DIALOG)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Отменить загрузку"))
			.click();
		PlaywrightAssertions.assertThat(curator.text("Отменено не всё")).isVisible();
		PlaywrightAssertions.assertThat(tile(curator, "отменено")).hasText("5");
		PlaywrightAssertions.assertThat(tile(curator, "оставлено")).hasText("3");
		curator.look("import-undone-partly");
		upload(curator, Workbook.mended(marked, HIRED));
		PlaywrightAssertions.assertThat(tile(curator, "новых")).hasText("5");
		PlaywrightAssertions.assertThat(tile(curator, "уже есть, без изменений")).hasText("3");
		load(curator, "5 строк");
		expectYoung(schools[0], MONTH, "was", 4);

		// 6. a teacher goes to the second school today
		long teacher = person(curatorAccount, "Иванова" + MARK);
		curator.open("/people/" + teacher);
		transfer(curator, names.get(1));
		curator.look("person-transferred");
		expectYoung(schools[0], MONTH, "was", 3);
		expectYoung(schools[1], MONTH, "was", 1);
		expectYoung(schools[0], LAST_MONTH, "was", 4);
		expectYoung(schools[1], LAST_MONTH, "was", 0);
		Visitor receiving = Visitor.signIn(browser, this.stage, second, 390);
		receiving.open("/people?q=Иванова" + MARK);
		PlaywrightAssertions.assertThat(receiving.text("Иванова" + MARK)).isVisible();
		receiving.look("people-second-school-phone");

		// 7. the third school, which has two young teachers, is merged into the second
		upload(browser, third, Workbook.two(MARK, HIRED));
		expectYoung(schools[2], MONTH, "was", 2);
		merge(institute, names.get(2), names.get(1));
		PlaywrightAssertions.assertThat(institute.text("Реорганизована")).isVisible();
		institute.look("organisation-merged");
		long district = organisation(instituteAccount, municipality);
		for (String reading : List.of("was", "now")) {
			expectYoung(schools[1], MONTH, reading, 3);
			expectYoung(schools[2], MONTH, reading, 0);
			expectYoung(schools[1], LAST_MONTH, reading, 0);
			expectYoung(schools[2], LAST_MONTH, reading, 2);
			expectYoung(district, LAST_MONTH, reading, 6);
			expectYoung(district, MONTH, reading, 6);
		}

		// 8. and the first one goes to another municipality with all its history
		move(institute, names.get(0), this.stage.account("municipal").organisationName());
		expectYoung(district, LAST_MONTH, "was", 6);
		expectYoung(district, LAST_MONTH, "now", 2);
		expectYoung(district, MONTH, "was", 3);
		expectYoung(district, MONTH, "now", 3);
		institute.open("/dashboard?org=" + district + "&period=" + LAST_MONTH);
		PlaywrightAssertions.assertThat(institute.page.locator("[data-code='OP-03']")).containsText("6 из 6");
		institute.page.getByText("Как есть сейчас").click();
		PlaywrightAssertions.assertThat(institute.page.locator("[data-code='OP-03']")).containsText("2 из 2");
		institute.look("dashboard-as-it-is-now");
	}

	private static void add(Visitor institute, String name) {
		institute.page
			.getByRole(AriaRole.BUTTON,
					new Page.GetByRoleOptions().setName(java.util.regex.Pattern.compile("^Добавить ")))
			.click();
		Locator dialog = institute.page.getByRole(AriaRole.DIALOG);
		dialog.getByLabel("Полное название").fill("Организация «" + name + "»");
		dialog.getByLabel("Краткое название").fill(name);
		dialog.getByLabel("В подчинении с").fill(HIRED.format(RUSSIAN));
		dialog.getByLabel("Основание").fill("Постановление № 1");
		dialog.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
	}

	private static void choose(Visitor institute, String name) {
		institute.page.getByRole(AriaRole.TREEITEM).getByText(name).click();
	}

	private long organisation(Stage.Account account, String name) {
		return this.stage.call(account, "GET", "/api/registry/organisations?q=" + encoded(name), null)
			.ok()
			.path("items")
			.path(0)
			.path("id")
			.asLong();
	}

	private long person(Stage.Account account, String name) {
		return this.stage.call(account, "GET", "/api/registry/people?q=" + encoded(name), null)
			.ok()
			.path("items")
			.path(0)
			.path("id")
			.asLong();
	}

	private static String encoded(String text) {
		return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
	}

	/** Gives access on a slip; the new curator sets a password with it. */
	private Stage.Account invite(Browser browser, Visitor institute, long school, String name) {
		String username = "curator-" + school;
		String password = "Nastavnik-" + MARK + "-1";
		institute.open("/accounts?org=" + school);
		institute.button("Выдать доступ").click();
		Locator dialog = institute.page.getByRole(AriaRole.DIALOG);
		dialog.getByLabel("Фамилия, имя, отчество").fill("Кураторова Мария Петровна");
		dialog.getByLabel("Имя для входа").fill(username);
		dialog.getByLabel("Роль").first().click();
		institute.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Куратор")).first().click();
		dialog.getByLabel("Основание").fill("Приказ № 1");
		dialog.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
		institute.button("Пригласить всех без пароля").click();
		institute.page.getByRole(AriaRole.DIALOG)
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Создать коды"))
			.click();
		institute.page.waitForURL("**/accounts/slips");
		Locator slip = institute.page.getByRole(AriaRole.REGION,
				new Page.GetByRoleOptions().setName("Кураторова Мария Петровна"));
		String code = slip.locator("span").first().innerText();
		institute.look("invitation-slip");
		Visitor.activate(browser, this.stage, username, code, password);
		return new Stage.Account(username, password, "curator", school, name);
	}

	/** The other curators get their passwords as the demo region's people do. */
	private Stage.Account account(Stage.Account institute, long school, String name) {
		String username = "curator-" + school;
		String password = "Nastavnik-" + MARK + "-1";
		this.stage
			.call(institute, "POST", "/api/registry/accounts",
					Map.of("username", username, "displayName", "Кураторова Анна Петровна", "password", password,
							"grants", List.of(Map.of("role", "curator", "organisationId", school, "validFrom",
									TODAY.toString(), "basis", "Приказ № 1"))))
			.ok();
		return this.stage.awaitLogIn(new Stage.Account(username, password, "curator", school, name));
	}

	private static void upload(Visitor curator, Path file) {
		curator.open("/imports");
		curator.page.locator("input[type=file]").setInputFiles(file);
		curator.page.waitForURL("**/imports/*");
		curator.button("Проверить файл").click();
		curator.page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Итоги")).waitFor();
	}

	private void upload(Browser browser, Stage.Account account, Path file) {
		Visitor curator = Visitor.signIn(browser, this.stage, account, 1440);
		upload(curator, file);
		load(curator, "2 строки");
		curator.close();
	}

	private static void load(Visitor curator, String rows) {
		curator.button("Загрузить " + rows).click();
		PlaywrightAssertions.assertThat(curator.text("Загружено: " + rows)).isVisible();
	}

	private static Locator tile(Visitor curator, String label) {
		return curator.page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Итоги"))
			.getByRole(AriaRole.LISTITEM)
			.filter(new Locator.FilterOptions()
				.setHas(curator.page.getByText(label, new Page.GetByTextOptions().setExact(true))))
			.locator("b");
	}

	private static Path download(Visitor curator) {
		Download download = curator.page.waitForDownload(() -> curator.link("Мой файл с пометками").click());
		Path file = Workbook.temporary();
		download.saveAs(file);
		return file;
	}

	/** Prints the forms of some people, with the signed paper in hand marks them. */
	private static void consents(Visitor curator, List<String> people) {
		curator.open("/consents?status=missing&everybody=true");
		chooseRows(curator, people);
		curator.button("Подготовить бланки").click();
		Locator dialog = curator.page.getByRole(AriaRole.DIALOG);
		dialog.locator("form button[type=submit]").click();
		dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Один PDF для печати")).click();
		Download forms = curator.page.waitForDownload(() -> curator.link("Скачать").click());
		Assertions.assertThat(forms.path()).content(java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("%PDF");
		curator.open("/consents?status=issued");
		chooseRows(curator, people);
		curator.look("consents-chosen");
		curator.button("Отметить подписанными").click();
		PlaywrightAssertions.assertThat(dialog.getByText("лично")).hasCount(people.size());
		curator.look("consents-sign");
		dialog.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
		curator.open("/consents?status=active");
		people.forEach((name) -> PlaywrightAssertions.assertThat(curator.text(name)).isVisible());
	}

	private static void chooseRows(Visitor curator, List<String> people) {
		people
			.forEach(
					(name) -> curator.page
						.getByRole(AriaRole.CHECKBOX,
								new Page.GetByRoleOptions()
									.setName(java.util.regex.Pattern.compile("Выбрать.*" + name)))
						.check());
	}

	private static void transfer(Visitor curator, String school) {
		curator.button("Перевести").click();
		Locator dialog = curator.page.getByRole(AriaRole.DIALOG);
		Locator box = dialog.getByLabel("Куда").first();
		box.click();
		box.fill(school);
		curator.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(school)).first().click();
		dialog.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
	}

	private static void merge(Visitor institute, String school, String successor) {
		reorganise(institute, school, "Присоединить к другой", "Правопреемник", successor);
	}

	private static void move(Visitor institute, String school, String municipality) {
		reorganise(institute, school, "Переместить", "Новая вышестоящая организация", municipality);
	}

	private static void reorganise(Visitor institute, String school, String verb, String label, String target) {
		institute.open("/organisation/tree");
		institute.field("Название организации").fill(school);
		institute.page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Найденные организации"))
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Открыть"))
			.first()
			.click();
		institute.button("Изменения: " + school).click();
		institute.page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(verb).setExact(true)).click();
		Locator dialog = institute.page.getByRole(AriaRole.DIALOG);
		Locator box = dialog.getByLabel(label).first();
		box.click();
		box.fill(target);
		institute.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(target)).first().click();
		dialog.getByLabel("Номер").fill("17");
		dialog.getByLabel("Дата документа").fill(TODAY.format(RUSSIAN));
		PlaywrightAssertions.assertThat(dialog.getByText("Затронет:")).isVisible();
		dialog.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog).isHidden();
	}

	/**
	 * Young specialists without a mentor and all of them in a unit: nobody has one here.
	 */
	private void expectYoung(long unit, String month, String reading, long count) {
		long[] now = young(unit, month, reading);
		for (int i = 0; i < 60 && (now[0] != count || now[1] != count); i++) {
			Platform.pause(100);
			now = young(unit, month, reading);
		}
		Assertions.assertThat(now).as(unit + " in " + month + ", as it " + reading).containsExactly(count, count);
	}

	private long[] young(long unit, String month, String reading) {
		JsonNode dashboard = this.stage
			.call(this.stage.account("institute"), "GET",
					"/api/monitoring/dashboards/" + unit + "?period=" + month + "&reading=" + reading, null)
			.ok();
		for (JsonNode figure : dashboard.path("figures")) {
			if (figure.path("code").asString().equals("OP-03")) {
				return new long[] { figure.path("num").asLong(), figure.path("den").asLong() };
			}
		}
		throw new AssertionError("no OP-03 in " + dashboard);
	}

}
