package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.ReadersChanged;
import ru.nastavnik.programme.mentorship.TermsChanging;
import ru.nastavnik.programme.order.OrderReading.OrderView;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Drafts of orders: prepared, changed, cancelled.
 */
@Service
@Transactional
public class OrderDrafting {

	private static final int MOST_PAYLOAD = 200_000;

	private final MentorshipOrders orders;

	private final OrderReading reading;

	private final Map<OrderKind, OrderEffect> effects;

	private final Pairing pairing;

	private final Organisations organisations;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	OrderDrafting(MentorshipOrders orders, OrderReading reading, List<OrderEffect> effects, Pairing pairing,
			Organisations organisations, JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.orders = orders;
		this.reading = reading;
		this.effects = effects.stream().collect(Collectors.toMap(OrderEffect::kind, Function.identity()));
		this.pairing = pairing;
		this.organisations = organisations;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Prepares an order for another feature, by its curator or director.
	 * @param payload what the order's {@link OrderEffect} will read
	 * @param amends the order that it changes
	 * @return the id of the draft
	 */
	public long prepare(long organisation, OrderKind kind, String title, String text, List<Long> mentorshipIds,
			JsonNode payload, @Nullable Long amends) {
		return write(organisation, kind, new Content(Journal.MAIN, title, text, mentorshipIds, payload, amends, false));
	}

	OrderView prepare(long organisation, OrderKind kind, Content content) {
		// somebody else's organisation is not even known to be there
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		return this.reading.view(write(organisation, kind, content));
	}

	private long write(long organisation, OrderKind kind, Content content) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
		List<Outline> listed = this.pairing.hold(content.mentorshipIds());
		check(content(0, place, kind, content.mentorshipIds(), content.payload(), content.amends(), null, null));
		MentorshipOrder order = this.orders.save(MentorshipOrder.draft(place, kind, draft(content),
				listed.stream().anyMatch(Outline::withMinors), Scope.current().name()));
		this.orders.flush();
		return order.id();
	}

	OrderView change(long id, int version, Content content) {
		MentorshipOrder order = load(id);
		Outline.require(Scope.current().has(order.organisationId(), Role.CURATOR));
		StaleVersionException.check(order.version(), version, () -> this.reading.view(id));
		order.demandDraft();
		List<Outline> listed = this.pairing.hold(content.mentorshipIds());
		check(content(id, order.place(), order.kind(), content.mentorshipIds(), content.payload(), content.amends(),
				null, null));
		order.change(draft(content), listed.stream().anyMatch(Outline::withMinors));
		this.orders.flush();
		// whoever saw the draft saw other words
		this.jdbc
			.sql("update order_visa set decision = null, remark = null, decided_at = null "
					+ "where region_id = :region and order_id = :id and decision is not null")
			.param("region", order.place().region())
			.param("id", id)
			.update();
		return this.reading.view(id);
	}

	OrderView cancel(long id, String reason) {
		MentorshipOrder order = load(id);
		Outline.require(Scope.current().has(order.organisationId(), Role.DIRECTOR)
				|| order.status() == MentorshipOrder.Status.DRAFT
						&& Scope.current().has(order.organisationId(), Role.CURATOR));
		order.cancel(reason);
		this.orders.flush();
		return this.reading.view(id);
	}

	/**
	 * Cancels orders without a number: what another feature had them prepared for is
	 * over.
	 */
	public void giveUp(Collection<Long> ids, String reason) {
		for (Long id : ids) {
			load(id).cancel(reason);
		}
		this.orders.flush();
	}

