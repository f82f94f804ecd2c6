package ru.nastavnik.local;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * From requests to a signed order and beyond: the municipality runs a matching over three
 * schools, a curator pins and bans and proposes, the participants answer on their phones,
 * the director signs, a mentor falls ill and is replaced. On the way two curators meet on
 * one board, a mentor withdraws, pins contradict each other and everybody is banned.
 */
class PairingTests {

	private static final LocalDate TODAY = LocalDate.now();

	private static final DateTimeFormatter RUSSIAN = DateTimeFormatter.ofPattern("dd.MM.yyyy");

	private final Stage stage = Stage.running();

	/** A pair that was proposed, by family names. */
	private record Couple(String mentor, String mentee, long mentorship) {
	}

	@Test
	void fromRequestsToASignedOrderAndAReplacement() {
		District district = new District(this.stage);
		try (Playwright playwright = Visitor.playwright(); Browser browser = Visitor.browser(playwright)) {
			try {
				walk(browser, district);
			}
			catch (AssertionError | RuntimeException ex) {
				Visitor.picturesOfFailure();
				throw ex;
			}
		}
	}

	private void walk(Browser browser, District district) {
		Visitor municipal = Visitor.signIn(browser, this.stage, district.municipal, 1440);
		offers(municipal);
		Visitor curator = Visitor.signIn(browser, this.stage, district.curator, 1440);
		answerOffers(curator);
		List<Couple> couples = board(curator, district);
		everybodyBanned(browser, district);
		Couple first = couples.get(0);
		Couple second = couples.get(1);
		accept(browser, curator, district, first);
		district.agree(second.mentorship());
		Visitor director = Visitor.signIn(browser, this.stage, district.director, 1440);
		municipal.open("/dashboard");
		municipal.page.evaluate("window.sameDocument = true");
		String order = draft(curator, district, first, second);
		endorse(browser, district, order);
		sign(director, order);
		papers(browser, curator, order, first, second);
		watch(municipal, "OP-04", "2");
		district.begin(first.mentorship());
		district.begin(second.mentorship());
		// of nine young teachers two have a mentor who works with them
		watch(municipal, "OP-03", "7 из 9");
		replace(browser, curator, director, district, first);
		watch(municipal, "OP-04", "2");
		watch(municipal, "OP-03", "7 из 9");
		municipal.look("dashboard-pairs-1440");
	}

	/**
	 * 1. The municipality matches over its three schools and offers the pairs to them.
	 */
	private static void offers(Visitor municipal) {
		Board board = new Board(municipal);
		board.run();
		for (String target : List.of("Лучшее соответствие", "Сначала своя школа")) {
			PlaywrightAssertions.assertThat(board.target(target)).isVisible();
		}
		board.target("Никого без наставника").click();
		PlaywrightAssertions.assertThat(municipal.text("Выбрано: никого без наставника")).isVisible();
		board.choose("Чернов");
		Assertions.assertThat(board.mentor()).isEqualTo("Фомин");
		PlaywrightAssertions.assertThat(board.panel().getByRole(AriaRole.TABLE).first()).containsText("Затруднения");
		municipal.dismiss();
		municipal.look("board-explanation-1440");
		board.tab("Без наставника").click();
		PlaywrightAssertions.assertThat(municipal.text("заняты")).isVisible();
		PlaywrightAssertions.assertThat(municipal.text("Получите согласие и повторите подбор.")).isVisible();
		municipal.look("board-left-1440");
		municipal.button("Предложить пары школам").click();
		board.proposal().click();
		PlaywrightAssertions.assertThat(municipal.text("Предложено школам: 7 пар")).isVisible();
		// nothing is left to offer
		PlaywrightAssertions.assertThat(municipal.button("Предложить пары школам")).isHidden();
	}

	/** 2. The school decides about what it was offered. */
	private static void answerOffers(Visitor curator) {
		curator.open("/matching/offers");
		PlaywrightAssertions.assertThat(curator.button("Отклонить: Розов")).isVisible();
		curator.look("offers-1440");
		curator.button("Отклонить: Розов").click();
		curator.dialog().getByLabel("Почему пара не подходит").fill("Работают в разные смены");
		curator.dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Отклонить")).click();
		PlaywrightAssertions.assertThat(curator.text("Причина отказа: Работают в разные смены")).isVisible();
		curator.button("Принять: Птицына").click();
		PlaywrightAssertions.assertThat(curator.link("Открыть пару")).isVisible();
	}

