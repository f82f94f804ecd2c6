package ru.nastavnik.programme.preference;

import java.util.Optional;

import org.springframework.data.repository.Repository;

import ru.nastavnik.programme.mentorship.Side;

/**
 * Answers to the survey one by one.
 */
interface Answers extends Repository<Answer, Long> {

	Optional<Answer> findByOrganisationIdAndPersonIdAndRole(long organisationId, long personId, Side role);

	Answer save(Answer answer);

	void flush();

}
