package ru.nastavnik.programme.replacement;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.order.OrderContent;
import ru.nastavnik.programme.order.OrderEffect;
import ru.nastavnik.programme.order.OrderKind;
import ru.nastavnik.programme.replacement.ChangeRequest.Kind;

/**
 * What orders on replacements and extensions do.
 */
@Configuration(proxyBeanMethods = false)
class ChangeEffects {

	@Bean
	OrderEffect replacementOrder(ChangeOrders orders) {
		return new Effect(OrderKind.REPLACEMENT, Kind.REPLACEMENT, orders);
	}

	@Bean
	OrderEffect extensionOrder(ChangeOrders orders) {
		return new Effect(OrderKind.EXTENSION, Kind.EXTENSION, orders);
	}

	private record Effect(OrderKind kind, Kind changes, ChangeOrders orders) implements OrderEffect {

		@Override
		public List<Violation> check(OrderContent order) {
			return this.orders.check(order, this.changes);
		}

		@Override
		public void apply(OrderContent order) {
			this.orders.apply(order, this.changes);
		}

	}

}
