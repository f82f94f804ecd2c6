package ru.nastavnik.kit.sample;

import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Notes extends Repository<Note, Long> {

	Note save(Note note);

	Optional<Note> findById(Long id);

	List<Note> findAll();

	@Query("select note from Note note")
	List<Note> declared();

}
