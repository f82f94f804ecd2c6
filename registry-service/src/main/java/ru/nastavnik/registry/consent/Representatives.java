package ru.nastavnik.registry.consent;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.person.Identity;
import ru.nastavnik.registry.setting.Parameter;
import ru.nastavnik.registry.setting.Settings;

/**
 * Who may sign for whom, for many people at once, by the rules of the region.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
class Representatives {

	private final JdbcClient jdbc;

	private final Settings settings;

	Representatives(JdbcClient jdbc, Settings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/** One link. */
	record Link(long person, long representative, String name, @Nullable String basis, String kind) {
	}

	/** The links that hold on a date. */
	record Links(Map<Long, List<Link>> byPerson) {

		/**
		 * Who signs on the date: the person, or the representative that the form names,
		 * or the first one; null when a minor has none.
		 */
		@Nullable Long signer(long person, LocalDate born, LocalDate date, @Nullable Long named) {
			if (Identity.isAdult(born, date)) {
				return person;
			}
			List<Link> links = this.byPerson.getOrDefault(person, List.of());
			return links.stream()
				.map(Link::representative)
				.filter((representative) -> representative.equals(named))
				.findFirst()
				.or(() -> links.stream().map(Link::representative).findFirst())
				.orElse(null);
		}

	}

	Links on(Collection<Long> people, LocalDate date) {
		return new Links(this.jdbc.sql("""
				select r.person_id, r.representative_id, p.last_name || ' ' || p.first_name
				  || coalesce(' ' || p.middle_name, '') as name, r.basis, r.kind
				from representation r join person p on p.region_id = r.region_id and p.id = r.representative_id
				where r.region_id = :region and r.person_id = any (:people) and r.valid_from <= :date
				  and (r.valid_to is null or r.valid_to >= :date) order by r.id""")
			.param("region", Scope.current().region())
			.param("people", people.toArray(Long[]::new))
			.param("date", date)
			.query((row, number) -> new Link(row.getLong("person_id"), row.getLong("representative_id"),
					row.getString("name"), row.getString("basis"), row.getString("kind")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Link::person)));
	}

	Signing signing(LocalDate born, long signer, boolean self, boolean represents, LocalDate on, boolean coSigned) {
		return new Signing(born, signer, self, represents, on, coSigned,
				this.settings.number(Parameter.ADULT_GRACE_DAYS));
	}

}
