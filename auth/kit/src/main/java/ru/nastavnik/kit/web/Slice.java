package ru.nastavnik.kit.web;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items the rows
 * @param page number of the page, from 0
 * @param size rows asked for
 * @param total rows found, counted up to {@link #COUNTED}
 * @param exact whether the total is the whole truth ("1000+" otherwise)
 * @param <T> row
 */
public record Slice<T>(List<T> items, int page, int size, long total, boolean exact) {

	/** Counting stops here: a region's people are not counted on every page view. */
	public static final int COUNTED = 1000;

	public static <T> Slice<T> of(List<T> items, PageQuery query, long countedUpToOneMore) {
		boolean exact = countedUpToOneMore <= COUNTED;
		return new Slice<>(items, query.page(), query.size(), exact ? countedUpToOneMore : COUNTED, exact);
	}

	public <R> Slice<R> map(Function<T, R> view) {
		return new Slice<>(this.items.stream().map(view).toList(), this.page, this.size, this.total, this.exact);
	}

}
