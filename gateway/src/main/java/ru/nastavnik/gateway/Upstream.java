package ru.nastavnik.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.RestClientProxyExchange;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * How services are called: hastily for answers, patiently for streams of events.
 */
@Configuration(proxyBeanMethods = false)
class Upstream {

	// the services speak HTTP/1.1: do not ask for an upgrade with every new connection
	@Bean
	ClientHttpRequestFactoryBuilderCustomizer<JdkClientHttpRequestFactoryBuilder> plainHttp() {
		return (builder) -> builder.withHttpClientCustomizer((client) -> client.version(HttpClient.Version.HTTP_1_1));
	}

	@Bean
	Exchange proxyExchange(RestClient.Builder clients, ClientHttpRequestFactoryBuilder<?> factories,
			HttpClientSettings settings, GatewayProperties properties, GatewayMvcProperties proxy) {
		HttpClientSettings hasty = settings.withTimeouts(properties.connectTimeout(), properties.readTimeout());
		return new Exchange(
				new RestClientProxyExchange(clients.clone().requestFactory(factories.build(hasty)).build(), proxy),
				new RestClientProxyExchange(
						clients.clone().requestFactory(factories.build(hasty.withReadTimeout(null))).build(), proxy));
	}

	/**
	 * Chooses the client, and ends the open streams before the web server waits for its
	 * requests at shutdown.
	 */
	static class Exchange implements ProxyExchange, SmartLifecycle {

		private final ProxyExchange answers;

		private final ProxyExchange streams;

		private final Set<Events> open = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

		private volatile boolean running;

		Exchange(ProxyExchange answers, ProxyExchange streams) {
			this.answers = answers;
			this.streams = streams;
		}

		@Override
		public ServerResponse exchange(Request request) {
			if (!request.getServerRequest().headers().accept().contains(MediaType.TEXT_EVENT_STREAM)) {
				return this.answers.exchange(request);
			}
			ServerResponse response = this.streams.exchange(request);
			InputStream body = MvcUtils.getAttribute(request.getServerRequest(),
					MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR);
			if (body != null) {
				Events events = new Events(body);
				MvcUtils.putAttribute(request.getServerRequest(), MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR, events);
				this.open.add(events);
			}
			return response;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			synchronized (this.open) {
				this.open.forEach(Events::end);
			}
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return Integer.MAX_VALUE;
		}

	}

	/** A stream whose break is its end: the browser connects again by itself. */
	private static final class Events extends FilterInputStream {

		Events(InputStream body) {
			super(body);
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			try {
				return super.read(bytes, offset, length);
			}
			catch (IOException ex) {
				return -1;
			}
		}

		void end() {
			try {
				close();
			}
			catch (IOException ex) {
				// it has ended already
			}
		}

	}

}
