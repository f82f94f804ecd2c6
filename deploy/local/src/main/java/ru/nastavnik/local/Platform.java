package ru.nastavnik.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One running platform. Everything that does not wait for something else starts at the
 * same time; closing stops the services first and the database last.
 */
public final class Platform implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private final Options options;

	private final Folders folders;

	private final Ports ports;

	private final Progress progress;

	private final Running running;

	private final Secrets secrets;

	private final MailCatcher mail;

	private final List<Child> children = new CopyOnWriteArrayList<>();

	private @Nullable Database database;

	private volatile @Nullable Child rehearsal;

	private volatile boolean closing;

	Platform(Options options, Folders folders, Progress progress) {
		this.options = options;
		this.folders = folders;
		this.progress = progress;
		this.ports = new Ports(options.port());
		this.running = new Running(folders.run());
		refuseSecondStart();
		List<String> leftovers = this.running.stopLeftovers();
		if (!leftovers.isEmpty()) {
			progress.line("  An earlier start was killed; stopped what it left: " + String.join(", ", leftovers) + ".");
		}
		this.ports.requireFree();
		folders.claim(options.size(), options.fresh() || Demo.isHalfLoaded(folders.data()));
		this.secrets = new Secrets(folders.data());
		this.mail = new MailCatcher();
	}

	/** Starts everything and returns when it is healthy and the demo region is there. */
	void start() {
		this.running.remember(Running.LAUNCHER, ProcessHandle.current());
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			CompletableFuture<Keycloak> prepared = CompletableFuture.supplyAsync(this::prepareKeycloak, threads);
			CompletableFuture<Database> postgres = CompletableFuture.supplyAsync(this::startDatabase, threads);
			List<CompletableFuture<Void>> ready = new ArrayList<>();
			// Keycloak has most to do and does it on one core: it begins alone, the
			// others
			// start beside its second half
			CompletableFuture<Void> head = new CompletableFuture<>();
			CompletableFuture<Void> keycloak = prepared.thenAcceptBothAsync(postgres,
					(unpacked, server) -> startKeycloak(unpacked, server, head), threads);
			keycloak.whenComplete((nothing, failure) -> head.complete(null));
			ready.add(keycloak);
			for (String service : Options.SERVICES) {
				if (!this.options.without().contains(service)) {
					ready.add(postgres.thenAcceptBothAsync(head, (server, nothing) -> startService(service, server),
							threads));
				}
			}
			AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
			ready.forEach((one) -> one.whenComplete((nothing, failure) -> {
				if (failure != null) {
					first.compareAndSet(null, failure);
					this.closing = true;
				}
			}));
			awaitAll(ready, first);
		}
		writeEnvironments();
	}

	/** Fills the region if that has not been done, and tells everybody how to get in. */
	void load() {
		Demo demo = new Demo(this.options, this.folders, this.ports, this.secrets, this.progress);
		if (this.options.without().isEmpty()) {
			demo.load();
		}
		demo.describe();
	}

	/**
	 * Makes the next start quicker, in the background and at the lowest priority: one
	 * service after the other is rehearsed. What goes wrong here only costs the gain.
	 */
	void rehearse() {
		Thread.ofVirtual().name("rehearsal").start(() -> {
			for (String service : Options.SERVICES) {
				Application application = new Application(this.folders, service);
				if (this.closing || this.options.without().contains(service) || !application.lacksCache()) {
					continue;
				}
				Map<String, String> environment = new LinkedHashMap<>(
						environment(service, Objects.requireNonNull(this.database).url(service)));
				environment.put("PORT", "0");
				Child child = application.rehearse(environment);
				this.rehearsal = child;
				this.running.remember(child.name(), child.handle());
				if (child.waitFor() == 0 && !this.closing) {
					application.keepCache();
				}
				this.running.forget(child.name());
			}
		});
	}

	/** Waits until a child dies by itself; returns only when the platform is closing. */
	void watch() {
		while (!this.closing) {
			for (Child child : this.children) {
				if (!child.isAlive()) {
					pause(700);
					if (!this.closing) {
						throw child.complaint();
					}
					return;
				}
			}
			Database server = this.database;
			if (server != null && !server.isAlive() && !this.closing) {
				pause(700);
				if (!this.closing && !server.isAlive()) {
					throw new Complaint("PostgreSQL stopped; its log is " + this.folders.log(Database.NAME) + ".");
				}
			}
			pause(1000);
		}
	}

	/** Ends one part without warning, as a crash would. */
	void crash(String name) {
		if (name.equals(Database.NAME)) {
			Objects.requireNonNull(this.database).crash();
			return;
		}
		Child child = this.children.stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
		this.children.remove(child);
		child.handle().destroyForcibly();
		child.waitFor();
	}

	/** Starts again what {@link #crash} ended and waits until it is healthy. */
	void revive(String name) {
		if (name.equals(Database.NAME)) {
			startDatabase();
		}
		else {
			startService(name, Objects.requireNonNull(this.database));
		}
	}

	private static void awaitAll(List<CompletableFuture<Void>> ready, AtomicReference<@Nullable Throwable> first) {
		try {
			CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new)).join();
		}
		catch (CompletionException ex) {
			Throwable failure = Objects.requireNonNullElse(first.get(), ex);
			while (failure instanceof CompletionException && failure.getCause() != null) {
				failure = failure.getCause();
			}
			throw (failure instanceof Complaint complaint) ? complaint : ex;
		}
	}

	public Ports ports() {
		return this.ports;
	}

	@Override
	public synchronized void close() {
		this.closing = true;
		Child rehearsed = this.rehearsal;
		if (rehearsed != null) {
			rehearsed.kill();
		}
		List<Thread> stopping = this.children.stream().map((child) -> Thread.startVirtualThread(child::stop)).toList();
		stopping.forEach((thread) -> {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		this.children.forEach((child) -> this.running.forget(child.name()));
		this.children.clear();
		if (this.database != null) {
			this.database.close();
			this.database = null;
			this.running.forget(Database.NAME);
		}
		this.mail.close();
		this.running.forget(Running.LAUNCHER);
	}

	private void refuseSecondStart() {
		Optional<ProcessHandle> other = this.running.find(Running.LAUNCHER)
			.filter((process) -> process.pid() != ProcessHandle.current().pid());
		if (other.isPresent()) {
			throw new Complaint("The platform already runs here (process " + other.get().pid()
					+ "): stop it with deploy/down first.");
		}
	}

	private Keycloak prepareKeycloak() {
		long begin = System.nanoTime();
		Keycloak keycloak = Keycloak.prepare(this.folders.shared(), this.folders.log("keycloak"));
		if (Progress.seconds(begin) > 1) {
			this.progress.done("Keycloak unpacked and built (once)", begin);
		}
		return keycloak;
	}

	private Database startDatabase() {
		return this.progress.step("PostgreSQL", () -> {
			Database started = Database.start(this.folders.data(), this.ports.postgres(), this.secrets,
					this.folders.log(Database.NAME), this.running);
			this.database = started;
			return started;
		});
	}

	private void startKeycloak(Keycloak keycloak, Database database, CompletableFuture<Void> head) {
		this.progress.step("Keycloak", () -> {
			Child child = keep(keycloak.start(this.ports, database.url("keycloak"), this.secrets,
					this.folders.root().resolve("auth/keycloak/theme")));
			String health = "http://localhost:" + this.ports.management() + "/health/ready";
			await(child, () -> Http.status(health) > 0);
			head.complete(null);
			await(child, () -> Http.status(health) == 200);
			Realm.ensure("http://localhost:" + this.ports.keycloak(), this.secrets.of("keycloak-admin"),
					Realm.demo(this.folders.root().resolve("auth/keycloak"), placeholders()));
			return child;
		});
	}

	private void startService(String service, Database database) {
		this.progress.step(service, () -> {
			List<String> command = new Application(this.folders, service).command();
			Child child = keep(Child.start(service, command, environment(service, database.url(service)),
					this.folders.log(service)));
			await(child, () -> Http.status(this.ports.url(service) + "/actuator/health") == 200);
			return child;
		});
	}

	private Child keep(Child child) {
		this.children.add(child);
		this.running.remember(child.name(), child.handle());
		return child;
	}

	private void await(Child child, BooleanSupplier ready) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!ready.getAsBoolean()) {
			if (!child.isAlive()) {
				throw child.complaint();
			}
			if (this.closing) {
				throw new Complaint("Stopped.");
			}
			if (System.nanoTime() > end) {
				throw new Complaint(
						child.name() + " did not become healthy in " + PATIENCE.toMinutes() + " minutes; its log is "
								+ this.folders.log(child.name().toLowerCase(java.util.Locale.ROOT)) + ".");
			}
			pause(250);
		}
	}

	private Map<String, String> placeholders() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("PUBLIC_URL", this.ports.url("gateway"));
		for (String client : List.of("gateway", "registry-service", "programme-service", "monitoring-service",
				"demo-loader")) {
			values.put(client.replace('-', '_').toUpperCase(java.util.Locale.ROOT) + "_SECRET",
					this.secrets.of(client));
		}
		return values;
	}

	private Map<String, String> environment(String service, String database) {
		String client = service.equals("gateway") ? service : service + "-service";
		String keycloak = "http://localhost:" + this.ports.keycloak();
		Map<String, String> values = new LinkedHashMap<>();
		values.put("PORT", Integer.toString(this.ports.of(service)));
		values.put("DB_URL", database);
		// more connections than the cores can serve only queue in PostgreSQL
		values.put("DB_POOL", Integer.toString(2 * Runtime.getRuntime().availableProcessors() + 1));
		values.put("DB_APP_USER", service + "_app");
		values.put("DB_APP_PASSWORD", this.secrets.of(service + "_app"));
		values.put("DB_OWNER_USER", service + "_owner");
		values.put("DB_OWNER_PASSWORD", this.secrets.of(service + "_owner"));
		values.put("ISSUER", this.ports.realmUrl());
		values.put("JWKS_URI", this.ports.realmUrl() + "/protocol/openid-connect/certs");
		values.put("TOKEN_URI", this.ports.realmUrl() + "/protocol/openid-connect/token");
		values.put("CLIENT_ID", client);
		values.put("CLIENT_SECRET", this.secrets.of(client));
		values.put("REGISTRY_URL", this.ports.url("registry"));
		values.put("PROGRAMME_URL", this.ports.url("programme"));
		values.put("MONITORING_URL", this.ports.url("monitoring"));
		values.put("KEYCLOAK_ADMIN_URL", keycloak + "/admin/realms/" + Realm.NAME);
		values.put("PUBLIC_URL", this.ports.url("gateway"));
		values.put("MAIL_HOST", "127.0.0.1");
		values.put("MAIL_PORT", Integer.toString(this.mail.port()));
		values.put("DEMO_MAIL_URL", this.mail.url());
		values.put("DEMO", "true");
		return values;
	}

	/** What a service needs to be run from an IDE against this platform. */
	private void writeEnvironments() {
		Database server = Objects.requireNonNull(this.database);
		for (String service : Options.SERVICES) {
			StringBuilder text = new StringBuilder();
			environment(service, server.url(service))
				.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
			Path file = this.folders.run().resolve(service + ".env");
			try {
				Files.writeString(file, text);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	static void pause(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Complaint("Interrupted.", ex);
		}
	}

	/** Whether an answer is a success. */
	static boolean isGood(HttpResponse<?> response) {
		return response.statusCode() < 300;
	}

}
