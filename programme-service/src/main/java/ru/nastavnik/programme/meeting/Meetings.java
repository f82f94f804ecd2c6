package ru.nastavnik.programme.meeting;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Meetings one by one.
 */
interface Meetings extends Repository<Meeting, Long> {

	Optional<Meeting> findById(Long id);

	Meeting save(Meeting meeting);

	void flush();

}
