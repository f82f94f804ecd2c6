package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Leaves extends Repository<Leave, Long> {

	Optional<Leave> findById(long id);

	List<Leave> findByPersonIdOrderByIdDesc(long personId);

	Leave save(Leave entity);

	void delete(Leave entity);

}
