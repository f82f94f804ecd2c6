package ru.nastavnik.programme.order;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Orders one by one.
 */
interface MentorshipOrders extends Repository<MentorshipOrder, Long> {

	Optional<MentorshipOrder> findById(Long id);

	MentorshipOrder save(MentorshipOrder order);

	void flush();

}
