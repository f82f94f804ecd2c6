package ru.nastavnik.kit.test;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import org.springdoc.core.providers.ObjectMapperProvider;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Names of the shapes in a contract. Records nested in their feature's classes have short
 * names, of which a service has many alike, so each is called with the name of the class
 * around it; two shapes of one name would silently become one.
 */
@TestConfiguration(proxyBeanMethods = false)
class ShapeNames {

	@Bean
	ModelResolver shapes(ObjectMapperProvider mappers) {
		return new Shapes(mappers.jsonMapper()).openapi31(mappers.isOpenapi31());
	}

	static final class Shapes extends ModelResolver {

		Shapes(ObjectMapper mapper) {
			super(mapper, new Names());
		}

		/** Any JSON; its class has getters that are no properties, in no fixed order. */
		@Override
		public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
			return _mapper.constructType(type.getType()).hasRawClass(JsonNode.class) ? new Schema<>()
					: super.resolve(type, context, next);
		}

	}

	static final class Names extends TypeNameResolver {

		private final Map<String, Class<?>> known = new ConcurrentHashMap<>();

		@Override
		protected String getNameOfClass(Class<?> type) {
			String name = name(type);
			Class<?> other = this.known.putIfAbsent(name, type);
			if (other != null && other != type) {
				throw new IllegalStateException("Two shapes are called " + name + ": " + other + " and " + type);
			}
			return name;
		}

		private static String name(Class<?> type) {
			String own = type.getSimpleName().replaceFirst("(?<=.)Controller$", "");
			if (type.getEnclosingClass() == null) {
				return own;
			}
			String around = name(type.getEnclosingClass());
			return own.startsWith(around) ? own : around + own;
		}

	}

}
