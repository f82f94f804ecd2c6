package ru.nastavnik.kit.document;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;

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
	Documents documents() {
		return new Documents();
	}

}
