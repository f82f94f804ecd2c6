package ru.nastavnik.programme.template;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.programme.template.Templates.Template;

/**
 * Templates to start a programme from.
 */
@RestController
class TemplateController {

	private final Templates templates;

	TemplateController(Templates templates) {
		this.templates = templates;
	}

	@GetMapping("/templates")
	List<Template> list() {
		return this.templates.list();
	}

	@GetMapping("/templates/{id}")
	Template view(@PathVariable long id) {
		return this.templates.template(id);
	}

}
