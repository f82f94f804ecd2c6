package ru.nastavnik.programme.participant;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What this service reads of the registry's fact. Facts of a time before the last day of
 * a consent was told say only whether there is one.
 */
record ParticipantChanged(long personId, long organisationId, LocalDate born, String kind, @Nullable String position,
		@Nullable LocalDate experienceSince, @Nullable Integer grade, @Nullable LocalDate from, @Nullable LocalDate to,
		@Nullable Mentor mentor, @Nullable Mentee mentee, @Nullable Boolean consent, @Nullable LocalDate consentUntil,
		@Nullable List<String> subjects) {

	private static final LocalDate FOR_EVER = LocalDate.of(9999, 12, 31);

	@Nullable LocalDate lastDayOfConsent() {
		return (this.consentUntil == null && Boolean.TRUE.equals(this.consent)) ? FOR_EVER : this.consentUntil;
	}

	/** Facts of a time before it was told tell of those who had said "yes". */
	@Nullable Boolean voluntary() {
		return (this.mentor == null) ? null : !Boolean.FALSE.equals(this.mentor.voluntary());
	}

	/** BR-027: staff and pupils show no certificate, an old fact says nothing. */
	@Nullable LocalDate lastDayWithMinors() {
		if (this.mentor == null || this.mentor.meetsMinorsUntil() != null) {
			return (this.mentor != null) ? this.mentor.meetsMinorsUntil() : null;
		}
		return this.kind.equals("external") ? null : FOR_EVER;
	}

	record Mentor(String status, @Nullable Integer maxLoad, @Nullable List<String> competenceCodes,
			@Nullable Integer hoursPerMonth, @Nullable List<String> desiredAges, @Nullable Boolean voluntary,
			@Nullable Boolean shared, @Nullable LocalDate meetsMinorsUntil, @Nullable List<String> meetingTimes,
			@Nullable List<String> meetingModes) {
	}

	record Mentee(@Nullable String category, String status, @Nullable List<String> requestCodes,
			@Nullable List<String> gapCodes, @Nullable List<String> meetingTimes, @Nullable List<String> meetingModes) {
	}

}
