package ru.nastavnik.registry.notification;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * What the caller was told, and of what they want letters.
 */
@Service
@Transactional
class Inbox {

	/** Beyond that the bell says «99+». */
	private static final int COUNTED = 100;

	private final JdbcClient jdbc;

	private final MailProperties mail;

	Inbox(JdbcClient jdbc, MailProperties mail) {
		this.jdbc = jdbc;
		this.mail = mail;
	}

	/** Something the caller was told. */
	record Line(long id, String kind, String title, String body, @Nullable String link, Instant createdAt,
			boolean read) {
	}

	/** The newest lines, how many are unread, and where older ones begin. */
	record Part(List<Line> items, long unread, @Nullable Long next) {
	}

	/** A kind of notifications and whether it comes as a letter too. */
	record Wish(Topic kind, String title, boolean mail) {
	}

	/** Whether letters are sent at all, and of which kinds. */
	record Preference(boolean mail, List<Wish> kinds) {
	}

	@Transactional(readOnly = true)
	Part list(boolean onlyUnread, @Nullable Long before, int size) {
		List<Line> items = this.jdbc
			.sql("select id, kind, title, body, link, created_at, read_at is not null as read from notification "
					+ "where region_id = :region and caller = :caller and id < :before "
					+ (onlyUnread ? "and read_at is null " : "") + "order by id desc limit :limit")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("before", (before != null) ? before : Long.MAX_VALUE)
			.param("limit", size + 1)
			.query(Line.class)
			.list();
		boolean more = items.size() > size;
		List<Line> page = more ? items.subList(0, size) : items;
		return new Part(page, unread(), more ? page.getLast().id() : null);
	}

	@Transactional(readOnly = true)
	long unread() {
		return this.jdbc.sql("""
				select count(*) from (select 1 from notification where region_id = :region and caller = :caller
				  and read_at is null limit :limit) z""")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("limit", COUNTED)
			.query(Long.class)
			.single();
	}

	void mark(long id, boolean read) {
		int rows = this.jdbc
			.sql("update notification set read_at = " + (read ? "coalesce(read_at, now())" : "null")
					+ " where region_id = :region and caller = :caller and id = :id")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("id", id)
			.update();
		if (rows == 0) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
	}

	void readAll() {
		this.jdbc
			.sql("update notification set read_at = now() "
					+ "where region_id = :region and caller = :caller and read_at is null")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.update();
	}

	@Transactional(readOnly = true)
	Preference preference() {
		List<String> without = this.jdbc
			.sql("select without_mail from notification_preference where region_id = :region and caller = :caller")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.query((row, number) -> Arrays.asList((String[]) row.getArray(1).getArray()))
			.optional()
			.orElse(List.of());
		return new Preference(this.mail.isOn(),
				Arrays.stream(Topic.values())
					.filter(Topic::isOptional)
					.map((topic) -> new Wish(topic, topic.title(), !without.contains(topic.toString())))
					.toList());
	}

	Preference prefer(List<Topic> withoutMail) {
		if (Scope.current().region() == 0) {
			throw KitProblem.FORBIDDEN.because("Настроить уведомления может тот, у кого есть роль в регионе.");
		}
		this.jdbc
			.sql("""
					insert into notification_preference (region_id, caller, without_mail) values (:region, :caller, :without)
					on conflict (region_id, caller) do update set without_mail = excluded.without_mail""")
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.param("without",
					withoutMail.stream()
						.filter(Topic::isOptional)
						.map(Topic::toString)
						.distinct()
						.toArray(String[]::new))
			.update();
		return preference();
	}

}