	/**
	 * The curator's own run: pin, ban, drag, two curators, a mentor who withdraws. What
	 * is left of it is proposed.
	 */
	private List<Couple> board(Visitor curator, District district) {
		Board board = new Board(curator);
		board.run();
		String pinned = "Розов";
		String banned = "Сомова";
		board.choose(pinned);
		String kept = board.mentor();
		curator.button("Закрепить пару").click();
		PlaywrightAssertions.assertThat(curator.text("Пара закреплена")).isVisible();
		String refused = board.banByKeys(pinned, banned);
		contradictoryPins(curator, district, "Ульянова", kept);
		board.choose(banned);
		Assertions.assertThat(board.mentor()).isNotEqualTo(refused);
		board.choose(pinned);
		Assertions.assertThat(board.mentor()).isEqualTo(kept);
		PlaywrightAssertions.assertThat(curator.button("Снять закрепление")).isVisible();
		curator.dismiss();
		curator.look("board-1440");
		String dragged = board.drag("Титов");
		twoCurators(curator, district, "Титов", dragged);
		return publish(curator, district, List.of(pinned, banned, "Ульянова"), "Титов", dragged);
	}

	/** Two mentees are pinned to one place: words, and the way to lift a pin. */
	private static void contradictoryPins(Visitor curator, District district, String mentee, String mentor) {
		district.wish(mentee, mentor, "pin");
		Board board = new Board(curator);
		board.again();
		PlaywrightAssertions.assertThat(curator.text("Не удержано: 1 закрепление")).isVisible();
		PlaywrightAssertions.assertThat(curator.text("За наставником закреплено больше")).isVisible();
		curator.dismiss();
		curator.look("board-pins-1440");
		curator.link("Закрепления и запреты").click();
		curator.button("Снять закрепление: " + mentee).click();
		PlaywrightAssertions.assertThat(curator.button("Снять закрепление: " + mentee)).isHidden();
		board.run();
	}

	/** Two curators on one draft: the later one is told, and nothing is lost. */
	private void twoCurators(Visitor curator, District district, String mentee, String mentor) {
		Board board = new Board(curator);
		try (Visitor second = Visitor.signIn(curator.page.context().browser(), this.stage, district.curator, 1440)) {
			Board other = new Board(second);
			second.page.navigate(curator.page.url().replaceAll("\\?.*", ""));
			other.choose("Ульянова");
			board.choose(mentee);
			curator.button("Оставить без наставника").click();
			PlaywrightAssertions.assertThat(board.line(mentee)).containsText("без наставника");
			second.button("Оставить без наставника").click();
			PlaywrightAssertions.assertThat(second.text("Подбор уже изменил другой куратор")).isVisible();
			PlaywrightAssertions.assertThat(second.text("Сейчас: Ульянова")).isVisible();
			PlaywrightAssertions.assertThat(other.line(mentee)).containsText("без наставника");
			second.look("board-collision-1440");
			second.button("Оставить как есть").click();
			board.candidate(mentor).click();
			PlaywrightAssertions.assertThat(board.line(mentee)).containsText(mentor);
		}
	}

	/** A mentor withdraws while the board is open: the pair is named, the draft stays. */
	private static List<Couple> publish(Visitor curator, District district, List<String> proposed, String mentee,
			String mentor) {
		Board board = new Board(curator);
		district.withdraw(mentor);
		curator.dismiss();
		curator.button("Предложить пары участникам").click();
		curator.dialog().getByLabel("Ответить до").fill(TODAY.plusDays(5).format(RUSSIAN));
		board.proposal().click();
		PlaywrightAssertions.assertThat(curator.dialog().getByText("Не предложено")).isVisible();
		Locator refused = curator.dialog()
			.getByRole(AriaRole.LISTITEM)
			.filter(new Locator.FilterOptions().setHasText(mentee));
		PlaywrightAssertions.assertThat(refused).containsText("не числится доступным наставником");
		curator.look("board-withdrawn-1440");
		curator.button("Оставить их черновиками").click();
		board.proposal().click();
		PlaywrightAssertions.assertThat(curator.text("Предложено: 3 пары")).isVisible();
		curator.dismiss();
		List<Couple> couples = new ArrayList<>();
		for (String one : proposed) {
			PlaywrightAssertions.assertThat(board.line(one)).containsText("предложена");
			board.choose(one);
			couples.add(new Couple(board.mentor(), one,
					Long.parseLong(curator.link("Открыть пару").getAttribute("href").replaceAll(".*/", ""))));
		}
		PlaywrightAssertions.assertThat(board.line(mentee)).not().containsText("предложена");
		curator.look("board-published-1440");
		return couples;
	}

