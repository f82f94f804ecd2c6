package ru.nastavnik.registry.rights;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.consent.ConsentLifecycle.ProcessingGiven;
import ru.nastavnik.registry.consent.ConsentLifecycle.ProcessingWithdrawn;

/**
 * What a withdrawn consent to processing does in the same transaction (BR-060): nobody
 * above the school reads the name any more, and a request with its clock is open. A new
 * consent opens the name again; the request goes its own way.
 */
@Component
class Closing {

	private final JdbcClient jdbc;

	private final DataRequests requests;

	Closing(JdbcClient jdbc, DataRequests requests) {
		this.jdbc = jdbc;
		this.requests = requests;
	}

	@EventListener
	void on(ProcessingWithdrawn withdrawn) {
		close(withdrawn.personId(), withdrawn.on());
		this.requests.withdrawn(withdrawn.personId(), withdrawn.on());
	}

	@EventListener
	void on(ProcessingGiven given) {
		close(given.personId(), null);
	}

	private void close(long person, @Nullable LocalDate on) {
		this.jdbc.sql("update person set closed_on = :on where region_id = :region and id = :id")
			.param("on", on)
			.param("region", Scope.current().region())
			.param("id", person)
			.update();
	}

}
