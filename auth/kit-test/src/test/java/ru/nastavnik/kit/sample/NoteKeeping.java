package ru.nastavnik.kit.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

@Service
@Transactional
class NoteKeeping {

	private final Notes notes;

	private final Outbox outbox;

	private final Audit audit;

	NoteKeeping(Notes notes, Outbox outbox, Audit audit) {
		this.notes = notes;
		this.outbox = outbox;
		this.audit = audit;
	}

	Note keep(Place place, String author, LocalDate born) {
		Note note = this.notes.save(new Note(place, author, born));
		this.outbox.record(Fact.Draft.of("note-kept", note.id(), place, Map.of("id", note.id())));
		return note;
	}

	void rename(long id, String author, int version) {
		Note note = this.notes.findById(id).orElseThrow(() -> KitProblem.NOT_FOUND.because("Нет такой записи."));
		Scope.current().requireWrite(note.organisationId());
		StaleVersionException.check(note.version(), version, () -> Map.of("author", note.author()));
		note.rename(author);
	}

	@Transactional(readOnly = true)
	List<Note> read() {
		List<Note> notes = this.notes.findAll();
		notes.stream()
			.findFirst()
			.ifPresent((note) -> this.audit.read(note.place(), "read", "note", List.of(901L, 902L)));
		return notes;
	}

	@Transactional(readOnly = true)
	List<Note> all() {
		return this.notes.findAll();
	}

}
