package ru.nastavnik.registry.organisation;

import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is asked before an operation.
 */
@Service
@Transactional(readOnly = true)
class ReorganisationReading {

	private final OrganisationDirectory directory;

	private final ReorganisationJournal journal;

	private final PeopleCounts counts;

	ReorganisationReading(OrganisationDirectory directory, ReorganisationJournal journal, PeopleCounts counts) {
		this.directory = directory;
		this.journal = journal;
		this.counts = counts;
	}

	/** An entry of an organisation that the caller may see, or 404. */
	Reorganisation entry(long id) {
		Reorganisation entry = this.journal.find(id).orElseThrow(OrganisationDirectory::notFound);
		this.directory.get(entry.organisationId());
		return entry;
	}

	/** Where the organisations stood before, when that can still come back. */
	List<Long> formerParents(long id) {
		Reorganisation entry = entry(id);
		return (entry.undoableUntil() == null) ? List.of()
				: this.journal.trace(id)
					.moved()
					.stream()
					.map(TreeMoves.Moving::parentBefore)
					.filter(Objects::nonNull)
					.distinct()
					.toList();
	}

	List<PeopleCounts.ClassSize> classes(long organisation) {
		return this.counts.classes(organisation);
	}

}
