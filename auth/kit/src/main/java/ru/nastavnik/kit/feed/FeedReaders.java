package ru.nastavnik.kit.feed;

import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * One reader for each subscription of the service.
 */
public class FeedReaders implements SmartLifecycle {

	private final List<FeedReader> readers;

	FeedReaders(List<Subscription> subscriptions, FeedProperties properties, ServiceToken token, JdbcClient jdbc,
			TransactionTemplate transaction, MeterRegistry meters, JsonMapper json) {
		this.readers = subscriptions.stream()
			.map((subscription) -> new FeedReader(subscription, client(properties, subscription, token, json), jdbc,
					transaction, meters, properties.batch()))
			.toList();
	}

	private static RestClient client(FeedProperties properties, Subscription subscription, ServiceToken token,
			JsonMapper json) {
		String url = properties.services().get(subscription.service());
		if (url == null) {
			throw new IllegalStateException("nastavnik.feed.services." + subscription.service() + " is not set");
		}
		JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory();
		factory.setReadTimeout(Duration.ofSeconds(40));
		JacksonJsonHttpMessageConverter converter = new JacksonJsonHttpMessageConverter(json);
		converter.setSupportedMediaTypes(
				List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(FeedController.BATCH)));
		return RestClient.builder()
			.baseUrl(url)
			.requestFactory(factory)
			.configureMessageConverters((converters) -> converters.registerDefaults().withJsonConverter(converter))
			.requestInterceptor((request, body, execution) -> {
				request.getHeaders().setBearerAuth(token.value());
				request.getHeaders().setAccept(List.of(MediaType.parseMediaType(FeedController.BATCH)));
				return execution.execute(request, body);
			})
			.build();
	}

	@Override
	public void start() {
		this.readers.forEach(FeedReader::start);
	}

	@Override
	public void stop() {
		this.readers.forEach(FeedReader::stop);
	}

	@Override
	public boolean isRunning() {
		return this.readers.stream().anyMatch(FeedReader::isRunning);
	}

}
