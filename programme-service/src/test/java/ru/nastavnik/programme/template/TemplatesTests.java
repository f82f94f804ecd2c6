package ru.nastavnik.programme.template;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.template.Term.Kind;
import ru.nastavnik.programme.template.Templates.TemplateRow;
import ru.nastavnik.programme.template.Templates.Template;

@ServiceTest
class TemplatesTests {

	@Autowired
	private Templates templates;

	@Test
	@DisplayName("BR-006: all 29 + 35 + 24 rows of the three files are loaded and every term is understood")
	void everyRowOfTheThreeFilesIsLoaded() {
		List<Template> all = As.get("curator@1/1", this.templates::list);
		Assertions.assertThat(all)
			.extracting(Template::code)
			.containsExactly("teacher-teacher-plan", "pupil-pupil-roadmap", "pupil-pupil-workplan");
		Assertions.assertThat(all).extracting((template) -> template.rows().size()).containsExactly(29, 35, 24);
		for (Template template : all) {
			for (TemplateRow row : template.rows()) {
				Assertions.assertThat(row.activity()).isNotBlank();
				Assertions.assertThat(row.responsible()).isNotBlank();
				if (row.term().kind() == Kind.BY_EVENT) {
					Assertions.assertThat(row.term().text()).startsWith("по мере");
				}
				if (row.term().kind() == Kind.NONE) {
					Assertions.assertThat(row.term().text()).isEmpty();
				}
			}
		}
		Set<Kind> kinds = all.stream()
			.flatMap((template) -> template.rows().stream())
			.map((row) -> row.term().kind())
			.collect(Collectors.toSet());
		Assertions.assertThat(kinds)
			.isEqualTo(EnumSet.of(Kind.MONTH, Kind.RANGE, Kind.YEARLY, Kind.CONSTANT, Kind.BY_EVENT, Kind.BY_PLAN_OF,
					Kind.DATE, Kind.MONTHS, Kind.NONE));
	}

	@Test
	void numbersOfTheRoadmapAreTextAndStagesSurvive() {
		Template roadmap = As.get("curator@1/1", () -> this.templates.template(2));
		Assertions.assertThat(roadmap.rows().getFirst().no()).isEqualTo("1.1");
		Assertions.assertThat(roadmap.rows().getFirst().term().kind()).isEqualTo(Kind.NONE);
		Assertions.assertThat(roadmap.rows().getLast().no()).isEqualTo("7.8");
		Assertions.assertThat(roadmap.rows()).extracting(TemplateRow::stage).doesNotContainNull();
		Assertions.assertThat(As.get("curator@1/1", () -> this.templates.template(1)).rows().get(7).term().text())
			.isEqualTo("март–сентябрь");
	}

}
