package ru.nastavnik.registry.setting;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SettingController {

	private static final String REQUIRED = "Заполните поле.";

	private final Settings settings;

	SettingController(Settings settings) {
		this.settings = settings;
	}

	record ChangeSetting(@NotNull(message = REQUIRED) String code,
			@NotNull(message = REQUIRED) @Size(min = 1, max = 100, message = "От 1 до 100 знаков.") String value,
			@NotNull(message = REQUIRED) Integer version) {
	}

	@GetMapping("/settings")
	List<Settings.SettingView> all() {
		return this.settings.all();
	}

	@PutMapping("/settings")
	Settings.SettingView change(@Valid @RequestBody ChangeSetting body) {
		return this.settings.change(body.code(), body.value(), body.version());
	}

}
