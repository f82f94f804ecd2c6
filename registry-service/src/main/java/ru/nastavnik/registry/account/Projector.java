package ru.nastavnik.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;

/**
 * Carries accounts into Keycloak, one virtual thread, over and over. Every step may be
 * repeated, so a crash between Keycloak and the database costs a repetition.
 */
@Component
@ConditionalOnProperty(name = "nastavnik.accounts.project", matchIfMissing = true)
class Projector implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Projector.class);

	private static final int BATCH = 100;

	private final Projection projection;

	private final Keycloak keycloak;

	private final AccountProperties properties;

	private volatile boolean running;

	private @Nullable Thread thread;

	Projector(Projection projection, Keycloak keycloak, AccountProperties properties) {
		this.projection = projection;
		this.keycloak = keycloak;
		this.properties = properties;
	}

	@Override
	public synchronized void start() {
		this.running = true;
		this.thread = Thread.ofVirtual().name("projector").start(this::work);
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void work() {
		while (this.running) {
			try {
				if (round() < BATCH) {
					Thread.sleep(this.properties.pause());
				}
			}
			catch (InterruptedException ex) {
				return;
			}
			// an Error too: a thread that ends silently would never project an account
			// again
			catch (Throwable ex) {
				log.warn("The queue of accounts cannot be read", ex);
				rest();
			}
		}
	}

	private void rest() {
		try {
			Thread.sleep(this.properties.pause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Projects what is due; gives how much that was. */
	int round() {
		List<Projection.Item> items = Scope.get(Scope.ofFeed(), () -> this.projection.due(BATCH));
		for (Projection.Item item : items) {
			try {
				Scope.get(Scope.ofFeed(), () -> this.projection.hold(item)).ifPresent(this::project);
			}
			catch (RuntimeException | Error ex) {
				log.warn("Account {} {} is not in Keycloak yet: {}", item.kind(), item.subjectId(), ex.getMessage());
				String problem = ex.getClass().getSimpleName();
				Scope.run(Scope.ofFeed(), () -> this.projection.postpone(item, problem));
			}
		}
		return items.size();
	}

	private void project(Projection.Item item) {
		if (item.kind().equals("region")) {
			this.keycloak.organisation(item.regionId(), item.name());
			Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, null));
			return;
		}
		if (item.kind().equals("removal")) {
			this.keycloak.remove(java.util.Objects.requireNonNull(item.name()));
			Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, null));
			return;
		}
		Scope region = Scope.intake(Set.of(item.regionId()));
		Optional<Projection.Snapshot> snapshot = Scope.get(region, () -> this.projection.snapshot(item));
		if (snapshot.isEmpty()) {
			Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, null));
			return;
		}
		Projection.Snapshot found = snapshot.get();
		try {
			String user = this.keycloak.put(found.user());
			this.keycloak.join(this.keycloak.organisation(item.regionId(), null), user);
			Scope.run(region, () -> {
				this.projection.projected(item, found, user);
				if (found.user().reset()) {
					this.projection.passwordSet(item, null);
				}
			});
			Scope.run(Scope.ofFeed(), () -> this.projection.finish(item, found.nextChange()));
		}
		catch (Keycloak.Refused ex) {
			log.warn("Account {} waits for a correction: {}", item.subjectId(), ex.toString());
			Scope.run(region,
					() -> this.projection.refused(item, found, String.valueOf(ex.getMessage()), ex.isKnown()));
			if (found.user().reset()) {
				Scope.run(region, () -> this.projection.passwordSet(item, ex.ofReset()));
			}
			String password = (ex.isKnown() || ex.isOfPassword() || found.user().reset()) ? null : item.password();
			Scope.run(Scope.ofFeed(), () -> this.projection.park(item, found.nextChange(), password));
		}
	}

}
