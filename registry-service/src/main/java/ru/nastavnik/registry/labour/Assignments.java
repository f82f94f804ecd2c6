package ru.nastavnik.registry.labour;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

interface Assignments extends Repository<Assignment, Long> {

	Optional<Assignment> findById(long id);

	List<Assignment> findByPersonIdOrMenteeId(long personId, long menteeId);

	List<Assignment> findByPersonIdInOrMenteeIdIn(Collection<Long> persons, Collection<Long> mentees);

	Assignment saveAndFlush(Assignment assignment);

	List<Assignment> saveAll(Iterable<Assignment> assignments);

	void deleteAll(Iterable<? extends Assignment> assignments);

	void flush();

}
