package ru.nastavnik.programme.matching;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one text of a snapshot: fields in alphabetical order, people and bonds sorted, so
 * that equal inputs have equal hashes.
 */
final class SnapshotText {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.build();

	private SnapshotText() {
	}

	static byte[] text(Snapshot snapshot) {
		return JSON.writeValueAsBytes(snapshot);
	}

	static byte[] packed(byte[] text) {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
			zip.write(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return packed.toByteArray();
	}

	static byte[] unpacked(byte[] content) {
		try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(content))) {
			return zip.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Snapshot read(byte[] text) {
		return JSON.readValue(text, Snapshot.class);
	}

	static String hash(byte[] text) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** SHA-256 of the pairs of a result, by ids. */
	static String hash(Cohort people, Matching.Result result) {
		StringBuilder text = new StringBuilder();
		result.pairs()
			.forEach((pair) -> text.append(people.mentees[pair.mentee()].id())
				.append(':')
				.append(people.mentors[pair.mentor()].id())
				.append('\n'));
		return hash(text.toString().getBytes(StandardCharsets.UTF_8));
	}

}
