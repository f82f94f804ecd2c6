package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Consents end by themselves: the day is in the row, so the board, the facts and every
 * rule know it without a command. Once for each end this round says it aloud: in the
 * journal, to those who read facts, and to the curator and the director.
 */
@Component
class ConsentUpkeep {

	private static final Logger log = LoggerFactory.getLogger(ConsentUpkeep.class);

	/** Days before the end when a new consent should be asked for; the board's count. */
	static final int DAYS = 30;

	private static final int ORGANISATIONS = 1000;

	private final JdbcClient jdbc;

	private final ParticipantFacts facts;

	private final Notifications notifications;

	private final Audit audit;

	private final TransactionTemplate transaction;

	private final Clock clock;

	ConsentUpkeep(JdbcClient jdbc, ParticipantFacts facts, Notifications notifications, Audit audit,
			TransactionTemplate transaction, Clock clock) {
		this.jdbc = jdbc;
		this.facts = facts;
		this.notifications = notifications;
		this.audit = audit;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** What happens to a consent on a day. */
	enum End {

		/** The subject is eighteen: an own consent is asked for (4.4). */
		MAJORITY("majority_on <= :today and holds_until >= :today", "superseded_needed",
				"Обучающимся исполнилось 18 лет",
				"Нужны их собственные согласия: %d. Прежние действуют до конца отсрочки."),
		/** The term comes near; eighteenth birthdays have a word of their own. */
		EXPIRING("holds_until between :today and :soon and (majority_on is null or majority_on > :today)", "expiring",
				"Скоро истекают согласия",
				"В ближайшие тридцать дней истекают согласия: %d. Подготовьте новые бланки."),
		/** Nothing may be done with the data any more unless there is another ground. */
		EXPIRED("holds_until < :today", "expired", "Истёк срок согласий",
				"Истёк срок согласий: %d. Без нового согласия данные не обрабатываются, участие приостановлено.");

		private final String condition;

		private final String shown;

		private final String title;

		private final String body;

		End(String condition, String shown, String title, String body) {
			this.condition = condition;
			this.shown = shown;
			this.title = title;
			this.body = body;
		}

		private String code() {
			return name().toLowerCase(Locale.ROOT);
		}

		private String due() {
			return "status = 'active' and not noticed @> array['" + code() + "'] and " + this.condition;
		}

	}

	private record Unit(long regionId, long organisationId) {
	}

	private record Ended(Place place, long id, long person, boolean processing) {
	}

	/** What ended while the service was down. */
	@EventListener(ApplicationReadyEvent.class)
	void begin() {
		Thread.ofVirtual().name("consents").start(this::round);
	}

	/** Just after midnight in Moscow, and again each hour for what failed. */
	@Scheduled(cron = "0 5 * * * *", zone = "Europe/Moscow")
	void round() {
		LocalDate today = LocalDate.now(this.clock);
		for (End end : End.values()) {
			for (Unit unit : units(end, today)) {
				try {
					Scope.run(Scope.upkeep(unit.regionId(), Set.of(unit.organisationId())),
							() -> this.transaction.executeWithoutResult((status) -> notice(end, unit, today)));
				}
				catch (RuntimeException ex) {
					log.error("Consents of organisation {} in region {} are looked at again in an hour",
							unit.organisationId(), unit.regionId(), ex);
				}
			}
		}
	}

	private List<Unit> units(End end, LocalDate today) {
		List<Unit> found = Scope.get(Scope.ofFeed(),
				() -> this.transaction.execute((status) -> this.jdbc
					.sql("select distinct region_id, organisation_id from consent where holds_until is not null and "
							+ end.due() + " order by 1, 2 limit :most")
					.param("today", today)
					.param("soon", today.plusDays(DAYS))
					.param("most", ORGANISATIONS)
					.query(Unit.class)
					.list()));
		return (found != null) ? found : List.of();
	}

	/** Two instances at once: the rows go to one of them. */
	private void notice(End end, Unit unit, LocalDate today) {
		List<Ended> ended = new ArrayList<>(this.jdbc
			.sql("update consent set noticed = noticed || cast(:code as text) where region_id = :region "
					+ "and organisation_id = :organisation and " + end.due() + " returning *")
			.param("code", end.code())
			.param("region", unit.regionId())
			.param("organisation", unit.organisationId())
			.param("today", today)
			.param("soon", today.plusDays(DAYS))
			.query((row, number) -> new Ended(Place.of(row), row.getLong("id"), row.getLong("person_id"),
					row.getString("kind").equals("processing")))
			.list());
		if (ended.isEmpty()) {
			return;
		}
		if (end != End.EXPIRING) {
			ended.forEach((one) -> this.audit.record(one.place(), "changed", "consent", one.id(), one.person(),
					Map.of("status", "active"), Map.of("status", end.shown)));
			List<Long> people = ended.stream().filter(Ended::processing).map(Ended::person).distinct().toList();
			if (!people.isEmpty()) {
				this.facts.changed(people, false);
			}
		}
		this.notifications.send(unit.organisationId(), Set.of(Role.CURATOR, Role.DIRECTOR), new Notifications.Notice(
				Topic.CONSENT, end.title, end.body.formatted(ended.size()), "/consents?status=" + end.shown));
	}

}
