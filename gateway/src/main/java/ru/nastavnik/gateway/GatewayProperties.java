package ru.nastavnik.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the gateway.
 *
 * @param registryUrl address of the registry service
 * @param programmeUrl address of the programme service
 * @param monitoringUrl address of the monitoring service
 * @param connectTimeout how long a connection to a service may take
 * @param readTimeout how long a service may think; streams are exempt
 * @param maxRequest largest request body
 * @param metricsFrom networks that may read {@code /actuator/prometheus}
 * @param demoMailUrl where the demonstration keeps its letters, empty elsewhere
 * @param login the identity provider
 */
@ConfigurationProperties("gateway")
record GatewayProperties(URI registryUrl, URI programmeUrl, URI monitoringUrl, Duration connectTimeout,
		Duration readTimeout, DataSize maxRequest, List<String> metricsFrom, @DefaultValue("") String demoMailUrl,
		Login login) {

	/**
	 * Explicit endpoints, so that the gateway starts while the provider is down.
	 *
	 * @param issuer public address of the realm, as the browser and the tokens see it
	 * @param tokenUri where codes and refresh tokens are exchanged
	 * @param jwksUri where the keys of the realm are
	 * @param clientId the gateway's name at the provider
	 * @param clientSecret the gateway's secret
	 */
	record Login(String issuer, String tokenUri, String jwksUri, String clientId, String clientSecret) {

		String authorizationUri() {
			return issuer() + "/protocol/openid-connect/auth";
		}

		String endSessionUri() {
			return issuer() + "/protocol/openid-connect/logout";
		}

		/** Scheme, host and port, as a content security policy wants them. */
		String origin() {
			URI uri = URI.create(issuer());
			return uri.getScheme() + "://" + uri.getAuthority();
		}

	}

}
