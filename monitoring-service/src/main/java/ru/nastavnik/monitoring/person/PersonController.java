package ru.nastavnik.monitoring.person;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What monitoring keeps of a person, for the curator or director who answers the person.
 */
@RestController
class PersonController {

	private final PersonData people;

	PersonController(PersonData people) {
		this.people = people;
	}

	record PersonFile(long personId, Map<String, Object> sections) {
	}

	@GetMapping("/people/{id}/data")
	PersonFile data(@PathVariable long id) {
		Scope scope = Scope.current();
		Set<Long> organisations = scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.CURATOR || grant.role() == Role.DIRECTOR)
			.map(Grant::organisation)
			.collect(Collectors.toSet());
		long region = scope.region();
		List<Map<?, ?>> states = organisations.isEmpty() ? List.of()
				: Scope.get(Scope.intake(Set.of(region)), () -> this.people.states(region, id, organisations));
		if (states.isEmpty()) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return new PersonFile(id, Map.of("Состояния для показателей", states));
	}

}
