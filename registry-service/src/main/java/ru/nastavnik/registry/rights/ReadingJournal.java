package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Writes into the log that an answer named minors.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReadingJournal {

	private final Audit audit;

	private final JdbcClient jdbc;

	private final Clock clock;

	ReadingJournal(Audit audit, JdbcClient jdbc, Clock clock) {
		this.audit = audit;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Of those who were named, the minors are in the log. */
	void named(@Nullable Long organisation, Collection<Long> people) {
		if (people.isEmpty()) {
			return;
		}
		this.audit.read(organisation, "person",
				this.jdbc
					.sql("select id from person where region_id = :region and id = any (:people) "
							+ "and birth_date > :grown order by id")
					.param("region", Scope.current().region())
					.param("people", people.toArray(Long[]::new))
					.param("grown", LocalDate.now(this.clock).minusYears(18))
					.query(Long.class)
					.list());
	}

}
