package ru.nastavnik.programme.preference;

import java.util.Optional;

import org.springframework.data.repository.Repository;

/**
 * Group meetings one by one.
 */
interface GroupMeetings extends Repository<GroupMeeting, Long> {

	Optional<GroupMeeting> findById(Long id);

	GroupMeeting save(GroupMeeting meeting);

	void flush();

}
