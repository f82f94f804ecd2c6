package ru.nastavnik.programme.order;

import java.util.List;

import ru.nastavnik.kit.problem.Violation;

/**
 * What an order of a kind means for the mentorships it lists. One bean for each kind;
 * without one, orders of the kind cannot be prepared.
 */
public interface OrderEffect {

	OrderKind kind();

	/**
	 * What is wrong with an order of this kind, in words and by field; empty when nothing
	 * is. Asked when a draft is written and again before it is signed.
	 */
	List<Violation> check(OrderContent order);

	/**
	 * Carries the order out, in the transaction that registers it: from here on it has
	 * its number and date. A refusal leaves the order a draft.
	 */
	void apply(OrderContent order);

}
