package ru.nastavnik.kit.feed;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The feed of a service and its readers of others.
 */
@AutoConfiguration
@EnableConfigurationProperties({ FeedProperties.class, ClientProperties.class })
@Import(FeedController.class)
public class FeedConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
		return new TransactionTemplate(transactions);
	}

	@Bean
	Sequencer sequencer(JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters) {
		return new Sequencer(jdbc, transaction, meters);
	}

	@Bean
	Outbox outbox(JdbcTemplate jdbc, JsonMapper json, Sequencer sequencer) {
		return new Outbox(jdbc, json, sequencer);
	}

	@Bean
	FeedUpkeep feedUpkeep(JdbcClient jdbc, TransactionTemplate transaction,
			@Value("${nastavnik.feed.keep-days:30}") int days) {
		return new FeedUpkeep(jdbc, transaction, days);
	}

	@Bean
	@ConditionalOnMissingBean
	ServiceToken serviceToken(ClientProperties properties) {
		return new ClientCredentials(properties);
	}

	@Bean
	@ConditionalOnProperty(name = "nastavnik.feed.read", matchIfMissing = true)
	FeedReaders feedReaders(ObjectProvider<Subscription> subscriptions, FeedProperties properties, ServiceToken token,
			JdbcClient jdbc, TransactionTemplate transaction, MeterRegistry meters, JsonMapper json) {
		return new FeedReaders(subscriptions.orderedStream().toList(), properties, token, jdbc, transaction, meters,
				json);
	}

}
