package ru.nastavnik.registry.organisation;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Organisations extends Repository<Organisation, Long> {

	Optional<Organisation> findById(long id);

	Organisation saveAndFlush(Organisation organisation);

}
