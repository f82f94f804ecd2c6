package ru.nastavnik.registry.notification;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Letters: {@code nastavnik.mail.*}. Without a host there are none.
 *
 * @param from the sender's address
 * @param startTls whether the connection must be encrypted
 * @param publicUrl where people open the product, for links
 * @param attempts how often a letter is tried before it is given up
 */
@ConfigurationProperties("nastavnik.mail")
record MailProperties(@DefaultValue("") String host, @DefaultValue("25") int port, @DefaultValue("") String username,
		@DefaultValue("") String password, @DefaultValue("nastavnik@localhost") String from,
		@DefaultValue("false") boolean startTls, @DefaultValue("http://localhost:8080") String publicUrl,
		@DefaultValue("12") int attempts) {

	boolean isOn() {
		return !this.host.isBlank();
	}

}
