package ru.nastavnik.programme.personal;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
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
import ru.nastavnik.programme.mentorship.Side;

/**
 * Somebody's word for one version of a programme.
 */
@Entity
@Table(name = "programme_approval")
class Approval extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "programme_approval_seq")
	@SequenceGenerator(name = "programme_approval_seq", allocationSize = 50)
	private @Nullable Long id;

	private int versionNo;

	@Enumerated(EnumType.STRING)
	private Party party = Party.MENTOR;

	/** Who of the side; the staff are named by {@link #byWhom}. */
	private @Nullable Long personId;

	@Column(name = "on_date")
	private LocalDate on = LocalDate.EPOCH;

	private String byWhom = "";

	private boolean withMinors;

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> participants = List.of();

	protected Approval() {
	}

	Approval(Place place, int versionNo, Party party, @Nullable Long personId, LocalDate on, String byWhom,
			boolean withMinors, List<Long> participants) {
		super(place);
		this.versionNo = versionNo;
		this.party = party;
		this.personId = personId;
		this.on = on;
		this.byWhom = byWhom;
		this.withMinors = withMinors;
		this.participants = participants;
	}

	int versionNo() {
		return this.versionNo;
	}

	Party party() {
		return this.party;
	}

	@Nullable Long personId() {
		return this.personId;
	}

	LocalDate on() {
		return this.on;
	}

	String byWhom() {
		return this.byWhom;
	}

	Word word() {
		return new Word(this.on, this.byWhom);
	}

	/** Those whose word a version needs, in their order. */
	enum Party {

		MENTOR, MENTEE, CURATOR, DIRECTOR;

		@EnumeratedValue
		final String code = name().toLowerCase(Locale.ROOT);

		static Party of(Side side) {
			return (side == Side.MENTOR) ? MENTOR : MENTEE;
		}

		@Override
		public String toString() {
			return this.code;
		}

	}

	/** Whose word it is and when. */
	record Word(LocalDate on, String by) {
	}

	/** The four words a version needs; a side has said it when everybody on it has. */
	record Approvals(@Nullable Word mentor, @Nullable Word mentee, @Nullable Word curator, @Nullable Word director) {
	}

}
