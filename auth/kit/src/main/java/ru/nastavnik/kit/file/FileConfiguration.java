package ru.nastavnik.kit.file;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives every service its files.
 */
@AutoConfiguration
public class FileConfiguration {

	@Bean
	Files files(JdbcClient jdbc) {
		return new Files(jdbc);
	}

}
