package ru.nastavnik.kit.tenancy;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The columns that every tenant row has: its place, its version, who touched it and when.
 */
@MappedSuperclass
public abstract class Placed {

	@TenantId
	@Column(name = "region_id", updatable = false)
	private @Nullable Long regionId;

	private @Nullable Long instituteId;

	private @Nullable Long municipalityId;

	@Column(name = "organisation_id")
	private long organisationId;

	@Version
	private int version;

	@Column(updatable = false)
	private Instant createdAt = Instant.now();

	@Column(updatable = false)
	private String createdBy = "";

	private Instant updatedAt = Instant.now();

	private String updatedBy = "";

	/** For JPA. */
	protected Placed() {
	}

	protected Placed(Place place) {
		moveTo(place);
	}

	protected final void moveTo(Place place) {
		this.regionId = place.region();
		this.instituteId = place.institute();
		this.municipalityId = place.municipality();
		this.organisationId = place.organisation();
	}

	public Place place() {
		long region = (this.regionId != null) ? this.regionId : Scope.current().region();
		return new Place(region, this.instituteId, this.municipalityId, this.organisationId);
	}

	public long organisationId() {
		return this.organisationId;
	}

	public int version() {
		return this.version;
	}

	public String createdBy() {
		return this.createdBy;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	public Instant updatedAt() {
		return this.updatedAt;
	}

	@PrePersist
	void stampCreation() {
		this.createdAt = Instant.now();
		this.createdBy = Scope.current().caller();
		stampUpdate();
	}

	@PreUpdate
	void stampUpdate() {
		this.updatedAt = Instant.now();
		this.updatedBy = Scope.current().caller();
	}

	public String updatedBy() {
		return this.updatedBy;
	}

}
