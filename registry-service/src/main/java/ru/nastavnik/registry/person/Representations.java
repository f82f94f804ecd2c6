package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Representations extends Repository<Representation, Long> {

	Optional<Representation> findById(long id);

	List<Representation> findByPersonIdOrderByIdDesc(long personId);

	Representation save(Representation entity);

}
