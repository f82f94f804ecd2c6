package ru.nastavnik.registry.bulk;

import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.mentee.Category;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.person.Post;
import ru.nastavnik.registry.person.Study;
import ru.nastavnik.registry.person.Terms;

/**
 * One person of a table that was understood: the row of a load with the contacts that
 * tables have.
 */
public record ImportedPerson(String lastName, String firstName, @Nullable String middleName, LocalDate birthDate,
		@Nullable String phone, @Nullable String email, @Nullable Post post, @Nullable Study study,
		@Nullable Representative representative, @Nullable LocalDate signedOn, @Nullable LocalDate validUntil,
		@Nullable Mentor mentor, @Nullable Mentee mentee) {

	/** Who represents a minor. */
	public record Representative(String lastName, String firstName, @Nullable String middleName, LocalDate birthDate,
			Terms.Kind kind, @Nullable String basis, @Nullable String phone) {

		Identity identity() {
			return new Identity(this.lastName, this.firstName, this.middleName, this.birthDate);
		}

	}

	/** What a mentor offers. */
	public record Mentor(boolean voluntary, int maxLoad, @Nullable Integer hours, List<String> competences) {
	}

	/** What a mentee asks for. */
	public record Mentee(Category category, String mainRequest) {
	}

	@JsonIgnore
	public Identity identity() {
		return new Identity(this.lastName, this.firstName, this.middleName, this.birthDate);
	}

	/**
	 * The row of the load. Whoever may already be in the base by the consent, is.
	 */
	ParticipantLoad.Row row(String key, LocalDate today) {
		boolean active = this.signedOn != null && (this.validUntil == null || !this.validUntil.isBefore(today));
		Representative representing = this.representative;
		return new ParticipantLoad.Row(key, identity(), this.post, this.study,
				(representing != null) ? new ParticipantLoad.Represented(representing.identity(), representing.kind(),
						representing.basis(), representing.phone()) : null,
				(this.signedOn != null) ? new ParticipantLoad.Signed(this.signedOn, this.validUntil) : null,
				(this.mentor != null)
						? new ParticipantLoad.Offered(active && this.mentor.voluntary(), this.mentor.voluntary(),
								this.mentor.maxLoad(), this.mentor.hours(), this.mentor.competences(), List.of())
						: null,
				(this.mentee != null) ? new ParticipantLoad.Asked(this.mentee.category(), active,
						this.mentee.mainRequest(), List.of(), List.of()) : null,
				null, new ParticipantLoad.Contact(this.phone, this.email));
	}

}
