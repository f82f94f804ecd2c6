package ru.nastavnik.kit.feed;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own client in Keycloak: {@code nastavnik.client.*}.
 */
@ConfigurationProperties("nastavnik.client")
public record ClientProperties(@DefaultValue("") String id, @DefaultValue("") String secret,
		@DefaultValue("") String tokenUri) {
}
