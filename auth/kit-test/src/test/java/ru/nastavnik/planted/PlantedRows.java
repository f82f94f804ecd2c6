package ru.nastavnik.planted;

import org.springframework.data.repository.Repository;

/** Breaks: a public repository. */
public interface PlantedRows extends Repository<Object, Long> {

	long count();

}
