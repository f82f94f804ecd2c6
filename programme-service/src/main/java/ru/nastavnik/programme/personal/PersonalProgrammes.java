package ru.nastavnik.programme.personal;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Personal programmes one by one.
 */
interface PersonalProgrammes extends Repository<PersonalProgramme, Long> {

	Optional<PersonalProgramme> findById(Long id);

	Optional<PersonalProgramme> findByActivitiesId(Long activity);

	Optional<PersonalProgramme> findByMentorshipIdAndStatusNot(long mentorship, PersonalProgramme.Status status);

	PersonalProgramme save(PersonalProgramme programme);

	void flush();

}
