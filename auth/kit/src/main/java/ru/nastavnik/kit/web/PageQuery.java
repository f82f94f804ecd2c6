package ru.nastavnik.kit.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;

/**
 * The page and the order that a list was asked for. A controller takes it as a
 * {@code @Valid} parameter without annotation.
 *
 * @param page number of the page, from 0
 * @param size rows on a page, 1…100
 * @param sort fields, comma separated, {@code -} for descending
 */
public record PageQuery(
		@Nullable @Min(value = 0, message = "Номер страницы не может быть меньше 0.") @Max(value = 1000,
				message = "Слишком далёкая страница: уточните фильтр.") Integer page,
		@Nullable @Min(value = 1, message = "На странице должна быть хотя бы одна строка.") @Max(value = 100,
				message = "На странице не больше 100 строк.") Integer size,
		@Nullable @Size(max = 200, message = "Слишком длинное правило сортировки.") String sort) {

	public PageQuery {
		page = (page != null) ? page : 0;
		size = (size != null) ? size : 25;
	}

	public Integer page() {
		return (this.page != null) ? this.page : 0;
	}

	public Integer size() {
		return (this.size != null) ? this.size : 25;
	}

	public long offset() {
		return (long) page() * size();
	}

	/**
	 * The SQL order for the asked fields.
	 * @param columns the fields that may be asked for and the columns behind them
	 * @param fallback the order when nothing was asked for; always appended, so give a
	 * unique one
	 */
	public String orderBy(Map<String, String> columns, String fallback) {
		if (this.sort == null || this.sort.isBlank()) {
			return fallback;
		}
		List<String> parts = Arrays.stream(this.sort.split(",")).map(String::trim).toList();
		return parts.stream().map((part) -> {
			boolean down = part.startsWith("-");
			String field = down ? part.substring(1) : part;
			String column = columns.get(field);
			if (column == null) {
				throw KitProblem.INVALID.because("По этому полю сортировать нельзя.")
					.on("sort", "Можно: " + String.join(", ", columns.keySet().stream().sorted().toList()) + ".");
			}
			return column + (down ? " desc nulls last" : " asc nulls last");
		}).collect(Collectors.joining(", ")) + ", " + fallback;
	}

}
