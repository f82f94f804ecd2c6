package ru.nastavnik.registry.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * What happened to one organisation, in the order in which it took effect.
 */
@Service
@Transactional(readOnly = true)
class OrganisationHistory {

	private final OrganisationDirectory directory;

	private final ReorganisationJournal journal;

	private final OrganisationCodes codes;

	private final JdbcClient jdbc;

	OrganisationHistory(OrganisationDirectory directory, ReorganisationJournal journal, OrganisationCodes codes,
			JdbcClient jdbc) {
		this.directory = directory;
		this.journal = journal;
		this.codes = codes;
		this.jdbc = jdbc;
	}

	/**
	 * One line of the history.
	 *
	 * @param kind founded, the code that changed, the operation, or what it was to the
	 * other side: absorbed, split_off
	 * @param from the name or the place before, or the other organisation
	 * @param undoableUntil until when the caller may undo it
	 */
	record Event(String kind, LocalDate on, @Nullable String from, @Nullable String to, @Nullable Long otherId,
			@Nullable Integer people, @Nullable String basis, @Nullable String by, @Nullable Instant at,
			@Nullable Long reorganisationId, @Nullable Instant undoneAt, @Nullable Instant undoableUntil) {
	}

	List<Event> of(long id) {
		boolean manages = this.directory.manages(this.directory.get(id).place());
		List<Event> events = new ArrayList<>();
		this.jdbc.sql("""
				select valid_from, basis from organisation_placement where region_id = :region and organisation_id = :id
				order by valid_from limit 1""")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row) -> {
				events.add(new Event("founded", row.getObject("valid_from", LocalDate.class), null, null, null, null,
						row.getString("basis"), null, null, null, null, null));
			});
		for (Reorganisation entry : this.journal.of(List.of(id))) {
			boolean own = entry.organisationId() == id;
			// who came to stand below it is told by their own histories
			if (own || entry.kind() != Reorganisation.Kind.MOVE) {
				events.add(event(entry, own, manages));
			}
		}
		for (OrganisationCodes.Former former : this.codes.former(id)) {
			events.add(new Event(former.kind(), former.validTo().plusDays(1), former.value(), former.nextValue(), null,
					null, null, null, null, null, null, null));
		}
		events.sort(Comparator.comparing(Event::on));
		return events.reversed();
	}

	private static Event event(Reorganisation entry, boolean own, boolean manages) {
		Map<String, Object> details = entry.details();
		String kind = own ? entry.kind().toString().toLowerCase(Locale.ROOT)
				: (entry.kind() == Reorganisation.Kind.MERGER) ? "absorbed" : "split_off";
		return new Event(kind, entry.on(), text(details, "from"), text(details, "to"),
				own ? entry.targetId() : Long.valueOf(entry.organisationId()),
				(details.get("people") instanceof Number people) ? people.intValue() : null, entry.basis().text(),
				entry.by(), entry.at(), entry.id(), entry.undoneAt(), manages ? entry.undoableUntil() : null);
	}

	private static @Nullable String text(Map<String, Object> details, String key) {
		return (details.get(key) instanceof String text) ? text : null;
	}

}
