package ru.nastavnik.programme.mentorship;

import java.util.List;
import java.util.Locale;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What only some kinds of mentorship have.
 */
@Embeddable
class Arrangement {

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "contact_modes")
	private List<String> contactModes = List.of();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "topics")
	private List<String> topics = List.of();

	@Column(name = "partner_id")
	private @Nullable Long partnerId;

	/** For JPA, and for what has none. */
	Arrangement() {
	}

	static Arrangement of(Terms.More more) {
		Arrangement arrangement = new Arrangement();
		arrangement.contactModes = more.contactModes().stream().map(Terms.ContactMode::toString).distinct().toList();
		arrangement.topics = more.topics();
		arrangement.partnerId = more.partnerId();
		return arrangement;
	}

	Terms.More more() {
		return new Terms.More(this.contactModes.stream()
			.map((mode) -> Terms.ContactMode.valueOf(mode.toUpperCase(Locale.ROOT)))
			.toList(), this.topics, this.partnerId);
	}

	/** BR-041: two teach each other, each a topic of their own. */
	boolean mutual() {
		return this.topics.size() == 2;
	}

	List<String> contactModes() {
		return this.contactModes;
	}

	List<String> topics() {
		return this.topics;
	}

	@Nullable Long partnerId() {
		return this.partnerId;
	}

}
