package ru.nastavnik.programme.personal;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.personal.Approval.Approvals;
import ru.nastavnik.programme.personal.Approval.Party;
import ru.nastavnik.programme.personal.Approval.Word;

/**
 * What has been said about one version of a programme.
 *
 * @param approvals the programme's own list, of all versions
 */
record Words(List<Approval> approvals, int version) {

	private Stream<Approval> said() {
		return this.approvals.stream().filter((approval) -> approval.versionNo() == this.version);
	}

	boolean any() {
		return said().findAny().isPresent();
	}

	/** Everybody is asked again. */
	void forget() {
		this.approvals.removeIf((approval) -> approval.versionNo() == this.version);
	}

	/** Who of these has not said a word yet. */
	List<Long> awaited(List<Long> persons) {
		Set<@Nullable Long> said = said().map(Approval::personId).collect(Collectors.toSet());
		return persons.stream().filter((person) -> !said.contains(person)).toList();
	}

	/** The four words; of a side when everybody on it has said it, and then the last. */
	Approvals summary(Outline mentorship) {
		return new Approvals(awaited(mentorship.mentors()).isEmpty() ? last(Party.MENTOR) : null,
				awaited(mentorship.mentees()).isEmpty() ? last(Party.MENTEE) : null, last(Party.CURATOR),
				last(Party.DIRECTOR));
	}

	private @Nullable Word last(Party party) {
		return said().filter((approval) -> approval.party() == party)
			.max(Comparator.comparing(Approval::on))
			.map(Approval::word)
			.orElse(null);
	}

}
