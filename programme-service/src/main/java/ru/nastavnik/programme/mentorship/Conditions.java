package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Terms.Form;
import ru.nastavnik.programme.mentorship.Terms.Kind;
import ru.nastavnik.programme.mentorship.Terms.Method;

/**
 * What was agreed, without the people: {@link Terms} as the row of a mentorship keeps
 * them.
 *
 * @param methods codes of methods
 */
@Embeddable
record Conditions(@Enumerated(EnumType.STRING) Kind kind, @Enumerated(EnumType.STRING) Form form,
		@Nullable String formName, @JdbcTypeCode(SqlTypes.ARRAY) @Column(name = "methods") List<String> methods,
		@Nullable String roleModel, String goal, @Column(name = "starts_on") LocalDate start, LocalDate plannedEnd,
		boolean profileFits, boolean mutualInterest, @Embedded Arrangement arrangement) {

	static final Conditions NONE = new Conditions(Kind.PAIR, Form.OTHER, null, List.of(), null, "", LocalDate.EPOCH,
			LocalDate.EPOCH, false, false, new Arrangement());

	static Conditions of(Terms terms) {
		return new Conditions(terms.kind(), terms.form(), terms.formName(),
				terms.workingMethods().stream().map(Method::toString).distinct().toList(), terms.roleModel(),
				terms.goal(), terms.start(), terms.plannedEnd(), terms.profileFits(), terms.mutualInterest(),
				Arrangement.of(terms.more()));
	}

	Terms with(List<Long> mentors, List<Long> mentees) {
		return new Terms(this.kind, this.form, this.formName,
				this.methods.stream().map((method) -> Method.valueOf(method.toUpperCase(Locale.ROOT))).toList(),
				this.roleModel, this.goal, this.start, this.plannedEnd, mentors, mentees, this.profileFits,
				this.mutualInterest, this.arrangement.more());
	}

	Conditions until(LocalDate end) {
		return new Conditions(this.kind, this.form, this.formName, this.methods, this.roleModel, this.goal, this.start,
				end, this.profileFits, this.mutualInterest, this.arrangement);
	}

	/** BR-040: the curator has marked both criteria. */
	boolean suit() {
		return this.profileFits && this.mutualInterest;
	}

}
