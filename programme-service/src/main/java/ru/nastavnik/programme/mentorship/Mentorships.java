package ru.nastavnik.programme.mentorship;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Mentorships one by one; lists are read by {@link MentorshipReading}.
 */
interface Mentorships extends Repository<Mentorship, Long> {

	Optional<Mentorship> findById(Long id);

	List<Mentorship> findByIdInOrderById(Collection<Long> ids);

	Mentorship save(Mentorship mentorship);

	void flush();

}
