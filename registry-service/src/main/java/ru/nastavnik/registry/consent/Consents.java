package ru.nastavnik.registry.consent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Consents extends Repository<Consent, Long> {

	Optional<Consent> findById(long id);

	List<Consent> findByIdIn(Collection<Long> ids);

	List<Consent> findByPersonIdAndStatus(long personId, Consent.Status status);

	Consent saveAndFlush(Consent consent);

	List<Consent> saveAll(Iterable<Consent> consents);

	void deleteAll(Iterable<Consent> consents);

	void flush();

}
