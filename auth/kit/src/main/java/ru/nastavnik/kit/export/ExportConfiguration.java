package ru.nastavnik.kit.export;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Exports for services that have lists.
 */
@AutoConfiguration
@ConditionalOnBean(ExportList.class)
@Import(ExportController.class)
public class ExportConfiguration {

	@Bean
	Exports exports(List<ExportList<?>> lists, ObjectProvider<ExportPapers> papers, JdbcClient jdbc, JsonMapper json) {
		return new Exports(lists, papers.stream().toList(), jdbc, json);
	}

	@Bean
	ExportWorker exportWorker(Exports exports, PlatformTransactionManager transactions,
			@Value("${nastavnik.exchange.work:true}") boolean automatic) {
		// not read-only: the log says in the same transaction of whom the file was made
		return new ExportWorker(exports, new TransactionTemplate(transactions), automatic);
	}

}
