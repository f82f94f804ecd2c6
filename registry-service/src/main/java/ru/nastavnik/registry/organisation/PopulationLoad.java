package ru.nastavnik.registry.organisation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Figures of a table: many at a time, and taken back as long as nobody has touched them.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class PopulationLoad {

	private final PopulationRecords records;

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	PopulationLoad(PopulationRecords records, OrganisationDirectory directory, JdbcClient jdbc) {
		this.records = records;
		this.directory = directory;
		this.jdbc = jdbc;
	}

	/** A figure of a table, its organisation as the table calls it. */
	public record Line(String organisation, String category, LocalDate asOf, int value, String source,
			@Nullable String documentRef, boolean approved) {
	}

	/** A figure of the base. */
	public record Known(long id, long organisationId, String category, LocalDate asOf, int value, String source,
			@Nullable String documentRef, String status, int version) {

		public boolean differs(Line line) {
			return this.value != line.value() || !this.source.equals(line.source())
					|| !Objects.equals(this.documentRef, line.documentRef())
					|| !this.status.equals(line.approved() ? "approved" : "submitted");
		}

		public static String key(long organisation, String category, LocalDate asOf) {
			return organisation + " " + category + " " + asOf;
		}

	}

	/** What is known of these organisations, by {@link Known#key}. */
	public Map<String, Known> known(Set<Long> organisations) {
		Map<String, Known> known = new HashMap<>();
		select("organisation_id", organisations)
			.forEach((one) -> known.put(Known.key(one.organisationId(), one.category(), one.asOf()), one));
		return known;
	}

	private List<Known> select(String column, Set<Long> ids) {
		return this.jdbc.sql("select * from population where region_id = :region and " + column + " = any (:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> new Known(row.getLong("id"), row.getLong("organisation_id"),
					row.getString("category"), row.getObject("as_of", LocalDate.class), row.getInt("value"),
					row.getString("source"), row.getString("document_ref"), row.getString("status"),
					row.getInt("version")))
			.list();
	}

	/** Enters new figures and new values of known ones; ids in the order of the lines. */
	public List<Long> enter(List<Long> organisations, List<Line> lines) {
		List<PopulationRecords.Entry> entries = new java.util.ArrayList<>();
		for (int at = 0; at < lines.size(); at++) {
			Line line = lines.get(at);
			entries.add(new PopulationRecords.Entry(organisations.get(at), line.asOf(),
					Population.Category.of(line.category()),
					new PopulationRecords.Figure(line.value(), line.source(), line.documentRef()),
					line.approved() ? Population.Status.APPROVED : Population.Status.SUBMITTED));
		}
		Map<String, Long> ids = this.records.enter(entries, true)
			.stream()
			.collect(Collectors.toMap(
					(saved) -> Known.key(saved.organisationId(), saved.category().toString(), saved.asOf()),
					Population::id));
		return entries.stream()
			.map((entry) -> Objects
				.requireNonNull(ids.get(Known.key(entry.organisationId(), entry.category().toString(), entry.asOf()))))
			.toList();
	}

	/** Deletes figures that nobody has touched; gives the ids of the others. */
	public Set<Long> forget(Set<Long> made) {
		Map<Long, Known> now = select("id", made).stream().collect(Collectors.toMap(Known::id, (one) -> one));
		Map<Long, Unit> units = this.directory
			.all(now.values().stream().map(Known::organisationId).collect(Collectors.toSet()));
		Set<Long> refused = new TreeSet<>();
		Map<Long, Unit> free = new HashMap<>();
		for (long id : made) {
			Known one = now.get(id);
			if (one == null || one.version() > 0) {
				refused.add(id);
			}
			else {
				free.put(id, Objects.requireNonNull(units.get(one.organisationId())));
			}
		}
		if (!free.isEmpty()) {
			Set<Long> removed = this.records.remove(free, 0);
			free.keySet().stream().filter((id) -> !removed.contains(id)).forEach(refused::add);
		}
		return refused;
	}

	/** Puts back what was there; gives the ids of figures that were changed since. */
	public Set<Long> restore(List<Known> before) {
		Map<Long, Known> now = select("id", before.stream().map(Known::id).collect(Collectors.toSet())).stream()
			.collect(Collectors.toMap(Known::id, (one) -> one));
		Set<Long> refused = new TreeSet<>();
		List<Known> free = before.stream().filter((was) -> {
			Known one = now.get(was.id());
			boolean same = one != null && one.version() == was.version() + 1;
			if (!same) {
				refused.add(was.id());
			}
			return same;
		}).toList();
		if (!free.isEmpty()) {
			this.records.enter(free.stream()
				.map((was) -> new PopulationRecords.Entry(was.organisationId(), was.asOf(),
						Population.Category.of(was.category()),
						new PopulationRecords.Figure(was.value(), was.source(), was.documentRef()),
						Population.Status.of(was.status())))
				.toList(), true);
		}
		return refused;
	}

}
