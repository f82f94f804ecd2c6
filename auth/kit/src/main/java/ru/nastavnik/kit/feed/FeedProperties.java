package ru.nastavnik.kit.feed;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feeds of and for a service: {@code nastavnik.feed.*}.
 *
 * @param source name of this service in its CloudEvents
 * @param read whether readers run
 * @param services base URL of each service that is read, by name
 * @param batch facts in one page and one transaction
 */
@ConfigurationProperties("nastavnik.feed")
public record FeedProperties(@DefaultValue("nastavnik") String source, @DefaultValue("true") boolean read,
		@DefaultValue Map<String, String> services, @DefaultValue("2000") int batch) {
}
