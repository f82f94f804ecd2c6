package ru.nastavnik.registry.person;

import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Transfers extends Repository<Transfer, Long> {

	Optional<Transfer> findById(long id);

	List<Transfer> findByPersonIdOrderByIdDesc(long personId);

	Transfer save(Transfer entity);

}
