package ru.nastavnik.kit.feed;

import java.util.List;
import java.util.function.Consumer;

/**
 * What a service listens to. The handler gets a batch in order and runs in the
 * transaction that also moves the cursor, so its effect happens once.
 *
 * @param service producer, a key of {@code nastavnik.feed.services}
 * @param audience {@link Fact#FACTS} or {@link Fact#NAMED}
 * @param handler applies a batch to this service's replicas and figures; ignores types it
 * does not know
 */
public record Subscription(String service, String audience, Consumer<List<Fact>> handler) {

	public String name() {
		return this.service + "/" + this.audience;
	}

	String path() {
		return this.audience.equals(Fact.NAMED) ? "/feed/named" : "/feed";
	}

}
