package ru.nastavnik.kit.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Where a use case says what the log cannot see by itself: changes made by SQL and the
 * reading of named data. Changes of JPA entities are recorded without a word.
 */
public class Audit {

	private static final String INSERT = """
			with said as materialized (
			  select nextval('audit_event_seq') as id, replace(gen_random_uuid()::text, '-', '') as salt, r.*
			  from jsonb_to_recordset(cast(? as jsonb)) as r(region bigint, institute bigint, municipality bigint,
			    organisation bigint, caller text, actor text, acting text, "insteadOf" bigint, action text,
			    "subjectType" text, "subjectId" bigint, "personId" bigint, people bigint[], trace text, ip text,
			    "oldValues" jsonb, "newValues" jsonb)
			), happened as (
			  insert into audit_event (id, region_id, institute_id, municipality_id, organisation_id, caller, acting,
			    instead_of, action, subject_type, subject_id, person_id, people, trace, ip, digest)
			  select id, region, institute, municipality, organisation, caller, acting, "insteadOf", action, "subjectType",
			    "subjectId", "personId", people, trace, ip, audit_digest(salt, actor, "oldValues", "newValues") from said
			), valued as (
			  insert into audit_value (event_id, region_id, institute_id, municipality_id, organisation_id, caller,
			    person_id, listed, salt, actor, old_values, new_values)
			  select id, region, institute, municipality, organisation, caller, "personId", people is not null, salt,
			    actor, "oldValues", "newValues" from said
			)
			insert into audit_pending (region_id, event_id) select region, id from said order by id""";

	/** Longer lists of people are cut into several events. */
	private static final int PEOPLE = 1000;

	private final JdbcTemplate jdbc;

	private final JsonMapper json;

	private final EntityManagerFactory entityManagerFactory;

	private final TransactionTemplate transaction;

	private final AuditChain chain;

	Audit(JdbcTemplate jdbc, JsonMapper json, EntityManagerFactory entityManagerFactory,
			PlatformTransactionManager transactions, AuditChain chain) {
		this.jdbc = jdbc;
		this.json = json;
		this.entityManagerFactory = entityManagerFactory;
		this.transaction = new TransactionTemplate(transactions);
		this.chain = chain;
	}

	/**
	 * Records a change that was made by SQL, in the transaction of the change and at the
	 * place of what changed.
	 * @param action what happened, such as {@code changed}, {@code created} or a word of
	 * the feature
	 * @param subjectType the kind of thing, named as its entity is: {@code organisation}
	 * @param personId whom it is about, if it is about one person
	 * @param oldValues the changed fields as they were
	 * @param newValues the changed fields as they are
	 */
	public void record(Place place, String action, String subjectType, @Nullable Long subjectId,
			@Nullable Long personId, @Nullable Map<String, ?> oldValues, @Nullable Map<String, ?> newValues) {
		add(Event.of(Scope.current(), place, action, new Event.Subject(subjectType, subjectId, personId, null),
				oldValues, newValues));
	}

	/**
	 * Records one change of many people at once, such as a load: their ids in one line.
	 */
	public void recordAll(Place place, String action, String subjectType, @Nullable Long subjectId,
			Collection<Long> people, @Nullable Map<String, ?> newValues) {
		for (List<Long> part : parts(people)) {
			add(Event.of(Scope.current(), place, action, new Event.Subject(subjectType, subjectId, null, part), null,
					newValues));
		}
	}