	/**
	 * A signed order says what the people have agreed to; until it has its number too.
	 */
	@EventListener
	void on(TermsChanging change) {
		boolean signed = this.jdbc
			.sql("select exists (select from mentorship_order where region_id = :region and status = 'signed' "
					+ "and :mentorship = any(mentorship_ids))")
			.param("region", Scope.current().region())
			.param("mentorship", change.mentorshipId())
			.query(Boolean.class)
			.single();
		if (signed) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Эта пара или группа указана в подписанном приказе, который ждёт номера. "
						+ "Зарегистрируйте приказ или отмените его, потом меняйте условия.");
		}
	}

	/** The text of an order tells about everybody it lists. */
	@EventListener
	void on(ReadersChanged changed) {
		this.jdbc.sql("""
				update mentorship_order o set with_minors = exists (select 1 from mentorship m
				  where m.region_id = o.region_id and m.id = any(o.mentorship_ids) and m.with_minors),
				  version = o.version + 1
				where o.region_id = any(:regions) and (o.organisation_id = any(:organisations)
				    or o.organisation_id in (select e.mentor_organisation from mentorship e
				      where e.region_id = any(:regions) and e.id = any(:mentorships)))
				  and o.mentorship_ids && :mentorships::bigint[]""")
			.param("regions", changed.regions().toArray(Long[]::new))
			.param("organisations", changed.organisations().toArray(Long[]::new))
			.param("mentorships", changed.mentorships().toArray(Long[]::new))
			.update();
	}

	/** Refuses what the kind of the order does not allow, with everything at once. */
	void check(OrderContent content) {
		OrderEffect effect = effect(content.kind());
		Details.of(this.json, content.payload());
		List<Violation> wrong = new ArrayList<>();
		if (content.kind().ofMentorships() && content.mentorshipIds().isEmpty()) {
			wrong.add(new Violation("mentorshipIds", "Выберите хотя бы одну пару или группу."));
		}
		if (!content.kind().ofMentorships() && !content.mentorshipIds().isEmpty()) {
			wrong.add(new Violation("mentorshipIds", "Приказ этого вида пары и группы не перечисляет."));
		}
		if (content.amends() != null && !amendable(content)) {
			wrong.add(new Violation("amends",
					"Приказ, который меняется, не найден среди действующих приказов организации."));
		}
		wrong.addAll(effect.check(content));
		if (!wrong.isEmpty()) {
			throw new ProblemException(ProgrammeProblem.ORDER_CONTENT, content.kind().ofMentorships()
					? "Проверьте, какие пары и группы вошли в приказ." : "Проверьте содержание приказа.")
				.on(wrong);
		}
	}

	private boolean amendable(OrderContent content) {
		return this.jdbc.sql(
				"select exists (select from mentorship_order where region_id = :region and organisation_id = :organisation "
						+ "and id = :id and status = 'registered')")
			.param("region", content.place().region())
			.param("organisation", content.place().organisation())
			.param("id", content.amends())
			.query(Boolean.class)
			.single();
	}

	OrderEffect effect(OrderKind kind) {
		OrderEffect effect = this.effects.get(kind);
		if (effect == null) {
			throw ProgrammeProblem.ORDER_CONTENT
				.because("Приказ «" + kind.title() + "» готовят из карточки пары или группы.")
				.on("kind");
		}
		return effect;
	}

	OrderContent content(MentorshipOrder order) {
		return content(order.id(), order.place(), order.kind(), order.mentorshipIds(),
				this.json.readTree(order.payload()), order.amends(), order.number(), order.orderDate());
	}

	private static OrderContent content(long id, Place place, OrderKind kind, List<Long> ids, JsonNode payload,
			@Nullable Long amends, @Nullable String number, @Nullable LocalDate date) {
		return new OrderContent(id, place, kind, ids, payload, amends, number, date);
	}

	private MentorshipOrder.Draft draft(Content content) {
		String payload = this.json.writeValueAsString(content.payload());
		if (payload.length() > MOST_PAYLOAD) {
			throw KitProblem.INVALID.because("Приказ слишком велик: разделите его на несколько.").on("payload");
		}
		return new MentorshipOrder.Draft(content.journal(), content.title(), content.text(), content.mentorshipIds(),
				payload, content.amends(), content.repeals());
	}

	private MentorshipOrder load(long id) {
		return this.orders.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** The day by which orders are in force. */
	LocalDate today() {
		return LocalDate.now(this.clock);
	}

	/** What an order says. */
	record Content(Journal journal, String title, String text, List<Long> mentorshipIds, JsonNode payload,
			@Nullable Long amends, boolean repeals) {
	}

}
