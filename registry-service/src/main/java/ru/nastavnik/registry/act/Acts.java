package ru.nastavnik.registry.act;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Acts extends Repository<Act, Long> {

	Optional<Act> findById(long id);

	Act saveAndFlush(Act act);

}
