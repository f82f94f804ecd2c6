package ru.nastavnik.kit.document;

import java.time.Clock;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import ru.nastavnik.kit.file.Files;

/**
 * Templates that the institute edits in Word, for services that say by beans
 * {@link DocumentKind} what they print. The service owns the table
 * {@code document_template}.
 */
@AutoConfiguration
@ConditionalOnBean(DocumentKind.class)
@Import(DocumentTemplateController.class)
public class TemplateConfiguration {

	@Bean
	DocumentPrinting documentPrinting(List<DocumentKind> kinds, Documents documents, Files files, JdbcClient jdbc) {
		return new DocumentPrinting(kinds, documents, files, jdbc);
	}

	@Bean
	DocumentTemplates documentTemplates(DocumentPrinting printing, Documents documents, Files files,
			DocumentPlaces places, JdbcClient jdbc, Clock clock) {
		return new DocumentTemplates(printing, documents, files, places, jdbc, clock);
	}

}
