package ru.nastavnik.kit.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;

/**
 * Answers that a browser saves instead of showing: a file from a stranger must not act as
 * a page of ours.
 */
public final class Download {

	private static final Map<Character, String> LATIN = Map.ofEntries(Map.entry('а', "a"), Map.entry('б', "b"),
			Map.entry('в', "v"), Map.entry('г', "g"), Map.entry('д', "d"), Map.entry('е', "e"), Map.entry('ё', "e"),
			Map.entry('ж', "zh"), Map.entry('з', "z"), Map.entry('и', "i"), Map.entry('й', "i"), Map.entry('к', "k"),
			Map.entry('л', "l"), Map.entry('м', "m"), Map.entry('н', "n"), Map.entry('о', "o"), Map.entry('п', "p"),
			Map.entry('р', "r"), Map.entry('с', "s"), Map.entry('т', "t"), Map.entry('у', "u"), Map.entry('ф', "f"),
			Map.entry('х', "kh"), Map.entry('ц', "ts"), Map.entry('ч', "ch"), Map.entry('ш', "sh"),
			Map.entry('щ', "shch"), Map.entry('ъ', ""), Map.entry('ы', "y"), Map.entry('ь', ""), Map.entry('э', "e"),
			Map.entry('ю', "iu"), Map.entry('я', "ia"));

	private Download() {
	}

	public static ResponseEntity<byte[]> of(Files.Opened opened) {
		return of(opened.file().name(), opened.file().kind().mediaType(), opened.content());
	}

	public static ResponseEntity<byte[]> of(String name, String mediaType, byte[] content) {
		return headers(name, mediaType).contentLength(content.length).body(content);
	}

	/** The headers alone, for a body that is written as it is made. */
	public static ResponseEntity.BodyBuilder headers(String name, String mediaType) {
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType(mediaType))
			.header(HttpHeaders.CONTENT_DISPOSITION, disposition(name))
			.header("X-Content-Type-Options", "nosniff")
			.header("Content-Security-Policy", "sandbox; default-src 'none'")
			.cacheControl(CacheControl.noStore());
	}

	/** RFC 6266: the Russian name, and a Latin one for clients that know no better. */
	public static String disposition(String name) {
		return "attachment; filename=\"" + latin(name) + "\"; filename*=UTF-8''"
				+ UriUtils.encode(name, StandardCharsets.UTF_8);
	}

	private static String latin(String name) {
		StringBuilder plain = new StringBuilder();
		for (char one : name.toCharArray()) {
			String letter = LATIN.get(Character.toLowerCase(one));
			if (letter != null) {
				plain.append(Character.isUpperCase(one) ? letter.toUpperCase(Locale.ROOT) : letter);
			}
			else {
				plain.append(
						(one < 0x7F && (Character.isLetterOrDigit(one) || " .,()_-".indexOf(one) >= 0)) ? one : '_');
			}
		}
		return plain.toString();
	}

}
