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
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * Who was a member before another one took over. A table of its own, so that no question
 * for members finds one who has left.
 */
@Entity
class FormerMember extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "former_member_seq")
	@SequenceGenerator(name = "former_member_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	@Enumerated(EnumType.STRING)
	private Side role = Side.MENTOR;

	private LocalDate since = LocalDate.EPOCH;

	private LocalDate until = LocalDate.EPOCH;

	private String ground = "";

	private String orderNumber = "";

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "participants")
	private List<Long> participants = List.of();

	protected FormerMember() {
	}

	/**
	 * @param start since when, if the member was there from the beginning
	 */
	FormerMember(Place place, Member member, LocalDate start, Leaving leaving) {
		super(place);
		LocalDate from = (member.since() != null) ? member.since() : start;
		this.personId = member.personId();
		this.role = member.role();
		this.since = from.isAfter(leaving.on()) ? leaving.on() : from;
		this.until = leaving.on();
		this.ground = leaving.ground();
		this.orderNumber = leaving.order();
	}

	void belongTo(boolean mentorshipWithMinors, List<Long> everybody) {
		this.withMinors = mentorshipWithMinors;
		this.participants = List.copyOf(everybody);
	}

	Side role() {
		return this.role;
	}

	LocalDate until() {
		return this.until;
	}

	Changed.Left left() {
		return new Changed.Left(this.personId, this.role.toString(), this.since, this.until, this.ground);
	}

}
