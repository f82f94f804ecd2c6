package ru.nastavnik.registry.account;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import ru.nastavnik.kit.feed.ServiceToken;

/**
 * The few calls of Keycloak's Admin REST API that the projector needs. Each may be
 * repeated: what exists is updated.
 */
@Component
class Keycloak {

	private final RestClient client;

	private final ServiceToken token;

	private final Map<Long, String> organisations = new ConcurrentHashMap<>();

	Keycloak(AccountProperties properties, ServiceToken token) {
		HttpClientSettings settings = HttpClientSettings.defaults()
			.withConnectTimeout(Duration.ofSeconds(2))
			.withReadTimeout(Duration.ofSeconds(10));
		this.client = RestClient.builder()
			.baseUrl(properties.adminUrl())
			.requestFactory(ClientHttpRequestFactoryBuilder.jdk().build(settings))
			.build();
		this.token = token;
	}

	/** An account as Keycloak needs it. */
	record User(String username, String displayName, @Nullable String email, boolean enabled, List<String> grants,
			@Nullable String password, boolean reset) {

		Map<String, Object> body() {
			String[] names = this.displayName.split(" ", 2);
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("username", this.username);
			body.put("enabled", this.enabled);
			body.put("lastName", names[0]);
			body.put("firstName", (names.length > 1) ? names[1] : "");
			body.put("attributes", Map.of("grants", this.grants));
			if (this.email != null) {
				body.put("email", this.email);
				body.put("emailVerified", true);
			}
			return body;
		}

	}

	/** Keycloak will not take this account as it is: repeating changes nothing. */
	static final class Refused extends RuntimeException {

		private final Complaint complaint;

		private final boolean known;

		Refused(HttpClientErrorException cause, boolean known) {
			this(Complaint.of(cause), known, cause);
		}

		private Refused(Complaint complaint, boolean known, HttpClientErrorException cause) {
			super(complaint.text, cause);
			this.complaint = complaint;
			this.known = known;
		}

		/** Whether Keycloak has an earlier state of the account. */
		boolean isKnown() {
			return this.known;
		}

		boolean isOfPassword() {
			return this.complaint == Complaint.PASSWORD || this.complaint == Complaint.NEW_PASSWORD;
		}

		/**
		 * What to tell the person who chose a password: nothing, when that was taken and
		 * only the address was not.
		 */
		@Nullable String ofReset() {
			if (isOfPassword()) {
				return Complaint.NEW_PASSWORD.text;
			}
			return this.known ? null
					: "Вход пока не готов: в данных доступа есть ошибка. Обратитесь к тому, кто выдал приглашение.";
		}

	}

	/** What Keycloak found wrong, as far as its answer says. */
	private enum Complaint {

		TAKEN_EMAIL("Этот адрес электронной почты уже занят другим пользователем. Укажите другой адрес."),
		EMAIL("Система входа не приняла адрес электронной почты. Исправьте его."),
		NAME("Система входа не приняла фамилию, имя или отчество. Исправьте их."),
		USERNAME("Система входа не приняла имя для входа. Выдайте доступ заново с другим именем для входа."),
		PASSWORD(
				"Система входа не приняла начальный пароль. Сохраните пользователя ещё раз, исправлять ничего не нужно: "
						+ "доступ появится без пароля, его задаст сам пользователь."),
		NEW_PASSWORD(
				"Система входа не приняла этот пароль: возможно, он уже был или содержит имя или почту. Придумайте другой."),
		OTHER("Система входа не приняла данные пользователя. Исправьте имя или адрес электронной почты.");

		private final String text;

		Complaint(String text) {
			this.text = text;
		}

		static Complaint of(HttpClientErrorException refusal) {
			boolean taken = refusal instanceof HttpClientErrorException.Conflict;
			JsonNode answer = answer(refusal);
			// one error stands alone, several stand in a list
			JsonNode error = answer.path("errors").isEmpty() ? answer : answer.path("errors").get(0);
			String field = error.path("field").asString("").toLowerCase(Locale.ROOT);
			String said = field.isEmpty() ? (error.path("errorMessage").asString("") + error.path("error").asString("")
					+ error.path("error_description").asString(""))
				.toLowerCase(Locale.ROOT) : field;
			if (said.contains("password")) {
				return PASSWORD;
			}
			if (said.contains("email")) {
				return taken ? TAKEN_EMAIL : EMAIL;
			}
			if (said.contains("username")) {
				return USERNAME;
			}
			if (field.equals("firstname") || field.equals("lastname")) {
				return NAME;
			}
			return taken ? TAKEN_EMAIL : OTHER;
		}

		private static JsonNode answer(HttpClientErrorException refusal) {
			try {
				JsonNode answer = refusal.getResponseBodyAs(JsonNode.class);
				return (answer != null) ? answer : MissingNode.getInstance();
			}
			catch (RuntimeException ex) {
				// not Keycloak's own answer: nothing is named
				return MissingNode.getInstance();
			}
		}

	}