	/** A school in which the only possible pair is banned. */
	private void everybodyBanned(Browser browser, District district) {
		try (Visitor curator = Visitor.signIn(browser, this.stage, district.otherCurator, 1440)) {
			Board board = new Board(curator);
			board.run();
			board.choose("Чернов");
			curator.button("Больше не предлагать").click();
			PlaywrightAssertions.assertThat(curator.text("Пара запрещена")).isVisible();
			board.again();
			PlaywrightAssertions.assertThat(board.line("Чернов")).containsText("Эту пару исключил куратор");
			board.choose("Чернов");
			PlaywrightAssertions.assertThat(board.panel()).containsText("Снимите запрет");
			curator.dismiss();
			curator.look("board-everybody-banned-1440");
		}
	}

	/** 3. Both answer on their phones; the mentee refuses first and is asked again. */
	private void accept(Browser browser, Visitor curator, District district, Couple couple) {
		Visitor mentor = Visitor.signIn(browser, this.stage, district.participant("mentor", couple.mentor()), 390);
		mentor.open("/desk");
		mentor.link("Ответить на предложение").click();
		PlaywrightAssertions.assertThat(mentor.text("Вас приглашают наставником").first()).isVisible();
		PlaywrightAssertions.assertThat(mentor.button("Согласен")).isVisible();
		mentor.look("invitation-390");
		mentor.button("Согласен").click();
		PlaywrightAssertions.assertThat(mentor.text("Ждём ответа остальных")).isVisible();
		mentor.close();
		Visitor mentee = Visitor.signIn(browser, this.stage, district.participant("mentee", couple.mentee()), 390);
		mentee.open("/desk");
		mentee.link("Ответить на предложение").click();
		mentee.button("Не могу").click();
		mentee.field("Почему не можете").fill("Сейчас сессия в магистратуре");
		mentee.look("invitation-refusal-390");
		mentee.button("Не могу участвовать").click();
		PlaywrightAssertions.assertThat(mentee.text("Вы ответили, что не можете")).isVisible();
		curator.open("/mentorships/" + couple.mentorship());
		PlaywrightAssertions.assertThat(curator.text("Сейчас сессия в магистратуре")).isVisible();
		curator.look("mentorship-refused-1440");
		act(curator, "Пригласить ещё раз");
		curator.submit();
		mentee.page.reload();
		mentee.button("Согласен").click();
		PlaywrightAssertions.assertThat(mentee.text("Вы согласились")).isVisible();
		mentee.look("invitation-accepted-390");
		mentee.close();
		// both said yes; that they suit each other is the curator's word
		curator.page.reload();
		curator.button("Отметить условия").click();
		curator.page.getByLabel("Есть взаимный интерес").check();
		curator.page.locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(curator.button("Подготовить приказ")).isVisible();
	}

