package ru.nastavnik.programme.replacement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.mentorship.Continuation;
import ru.nastavnik.programme.mentorship.Leaving;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.order.OrderContent;
import ru.nastavnik.programme.order.OrderDrafting;
import ru.nastavnik.programme.order.OrderKind;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.replacement.ChangeRequest.Status;

/**
 * The order of requests: drafted by the curator, carried out when it is registered. It
 * names the requests that it carries out, and says of them what they say.
 */
@Service
@Transactional
class ChangeOrders {

	private final ChangeRequests requests;

	private final ChangeReading reading;

	private final Continuation continuation;

	private final Pairing pairing;

	private final Participants participants;

	private final JdbcClient jdbc;

	private final ChangePaper paper;

	ChangeOrders(ChangeRequests requests, ChangeReading reading, Continuation continuation, Pairing pairing,
			Participants participants, JdbcClient jdbc, JsonMapper json) {
		this.requests = requests;
		this.reading = reading;
		this.continuation = continuation;
		this.pairing = pairing;
		this.participants = participants;
		this.jdbc = jdbc;
		this.paper = new ChangePaper(json);
	}

	/** What is wrong with an order that lists these mentorships. */
	@Transactional(readOnly = true)
	List<Violation> check(OrderContent order) {
		List<ChangeRequest> decided = decided(order);
		List<Violation> wrong = new ArrayList<>();
		Set<Long> asked = decided.stream().map(ChangeRequest::mentorshipId).collect(Collectors.toSet());
		Map<Long, Outline> known = this.pairing.outlines(order.mentorshipIds())
			.stream()
			.collect(Collectors.toMap(Outline::id, Function.identity()));
		for (Long id : order.mentorshipIds()) {
			if (!asked.contains(id) && !states(order, known.get(id))) {
				wrong.add(new Violation("mentorshipIds", "По наставничеству " + id
						+ " нет обращения, которое куратор передал директору. Подготовьте приказ из обращения."));
			}
		}
		if (!asked.stream().allMatch(order.mentorshipIds()::contains)
				|| decided.size() < ChangePaper.changes(order.payload()).size()
				|| !this.paper.says(order.payload(), decided)) {
			wrong.add(new Violation("payload", "Обращение, по которому подготовлен приказ, отозвано, отклонено или "
					+ "изменилось, или изменён сам приказ. Отмените этот проект и подготовьте приказ из обращения заново."));
		}
		return wrong;
	}

	/** An order may also state what has ended before. */
	private static boolean states(OrderContent order, @Nullable Outline outline) {
		return order.kind() == OrderKind.ENDING && outline != null && !outline.status().isLive()
				&& (outline.place().organisation() == order.place().organisation()
						|| outline.issuer() == order.place().organisation());
	}

	/** Carries an order out. */
	void apply(OrderContent order) {
		String number = Objects.requireNonNull(order.number());
		LocalDate date = Objects.requireNonNull(order.date());
		this.reading.hold(ChangePaper.changes(order.payload()));
		for (ChangeRequest request : decided(order)) {
			Set<Long> asked = new HashSet<>(request.asked());
			request.order(order.id(), number, date, Scope.current());
			this.requests.flush();
			long mentorship = request.mentorshipId();
			switch (request.orderKind()) {
				case EXTENSION -> this.continuation.extend(mentorship, request.end(), number, date);
				case ENDING -> this.continuation.end(mentorship, date, request.endGround(), why(request),
						request.withoutSuccessor(), number);
				default -> this.continuation.replace(mentorship, request.mentor(),
						Objects.requireNonNull(request.newMentorId()),
						new Leaving(Objects.requireNonNull(request.ground()).name(), number, date));
			}
			this.participants.refreshCircles(request.organisationId(), asked);
		}
	}

	/**
	 * What everybody in the mentorship reads: a ground of 4.6 is for the school alone.
	 */
	private static String why(ChangeRequest request) {
		return request.withoutSuccessor() ? "Полномочия наставника прекращены, преемник не назначен."
				: request.reason();
	}

	private List<ChangeRequest> decided(OrderContent order) {
		return this.requests.findByIdInOrderById(ChangePaper.changes(order.payload()))
			.stream()
			.filter((request) -> request.status() == Status.DIRECTOR_DECISION && request.orderKind() == order.kind()
					&& request.organisationId() == order.place().organisation())
			.toList();
	}

	/** What the draft of a request's order says. */
	Draft draft(long id, int version) {
		ChangeRequest request = this.requests.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		Outline.require(Scope.current().has(request.organisationId(), Role.CURATOR));
		StaleVersionException.check(request.version(), version, () -> this.reading.view(id, List.of()));
		Demand.status(request.status(), EnumSet.of(Status.DIRECTOR_DECISION),
				"Приказ готовят по обращению, которое передано директору.");
		return new Draft(request.organisationId(), request.orderKind(), ChangePaper.title(request),
				ChangePaper.preamble(request), request.mentorshipId(), this.paper.payload(request), amended(request));
	}

	/** The order that fixed the mentorship, while it is in force. */
	private @Nullable Long amended(ChangeRequest request) {
		return this.jdbc
			.sql("select o.id from mentorship m join mentorship_order o on o.region_id = m.region_id "
					+ "and o.id = m.order_id and o.status = 'registered' and o.organisation_id = m.organisation_id "
					+ "where m.region_id = :region and m.id = :id")
			.param("region", request.place().region())
			.param("id", request.mentorshipId())
			.query(Long.class)
			.optional()
			.orElse(null);
	}

	/** What was drafted or signed for these requests and has no number yet. */
	List<Long> waiting(Collection<Long> changes) {
		return this.jdbc
			.sql("""
					select o.id from mentorship_order o where o.region_id = :region and o.status in ('draft', 'signed')
					  and exists (select from unnest(:changes::bigint[]) c (id) where o.payload -> 'changes' @> to_jsonb(c.id))
					order by o.id""")
			.param("region", Scope.current().region())
			.param("changes", changes.toArray(Long[]::new))
			.query(Long.class)
			.list();
	}

	/** What the order of a request says. */
	record Draft(long organisation, OrderKind kind, String title, String text, long mentorship, JsonNode payload,
			@Nullable Long amends) {

		long prepare(OrderDrafting drafting) {
			return drafting.prepare(this.organisation, this.kind, this.title, this.text, List.of(this.mentorship),
					this.payload, this.amends);
		}

	}

}
