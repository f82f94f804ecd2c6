package ru.nastavnik.registry.personalfile;

import java.util.Optional;

import org.springframework.data.repository.Repository;

interface FileAccesses extends Repository<FileAccess, Long> {

	FileAccess saveAndFlush(FileAccess access);

	Optional<FileAccess> findById(long id);

}
