package ru.nastavnik.local;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The realm: the production file, for a demonstration with the overlay laid over it.
 * Keycloak imports a realm once and never updates it, so later changes of addresses go
 * through the admin API here.
 */
final class Realm {

	static final String NAME = "nastavnik";

	/** By which of these an element of a list is known. */
	private static final List<String> KEYS = List.of("clientId", "username", "alias", "name");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

	private Realm() {
	}

	/**
	 * The realm as Keycloak is to have it.
	 * @param folder the folder {@code auth/keycloak}
	 * @param values values of the placeholders
	 */
	static ObjectNode demo(Path folder, Map<String, String> values) {
		ObjectNode realm = read(folder.resolve("realm.json"));
		merge(realm, read(folder.resolve("demo-overlay.json")));
		return (ObjectNode) Http.JSON.readTree(fill(realm.toString(), values));
	}

	static ObjectNode read(Path file) {
		return (ObjectNode) Http.JSON.readTree(file);
	}

	/**
	 * Lays one object over another: objects are merged, null removes, elements of a list
	 * that have a name replace or extend their namesake, other values win.
	 */
	static void merge(ObjectNode base, ObjectNode overlay) {
		overlay.properties().forEach((entry) -> {
			String name = entry.getKey();
			JsonNode value = entry.getValue();
			JsonNode known = base.get(name);
			if (value.isNull()) {
				base.remove(name);
			}
			else if (known instanceof ObjectNode object && value instanceof ObjectNode other) {
				merge(object, other);
			}
			else if (known instanceof ArrayNode array && value instanceof ArrayNode others && isNamed(others)) {
				others.forEach((other) -> mergeElement(array, (ObjectNode) other));
			}
			else {
				base.set(name, value);
			}
		});
	}

	private static void mergeElement(ArrayNode array, ObjectNode other) {
		String key = key(other);
		for (JsonNode element : array) {
			if (element instanceof ObjectNode known && key != null && other.get(key).equals(known.get(key))) {
				merge(known, other);
				return;
			}
		}
		array.add(other);
	}

	private static boolean isNamed(ArrayNode array) {
		return !array.isEmpty() && array.valueStream().allMatch((element) -> key(element) != null);
	}

	private static @Nullable String key(JsonNode element) {
		return KEYS.stream().filter(element::has).findFirst().orElse(null);
	}

	/** Puts values in place of {@code ${NAME}} and {@code ${NAME:default}}. */
	static String fill(String text, Map<String, String> values) {
		return PLACEHOLDER.matcher(text).replaceAll((match) -> {
			String value = values.getOrDefault(match.group(1), match.group(2));
			if (value == null) {
				throw new Complaint("The realm needs a value for " + match.group(1) + ".");
			}
			return Matcher.quoteReplacement(value);
		});
	}

	/** Creates the realm, or brings the addresses of an existing one up to date. */
	static void ensure(String keycloak, String adminPassword, ObjectNode wanted) {
		Map<String, String> headers = Map.of("Authorization",
				"Bearer " + Http.token(keycloak + "/realms/master/protocol/openid-connect/token", Map.of("grant_type",
						"password", "client_id", "admin-cli", "username", "admin", "password", adminPassword)));
		String realm = keycloak + "/admin/realms/" + NAME;
		if (Http.send("GET", realm, null, headers).statusCode() == 404) {
			succeed("the realm", Http.send("POST", keycloak + "/admin/realms", wanted, headers));
			return;
		}
		wanted.path("clients")
			.valueStream()
			.filter((client) -> client.path("clientId").asString().equals("gateway"))
			.forEach((client) -> {
				JsonNode known = Http.json(Http.send("GET", realm + "/clients?clientId=gateway", null, headers))
					.path(0);
				if (known instanceof ObjectNode now && !client.path("redirectUris").equals(now.path("redirectUris"))) {
					for (String name : List.of("rootUrl", "baseUrl", "redirectUris", "webOrigins", "attributes")) {
						now.set(name, client.path(name));
					}
					succeed("the gateway's addresses",
							Http.send("PUT", realm + "/clients/" + now.path("id").asString(), now, headers));
				}
			});
	}

	private static void succeed(String what, HttpResponse<String> response) {
		if (response.statusCode() >= 300) {
			throw new Complaint("Keycloak refused " + what + ": " + response.statusCode() + " " + response.body());
		}
	}

}
