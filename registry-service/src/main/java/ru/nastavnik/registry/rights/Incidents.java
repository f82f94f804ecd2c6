package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Incidents with personal data: the clocks of the two notices to Roskomnadzor and the
 * drafts of their texts (BR-064).
 */
@Service
@Transactional
class Incidents {

	private static final Duration FIRST_NOTICE = Duration.ofHours(24);

	private static final Duration RESULT = Duration.ofHours(72);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm")
		.withZone(ZoneId.of("Europe/Moscow"));

	/** Ends every update: of the version that was read, or of nothing. */
	private static final String AS_READ = ", version = version + 1 "
			+ "where region_id = :region and id = :id and version = :version";

	private final JdbcClient jdbc;

	private final OrganisationDirectory directory;

	private final Notifications notifications;

	private final Clock clock;

	Incidents(JdbcClient jdbc, OrganisationDirectory directory, Notifications notifications, Clock clock) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.notifications = notifications;
		this.clock = clock;
	}

	/** What is known of it; filled in as the inquiry goes on. */
	record Account(String what, @Nullable Integer subjects, @Nullable String categories, @Nullable String harm,
			@Nullable String measures) {
	}

	/** An incident on the screen. */
	record IncidentView(long id, long organisationId, Instant detectedAt, Account account, Instant noticeDue,
			@Nullable Instant noticedAt, boolean noticeOverdue, Instant resultDue, @Nullable Instant resultAt,
			boolean resultOverdue, @Nullable String result, String noticeDraft, @Nullable String resultDraft,
			int version) {
	}

	IncidentView register(long organisation, Instant detectedAt, Account account) {
		DataRequests.requireStaff(organisation);
		new Checks().refuseIf(detectedAt.isAfter(Instant.now(this.clock)), "detectedAt", "Это время ещё не наступило.")
			.done();
		Place place = this.directory.get(organisation).place();
		long id = bind(
				this.jdbc
					.sql("""
							insert into incident (region_id, institute_id, municipality_id, organisation_id, detected_at, what,
							  subjects, categories, harm, measures, created_by)
							values (:region, :institute, :municipality, :organisation, :detected, :what, :subjects, :categories, :harm,
							  :measures, :caller) returning id"""),
				account)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("detected", java.sql.Timestamp.from(detectedAt))
			.param("caller", Scope.current().caller())
			.query(Long.class)
			.single();
		this.notifications.send(organisation, Set.of(Role.CURATOR, Role.DIRECTOR), new Notifications.Notice(
				Topic.DATA_REQUEST, "Инцидент с персональными данными",
				"Первичное уведомление в Роскомнадзор нужно отправить до %s, результат расследования — до %s (время московское). Черновики готовы."
					.formatted(TIME.format(detectedAt.plus(FIRST_NOTICE)), TIME.format(detectedAt.plus(RESULT))),
				"/incidents"));
		return view(id);
	}

	@Transactional(readOnly = true)
	List<IncidentView> list(@Nullable Long organisation) {
		return this.jdbc
			.sql("select i.*, o.full_name from incident i join organisation o on o.region_id = i.region_id "
					+ "and o.id = i.organisation_id where i.region_id = :region and (:organisation::bigint is null "
					+ "or i.organisation_id = :organisation) order by i.detected_at desc, i.id desc limit 200")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query(this::read)
			.list();
	}

	@Transactional(readOnly = true)
	IncidentView view(long id) {
		return this.jdbc
			.sql("select i.*, o.full_name from incident i join organisation o on o.region_id = i.region_id "
					+ "and o.id = i.organisation_id where i.region_id = :region and i.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(this::read)
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	IncidentView change(long id, Account account, int version) {
		held(id, version);
		return changed(id, version,
				bind(this.jdbc.sql("update incident set what = :what, subjects = :subjects, categories = :categories, "
						+ "harm = :harm, measures = :measures" + AS_READ), account));
	}

	/** The first notice was sent. */
	IncidentView notice(long id, Instant at, int version) {
		IncidentView incident = held(id, version);
		if (incident.noticedAt() != null) {
			throw RegistryProblem.REQUEST_STATE.because("Первичное уведомление уже отмечено.");
		}
		return mark(id, version, "noticed_at", at, null, incident.detectedAt());
	}

	/** The result of the inquiry was sent. */
	IncidentView result(long id, Instant at, String result, int version) {
		IncidentView incident = held(id, version);
		if (incident.noticedAt() == null) {
			throw RegistryProblem.REQUEST_STATE.because("Сначала отметьте первичное уведомление.");
		}
		return mark(id, version, "result_at", at, result, incident.detectedAt());
	}

	private IncidentView mark(long id, int version, String column, Instant at, @Nullable String result,
			Instant detected) {
		new Checks().refuseIf(at.isAfter(Instant.now(this.clock)), "at", "Это время ещё не наступило.")
			.refuseIf(at.isBefore(detected), "at", "Раньше, чем выявлен инцидент.")
			.done();
		return changed(id, version,
				this.jdbc.sql("update incident set " + column + " = :at, result = coalesce(:result, result)" + AS_READ)
					.param("at", java.sql.Timestamp.from(at))
					.param("result", result));
	}

	private IncidentView changed(long id, int version, JdbcClient.StatementSpec update) {
		int changed = update.param("region", Scope.current().region())
			.param("id", id)
			.param("version", version)
			.update();
		IncidentView view = view(id);
		if (changed == 0) {
			throw new StaleVersionException(view, version);
		}
		return view;
	}

	private IncidentView held(long id, int version) {
		IncidentView incident = view(id);
		DataRequests.requireStaff(incident.organisationId());
		StaleVersionException.check(incident.version(), version, () -> incident);
		return incident;
	}

	private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Account account) {
		return statement.param("what", account.what())
			.param("subjects", account.subjects())
			.param("categories", account.categories())
			.param("harm", account.harm())
			.param("measures", account.measures());
	}

	private IncidentView read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
		Instant now = Instant.now(this.clock);
		Instant detected = row.getTimestamp("detected_at").toInstant();
		Instant noticed = instant(row, "noticed_at");
		Instant answered = instant(row, "result_at");
		Account account = new Account(row.getString("what"), row.getObject("subjects", Integer.class),
				row.getString("categories"), row.getString("harm"), row.getString("measures"));
		Instant noticeDue = detected.plus(FIRST_NOTICE);
		Instant resultDue = detected.plus(RESULT);
		String operator = row.getString("full_name");
		return new IncidentView(row.getLong("id"), row.getLong("organisation_id"), detected, account, noticeDue,
				noticed, ((noticed != null) ? noticed : now).isAfter(noticeDue), resultDue, answered,
				((answered != null) ? answered : now).isAfter(resultDue), row.getString("result"),
				firstNotice(operator, detected, account),
				(noticed != null) ? second(operator, detected, account, row.getString("result")) : null,
				row.getInt("version"));
	}

	private static @Nullable Instant instant(java.sql.ResultSet row, String column) throws java.sql.SQLException {
		java.sql.Timestamp time = row.getTimestamp(column);
		return (time != null) ? time.toInstant() : null;
	}

	private static String firstNotice(String operator, Instant detected, Account account) {
		return """
				Первичное уведомление об инциденте (ч. 3.1 ст. 21 Федерального закона № 152-ФЗ)
				Оператор: %s
				Выявлено: %s (московское время)
				Что произошло, предполагаемая причина: %s
				Категории данных: %s
				Число затронутых субъектов: %s
				Предполагаемый вред: %s
				Принятые меры: %s
				Контактное лицо для взаимодействия: ________________""".formatted(operator, TIME.format(detected),
				account.what(), or(account.categories()),
				(account.subjects() != null) ? account.subjects() : "уточняется", or(account.harm()),
				or(account.measures()));
	}

	private static String second(String operator, Instant detected, Account account, @Nullable String result) {
		return """
				Дополнительное уведомление: результаты внутреннего расследования
				Оператор: %s
				Инцидент от %s (московское время)
				Результат, установленная причина и виновные лица: %s
				Число затронутых субъектов: %s
				Меры по устранению последствий: %s""".formatted(operator, TIME.format(detected), or(result),
				(account.subjects() != null) ? account.subjects() : "уточняется", or(account.measures()));
	}

	private static String or(@Nullable String text) {
		return (text != null && !text.isBlank()) ? text : "уточняется";
	}

}
