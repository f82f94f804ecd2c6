package ru.nastavnik.programme.replacement;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.order.OrderContent;
import ru.nastavnik.programme.order.OrderEffect;
import ru.nastavnik.programme.order.OrderKind;

/**
 * What orders on replacements, extensions and endings do.
 */
@Configuration(proxyBeanMethods = false)
class ChangeEffects {

	@Bean
	OrderEffect replacementOrder(ChangeOrders orders) {
		return new Effect(OrderKind.REPLACEMENT, orders);
	}

	@Bean
	OrderEffect extensionOrder(ChangeOrders orders) {
		return new Effect(OrderKind.EXTENSION, orders);
	}

	@Bean
	OrderEffect endingOrder(ChangeOrders orders) {
		return new Effect(OrderKind.ENDING, orders);
	}

	private record Effect(OrderKind kind, ChangeOrders orders) implements OrderEffect {

		@Override
		public List<Violation> check(OrderContent order) {
			return this.orders.check(order);
		}

		@Override
		public void apply(OrderContent order) {
			this.orders.apply(order);
		}

	}

}
