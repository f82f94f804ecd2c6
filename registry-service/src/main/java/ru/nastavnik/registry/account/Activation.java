package ru.nastavnik.registry.account;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Seal;

/**
 * Setting a password with a one-time code, before there is anybody to be signed in. Works
 * in the scope of the feed: a user name says nothing of a region. Unknown names, wrong,
 * used and expired codes are answered alike.
 */
@Service
@Transactional
class Activation {

	static final int TRIES = 5;

	private final Seal seal;

	private final JdbcClient jdbc;

	private final Audit audit;

	Activation(Seal seal, JdbcClient jdbc, Audit audit) {
		this.seal = seal;
		this.jdbc = jdbc;
		this.audit = audit;
	}

	/** How far the password has come. */
	enum State {

		/** The code does not open anything. */
		REFUSED,
		/** The code is right and waits for a password. */
		OPEN,
		/** The password is on its way. */
		WAITING,
		/** The password works. */
		READY;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** An answer to whoever holds a code. */
	record Outcome(State state, @Nullable String problem, @Nullable Long region, @Nullable Long account) {

		static final Outcome REFUSED = new Outcome(State.REFUSED, null, null, null);

	}

	private record Invitation(long regionId, long accountId, String salt, byte[] codeHash, Instant expiresAt, int tries,
			@Nullable Instant usedAt, @Nullable Instant doneAt, @Nullable String problem) {
	}

	/** Whether the code is right, and how far its password has come. */
	Outcome state(String username, String code) {
		Invitation invitation = open(username, code);
		if (invitation == null) {
			return Outcome.REFUSED;
		}
		State state = (invitation.doneAt() != null) ? State.READY
				: (invitation.usedAt() != null) ? State.WAITING : State.OPEN;
		return new Outcome(state, invitation.problem(), invitation.regionId(), invitation.accountId());
	}

	/** Takes the password for a right code. */
	Outcome activate(String username, String code, String password) {
		Invitation invitation = open(username, code);
		if (invitation == null || invitation.doneAt() != null) {
			return Outcome.REFUSED;
		}
		check(username, password);
		if (invitation.usedAt() == null) {
			this.jdbc.sql("""
					update account_invitation set used_at = now(), problem = null
					where region_id = :region and account_id = :account""")
				.param("region", invitation.regionId())
				.param("account", invitation.accountId())
				.update();
			this.jdbc.sql("""
					insert into account_projection (region_id, kind, subject_id, password)
					values (:region, 'account', :account, :password)""")
				.param("region", invitation.regionId())
				.param("account", invitation.accountId())
				.param("password", this.seal.reset(password))
				.update();
		}
		return new Outcome(State.WAITING, null, invitation.regionId(), invitation.accountId());
	}

	/** In a scope of the region: the log knows that the account came to life. */
	void log(Outcome outcome) {
		this.jdbc.sql("""
				select region_id, institute_id, municipality_id, organisation_id, person_id from account
				where region_id = :region and id = :account""")
			.param("region", outcome.region())
			.param("account", outcome.account())
			.query((row) -> {
				this.audit.record(
						new Place(row.getLong("region_id"), row.getObject("institute_id", Long.class),
								row.getObject("municipality_id", Long.class), row.getLong("organisation_id")),
						"activated", "account", outcome.account(), row.getObject("person_id", Long.class), null,
						Map.of());
			});
	}

	/** The holder of a code acts in the name of the account. */
	static Scope scope(Outcome outcome) {
		long region = (outcome.region() != null) ? outcome.region() : 0;
		return new Scope("activation", "", region, List.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null,
				Set.of(region), false);
	}

	private @Nullable Invitation open(String username, String code) {
		Invitation invitation = this.jdbc.sql("""
				select region_id, account_id, salt, code_hash, expires_at, tries, used_at, done_at, problem
				from account_invitation where username = :username for update""")
			.param("username", username.strip().toLowerCase(Locale.ROOT))
			.query(Invitation.class)
			.optional()
			.orElse(null);
		// the same work for a name that nobody has
		byte[] given = Codes.digest((invitation != null) ? invitation.salt() : "", code);
		if (invitation == null || invitation.tries() >= TRIES || invitation.expiresAt().isBefore(Instant.now())) {
			return null;
		}
		if (!MessageDigest.isEqual(given, invitation.codeHash())) {
			this.jdbc
				.sql("""
						update account_invitation set tries = tries + 1 where region_id = :region and account_id = :account""")
				.param("region", invitation.regionId())
				.param("account", invitation.accountId())
				.update();
			return null;
		}
		return invitation;
	}

	/** The policy of the realm, said before the queue instead of after it. */
	private static void check(String username, String password) {
		new Checks().refuseIf(password.length() < 10, "password", "Пароль — не короче 10 знаков.")
			.refuseIf(password.length() > 128, "password", "Пароль — не длиннее 128 знаков.")
			.refuseIf(password.chars().noneMatch(Character::isLowerCase), "password", "Добавьте строчную букву.")
			.refuseIf(password.chars().noneMatch(Character::isUpperCase), "password", "Добавьте заглавную букву.")
			.refuseIf(password.chars().noneMatch(Character::isDigit), "password", "Добавьте цифру.")
			.refuseIf(password.equalsIgnoreCase(username.strip()), "password",
					"Пароль не должен совпадать с именем для входа.")
			.done();
	}

}
