package ru.nastavnik.registry.notification;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Seal;

/**
 * Telling people something in the transaction of what happened: both happen or neither
 * does. Whoever said it is not told.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Notifications {

	private final JdbcClient jdbc;

	private final Delivery delivery;

	private final Seal seal;

	private final MailProperties mail;

	Notifications(JdbcClient jdbc, Delivery delivery, Seal seal, MailProperties mail) {
		this.jdbc = jdbc;
		this.delivery = delivery;
		this.seal = seal;
		this.mail = mail;
	}

	/**
	 * Something to be told.
	 *
	 * @param title one line: the subject of the letter; like the body it names no minor
	 * and nothing that a letter must not carry
	 * @param body a sentence or two: what happened, what to do
	 * @param link a path of the product, such as {@code /personal-files/17}
	 */
	public record Notice(Topic topic, String title, String body, @Nullable String link) {
	}

	/** Tells everybody who has one of the roles in exactly this organisation today. */
	public void send(long organisation, Set<Role> roles, Notice notice) {
		say(notice, organisation, roles.stream().map(Role::code).toArray(String[]::new), null, null, null);
	}

	/** Tells one person, if the person has an account. */
	public void sendToPerson(long person, Notice notice) {
		say(notice, null, new String[0], person, null, null);
	}

	/** Tells the holder of an account. */
	public void sendToAccount(long account, Notice notice) {
		say(notice, null, new String[0], null, account, null);
	}

	/**
	 * A letter and nothing else, with a secret such as a one-time code. The secret waits
	 * sealed and is put where the body says {@code {secret}}.
	 */
	public void letter(long account, Notice notice, String secret) {
		say(notice, null, new String[0], null, account, this.seal.secret(secret));
	}

	/** Whether letters are sent at all. */
	@Transactional(propagation = Propagation.SUPPORTS)
	public boolean writesLetters() {
		return this.mail.isOn();
	}

	private void say(Notice notice, @Nullable Long unit, String[] roles, @Nullable Long person, @Nullable Long account,
			@Nullable String secret) {
		long region = Scope.current().region();
		this.jdbc
			.sql("""
					insert into notice (region_id, kind, unit_id, roles, to_person, to_account, said_by, title, body, link, secret)
					values (:region, :kind, cast(:unit as bigint), :roles, cast(:person as bigint), cast(:account as bigint),
					  :caller, :title, :body, cast(:link as text), cast(:secret as text))""")
			.param("region", region)
			.param("kind", notice.topic().toString())
			.param("unit", unit)
			.param("roles", roles)
			.param("person", person)
			.param("account", account)
			.param("caller", Scope.current().caller())
			.param("title", notice.title())
			.param("body", notice.body())
			.param("link", notice.link())
			.param("secret", secret)
			.update();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				Notifications.this.delivery.wake();
			}
		});
	}

	/**
	 * In the scope of the region's facts: an account has got its name in tokens, so its
	 * inbox opens.
	 */
	public void known(long region, long account, String subject) {
		this.jdbc
			.sql("update notification set caller = :subject where region_id = :region and account_id = :account "
					+ "and caller is distinct from :subject")
			.param("subject", subject)
			.param("region", region)
			.param("account", account)
			.update();
	}

}
