package ru.nastavnik.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The contracts of the services as one document, made of the files that are committed
 * beside them: paths as they are at this door, names of components with the service in
 * front.
 */
@RestController
class OpenApiController {

	static final String PATH = "/api/openapi";

	private static final String REFERENCE = "#/components/";

	private final byte[] document;

	OpenApiController(JsonMapper json) throws IOException {
		Map<String, Object> all = new LinkedHashMap<>(read("openapi/gateway.yaml"));
		for (String service : List.of("registry", "programme", "monitoring")) {
			add(all, service, read("openapi/" + service + "/openapi.yaml"));
		}
		this.document = json.writeValueAsBytes(all);
	}

	@GetMapping(PATH)
	ResponseEntity<byte[]> openApi() {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
			.body(this.document);
	}

	private static Map<String, Object> read(String path) throws IOException {
		ClassPathResource resource = new ClassPathResource(path);
		if (!resource.exists()) {
			return Map.of();
		}
		try (InputStream in = resource.getInputStream()) {
			return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
		}
	}

	private static void add(Map<String, Object> all, String service, Map<String, Object> contract) {
		Map<String, Object> paths = section(all, "paths");
		map(contract.get("paths"))
			.forEach((path, operations) -> paths.put("/api/" + service + path, renamed(operations, service)));
		Map<String, Object> components = section(all, "components");
		map(contract.get("components")).forEach((kind, named) -> {
			// how to sign in is the gateway's to say
			if (!"securitySchemes".equals(kind)) {
				Map<String, Object> target = section(components, kind);
				map(named).forEach((name, value) -> target.put(service + "." + name, renamed(value, service)));
			}
		});
	}

	private static Object renamed(Object value, String service) {
		if (value instanceof List<?> list) {
			List<Object> copy = new ArrayList<>();
			list.forEach((item) -> copy.add(renamed(item, service)));
			return copy;
		}
		if (!(value instanceof Map<?, ?>)) {
			return value;
		}
		Map<String, Object> copy = new LinkedHashMap<>();
		map(value).forEach((key, item) -> {
			if ("operationId".equals(key)) {
				copy.put(key, service + "." + item);
			}
			else if ("tags".equals(key) && item instanceof List<?> tags) {
				copy.put(key, tags.stream().map((tag) -> service + ": " + tag).toList());
			}
			else if ("security".equals(key) && item instanceof List<?>) {
				// the document says it once for all
				return;
			}
			else if ("$ref".equals(key) && item instanceof String reference && reference.startsWith(REFERENCE)) {
				int name = reference.lastIndexOf('/') + 1;
				copy.put(key, reference.substring(0, name) + service + "." + reference.substring(name));
			}
			else {
				copy.put(key, renamed(item, service));
			}
		});
		return copy;
	}

	private static Map<String, Object> section(Map<String, Object> parent, String name) {
		Map<String, Object> section = new LinkedHashMap<>(map(parent.get(name)));
		parent.put(name, section);
		return section;
	}

	private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
		Map<String, Object> map = new LinkedHashMap<>();
		if (value instanceof Map<?, ?> any) {
			any.forEach((key, item) -> map.put(String.valueOf(key), item));
		}
		return map;
	}

}
