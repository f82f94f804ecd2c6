package ru.nastavnik.registry.organisation;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.document.DocumentPlaces;
import ru.nastavnik.kit.tenancy.Place;

/**
 * Where the templates of an institute belong.
 */
@Component
class OrganisationPlaces implements DocumentPlaces {

	private final OrganisationDirectory directory;

	OrganisationPlaces(OrganisationDirectory directory) {
		this.directory = directory;
	}

	@Override
	public Place place(long organisation) {
		return this.directory.get(organisation).place();
	}

}
