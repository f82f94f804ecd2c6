package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Employments extends Repository<Employment, Long> {

	Optional<Employment> findById(long id);

	List<Employment> findByPersonIdOrderByIdDesc(long personId);

	Employment save(Employment entity);

}
