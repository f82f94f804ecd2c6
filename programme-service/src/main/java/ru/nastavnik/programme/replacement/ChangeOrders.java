package ru.nastavnik.programme.replacement;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import ru.nastavnik.programme.order.OrderContent;
import ru.nastavnik.programme.order.OrderDrafting;
import ru.nastavnik.programme.order.OrderKind;
import ru.nastavnik.programme.participant.Participants;
import ru.nastavnik.programme.replacement.ChangeRequest.Kind;
import ru.nastavnik.programme.replacement.ChangeRequest.Status;

/**
 * The order of a replacement or an extension: drafted by the curator, carried out when it
 * is registered.
 */
@Service
@Transactional
class ChangeOrders {

	private final ChangeRequests requests;

	private final Continuation continuation;

	private final Participants participants;

	private final JdbcClient jdbc;

	ChangeOrders(ChangeRequests requests, Continuation continuation, Participants participants, JdbcClient jdbc) {
		this.requests = requests;
		this.continuation = continuation;
		this.participants = participants;
		this.jdbc = jdbc;
	}

	/** What is wrong with an order that lists these mentorships. */
	@Transactional(readOnly = true)
	List<Violation> check(OrderContent order, Kind kind) {
		Map<Long, ChangeRequest> decided = decided(order, kind);
		return order.mentorshipIds()
			.stream()
			.filter((mentorship) -> !decided.containsKey(mentorship))
			.map((mentorship) -> new Violation("mentorshipIds",
					"По наставничеству " + mentorship + " нет обращения, которое куратор передал директору."))
			.toList();
	}

	/** Carries an order out. */
	void apply(OrderContent order, Kind kind) {
		String number = Objects.requireNonNull(order.number());
		LocalDate date = Objects.requireNonNull(order.date());
		for (ChangeRequest request : decided(order, kind).values()) {
			Set<Long> asked = new HashSet<>(request.asked());
			request.order(order.id(), number, date, Scope.current());
			this.requests.flush();
			if (kind == Kind.EXTENSION) {
				this.continuation.extend(request.mentorshipId(), request.end(), number, date);
			}
			else {
				this.continuation.replace(request.mentorshipId(), request.mentor(),
						Objects.requireNonNull(request.newMentorId()),
						new Leaving(Objects.requireNonNull(request.ground()).name(), number, date));
			}
			this.participants.refreshCircles(request.organisationId(), asked);
		}
	}

	private Map<Long, ChangeRequest> decided(OrderContent order, Kind kind) {
		List<Long> ids = this.jdbc
			.sql("select id from change_request where region_id = :region and mentorship_id = any(:mentorships) "
					+ "and organisation_id = :organisation and kind = :kind and status = 'director_decision' "
					+ "order by id")
			.param("region", order.place().region())
			.param("mentorships", order.mentorshipIds().toArray(Long[]::new))
			.param("organisation", order.place().organisation())
			.param("kind", kind.toString())
			.query(Long.class)
			.list();
		return this.requests.findByIdInOrderById(ids)
			.stream()
			.collect(Collectors.toMap(ChangeRequest::mentorshipId, Function.identity()));
	}

	/** What the draft of a request's order says. */
	Draft draft(long id, int version, ChangeReading reading, JsonMapper json) {
		ChangeRequest request = this.requests.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		Outline.require(Scope.current().has(request.organisationId(), Role.CURATOR));
		StaleVersionException.check(request.version(), version, () -> reading.view(id, List.of()));
		Demand.status(request.status(), EnumSet.of(Status.DIRECTOR_DECISION),
				"Приказ готовят по обращению, которое передано директору.");
		boolean extension = request.kind() == Kind.EXTENSION;
		Map<String, Object> payload = new LinkedHashMap<>();
		if (extension) {
			payload.put("extensions", List
				.of(Map.of("mentorshipId", request.mentorshipId(), "newEnd", ChangeReading.day(request.end()))));
		}
		else {
			long next = Objects.requireNonNull(request.newMentorId());
			String ground = Objects.requireNonNull(request.ground()).name();
			payload.put("replacements", List.of(Map.of("mentorshipId", request.mentorshipId(), "mentorId",
					request.mentor(), "newMentorId", next, "ground", ground)));
			payload.put("people",
					List.of(Map.of("personId", request.mentor(), "note",
							"полномочия наставника прекращаются, основание " + ground),
							Map.of("personId", next, "note", "назначается наставником")));
		}
		return new Draft(request.organisationId(), extension ? OrderKind.EXTENSION : OrderKind.REPLACEMENT,
				extension ? "О продлении наставничества" : "О замене наставника",
				extension ? "По взаимному согласию наставника и наставляемых продлить наставничество до "
						+ ChangeReading.day(request.end()) : ground(Objects.requireNonNull(request.ground())),
				request.mentorshipId(), json.valueToTree(payload), amended(request));
	}

	private static String ground(ReplacementGround ground) {
		return switch (ground) {
			case G1 -> "На основании личного заявления";
			case G2 -> "В связи с длительным отсутствием наставника";
			case G3 -> "В связи с увольнением или переводом";
			case G4 -> "В связи с привлечением наставника к дисциплинарной ответственности";
			case G5 -> "В связи с психологической несовместимостью наставника и наставляемого";
		};
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

	/** A draft already waits for its signature. */
	@Nullable Long waiting(long mentorship, OrderKind kind) {
		return this.jdbc
			.sql("select id from mentorship_order where region_id = :region and kind = :kind "
					+ "and status in ('draft', 'signed') and :mentorship = any(mentorship_ids) order by id limit 1")
			.param("region", Scope.current().region())
			.param("kind", kind.toString())
			.param("mentorship", mentorship)
			.query(Long.class)
			.optional()
			.orElse(null);
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
