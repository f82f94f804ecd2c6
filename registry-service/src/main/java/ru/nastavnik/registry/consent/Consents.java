package ru.nastavnik.registry.consent;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Consents extends Repository<Consent, Long> {

	Optional<Consent> findById(long id);

	Consent saveAndFlush(Consent consent);

}
