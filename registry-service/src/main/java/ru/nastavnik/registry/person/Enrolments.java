package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Enrolments extends Repository<Enrolment, Long> {

	Optional<Enrolment> findById(long id);

	List<Enrolment> findByPersonIdOrderByIdDesc(long personId);

	Enrolment save(Enrolment entity);

}
