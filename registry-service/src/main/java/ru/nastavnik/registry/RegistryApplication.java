package ru.nastavnik.registry;

import java.time.Clock;
import java.time.ZoneId;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The registry of organisations, people and power.
 */
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
@Modulithic(systemName = "Registry")
public class RegistryApplication {

	public static void main(String[] args) {
		SpringApplication.run(RegistryApplication.class, args);
	}

	/** "Today" of documents is Moscow's, wherever the server stands. */
	@Bean
	Clock clock() {
		return Clock.system(ZoneId.of("Europe/Moscow"));
	}

}
