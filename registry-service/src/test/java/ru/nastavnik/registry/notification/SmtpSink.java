package ru.nastavnik.registry.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that keeps what it gets, and refuses when told to. */
final class SmtpSink implements AutoCloseable {

	private final ServerSocket socket;

	private final List<String> letters = new CopyOnWriteArrayList<>();

	private volatile boolean refusing;

	private volatile boolean silent;

	private final List<Socket> waiting = new CopyOnWriteArrayList<>();

	SmtpSink() throws IOException {
		this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(() -> {
			while (!this.socket.isClosed()) {
				try {
					Socket client = this.socket.accept();
					if (this.silent) {
						this.waiting.add(client);
						continue;
					}
					Thread.ofVirtual().start(() -> talk(client));
				}
				catch (IOException ex) {
					return;
				}
			}
		});
	}

	int port() {
		return this.socket.getLocalPort();
	}

	List<String> letters() {
		return this.letters;
	}

	void refuse(boolean now) {
		this.refusing = now;
	}

	/** Takes connections and says nothing. */
	void silence() {
		this.silent = true;
	}

	/** Hangs up on whoever waits, and talks again. */
	void speak() throws IOException {
		this.silent = false;
		for (Socket client : this.waiting) {
			client.close();
		}
		this.waiting.clear();
	}

	boolean isWaitedFor() {
		return !this.waiting.isEmpty();
	}

	private void talk(Socket client) {
		try (client;
				BufferedReader in = new BufferedReader(
						new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
				OutputStream out = client.getOutputStream()) {
			say(out, "220 sink");
			StringBuilder data = new StringBuilder();
			String line;
			boolean inData = false;
			while ((line = in.readLine()) != null) {
				if (inData && line.equals(".")) {
					inData = false;
					this.letters.add(data.toString());
					say(out, "250 kept");
				}
				else if (inData) {
					data.append(line.startsWith("..") ? line.substring(1) : line).append('\n');
				}
				else if (line.equalsIgnoreCase("DATA")) {
					inData = true;
					data = new StringBuilder();
					say(out, "354 go on");
				}
				else if (line.equalsIgnoreCase("QUIT")) {
					say(out, "221 bye");
					return;
				}
				else {
					say(out, (this.refusing && line.startsWith("RCPT")) ? "451 later" : "250 ok");
				}
			}
		}
		catch (IOException ex) {
			// the client has gone
		}
	}

	private static void say(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
