package ru.nastavnik.local;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

/**
 * The matching board before one visitor.
 */
final class Board {

	private final Visitor visitor;

	Board(Visitor visitor) {
		this.visitor = visitor;
	}

	/** Starts a run and waits for its board. */
	void run() {
		this.visitor.open("/matching");
		this.visitor.button("Новый подбор").click();
		start();
	}

	void again() {
		this.visitor.button("Подобрать заново").click();
		start();
	}

	private void start() {
		String before = this.visitor.page.url().split("\\?")[0];
		this.visitor.dialog().locator("form button[type=submit]").click();
		this.visitor.page.waitForURL((url) -> url.matches(".*/matching/\\d+.*") && !url.split("\\?")[0].equals(before));
		this.visitor.page.locator("button[data-mentee]").first().waitFor();
	}

	/** Both sides of the comparison are chosen by name. */
	Locator target(String name) {
		return this.visitor.page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name));
	}

	Locator tab(String name) {
		return this.visitor.page.getByRole(AriaRole.TAB,
				new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
	}

	Locator line(String mentee) {
		return this.visitor.page.locator("button[data-mentee]")
			.filter(new Locator.FilterOptions()
				.setHas(this.visitor.page.locator("span:first-child", new Page.LocatorOptions().setHasText(mentee))))
			.first();
	}

	/** Chooses a line and waits for its panel. */
	void choose(String mentee) {
		line(mentee).click();
		heading(mentee).waitFor();
	}

	Locator panel() {
		return this.visitor.page.getByRole(AriaRole.REGION,
				new Page.GetByRoleOptions().setName("Наставники для выбранного"));
	}

	Locator heading(String beginning) {
		return panel().getByRole(AriaRole.HEADING,
				new Locator.GetByRoleOptions().setName(Pattern.compile("^" + beginning)));
	}

	/** The family name of the mentor in the open panel. */
	String mentor() {
		return heading("Наставник: ").innerText().replaceAll("^Наставник: (\\p{L}+).*", "$1");
	}

	Locator candidate(String mentor) {
		return panel().locator("button[data-mentor]").filter(new Locator.FilterOptions().setHasText(mentor));
	}

	/** The verb of the open dialog that sends the pairs. */
	Locator proposal() {
		return this.visitor.dialog()
			.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Предложить")));
	}

	/** Up and down the list, into the panel, Enter: no mouse. Whom the ban keeps away. */
	String banByKeys(String above, String mentee) {
		line(above).focus();
		this.visitor.page.keyboard().press("ArrowDown");
		PlaywrightAssertions.assertThat(line(mentee)).isFocused();
		this.visitor.page.keyboard().press("Enter");
		PlaywrightAssertions.assertThat(heading(mentee)).isFocused();
		String mentor = mentor();
		Locator ban = this.visitor.button("Больше не предлагать");
		for (int i = 0; i < 10 && !Boolean.TRUE.equals(ban.evaluate("(it) => it === document.activeElement")); i++) {
			this.visitor.page.keyboard().press("Tab");
		}
		this.visitor.page.keyboard().press("Enter");
		PlaywrightAssertions.assertThat(this.visitor.text("Пара запрещена")).isVisible();
		return mentor;
	}

	/** Somebody is set free by hand, and the mentor dragged back. */
	String drag(String mentee) {
		choose(mentee);
		String mentor = mentor();
		this.visitor.button("Оставить без наставника").click();
		PlaywrightAssertions.assertThat(line(mentee)).containsText("без наставника");
		candidate(mentor).dragTo(line(mentee));
		PlaywrightAssertions.assertThat(line(mentee)).containsText(mentor);
		return mentor;
	}

}
