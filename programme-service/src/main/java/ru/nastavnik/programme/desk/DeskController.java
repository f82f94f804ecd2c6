package ru.nastavnik.programme.desk;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The caller's desk.
 */
@RestController
class DeskController {

	private final Desk desk;

	DeskController(Desk desk) {
		this.desk = desk;
	}

	@GetMapping("/desk")
	Desk.DeskView tasks(@RequestParam(required = false) @Nullable Long organisation) {
		return this.desk.tasks(organisation);
	}

}
