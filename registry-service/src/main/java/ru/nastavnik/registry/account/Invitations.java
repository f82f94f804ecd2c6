package ru.nastavnik.registry.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;

/**
 * Handing out one-time codes with which people set their password themselves. A new code
 * makes the one before worthless; the code is shown once and then forgotten.
 */
@Service
@Transactional
class Invitations {

	static final int DAYS = 14;

	private static final String UPSERT = """
			insert into account_invitation (region_id, institute_id, municipality_id, organisation_id, account_id, born,
			  username, salt, code_hash, created_by, expires_at)
			select a.region_id, a.institute_id, a.municipality_id, a.organisation_id, a.id, a.born, a.username, r.salt,
			  decode(r.hash, 'hex'), :caller, :expires
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, salt text, hash text)
			join account a on a.region_id = :region and a.id = r.id
			on conflict (region_id, account_id) do update set username = excluded.username, salt = excluded.salt,
			  code_hash = excluded.code_hash, created_at = now(),
			  created_by = excluded.created_by, expires_at = excluded.expires_at, tries = 0, used_at = null,
			  done_at = null, problem = null""";

	private final AccountReading reading;

	private final GrantRules rules;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Audit audit;

	private final Notifications notifications;

	Invitations(AccountReading reading, GrantRules rules, JdbcClient jdbc, Columns columns, Audit audit,
			Notifications notifications) {
		this.reading = reading;
		this.rules = rules;
		this.jdbc = jdbc;
		this.columns = columns;
		this.audit = audit;
		this.notifications = notifications;
	}

	/**
	 * What stands on a slip; the only time that the code is told. Without a code it went
	 * by letter.
	 */
	record Slip(long accountId, String username, String displayName, @Nullable String email, @Nullable String code,
			Instant expiresAt, List<AccountReading.GrantView> grants) {
	}

	private record CodeLine(long id, String salt, String hash) {
	}

	/**
	 * New codes for these accounts.
	 * @param holdings all that each account may, seen by the caller or not
	 * @param byMail whether the codes go by letter and are shown to nobody here
	 */
	List<Slip> invite(List<Long> accounts, Map<Long, List<Projection.Holding>> holdings, boolean byMail) {
		if (byMail && !this.notifications.writesLetters()) {
			throw RegistryProblem.MAIL_OFF
				.because("Почта на этой платформе не настроена. Напечатайте приглашения и раздайте их лично.");
		}
		Instant expires = Instant.now().plus(DAYS, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
		List<Slip> slips = new ArrayList<>();
		List<CodeLine> lines = new ArrayList<>();
		Checks checks = new Checks();
		for (int at = 0; at < accounts.size(); at++) {
			AccountReading.AccountView account = this.reading.view(accounts.get(at));
			this.rules.requireAllOf(holdings.getOrDefault(account.id(), List.of()));
			Checks row = checks.at("accountIds[" + at + "]");
			row.refuseIf(!account.enabled() || account.closedOn() != null, "enabled",
					account.displayName() + ": доступ закрыт. Сначала откройте его снова.");
			row.refuseIf(byMail && account.email() == null, "email",
					account.displayName() + ": нет адреса почты. Впишите его или напечатайте приглашение.");
			String code = Codes.next();
			String salt = UUID.randomUUID().toString();
			lines.add(new CodeLine(account.id(), salt, HexFormat.of().formatHex(Codes.digest(salt, code))));
			if (byMail) {
				this.notifications.letter(account.id(), letter(account.username()), code);
			}
			slips.add(new Slip(account.id(), account.username(), account.displayName(), account.email(),
					byMail ? null : code, expires,
					account.grants().stream().filter((grant) -> !grant.revoked()).toList()));
		}
		checks.done();
		int written = this.jdbc.sql(UPSERT)
			.param("rows", this.columns.of(lines))
			.param("caller", Scope.current().caller())
			.param("expires", java.sql.Timestamp.from(expires))
			.param("region", Scope.current().region())
			.update();
		if (written != slips.size()) {
			throw KitProblem.FORBIDDEN.because("Часть этих доступов ведёт другая организация. Обратитесь к ней.");
		}
		log(accounts);
		return slips;
	}

	private static Notifications.Notice letter(String username) {
		return new Notifications.Notice(Topic.INVITATION, "Приглашение в «Наставник»",
				"Вам открыт доступ к платформе «Наставник». Имя для входа: " + username
						+ ". Одноразовый код: {secret}. Задайте свой пароль по ссылке; код действует " + DAYS
						+ " дней. Никому его не передавайте: сотрудники платформы его не спрашивают.",
				"/activation?name=" + URLEncoder.encode(username, StandardCharsets.UTF_8));
	}

	private void log(List<Long> accounts) {
		this.jdbc.sql("""
				select a.id, a.person_id, a.region_id, a.institute_id, a.municipality_id, a.organisation_id
				from account a where a.region_id = :region and a.id = any (:ids)""")
			.param("region", Scope.current().region())
			.param("ids", accounts.toArray(Long[]::new))
			.query((row) -> {
				Place place = new Place(row.getLong("region_id"), row.getObject("institute_id", Long.class),
						row.getObject("municipality_id", Long.class), row.getLong("organisation_id"));
				this.audit.record(place, "created", "invitation", row.getLong("id"),
						row.getObject("person_id", Long.class), null, Map.of());
			});
	}

}
