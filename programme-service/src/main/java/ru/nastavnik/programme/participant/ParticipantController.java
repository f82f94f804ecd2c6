package ru.nastavnik.programme.participant;

import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

/**
 * People to make pairs from.
 */
@RestController
class ParticipantController {

	private final Participants participants;

	private final PersonData people;

	ParticipantController(Participants participants, PersonData people) {
		this.participants = participants;
		this.people = people;
	}

	/** All that this service keeps of a person. */
	record PersonFile(long personId, Map<String, Object> sections) {
	}

	@GetMapping("/people/{id}/data")
	PersonFile data(@PathVariable long id) {
		return new PersonFile(id, this.people.of(id));
	}

	/** Mentors of another organisation who let it be known (BR-028). */
	@GetMapping("/participants/shared")
	Slice<Participants.Candidate> shared(@RequestParam long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q, @Valid PageQuery page) {
		return this.participants.shared(organisation, q, page);
	}

	@GetMapping("/participants")
	Slice<Participants.Candidate> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "mentor|mentee",
					message = "Допустимы: mentor, mentee.") String role,
			@RequestParam(defaultValue = "false") boolean free,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q, @Valid PageQuery page) {
		return this.participants.search(new Participants.Search(organisation, role, free, q), page);
	}

}
