package ru.nastavnik.local;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of MIME as the platform's own letters use: one part of text, headers in encoded
 * words.
 */
record Mime(String subject, String text) {

	private static final Pattern WORD = Pattern.compile("=\\?utf-8\\?([bq])\\?([^?]*)\\?=", Pattern.CASE_INSENSITIVE);

	static Mime of(String raw) {
		int end = raw.indexOf("\n\n");
		String head = (end < 0) ? raw : raw.substring(0, end);
		String body = (end < 0) ? "" : raw.substring(end + 2);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line : head.replaceAll("\n[ \t]+", " ").split("\n")) {
			int colon = line.indexOf(':');
			if (colon > 0) {
				headers.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
			}
		}
		String encoding = headers.getOrDefault("Content-Transfer-Encoding", "8bit").toLowerCase(Locale.ROOT);
		String text = switch (encoding) {
			case "base64" -> new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
			case "quoted-printable" -> printable(body, false);
			default -> body;
		};
		return new Mime(words(headers.getOrDefault("Subject", "")), text.replace("\r\n", "\n").strip());
	}

	private static String words(String header) {
		// encoded words that follow each other belong together
		Matcher words = WORD.matcher(header.replaceAll("\\?=\\s+=\\?", "?==?"));
		return words.replaceAll((word) -> Matcher.quoteReplacement(word.group(1).equalsIgnoreCase("b")
				? new String(Base64.getMimeDecoder().decode(word.group(2)), StandardCharsets.UTF_8)
				: printable(word.group(2), true)));
	}

	private static String printable(String text, boolean header) {
		String joined = text.replaceAll("=\r?\n", "");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int at = 0; at < joined.length(); at++) {
			char c = joined.charAt(at);
			if (c == '=' && at + 2 < joined.length() && joined.substring(at + 1, at + 3).matches("[0-9A-Fa-f]{2}")) {
				bytes.write(Integer.parseInt(joined.substring(at + 1, at + 3), 16));
				at += 2;
			}
			else {
				bytes.writeBytes(String.valueOf((header && c == '_') ? ' ' : c).getBytes(StandardCharsets.UTF_8));
			}
		}
		return bytes.toString(StandardCharsets.UTF_8);
	}

}
