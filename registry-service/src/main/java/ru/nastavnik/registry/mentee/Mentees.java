package ru.nastavnik.registry.mentee;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Mentees extends Repository<Mentee, Long> {

	Optional<Mentee> findById(long id);

	Optional<Mentee> findByPersonId(long personId);

	Mentee save(Mentee mentee);

}
