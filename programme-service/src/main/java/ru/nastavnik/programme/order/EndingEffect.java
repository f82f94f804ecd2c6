package ru.nastavnik.programme.order;

import java.util.List;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.mentorship.Pairing;

/**
 * An order on mentorships that have ended states it; it moves nothing.
 */
@Component
class EndingEffect implements OrderEffect {

	private final Pairing pairing;

	EndingEffect(Pairing pairing) {
		this.pairing = pairing;
	}

	@Override
	public OrderKind kind() {
		return OrderKind.ENDING;
	}

	@Override
	public List<Violation> check(OrderContent order) {
		return PairingEffect.each(order, this.pairing, (outline) -> outline.status().isLive()
				? "Наставничество " + outline.id() + " ещё не завершено." : null);
	}

	@Override
	public void apply(OrderContent order) {
		// the mentorships have ended before
	}

}
