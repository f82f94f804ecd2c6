package ru.nastavnik.registry;

import java.util.Arrays;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Query parameters name codes as the bodies do: {@code status=in_base}.
 */
@Configuration(proxyBeanMethods = false)
class CodeConversion implements WebMvcConfigurer {

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverterFactory(new Codes());
	}

	@SuppressWarnings("rawtypes")
	private static final class Codes implements ConverterFactory<String, Enum> {

		@Override
		public <T extends Enum> Converter<String, T> getConverter(Class<T> type) {
			return (text) -> Arrays.stream(type.getEnumConstants())
				.filter((constant) -> constant.toString().equals(text))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("Unknown code"));
		}

	}

}
