package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.config.ConfigureBuilder;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import com.deepoove.poi.policy.RenderPolicy;
import com.deepoove.poi.policy.TextRenderPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Puts data into a template.
 */
final class Filling {

	/** Names of fields: Russian ones too, and no expression of any kind. */
	static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";

	/** Signs of the engine for pictures, tables and nested documents. */
	private static final char[] POWERS = { '@', '#', '*', '+' };

	private Filling() {
	}

	static byte[] fill(byte[] template, String title, Map<String, ?> data, @Nullable Mark mark) {
		ConfigureBuilder builder = Configure.builder().buildGrammerRegex(NAME);
		RenderPolicy text = new TextRenderPolicy();
		for (char power : POWERS) {
			// a picture or a document is named by a path or an address: never from data
			builder.addPlugin(power, text);
		}
		Map<String, Object> model = new LinkedHashMap<>();
		data.forEach((name, value) -> {
			if (value instanceof List<?>) {
				builder.bind(name, new LoopRowTableRenderPolicy(true));
			}
			Object cleaned = clean(value);
			if (cleaned != null) {
				model.put(name, cleaned);
			}
		});
		// a part that is there because of a text still sees all the others
		builder.setRenderDataComputeFactory((env) -> (name) -> {
			Object inner = (env.getRoot() instanceof Map<?, ?> map) ? map.get(name) : null;
			return (inner != null) ? inner : model.get(name);
		});
		try (XWPFTemplate filled = XWPFTemplate.compile(new ByteArrayInputStream(template), builder.build())) {
			filled.render(model);
			if (mark != null) {
				Marking.mark(filled.getXWPFDocument(), mark);
			}
			filled.getXWPFDocument().getProperties().getCoreProperties().setTitle(title);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			filled.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Text without characters that no XML may have; null for what is empty. */
	private static @Nullable Object clean(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case List<?> list -> list.stream().map(Filling::clean).filter(Objects::nonNull).toList();
			case Map<?, ?> map -> {
				Map<String, Object> cleaned = new LinkedHashMap<>();
				map.forEach((name, inner) -> {
					Object kept = clean(inner);
					// a row says what it lacks, or the document's own field would show
					// through
					cleaned.put(String.valueOf(name), (kept != null) ? kept : "");
				});
				yield cleaned;
			}
			case Boolean flag -> flag;
			default -> {
				String text = value.toString().replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\uFFFE\uFFFF]|\\p{Cs}", "");
				yield text.isEmpty() ? null : text;
			}
		};
	}

}
