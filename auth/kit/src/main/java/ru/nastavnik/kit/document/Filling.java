package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

	static byte[] fill(byte[] template, String title, Map<String, ?> data) {
		ConfigureBuilder builder = Configure.builder().buildGrammerRegex(NAME);
		RenderPolicy text = new TextRenderPolicy();
		for (char power : POWERS) {
			// a picture or a document is named by a path or an address: never from data
			builder.addPlugin(power, text);
		}
		Map<String, Object> model = new LinkedHashMap<>();
		data.forEach((name, value) -> {
			if (value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Map) {
				builder.bind(name, new LoopRowTableRenderPolicy(true));
			}
			model.put(name, clean(value));
		});
		try (XWPFTemplate filled = XWPFTemplate.compile(new ByteArrayInputStream(template), builder.build())) {
			filled.render(model);
			filled.getXWPFDocument().getProperties().getCoreProperties().setTitle(title);
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			filled.write(bytes);
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Text without characters that no XML may have. */
	private static Object clean(@Nullable Object value) {
		return switch (value) {
			case null -> "";
			case List<?> list -> list.stream().map(Filling::clean).toList();
			case Map<?, ?> map -> {
				Map<String, Object> cleaned = new LinkedHashMap<>();
				map.forEach((name, inner) -> cleaned.put(String.valueOf(name), clean(inner)));
				yield cleaned;
			}
			case Boolean flag -> flag;
			default -> value.toString().replaceAll("[\\p{Cntrl}&&[^\n\t]]|[\uFFFE\uFFFF]|\\p{Cs}", "");
		};
	}

}