	/**
	 * Records that named data of these people was read: one line for the request and the
	 * place, whatever the number of people. In a reading transaction the line is written
	 * before the answer leaves; an answer that cannot be logged is not given.
	 * @param action {@code read}, {@code exported}, {@code printed} …
	 * @param subjectType what was read: {@code person}, {@code mentee} …
	 */
	public void read(Place place, String action, String subjectType, Collection<Long> people) {
		for (List<Long> part : parts(people)) {
			Event.Subject subject = (part.size() == 1)
					? new Event.Subject(subjectType, part.getFirst(), part.getFirst(), null)
					: new Event.Subject(subjectType, null, null, part);
			Event event = Event.of(Scope.current(), place, action, subject, null, null);
			AuditRequest.Noted request = AuditRequest.current();
			if (request != null) {
				request.reads().add(event);
			}
			else if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
				add(event);
			}
		}
	}

	/**
	 * Records that a list or a card named these people, where the caller works: in the
	 * organisation asked for if it is the caller's own, else in the first own one.
	 */
	public void read(@Nullable Long organisation, String subjectType, Collection<Long> people) {
		Scope scope = Scope.current();
		if (people.isEmpty() || scope.grants().isEmpty()) {
			return;
		}
		long where = (organisation != null && scope.own().contains(organisation)) ? organisation
				: scope.own().stream().findFirst().orElse(scope.grants().getFirst().organisation());
		read(new Place(scope.region(), null, null, where), "read", subjectType, people);
	}

	/**
	 * Empties the values that the log holds of a person, because the person is erased.
	 * The events stay, and so does the chain. Needs the scope of the organisation or of
	 * the facts of the region.
	 * @return how many events lost their values
	 */
	public int redact(long region, long personId) {
		return this.jdbc.update("update audit_value set old_values = null, new_values = null, redacted_at = now() "
				+ "where region_id = ? and person_id = ? and redacted_at is null "
				+ "and (old_values is not null or new_values is not null)", region, personId);
	}

	/**
	 * Writes down what the request has read; its transactions are over. Answers of
	 * controllers do so by themselves; whoever writes into the response as it goes calls
	 * this before the first byte.
	 */
	public void writeReads() {
		AuditRequest.Noted request = AuditRequest.current();
		if (request == null || request.reads().isEmpty()) {
			return;
		}
		List<Event> reads = List.copyOf(request.reads());
		request.reads().clear();
		this.transaction.executeWithoutResult((status) -> write(reads));
		this.chain.wake();
	}

	/** Adds an event to those that the current transaction will write at its end. */
	void add(Event event) {
		if (event.region() == 0 || event.caller().isEmpty()) {
			// facts of others are applied, or nobody acts: not an action of a user
			return;
		}
		said().events.add(event);
	}

	private Said said() {
		if (TransactionSynchronizationManager.getResource(this) instanceof Said said) {
			return said;
		}
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("The log is written in the transaction of the use case");
		}
		Said said = new Said();
		TransactionSynchronizationManager.bindResource(this, said);
		TransactionSynchronizationManager.registerSynchronization(new Bound(said));
		// Hibernate flushes last of all, so only its own hook comes after the last change
		EntityManagerHolder holder = (EntityManagerHolder) Objects
			.requireNonNull(TransactionSynchronizationManager.getResource(this.entityManagerFactory));
		holder.getEntityManager()
			.unwrap(SessionImplementor.class)
			.getTransactionCompletionCallbacks()
			.registerCallback((BeforeCompletionCallback) (session) -> write(said.events));
		return said;
	}

	private void write(List<Event> events) {
		if (!events.isEmpty()) {
			this.jdbc.update(INSERT, this.json.writeValueAsString(events));
		}
	}

	private static List<List<Long>> parts(Collection<Long> people) {
		List<Long> ids = List.copyOf(people);
		List<List<Long>> parts = new ArrayList<>();
		for (int from = 0; from < ids.size(); from += PEOPLE) {
			parts.add(ids.subList(from, Math.min(from + PEOPLE, ids.size())));
		}
		return parts;
	}

	/** What a transaction has to say so far. */
	private static final class Said extends ResourceHolderSupport {

		private final List<Event> events = new ArrayList<>();

	}

	/** Keeps what was said to its own transaction. */
	private final class Bound extends ResourceHolderSynchronization<Said, Object> {

		private Bound(Said said) {
			super(said, Audit.this);
		}

		@Override
		public void beforeCompletion() {
			// the last flush is yet to come
		}

		@Override
		public void afterCompletion(int status) {
			super.afterCompletion(status);
			if (status == TransactionSynchronization.STATUS_COMMITTED) {
				Audit.this.chain.wake();
			}
		}

	}

}
