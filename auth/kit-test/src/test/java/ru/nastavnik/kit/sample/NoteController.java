package ru.nastavnik.kit.sample;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.PersonName;

@RestController
class NoteController {

	private final NoteKeeping keeping;

	NoteController(NoteKeeping keeping) {
		this.keeping = keeping;
	}

	@PostMapping("/notes")
	@ResponseStatus(HttpStatus.CREATED)
	NoteView keep(@Valid @RequestBody KeepNote request) {
		return NoteView.of(this.keeping.keep(new Place(101, 102L, 103L, request.organisationId()), request.author(),
				request.born()));
	}

	@PutMapping("/notes/{id}")
	void rename(@PathVariable long id, @Valid @RequestBody RenameNote request) {
		this.keeping.rename(id, request.author(), request.version());
	}

	@GetMapping("/notes")
	List<NoteView> all(@Valid PageQuery page) {
		page.orderBy(java.util.Map.of("author", "author"), "id");
		return this.keeping.all().stream().map(NoteView::of).toList();
	}

	@GetMapping("/notes/read")
	List<NoteView> read() {
		return this.keeping.read().stream().map(NoteView::of).toList();
	}

	record KeepNote(long organisationId, @NotNull(message = "Укажите автора.") @PersonName String author,
			@NotNull(message = "Укажите дату.") @Past(message = "Дата ещё не наступила.") LocalDate born) {
	}

	record RenameNote(@NotNull @PersonName String author, int version) {
	}

	record NoteView(long id, String author, int version) {

		static NoteView of(Note note) {
			return new NoteView(note.id(), note.author(), note.version());
		}

	}

}
