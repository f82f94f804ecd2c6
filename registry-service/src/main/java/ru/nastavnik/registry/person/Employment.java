package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

/**
 * A person's post in an organisation; it keeps the birth date for the wall around minors.
 */
@Entity
class Employment extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "employment_seq")
	@SequenceGenerator(name = "employment_seq", sequenceName = "employment_seq", allocationSize = 50)
	private @Nullable Long id;

	private long personId;

	private LocalDate born = LocalDate.EPOCH;

	@Enumerated(EnumType.STRING)
	private Post.Position position = Post.Position.OTHER;

	private List<String> subjects = List.of();

	@Enumerated(EnumType.STRING)
	private Post.@Nullable Category category;

	private @Nullable LocalDate experienceSince;

	private LocalDate hiredOn = LocalDate.EPOCH;

	private @Nullable LocalDate dismissedOn;

	@Enumerated(EnumType.STRING)
	private Departure.@Nullable Reason endReason;

	private @Nullable String endBasisNo;

	private @Nullable LocalDate endBasisOn;

	/** For JPA. */
	protected Employment() {
	}

	Employment(Place place, Person person, Post post) {
		super(place);
		this.personId = person.id();
		this.born = person.birthDate();
		change(post);
	}

	final void change(Post post) {
		this.position = post.position();
		this.subjects = post.subjects();
		this.category = post.category();
		this.experienceSince = post.experienceSince();
		this.hiredOn = post.hiredOn();
		this.dismissedOn = post.dismissedOn();
		if (this.dismissedOn == null) {
			reopen(null);
		}
	}

	final void end(Departure departure) {
		this.dismissedOn = departure.on();
		this.endReason = departure.reason();
		this.endBasisNo = departure.basisNo();
		this.endBasisOn = departure.basisOn();
	}

	/** The end is taken back to what it was. */
	final void reopen(@Nullable LocalDate until) {
		this.dismissedOn = until;
		this.endReason = null;
		this.endBasisNo = null;
		this.endBasisOn = null;
	}

	Departure.@Nullable Reason endReason() {
		return this.endReason;
	}

	@Nullable String endBasisNo() {
		return this.endBasisNo;
	}

	@Nullable LocalDate endBasisOn() {
		return this.endBasisOn;
	}

	long id() {
		return Objects.requireNonNull(this.id);
	}

	long personId() {
		return this.personId;
	}

	Post post() {
		return new Post(this.position, this.subjects, this.category, this.experienceSince, this.hiredOn,
				this.dismissedOn);
	}

}
