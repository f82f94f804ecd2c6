package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The organisation whose people mentor in a mentorship between two (BR-048). It has to
 * agree, because the mentors work there, and its order fixes the mentorship.
 */
@Embeddable
class Employer {

	@Column(name = "mentor_organisation")
	private @Nullable Long organisation;

	@Column(name = "employer_agreed")
	private @Nullable Boolean agreed;

	@Column(name = "employer_answered_on")
	private @Nullable LocalDate answeredOn;

	@Column(name = "employer_name")
	private @Nullable String answeredBy;

	/** Organisations that a merger or a split took the mentors from. */
	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "earlier_employers", insertable = false, updatable = false)
	private List<Long> earlier = List.of();

	/** Somebody else's people are proposed: their employer is asked. */
	void propose(@Nullable Long employer) {
		if (!Objects.equals(this.organisation, employer)) {
			ask();
		}
		this.organisation = employer;
	}

	void ask() {
		this.agreed = null;
		this.answeredOn = null;
		this.answeredBy = null;
	}

	void answer(boolean agrees, LocalDate on, String by) {
		this.agreed = agrees;
		this.answeredOn = on;
		this.answeredBy = by;
	}

	/** Whether nobody's word is waited for here. */
	boolean settled() {
		return this.organisation == null || Boolean.TRUE.equals(this.agreed);
	}

	boolean answered() {
		return this.agreed != null;
	}

	/** Null where the mentors are of the mentorship's own organisation. */
	@Nullable Long organisation() {
		return this.organisation;
	}

}
