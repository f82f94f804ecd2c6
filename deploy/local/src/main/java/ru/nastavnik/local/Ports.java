package ru.nastavnik.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one running platform: all follow from the gateway's.
 */
public record Ports(int gateway) {

	public int registry() {
		return this.gateway + 1;
	}

	public int programme() {
		return this.gateway + 2;
	}

	public int monitoring() {
		return this.gateway + 3;
	}

	public int keycloak() {
		return this.gateway + 10;
	}

	public int management() {
		return this.gateway + 11;
	}

	public int postgres() {
		return this.gateway + 12;
	}

	/** Port of a service or of the gateway by its name. */
	public int of(String service) {
		return switch (service) {
			case "gateway" -> gateway();
			case "registry" -> registry();
			case "programme" -> programme();
			case "monitoring" -> monitoring();
			default -> throw new IllegalArgumentException(service);
		};
	}

	public String url(String service) {
		return "http://localhost:" + of(service);
	}

	public String realmUrl() {
		return "http://localhost:" + keycloak() + "/realms/" + Realm.NAME;
	}

	/** Refuses when another program already listens on one of the ports. */
	void requireFree() {
		Map<String, Integer> wanted = new LinkedHashMap<>();
		wanted.put("the gateway", gateway());
		wanted.put("registry", registry());
		wanted.put("programme", programme());
		wanted.put("monitoring", monitoring());
		wanted.put("Keycloak", keycloak());
		wanted.put("Keycloak's health", management());
		wanted.put("PostgreSQL", postgres());
		wanted.forEach((name, port) -> {
			if (!isFree(port)) {
				throw new Complaint("Port " + port + ", needed for " + name
						+ ", is used by another program: stop it or choose other ports with --port P (P to P+12).");
			}
		});
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
