package ru.nastavnik.registry.organisation;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A region comes to life: its ministry and institute are founded, and whoever has to know
 * is told in the same transaction.
 */
@Service
@Transactional
public class RegionOpening {

	private final OrganisationDirectory directory;

	private final ApplicationEventPublisher events;

	RegionOpening(OrganisationDirectory directory, ApplicationEventPublisher events) {
		this.directory = directory;
		this.events = events;
	}

	/** The region is open. */
	public record RegionOpened(long region, long institute, String name) {
	}

	/**
	 * The id of the next region; for operators only. No transaction: the command, and
	 * with it its idempotency key, happens in the region itself.
	 */
	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	long reserve() {
		return this.directory.nextRegion();
	}

	/** Runs in the scope that opens this region. */
	long open(long region, Organisation.Card ministry, Organisation.Card institute) {
		long instituteId = this.directory.openRegion(region, ministry, institute);
		this.events.publishEvent(new RegionOpened(region, instituteId, ministry.shortName()));
		return instituteId;
	}

}
