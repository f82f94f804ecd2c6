package ru.nastavnik.programme.replacement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Requests one by one; lists are read by {@link ChangeReading}.
 */
interface ChangeRequests extends Repository<ChangeRequest, Long> {

	Optional<ChangeRequest> findById(Long id);

	List<ChangeRequest> findByIdInOrderById(Collection<Long> ids);

	ChangeRequest save(ChangeRequest request);

	void flush();

}