	/** Creates or updates the user; gives the id in Keycloak. */
	String put(User user) {
		Map<String, Object> body = user.body();
		if (user.password() != null) {
			body.put("credentials", List.of(Map.of("type", "password", "value", user.password(), "temporary", false)));
		}
		HttpClientErrorException refusal;
		try {
			return create(body);
		}
		catch (HttpClientErrorException.Conflict | HttpClientErrorException.BadRequest ex) {
			// it exists: an earlier attempt got this far, or this is a change
			body.remove("credentials");
			refusal = ex;
		}
		String id = userId(user.username());
		if (id == null) {
			// the name is free, so something else was in the way
			throw new Refused(refusal, false);
		}
		resetPassword(id, user);
		try {
			update(id, body);
		}
		catch (HttpClientErrorException.Conflict | HttpClientErrorException.BadRequest ex) {
			putPower(id, user);
			throw new Refused(ex, true);
		}
		return id;
	}

	private String create(Map<String, Object> body) {
		URI created = this.client.post()
			.uri("/users")
			.headers(this::authorise)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.toBodilessEntity()
			.getHeaders()
			.getLocation();
		if (created == null) {
			throw new IllegalStateException("Keycloak did not say where the user is");
		}
		String path = created.getPath();
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private void update(String id, Object body) {
		this.client.put()
			.uri("/users/{id}", id)
			.headers(this::authorise)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.toBodilessEntity();
	}

	/** A password that its owner chose; repeated after a crash it is refused as used. */
	private void resetPassword(String id, User user) {
		if (user.password() == null || !user.reset()) {
			return;
		}
		try {
			this.client.put()
				.uri("/users/{id}/reset-password", id)
				.headers(this::authorise)
				.contentType(MediaType.APPLICATION_JSON)
				.body(Map.of("type", "password", "value", user.password(), "temporary", false))
				.retrieve()
				.toBodilessEntity();
		}
		catch (HttpClientErrorException.BadRequest ex) {
			throw new Refused(Complaint.NEW_PASSWORD, true, ex);
		}
	}

	/**
	 * A refused address must not keep a revoked grant alive: everything else stays as
	 * Keycloak has it.
	 */
	private void putPower(String id, User user) {
		JsonNode kept = this.client.get()
			.uri("/users/{id}", id)
			.headers(this::authorise)
			.retrieve()
			.body(JsonNode.class);
		if (kept instanceof ObjectNode body) {
			body.put("enabled", user.enabled());
			ArrayNode grants = body.withObject("attributes").putArray("grants");
			user.grants().forEach(grants::add);
			update(id, body);
		}
	}

	/** The Keycloak organisation of a region, founded when it is missing. */
	String organisation(long region, @Nullable String name) {
		return this.organisations.computeIfAbsent(region, (id) -> {
			String alias = "region-" + id;
			String found = find(alias);
			if (found != null) {
				return found;
			}
			this.client.post()
				.uri("/organizations")
				.headers(this::authorise)
				.contentType(MediaType.APPLICATION_JSON)
				.body(Map.of("name", alias, "alias", alias, "description", (name != null) ? name : alias, "domains",
						List.of(Map.of("name", alias + ".nastavnik.invalid", "verified", false))))
				.retrieve()
				.onStatus((status) -> status.value() == HttpStatus.CONFLICT.value(), (request, response) -> {
				})
				.toBodilessEntity();
			String created = find(alias);
			if (created == null) {
				throw new IllegalStateException("Keycloak did not keep organisation " + alias);
			}
			return created;
		});
	}

	void join(String organisation, String user) {
		this.client.post()
			.uri("/organizations/{id}/members", organisation)
			.headers(this::authorise)
			.contentType(MediaType.APPLICATION_JSON)
			.body(user)
			.retrieve()
			.onStatus(Keycloak::alreadyMember, (request, response) -> {
			})
			.toBodilessEntity();
	}

	private static boolean alreadyMember(HttpStatusCode status) {
		return status.value() == HttpStatus.CONFLICT.value();
	}

	/** Deletes the user; one that is not there is gone already. */
	void remove(String username) {
		String id = userId(username);
		if (id != null) {
			this.client.delete().uri("/users/{id}", id).headers(this::authorise).retrieve().toBodilessEntity();
		}
	}

	private @Nullable String userId(String username) {
		JsonNode users = this.client.get()
			.uri("/users?username={username}&exact=true", username)
			.headers(this::authorise)
			.retrieve()
			.body(JsonNode.class);
		return (users != null && !users.isEmpty()) ? users.get(0).get("id").asString() : null;
	}

	private @Nullable String find(String alias) {
		JsonNode found = this.client.get()
			.uri("/organizations?search={name}&exact=true", alias)
			.headers(this::authorise)
			.retrieve()
			.body(JsonNode.class);
		return (found != null && !found.isEmpty()) ? found.get(0).get("id").asString() : null;
	}

	private void authorise(HttpHeaders headers) {
		headers.setBearerAuth(this.token.value());
	}

}
