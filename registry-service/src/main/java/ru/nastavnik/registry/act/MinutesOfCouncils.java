package ru.nastavnik.registry.act;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface MinutesOfCouncils extends Repository<Minutes, Long> {

	Optional<Minutes> findById(long id);

	Minutes saveAndFlush(Minutes minutes);

}
