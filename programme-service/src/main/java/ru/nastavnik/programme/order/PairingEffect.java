package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.mentorship.LabourDemand;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;

/**
 * An order that lists agreed pairs and groups makes them ordered (BR-035), with the
 * labour papers they need (BR-049).
 */
@Component
class PairingEffect implements OrderEffect {

	private final Pairing pairing;

	private final LabourDemand labour;

	PairingEffect(Pairing pairing, LabourDemand labour) {
		this.pairing = pairing;
		this.labour = labour;
	}

	@Override
	public OrderKind kind() {
		return OrderKind.PAIRING;
	}

	@Override
	public List<Violation> check(OrderContent order) {
		return each(order, this.pairing, (outline) -> (outline.status() != Mentorship.Status.AGREED)
				? "Наставничество " + outline.id() + " не согласовано или уже закреплено приказом." : null);
	}

	@Override
	public void apply(OrderContent order) {
		LocalDate date = Objects.requireNonNull(order.date());
		this.labour.papers(order.mentorshipIds(), date);
		this.pairing.order(order.mentorshipIds(), order.id(), Objects.requireNonNull(order.number()), date);
	}

	private static @Nullable String refusal(OrderContent order, Outline outline) {
		long issuer = order.place().organisation();
		if (outline.issuer() == issuer) {
			return null;
		}
		return (outline.place().organisation() == issuer)
				? "Наставник пары или группы № " + outline.id() + " работает в другой организации: приказ издаёт она."
				: "Наставничество не найдено в этой организации.";
	}

	/** Every listed mentorship has its mentors here and passes the rule. */
	static List<Violation> each(OrderContent order, Pairing pairing, Function<Outline, @Nullable String> rule) {
		Map<Long, Outline> known = pairing.outlines(order.mentorshipIds())
			.stream()
			.collect(Collectors.toMap(Outline::id, Function.identity()));
		return order.mentorshipIds().stream().map((id) -> {
			Outline outline = known.get(id);
			String wrong = (outline == null) ? "Наставничество не найдено в этой организации."
					: refusal(order, outline);
			wrong = (outline == null || wrong != null) ? wrong : rule.apply(outline);
			return (wrong != null) ? new Violation("mentorshipIds", wrong) : null;
		}).filter(Objects::nonNull).toList();
	}

}
