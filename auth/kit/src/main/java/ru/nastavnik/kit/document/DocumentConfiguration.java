package ru.nastavnik.kit.document;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;

import ru.nastavnik.kit.security.OpenPaths;

/**
 * Gives every service its documents.
 */
@AutoConfiguration
public class DocumentConfiguration {

	/** The engines report every field that they fill, and which fonts a server lacks. */
	DocumentConfiguration() {
		LoggingSystem logging = LoggingSystem.get(DocumentConfiguration.class.getClassLoader());
		logging.setLogLevel("com.deepoove", LogLevel.WARN);
		logging.setLogLevel("org.apache.pdfbox", LogLevel.ERROR);
		logging.setLogLevel("org.apache.fontbox", LogLevel.ERROR);
	}

	@Bean
	@ConditionalOnBean(PaperCheck.class)
	OpenPaths paperDoor() {
		return PaperDoor.PATHS;
	}

	@Bean
	Documents documents() {
		return new Documents();
	}

}
