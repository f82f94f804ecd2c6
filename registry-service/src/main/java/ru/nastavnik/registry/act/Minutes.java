package ru.nastavnik.registry.act;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
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
 * The minutes of a council: what was on the agenda and what was decided.
 */
@Entity
class Minutes extends Placed {

	/** What the minutes say. */
	record Record(String body, String number, LocalDate date, String agenda, String decision, List<Long> cites) {
	}

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "minutes_seq")
	@SequenceGenerator(name = "minutes_seq", sequenceName = "minutes_seq", allocationSize = 50)
	private @Nullable Long id;

	private String body = "";

	private String number = "";

	private LocalDate heldOn = LocalDate.EPOCH;

	private String agenda = "";

	private String decision = "";

	private String textNorm = "";

	@JdbcTypeCode(SqlTypes.ARRAY)
	private List<Long> cites = List.of();

	/** For JPA. */
	protected Minutes() {
	}

	Minutes(Place place, Record said) {
		super(place);
		change(said);
	}

	final void change(Record said) {
		this.body = said.body().strip();
		this.number = said.number().strip();
		this.heldOn = said.date();
		this.agenda = said.agenda().strip();
		this.decision = said.decision().strip();
		this.cites = said.cites().stream().distinct().toList();
		this.textNorm = Act.searchable(this.body + " " + this.number + " " + this.agenda + " " + this.decision);
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

}
