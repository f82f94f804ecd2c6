package ru.nastavnik.registry.notification;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NotificationController {

	private final Inbox inbox;

	NotificationController(Inbox inbox) {
		this.inbox = inbox;
	}

	record Unread(long unread) {
	}

	record Prefer(@NotNull(message = "Заполните поле.") @Size(max = 30,
			message = "Не больше 30 видов.") List<@NotNull Topic> withoutMail) {
	}

	@GetMapping("/notifications")
	Inbox.Part list(@RequestParam(defaultValue = "false") boolean unread,
			@RequestParam(required = false) @Nullable Long before,
			@RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
		return this.inbox.list(unread, before, size);
	}

	@GetMapping("/notifications/unread")
	Unread unread() {
		return new Unread(this.inbox.unread());
	}

	@PostMapping("/notifications/{id}/reading")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void read(@PathVariable long id) {
		this.inbox.mark(id, true);
	}

	@DeleteMapping("/notifications/{id}/reading")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void unread(@PathVariable long id) {
		this.inbox.mark(id, false);
	}

	@PostMapping("/notifications/reading")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void readAll() {
		this.inbox.readAll();
	}

	@GetMapping("/notification-preference")
	Inbox.Preference preference() {
		return this.inbox.preference();
	}

	@PutMapping("/notification-preference")
	Inbox.Preference prefer(@Valid @RequestBody Prefer body) {
		return this.inbox.prefer(body.withoutMail());
	}

}
