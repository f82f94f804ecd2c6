package ru.nastavnik.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.background.Rounds;

/**
 * Carries accounts into Keycloak, one virtual thread, over and over. Every step may be
 * repeated, so a crash between Keycloak and the database costs a repetition.
 */
@Component
@ConditionalOnProperty(name = "nastavnik.accounts.project", matchIfMissing = true)
class Projector extends Rounds {

	private static final Logger log = LoggerFactory.getLogger(Projector.class);

	private static final int BATCH = 100;

	private final Projection projection;

	private final Keycloak keycloak;

	Projector(Projection projection, Keycloak keycloak, AccountProperties properties) {
		super("projector", properties.pause());
		this.projection = projection;
		this.keycloak = keycloak;
	}

	/** Projects what is due; true when more may be. */
	@Override
	protected boolean round() {
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
		return items.size() == BATCH;
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
