package ru.nastavnik.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;

/**
 * One person with a browser of their own.
 */
final class Visitor implements AutoCloseable {

	static final Path PICTURES = Folders.findRoot().resolve("deploy/local/target/pictures");

	private static final List<Visitor> PRESENT = new java.util.ArrayList<>();

	private final BrowserContext context;

	private final List<String> complaints = new java.util.ArrayList<>();

	final Page page;

	private Visitor(BrowserContext context) {
		this.context = context;
		this.page = context.newPage();
		this.page.setDefaultTimeout(20_000);
		this.page.onConsoleMessage((message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		this.page.onPageError(this.complaints::add);
		PRESENT.add(this);
	}

	static Browser browser(Playwright playwright) {
		return playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable())
				.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
						"--disable-background-networking", "--disable-component-update", "--disable-sync",
						"--lang=ru-RU")));
	}

	static Playwright playwright() {
		// a machine that does other work too is slow, not wrong
		PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
		return Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
	}

	private static Path executable() {
		return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
			.map(Path::of)
			.filter(java.nio.file.Files::isExecutable)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No Chromium: install it (apt-get install chromium)"));
	}

	/** Signs in through the log-in page. */
	static Visitor signIn(Browser browser, Stage stage, Stage.Account account, int width) {
		Visitor visitor = new Visitor(browser.newContext(new Browser.NewContextOptions().setLocale("ru-RU")
			.setTimezoneId("Europe/Moscow")
			.setViewportSize(width, (width < 700) ? 844 : 900)
			.setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)));
		visitor.page.navigate(stage.gateway() + "/oauth2/authorization/keycloak?continue=/");
		visitor.page.locator("input[name=username]").fill(account.username());
		visitor.page.locator("input[name=password]").fill(account.password());
		visitor.page.locator("[name=login], [type=submit]").first().click();
		visitor.page.waitForURL(stage.gateway() + "/**");
		visitor.page.locator("main h1").waitFor();
		return visitor;
	}

	/** Somebody who never signs in. */
	static Visitor stranger(Browser browser, Stage stage, String path) {
		Visitor visitor = new Visitor(
				browser.newContext(new Browser.NewContextOptions().setLocale("ru-RU").setViewportSize(390, 844)));
		visitor.page.navigate(stage.gateway() + path);
		visitor.page.locator("main h1").waitFor();
		return visitor;
	}

	/** Sets a password with the one-time code of an invitation. */
	static void activate(Browser browser, Stage stage, String username, String code, String password) {
		try (Visitor visitor = new Visitor(
				browser.newContext(new Browser.NewContextOptions().setLocale("ru-RU").setViewportSize(390, 844)))) {
			visitor.page.navigate(stage.gateway() + "/activation");
			visitor.field("Имя для входа").fill(username);
			visitor.field("Код с приглашения").fill(code);
			visitor.field("Новый пароль").fill(password);
			visitor.field("Пароль ещё раз").fill(password);
			visitor.look("activation-phone");
			visitor.button("Установить пароль").click();
			visitor.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Пароль установлен"))
				.waitFor(new Locator.WaitForOptions().setTimeout(60_000));
		}
	}

	/** The same person in one more tab. */
	Visitor tab(String path) {
		Visitor tab = new Visitor(this.context);
		tab.page.navigate(java.net.URI.create(this.page.url()).resolve(path).toString());
		tab.page.locator("main h1").waitFor();
		return tab;
	}

	/** What everybody saw when a journey failed. */
	static void picturesOfFailure() {
		for (int i = 0; i < PRESENT.size(); i++) {
			Visitor visitor = PRESENT.get(i);
			if (!visitor.page.isClosed()) {
				visitor.page
					.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("failure-" + i + ".png")));
				System.out.println("failure-" + i + ": " + visitor.page.url() + " " + visitor.complaints);
			}
		}
	}

	/** Opens a page of the product and waits for its heading. */
	void open(String path) {
		this.page.navigate(java.net.URI.create(this.page.url()).resolve(path).toString());
		this.page.locator("main h1").waitFor();
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
	}

	Locator link(String name) {
		return this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
	}

	Locator field(String label) {
		return this.page.getByLabel(label).first();
	}

	Locator dialog() {
		return this.page.getByRole(AriaRole.DIALOG);
	}

	/** Presses the verb of the open form and waits until it is done. */
	void submit() {
		dialog().locator("form button[type=submit]").click();
		PlaywrightAssertions.assertThat(dialog()).isHidden();
	}

	/** Takes away what says that something is done: it lies over the lists. */
	void dismiss() {
		Locator close = this.page.locator(".mantine-Notification-closeButton");
		while (close.count() > 0) {
			close.first().click();
			this.page.waitForTimeout(50);
		}
	}

	Locator text(String text) {
		return this.page.getByText(text).first();
	}

	/** Takes a picture and lets axe look: nothing serious or critical. */
	void look(String name) {
		// colours are read while a list arrives otherwise, half of the old state and half
		// of the new one
		this.page.waitForFunction("() => !document.querySelector('main [aria-busy=true]')");
		// a picture of the whole page begins at its top
		this.page.evaluate("() => window.scrollTo(0, 0)");
		this.page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
		List<String> findings = new AxeBuilder(this.page).analyze()
			.getViolations()
			.stream()
			.filter((rule) -> List.of("serious", "critical").contains(rule.getImpact()))
			.map(Visitor::describe)
			.toList();
		Assertions.assertThat(findings).as("axe on " + name + " " + this.page.url()).isEmpty();
	}

	private static String describe(Rule rule) {
		return rule.getId() + ": " + rule.getNodes().stream().map((node) -> node.getHtml()).limit(3).toList();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