	/** A verb out of the menu of the pair. */
	private static void act(Visitor visitor, String verb) {
		visitor.button("Действия").click();
		visitor.page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(verb)).click();
	}

	/**
	 * 4. The curator drafts the order of both pairs and asks the psychologist to see it.
	 */
	private static String draft(Visitor curator, District district, Couple first, Couple second) {
		PlaywrightAssertions.assertThat(curator.text("Нет трудовых документов наставника")).isVisible();
		district.labourPapers(first.mentor(), first.mentee());
		district.labourPapers(second.mentor(), second.mentee());
		district.await(first.mentorship(), "labourPapers", "ready");
		district.await(second.mentorship(), "labourPapers", "ready");
		curator.button("Подготовить приказ").click();
		curator.page.waitForURL("**/orders/new**");
		curator.page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(second.mentee())).check();
		PlaywrightAssertions
			.assertThat(curator.page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(first.mentee())))
			.isChecked();
		curator.page.getByLabel("Документ-основание").fill("решение педагогического совета, протокол № 3");
		curator.look("order-draft-1440");
		curator.page.locator("form button[type=submit]").click();
		curator.button("Запросить визы").click();
		curator.dialog().getByLabel("Котова").check();
		curator.dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Сохранить список")).click();
		PlaywrightAssertions.assertThat(curator.dialog()).isHidden();
		return java.net.URI.create(curator.page.url()).getPath();
	}

	/** Whoever was asked gives the visa. */
	private void endorse(Browser browser, District district, String order) {
		try (Visitor psychologist = Visitor.signIn(browser, this.stage, district.psychologist, 1440)) {
			// who is left without a mentor is the psychologist's to know
			psychologist.open("/matching");
			psychologist.link("Учитель").click();
			PlaywrightAssertions.assertThat(new Board(psychologist).line("Розов")).isVisible();
			PlaywrightAssertions.assertThat(psychologist.button("Подобрать заново")).isHidden();
			psychologist.open("/desk");
			psychologist.look("desk-psychologist-1440");
			psychologist.page.locator("main a[href='" + order + "']").first().click();
			psychologist.button("Дать визу").click();
			psychologist.submit();
			PlaywrightAssertions.assertThat(psychologist.text("Согласовано")).isVisible();
		}
	}

	/**
	 * The director signs; in a second tab the order is signed already; then it is
	 * numbered.
	 */
	private static void sign(Visitor director, String order) {
		director.open(order);
		Visitor tab = director.tab(order);
		for (Visitor one : List.of(tab, director)) {
			one.button("Подписать приказ").click();
			one.dialog().waitFor();
		}
		director.look("order-sign-pairs-1440");
		director.submit();
		PlaywrightAssertions.assertThat(director.text("Подписан, без номера")).isVisible();
		tab.dialog().locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(tab.dialog().getByText("Подписанный или отменённый приказ изменить нельзя"))
			.isVisible();
		tab.look("order-signed-twice-1440");
		tab.page.close();
		director.button("Зарегистрировать").click();
		number(director);
		director.submit();
		PlaywrightAssertions.assertThat(director.text("Действует").first()).isVisible();
	}

	/** The number that comes next in the book. */
	private static void number(Visitor director) {
		Locator next = director.dialog().locator("button.mantine-Anchor-root").first();
		next.click();
		PlaywrightAssertions.assertThat(director.dialog().getByLabel("Номер приказа")).not().isEmpty();
	}

	/** The order as a file: its text, its look, and what its QR code says. */
	private void papers(Browser browser, Visitor curator, String order, Couple first, Couple second) {
		curator.open(order);
		curator.dismiss();
		curator.look("order-pairs-1440");
		String number = curator.page.locator("main h1").innerText().replaceAll(".*№ ?", "").strip();
		String text = Paper.text(download(curator, "Приказ, Word"));
		Assertions.assertThat(text)
			.contains("ПРИКАЗ", "№ " + number, TODAY.format(RUSSIAN), "ПРИКАЗЫВАЮ", "Директор", "В. А. Соколова",
					"протокол № 3", "Котова")
			.contains(first.mentor(), first.mentee(), second.mentor(), second.mentee())
			.doesNotContain("{{", "}}", "null", "${");
		BufferedImage page = Paper.page(download(curator, "Приказ, PDF"), Visitor.PICTURES.resolve("order-page.png"));
		Visitor stranger = Visitor.stranger(browser, this.stage, Paper.address(page));
		PlaywrightAssertions.assertThat(stranger.text("№ " + number)).isVisible();
		PlaywrightAssertions.assertThat(stranger.text("Действует")).isVisible();
		PlaywrightAssertions.assertThat(stranger.text(first.mentee())).isHidden();
		stranger.look("order-check-390");
		stranger.close();
	}

	private static Download download(Visitor visitor, String name) {
		visitor.button("Документы").click();
		Download download = visitor.page.waitForDownload(
				() -> visitor.page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name)).click());
		visitor.page.keyboard().press("Escape");
		return download;
	}

	/** The tile of the open dashboard follows, and nobody has reloaded. */
	private static void watch(Visitor municipal, String code, String number) {
		PlaywrightAssertions.assertThat(municipal.page.locator("[data-code='" + code + "']")).containsText(number);
		Assertions.assertThat(municipal.page.evaluate("window.sameDocument")).isEqualTo(true);
	}

	/** 5. The mentor falls ill: ground G2, another mentor, an amending order. */
	private void replace(Browser browser, Visitor curator, Visitor director, District district, Couple couple) {
		String newcomer = district.freeMentor();
		Stage.Account newAccount = district.participant("mentor", newcomer);
		curator.open("/mentorships/" + couple.mentorship());
		act(curator, "Заменить наставника");
		replaceByKeys(curator);
		curator.page.waitForURL("**/changes/*");
		String change = java.net.URI.create(curator.page.url()).getPath();
		curator.page.locator("input[type=file]")
			.setInputFiles(new FilePayload("prikaz-ob-otsutstvii.pdf", "application/pdf",
					"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF".getBytes(StandardCharsets.ISO_8859_1)));
		PlaywrightAssertions.assertThat(curator.link("prikaz-ob-otsutstvii.pdf")).isVisible();
		curator.button("Записать мнение").click();
		curator.dialog().getByLabel("Мнение куратора").fill("Наставник долго отсутствует, пару лучше сохранить");
		curator.submit();
		curator.button("Выбрать наставника").click();
		Locator box = curator.dialog().getByLabel("Новый наставник").first();
		box.click();
		box.fill(newcomer);
		curator.page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(newcomer)).first().click();
		box.press("Tab");
		curator.dialog().getByLabel("Профиль и опыт").check();
		curator.dialog().getByLabel("Есть взаимный интерес").check();
		curator.submit();
		curator.dismiss();
		curator.look("replacement-1440");
		for (Stage.Account account : List.of(newAccount, district.known("mentee", couple.mentee()))) {
			try (Visitor asked = Visitor.signIn(browser, this.stage, account, 390)) {
				asked.open("/desk");
				asked.page.locator("main a[href='" + change + "']").first().click();
				asked.button("Ответить").click();
				asked.look("replacement-answer-390");
				asked.submit();
			}
		}
		curator.page.reload();
		curator.button("Передать директору").click();
		PlaywrightAssertions.assertThat(curator.button("Подготовить приказ")).isVisible();
		district.labourPapers(newcomer, couple.mentee());
		curator.button("Подготовить приказ").click();
		curator.page.waitForURL("**/orders/*");
		String order = java.net.URI.create(curator.page.url()).getPath();
		director.open(order);
		director.button("Подписать приказ").click();
		number(director);
		director.submit();
		PlaywrightAssertions.assertThat(director.text("Действует").first()).isVisible();
		director.dismiss();
		director.look("order-amending-1440");
		curator.open(change);
		PlaywrightAssertions.assertThat(curator.text("Прекратите трудовое поручение прежнего наставника")).isVisible();
		PlaywrightAssertions.assertThat(curator.text("Без наставника")).isVisible();
		curator.look("replacement-ordered-1440");
		curator.open("/mentorships/" + couple.mentorship());
		PlaywrightAssertions.assertThat(curator.text("Прежний наставник")).isVisible();
		PlaywrightAssertions.assertThat(curator.page.locator("main h1")).containsText(newcomer);
		Assertions.assertThat(district.mentorship(couple.mentorship()).path("status").asString()).isEqualTo("active");
		curator.look("mentorship-replaced-1440");
		curator.open("/desk");
		PlaywrightAssertions
			.assertThat(curator.button("Открыть обращение").or(curator.link("Открыть обращение")).first())
			.isVisible();
		curator.look("desk-after-replacement-1440");
	}

	/** The dialog of the replacement without a mouse. */
	private static void replaceByKeys(Visitor curator) {
		curator.dialog().waitFor();
		curator.dialog().getByLabel("Длительное отсутствие наставника").first().focus();
		curator.page.keyboard().press("Space");
		curator.page.keyboard().press("Tab");
		curator.page.keyboard().type(TODAY.minusDays(4).format(RUSSIAN));
		curator.page.keyboard().press("Tab");
		curator.page.keyboard().type(TODAY.plusMonths(2).format(RUSSIAN));
		PlaywrightAssertions.assertThat(curator.dialog().getByLabel("Отсутствует с"))
			.hasValue(TODAY.minusDays(4).format(RUSSIAN));
		curator.look("replacement-ground-1440");
		curator.page.keyboard().press("Enter");
		PlaywrightAssertions.assertThat(curator.dialog()).isHidden();
	}

}
