package ru.nastavnik.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * A browser: keeps cookies, sends the CSRF header as the user interface does.
 */
class Browser {

	final CookieManager cookies;

	private final HttpClient client;

	private final String base;

	Browser(int port) {
		this(port, new CookieManager());
	}

	/** The same cookies at another gateway, as behind a balancer. */
	Browser(int port, CookieManager cookies) {
		this.base = "http://localhost:" + port;
		this.cookies = cookies;
		this.client = HttpClient.newBuilder().cookieHandler(cookies).version(HttpClient.Version.HTTP_1_1).build();
	}

	/**
	 * Goes over the provider and returns where the gateway sends the person in the end.
	 */
	String login(String continuePath) {
		HttpResponse<String> toProvider = get("/oauth2/authorization/keycloak?continue="
				+ java.net.URLEncoder.encode(continuePath, java.nio.charset.StandardCharsets.UTF_8));
		HttpResponse<String> back = send(HttpRequest.newBuilder(location(toProvider)).GET());
		return location(send(HttpRequest.newBuilder(location(back)).GET())).toString();
	}

	Browser signedIn() {
		login("/");
		get("/api/session-cookie-for-csrf");
		return this;
	}

	HttpResponse<String> get(String path, String... headers) {
		return send(with(request(path).GET(), headers));
	}

	HttpResponse<String> post(String path, String body, String... headers) {
		HttpRequest.Builder request = with(request(path), headers).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		cookie("XSRF-TOKEN").ifPresent((token) -> request.header("X-XSRF-TOKEN", token));
		return send(request);
	}

	HttpResponse<String> postWithoutCsrf(String path, String... headers) {
		return send(with(request(path), headers).POST(HttpRequest.BodyPublishers.ofString("{}")));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.base + path));
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		return send(request, HttpResponse.BodyHandlers.ofString());
	}

	<T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
		try {
			return this.client.send(request.build(), as);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	Optional<String> cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.findFirst();
	}

	static URI location(HttpResponse<?> response) {
		return URI.create(response.headers().firstValue("Location").orElseThrow());
	}

	private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
		return (headers.length > 0) ? request.headers(headers) : request;
	}

}
