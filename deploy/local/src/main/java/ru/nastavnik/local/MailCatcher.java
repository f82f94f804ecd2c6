package ru.nastavnik.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mail server of the demonstration: it delivers nothing and keeps the last letters,
 * so that the product can show them. It listens on this machine only and has ports that
 * the system chooses; what it holds is gone with the platform.
 */
final class MailCatcher implements AutoCloseable {

	private static final int KEPT = 200;

	/** A letter of the platform is a page of text. */
	private static final int LARGEST = 1 << 20;

	private static final int PATIENCE_MILLIS = 30_000;

	private final ServerSocket smtp;

	private final HttpServer http;

	private final Deque<Letter> letters = new ArrayDeque<>();

	private long number;

	MailCatcher() {
		try {
			this.smtp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
			this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.http.createContext("/letters", (exchange) -> {
			byte[] body = Http.JSON.writeValueAsBytes(json());
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(body);
			}
		});
		this.http.start();
		Thread.ofVirtual().name("mail").start(this::listen);
	}

	/** A letter as its reader sees it. */
	record Letter(long id, Instant at, String to, String subject, String text) {
	}

	int port() {
		return this.smtp.getLocalPort();
	}

	String url() {
		return "http://127.0.0.1:" + this.http.getAddress().getPort() + "/letters";
	}

	private synchronized ArrayNode json() {
		ArrayNode list = Http.JSON.createArrayNode();
		for (Letter letter : this.letters) {
			ObjectNode one = list.addObject();
			one.put("id", letter.id());
			one.put("at", letter.at().toString());
			one.put("to", letter.to());
			one.put("subject", letter.subject());
			one.put("text", letter.text());
		}
		return list;
	}

	private synchronized void keep(List<String> to, String raw) {
		Mime mime = Mime.of(raw);
		this.letters
			.addFirst(new Letter(++this.number, Instant.now(), String.join(", ", to), mime.subject(), mime.text()));
		if (this.letters.size() > KEPT) {
			this.letters.removeLast();
		}
	}

	private void listen() {
		while (!this.smtp.isClosed()) {
			try {
				Socket client = this.smtp.accept();
				client.setSoTimeout(PATIENCE_MILLIS);
				Thread.ofVirtual().start(() -> talk(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void talk(Socket client) {
		try (client;
				BufferedReader in = new BufferedReader(
						new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
				OutputStream out = client.getOutputStream()) {
			say(out, "220 nastavnik-demo");
			List<String> to = new ArrayList<>();
			String line;
			while ((line = in.readLine()) != null) {
				String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(java.util.Locale.ROOT);
				switch (verb) {
					case "RCPT" -> {
						to.add(line.replaceAll(".*<(.*)>.*", "$1"));
						say(out, "250 ok");
					}
					case "DATA" -> {
						say(out, "354 end with a dot");
						String raw = body(in);
						keep(to, raw);
						to.clear();
						say(out, "250 kept");
					}
					case "RSET" -> {
						to.clear();
						say(out, "250 ok");
					}
					case "QUIT" -> {
						say(out, "221 bye");
						return;
					}
					default -> say(out, "250 ok");
				}
			}
		}
		catch (IOException ex) {
			// the client has gone; there is nothing to deliver anyway
		}
	}

	private static String body(BufferedReader in) throws IOException {
		StringBuilder raw = new StringBuilder();
		String line;
		while ((line = in.readLine()) != null && !line.equals(".")) {
			if (raw.length() < LARGEST) {
				raw.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
			}
		}
		return raw.toString();
	}

	private static void say(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() {
		this.http.stop(0);
		try {
			this.smtp.close();
		}
		catch (IOException ex) {
			// it is going anyway
		}
	}

}
