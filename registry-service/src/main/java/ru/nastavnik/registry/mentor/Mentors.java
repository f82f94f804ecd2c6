package ru.nastavnik.registry.mentor;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Mentors extends Repository<Mentor, Long> {

	Optional<Mentor> findById(long id);

	Optional<Mentor> findByPersonId(long personId);

	Mentor save(Mentor mentor);

}
