package ru.nastavnik.programme;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * A list with names in it as a file: the rows are those of the screen, and the log says
 * of whom the file was made.
 *
 * @param <T> row of the screen
 */
public abstract class NamedList<T> implements ExportList<T> {

	private final String code;

	private final String title;

	private final List<SheetColumn<T>> columns;

	private final Audit audit;

	protected NamedList(String code, String title, Audit audit, List<SheetColumn<T>> columns) {
		this.code = code;
		this.title = title;
		this.audit = audit;
		this.columns = List.copyOf(columns);
	}

	/** Reads the list of the screen. */
	protected abstract void rows(Query query, Consumer<T> row);

	/** Whose names stand in the row. */
	protected abstract Collection<Long> people(T row);

	@Override
	public String code() {
		return this.code;
	}

	@Override
	public String title() {
		return this.title;
	}

	@Override
	public List<SheetColumn<T>> columns() {
		return this.columns;
	}

	@Override
	public void requirePower(Query query) {
		Scope scope = Scope.current();
		if (scope.own().isEmpty() && scope.named().isEmpty() && scope.person() == null) {
			throw KitProblem.FORBIDDEN.because("Поимённые списки выгружает тот, кто их видит.");
		}
	}

	@Override
	public void each(Query query, Consumer<T> row) {
		Set<Long> named = new TreeSet<>();
		rows(query, (one) -> {
			named.addAll(people(one));
			row.accept(one);
		});
		this.audit.read(query.organisation(), this.code, named);
	}

	protected static <T> SheetColumn<T> column(String key, String title, String meaning, int width,
			Function<T, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

}
