package ru.nastavnik.programme.replacement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.order.OrderKind;
import ru.nastavnik.programme.replacement.ReplacementGround.Evidence;

/**
 * What the order of requests says, word for word. The same words are demanded again
 * before the order is signed and registered, so that its paper and what it does are one.
 */
final class ChangePaper {

	/** The requests that an order carries out. */
	static final String CHANGES = "changes";

	private static final List<String> PARTS = List.of(CHANGES, "replacements", "extensions", "endings", "people");

	private final JsonMapper json;

	ChangePaper(JsonMapper json) {
		this.json = json;
	}

	/** The ids of the requests in a payload; others than numbers are nobody's. */
	static List<Long> changes(JsonNode payload) {
		List<Long> ids = new ArrayList<>();
		payload.path(CHANGES).forEach((id) -> ids.add(id.isIntegralNumber() ? id.asLong() : 0));
		return ids;
	}

	/** Whether the order says of these requests what they say, and nothing else. */
	boolean says(JsonNode payload, Collection<ChangeRequest> requests) {
		// read anew: the same number may have come as another type
		JsonNode said = this.json.readTree(payload.toString());
		JsonNode meant = this.json.readTree(parts(requests).toString());
		return PARTS.stream().allMatch((part) -> said.path(part).equals(meant.path(part)));
	}

	/** The payload of a draft. */
	JsonNode payload(ChangeRequest request) {
		ObjectNode payload = parts(List.of(request));
		String basis = basis(request);
		if (basis != null) {
			payload.put("basis", basis);
		}
		return payload;
	}

	private ObjectNode parts(Collection<ChangeRequest> requests) {
		ObjectNode parts = this.json.createObjectNode();
		for (ChangeRequest request : requests) {
			add(parts, CHANGES, request.id());
			OrderKind order = request.orderKind();
			if (order == OrderKind.EXTENSION) {
				add(parts, "extensions",
						Map.of("mentorshipId", request.mentorshipId(), "newEnd", ChangeReading.day(request.end())));
				continue;
			}
			ReplacementGround ground = request.ground();
			if (order == OrderKind.ENDING) {
				add(parts, "endings",
						Map.of("mentorshipId", request.mentorshipId(), "ground", request.endGround().name()));
			}
			if (ground != null) {
				add(parts, "people", Map.of("personId", request.mentor(), "note",
						"полномочия наставника прекращаются, основание: " + ground.words()));
			}
			Long next = request.newMentorId();
			if (order == OrderKind.REPLACEMENT && next != null) {
				add(parts, "replacements", Map.of("mentorshipId", request.mentorshipId(), "mentorId", request.mentor(),
						"newMentorId", next, "ground", Objects.requireNonNull(ground).name()));
				add(parts, "people", Map.of("personId", next, "note", "назначается наставником"));
			}
		}
		return parts;
	}

	private void add(ObjectNode parts, String part, Object one) {
		parts.withArrayProperty(part).add(this.json.<JsonNode>valueToTree(one));
	}

	static String title(ChangeRequest request) {
		return switch (request.orderKind()) {
			case EXTENSION -> "О продлении наставничества";
			case ENDING -> "О прекращении наставничества";
			default -> "О замене наставника";
		};
	}

	static String preamble(ChangeRequest request) {
		ReplacementGround ground = request.ground();
		if (ground != null) {
			return ground.preamble();
		}
		if (request.orderKind() == OrderKind.EXTENSION) {
			return "По взаимному согласию наставника и наставляемых продлить наставничество до "
					+ ChangeReading.day(request.end());
		}
		return (request.endGround() == Mentorship.Ground.E2) ? "На основании заявления участников наставничества"
				: "По представлению куратора";
	}

	/** The paper that it rests on (BR-037), without a word about health. */
	private static @Nullable String basis(ChangeRequest request) {
		Evidence evidence = request.evidence();
		String dated = ((evidence.documentNumber() != null) ? " № " + evidence.documentNumber() : "")
				+ ((evidence.documentOn() != null) ? " от " + ChangeReading.day(evidence.documentOn()) : "");
		return switch (request.ground()) {
			case G1 -> "заявление" + dated;
			case G2 -> (evidence.awayFrom() == null) ? null : "отсутствие с " + ChangeReading.day(evidence.awayFrom())
					+ ((evidence.awayTo() != null) ? " по " + ChangeReading.day(evidence.awayTo()) : "");
			case G3, G4 -> "приказ" + dated;
			case G5 -> "заключение куратора";
			case null -> (request.orderKind() != OrderKind.ENDING) ? null
					: ((request.endGround() == Mentorship.Ground.E2) ? "заявление участников от "
							: "представление куратора от ") + ChangeReading.day(request.requestedOn());
		};
	}

}
