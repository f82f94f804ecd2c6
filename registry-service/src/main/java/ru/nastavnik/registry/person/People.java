package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface People extends Repository<Person, Long> {

	Optional<Person> findById(long id);

	List<Person> findByOrganisationIdAndNameNormAndBirthDate(long organisationId, String nameNorm, LocalDate birthDate);

	Person save(Person entity);

}
