package ru.nastavnik.local;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class MailCatcherTests {

	@Test
	void aLetterIsKeptAndCanBeRead() throws Exception {
		try (MailCatcher mail = new MailCatcher()) {
			String text = "Здравствуйте!\n\nКод: AAAA";
			send(mail.port(), "Subject: =?UTF-8?B?" + base64("Приглашение в ") + "?=\n =?UTF-8?B?"
					+ base64("«Наставник»") + "?=\n" + "Content-Transfer-Encoding: base64\n\n" + base64(text));
			send(mail.port(), "Subject: plain\nContent-Transfer-Encoding: quoted-printable\n\n=D0=94=D0=B0, =\n100");
			JsonNode letters = Http.json(Http.send("GET", mail.url(), null, Map.of()));
			assertThat(letters.get(0).path("subject").asString()).isEqualTo("plain");
			assertThat(letters.get(0).path("text").asString()).isEqualTo("Да, 100");
			assertThat(letters.get(1).path("subject").asString()).isEqualTo("Приглашение в «Наставник»");
			assertThat(letters.get(1).path("text").asString()).isEqualTo(text);
			assertThat(letters.get(1).path("to").asString()).isEqualTo("curator@school.example");
		}
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	private static void send(int port, String message) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", port);
				BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
				OutputStream out = socket.getOutputStream()) {
			in.readLine();
			for (String line : List.of("EHLO here", "MAIL FROM:<a@b>", "RCPT TO:<curator@school.example>", "DATA",
					message.replace("\n", "\r\n") + "\r\n.", "QUIT")) {
				out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
				assertThat(in.readLine()).matches("[23].*");
			}
		}
	}

}
