package ru.nastavnik.registry.account;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.security.OpenPaths;

/**
 * The one door that opens without signing in: to whoever holds a one-time code.
 */
@Configuration(proxyBeanMethods = false)
class AccountDoor {

	@Bean
	OpenPaths activationPaths() {
		return new OpenPaths(List.of("/activations", "/activations/state"));
	}

}
