package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * A person in a mentorship. Names are not stored here.
 */
@Entity
@Table(name = "mentorship_member")
class Member extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "mentorship_member_seq")
	@SequenceGenerator(name = "mentorship_member_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	/** Where the person works or studies: the mentor's may be another organisation. */
	private long homeOrganisation;

	@Enumerated(EnumType.STRING)
	private Side role = Side.MENTEE;

	private boolean minor;

	private boolean agreed;

	private boolean refused;

	private @Nullable LocalDate agreedOn;

	@Enumerated(EnumType.STRING)
	private @Nullable AgreedBy agreedBy;

	/** Said to the school, not to the other side. */
	private @Nullable String refuseReason;

	private @Nullable LocalDate since;

	private @Nullable LocalDate until;

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "participants")
	private List<Long> participants = List.of();

	protected Member() {
	}

	Member(Place place, long personId, Side role, boolean minor) {
		super(place);
		this.personId = personId;
		this.homeOrganisation = place.organisation();
		this.role = role;
		this.minor = minor;
	}

	/** Of another organisation than the mentorship's, unless null. */
	void from(@Nullable Long organisation) {
		if (organisation != null) {
			this.homeOrganisation = organisation;
		}
	}

	void belongTo(boolean mentorshipWithMinors, List<Long> everybody) {
		this.withMinors = mentorshipWithMinors;
		this.participants = List.copyOf(everybody);
	}

	void answer(boolean agrees, LocalDate on, AgreedBy by) {
		answer(agrees, on, by, null);
	}

	void answer(boolean agrees, LocalDate on, AgreedBy by, @Nullable String reason) {
		this.refuseReason = agrees ? null : reason;
		this.agreed = agrees;
		this.refused = !agrees;
		this.agreedOn = on;
		this.agreedBy = by;
	}

	/** What was agreed to has changed: the answer no longer stands. */
	void ask() {
		this.agreed = false;
		this.refused = false;
		this.agreedOn = null;
		this.agreedBy = null;
		this.refuseReason = null;
	}

	boolean answered() {
		return this.agreed || this.refused;
	}

	void start(LocalDate on) {
		this.since = on;
	}

	void end(LocalDate on) {
		this.until = on;
	}

	long personId() {
		return this.personId;
	}

	long home() {
		return this.homeOrganisation;
	}

	/** The same where it is another organisation than the mentorship's, or null. */
	@Nullable Long elsewhere() {
		return (this.homeOrganisation != place().organisation()) ? Long.valueOf(this.homeOrganisation) : null;
	}

	Side role() {
		return this.role;
	}

	boolean minor() {
		return this.minor;
	}

	boolean refused() {
		return this.refused;
	}

	boolean agreed() {
		return this.agreed;
	}

	@Nullable LocalDate agreedOn() {
		return this.agreedOn;
	}

	@Nullable AgreedBy agreedBy() {
		return this.agreedBy;
	}

	@Nullable LocalDate since() {
		return this.since;
	}

	@Nullable LocalDate until() {
		return this.until;
	}

}
