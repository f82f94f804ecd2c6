package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;

/**
 * Reminds an organisation once of each request of a person that has to be answered within
 * three days (BR-061 to BR-063). A prolonged request is reminded of again.
 */
@Component
class DueSoon {

	private static final Logger log = LoggerFactory.getLogger(DueSoon.class);

	static final int DAYS = 3;

	private static final int BATCH = 500;

	private final JdbcClient jdbc;

	private final Notifications notifications;

	private final TransactionTemplate transaction;

	private final Clock clock;

	DueSoon(JdbcClient jdbc, Notifications notifications, TransactionTemplate transaction, Clock clock) {
		this.jdbc = jdbc;
		this.notifications = notifications;
		this.transaction = transaction;
		this.clock = clock;
	}

	private record Due(long id, long regionId, long organisationId, LocalDate dueOn) {
	}

	/** What came due while the service was down. */
	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		Thread.ofVirtual().name("requests-due").start(this::round);
	}

	@Scheduled(cron = "0 10 * * * *", zone = "Europe/Moscow")
	void round() {
		for (Due due : due()) {
			try {
				Scope.run(Scope.upkeep(due.regionId(), Set.of(due.organisationId())),
						() -> this.transaction.executeWithoutResult((status) -> remind(due)));
			}
			catch (RuntimeException ex) {
				log.error("Request {} of region {} is reminded of in an hour", due.id(), due.regionId(), ex);
			}
		}
	}

	private List<Due> due() {
		List<Due> found = Scope.get(Scope.ofFeed(), () -> this.transaction.execute((status) -> this.jdbc.sql("""
				select id, region_id, organisation_id, due_on from data_request
				where status not in ('answered', 'closed') and due_on <= :day and reminded_for is distinct from due_on
				order by due_on, id limit :batch""")
			.param("day", LocalDate.now(this.clock).plusDays(DAYS))
			.param("batch", BATCH)
			.query(Due.class)
			.list()));
		return (found != null) ? found : List.of();
	}

	private void remind(Due due) {
		int mine = this.jdbc.sql("""
				update data_request set reminded_for = due_on where region_id = :region and id = :id
				and reminded_for is distinct from due_on""")
			.param("region", due.regionId())
			.param("id", due.id())
			.update();
		if (mine == 1) {
			boolean late = due.dueOn().isBefore(LocalDate.now(this.clock));
			this.notifications.send(due.organisationId(), Set.of(Role.CURATOR, Role.DIRECTOR), new Notifications.Notice(
					Topic.DATA_REQUEST,
					late ? "Просрочено обращение о персональных данных"
							: "Подходит срок обращения о персональных данных",
					"Обращение № %d нужно исполнить до %td.%2$tm.%2$tY. Откройте список обращений и ответьте заявителю."
						.formatted(due.id(), due.dueOn()),
					"/data-requests"));
		}
	}

}
