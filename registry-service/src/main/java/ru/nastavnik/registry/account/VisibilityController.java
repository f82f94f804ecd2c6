package ru.nastavnik.registry.account;

import java.util.Set;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * «Кто это видит» on cards.
 */
@RestController
class VisibilityController {

	private final Visibility visibility;

	VisibilityController(Visibility visibility) {
		this.visibility = visibility;
	}

	@GetMapping("/people/{id}/visibility")
	Visibility.View person(@PathVariable long id) {
		return view(Visibility.Kind.PERSON, id);
	}

	@GetMapping("/mentees/{id}/visibility")
	Visibility.View mentee(@PathVariable long id) {
		return view(Visibility.Kind.MENTEE, id);
	}

	@GetMapping("/mentors/{id}/visibility")
	Visibility.View mentor(@PathVariable long id) {
		return view(Visibility.Kind.MENTOR, id);
	}

	@GetMapping("/consents/{id}/visibility")
	Visibility.View consent(@PathVariable long id) {
		return view(Visibility.Kind.CONSENT, id);
	}

	private Visibility.View view(Visibility.Kind kind, long id) {
		long region = Scope.current().region();
		Visibility.Found found = this.visibility.find(kind, id);
		return Scope.get(Scope.intake(Set.of(region)), () -> this.visibility.count(region, found));
	}

}
