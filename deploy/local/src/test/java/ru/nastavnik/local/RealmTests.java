package ru.nastavnik.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RealmTests {

	private final Path folder = Folders.findRoot().resolve("auth/keycloak");

	@Test
	void namedElementsAreMergedOthersReplaced() {
		ObjectNode base = object("""
				{"a": 1, "keep": true, "gone": 1, "list": [1, 2],
				 "clients": [{"clientId": "x", "secret": "s", "config": {"p": 1, "q": 2}}]}""");
		Realm.merge(base, object("""
				{"a": 2, "gone": null, "list": [3],
				 "clients": [{"clientId": "x", "config": {"q": 3}}, {"clientId": "y"}]}"""));
		assertThat(base).isEqualTo(object("""
				{"a": 2, "keep": true, "list": [3],
				 "clients": [{"clientId": "x", "secret": "s", "config": {"p": 1, "q": 3}}, {"clientId": "y"}]}"""));
	}

	@Test
	void placeholdersTakeTheirValueOrTheirDefault() {
		assertThat(Realm.fill("${A} ${B:two} ${client_id} ${role_x}", Map.of("A", "$1")))
			.isEqualTo("$1 two ${client_id} ${role_x}");
		assertThatExceptionOfType(Complaint.class).isThrownBy(() -> Realm.fill("${MISSING}", Map.of()))
			.withMessageContaining("MISSING");
	}

	@Test
	void theProductionRealmHasNoClientThatTakesPasswordsOrActsForOthers() {
		ObjectNode realm = Realm.read(this.folder.resolve("realm.json"));
		assertThat(realm.path("clients").valueStream())
			.noneMatch((client) -> client.path("directAccessGrantsEnabled").asBoolean()
					|| client.path("publicClient").asBoolean())
			.extracting((client) -> client.path("clientId").asString())
			.containsExactlyInAnyOrder("gateway", "registry-service", "programme-service", "monitoring-service");
		assertThat(realm.path("clientScopes").valueStream()).extracting((scope) -> scope.path("name").asString())
			.doesNotContain("act-as");
	}

	@Test
	@DisplayName("BR-071: the realm signs in by its own accounts only, no foreign provider and no registration")
	void theRealmHasNoForeignLogInProvider() {
		for (ObjectNode realm : List.of(Realm.read(this.folder.resolve("realm.json")),
				Realm.read(this.folder.resolve("demo-overlay.json")))) {
			assertThat(realm.path("identityProviders")).isEmpty();
			assertThat(realm.path("identityProviderMappers")).isEmpty();
			assertThat(realm.path("userFederationProviders")).isEmpty();
			assertThat(realm.path("registrationAllowed").asBoolean()).isFalse();
			assertThat(realm.toString()).doesNotContainIgnoringCase("google")
				.doesNotContainIgnoringCase("facebook")
				.doesNotContainIgnoringCase("microsoft")
				.doesNotContainIgnoringCase("apple");
		}
	}

	@Test
	void noSecretStandsInTheRepository() {
		ObjectNode realm = Realm.read(this.folder.resolve("realm.json"));
		Realm.merge(realm, Realm.read(this.folder.resolve("demo-overlay.json")));
		assertThat(realm.path("clients").valueStream().filter((client) -> client.has("secret")))
			.allMatch((client) -> client.path("secret").asString().matches("\\$\\{[A-Z_]+_SECRET}"));
	}

	@Test
	void onlyServicesReadFeedsAndOnlyProgrammeReadsNames() {
		ObjectNode realm = Realm.read(this.folder.resolve("realm.json"));
		assertThat(withScope(realm, "feeds")).containsExactlyInAnyOrder("registry-service", "programme-service",
				"monitoring-service");
		assertThat(withScope(realm, "feeds-named")).containsExactly("programme-service");
	}

	@Test
	void theDemoAddsItsClientsAndSwitchesOnlyTheSecondFactorOff() {
		ObjectNode production = Realm.read(this.folder.resolve("realm.json"));
		ObjectNode demo = Realm.demo(this.folder,
				Map.of("PUBLIC_URL", "http://localhost:1", "GATEWAY_SECRET", "a", "REGISTRY_SERVICE_SECRET", "b",
						"PROGRAMME_SERVICE_SECRET", "c", "MONITORING_SERVICE_SECRET", "d", "DEMO_LOADER_SECRET", "e"));
		assertThat(demo.path("clients").valueStream()).extracting((client) -> client.path("clientId").asString())
			.contains("demo-cli", "demo-loader", "gateway");
		assertThat(withScope(demo, "act-as")).containsExactly("demo-loader");
		assertThat(needsSecondFactor(production, "municipal@1/3")).isTrue();
		assertThat(needsSecondFactor(production, "curator@1/4")).isFalse();
		assertThat(needsSecondFactor(demo, "ministry@1/1")).isFalse();
		for (String same : List.of("passwordPolicy", "bruteForceProtected", "accessTokenLifespan", "components")) {
			assertThat(demo.path(same)).as(same).isEqualTo(production.path(same));
		}
		assertThat(demo.toString()).doesNotContain("${PUBLIC_URL}");
	}

	@Test
	void passwordsOfTheDemoSatisfyThePolicy(@org.junit.jupiter.api.io.TempDir Path data) {
		Secrets secrets = new Secrets(data);
		String password = secrets.account("curator-1");
		assertThat(password).hasSizeGreaterThanOrEqualTo(10)
			.matches(".*[a-z].*")
			.matches(".*[A-Z].*")
			.matches(".*\\d.*");
		assertThat(new Secrets(data).account("curator-1")).isEqualTo(password);
		assertThat(secrets.account("curator-2")).isNotEqualTo(password);
	}

	private static List<String> withScope(ObjectNode realm, String scope) {
		return realm.path("clients")
			.valueStream()
			.filter((client) -> client.path("defaultClientScopes")
				.valueStream()
				.anyMatch((one) -> one.asString().equals(scope)))
			.map((client) -> client.path("clientId").asString())
			.toList();
	}

	private static boolean needsSecondFactor(ObjectNode realm, String grant) {
		JsonNode config = realm.path("authenticatorConfig")
			.valueStream()
			.filter((one) -> one.path("alias").asString().equals("second-factor-roles"))
			.findFirst()
			.orElseThrow()
			.path("config");
		return grant.matches(config.path("attribute_expected_value").asString());
	}

	private static ObjectNode object(String json) {
		return (ObjectNode) Http.JSON.readTree(json);
	}

}
