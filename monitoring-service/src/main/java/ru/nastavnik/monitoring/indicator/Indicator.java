package ru.nastavnik.monitoring.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The catalogue of indicators that are counted.
 */
public enum Indicator {

	OP_01("OP-01", "Охват организаций наставничеством",
			"Организации, в которых в периоде работала хотя бы одна пара или группа по приказу, от всех организаций",
			Kind.PERCENT, Direction.UP, Levels.ABOVE, false, null),
	OP_03("OP-03", "Молодые специалисты без наставника",
			"Педагоги со стажем до 3 лет, у которых в периоде не было работающего наставника, от всех таких педагогов. "
					+ "Стаж берётся на последний день месяца; за год — если стаж не больше 3 лет на конец хотя бы "
					+ "одного месяца",
			Kind.PERCENT, Direction.DOWN, Levels.ALL, false, null),
	OP_04("OP-04", "Пары и группы в работе",
			"Число наставнических пар и групп, которые работали по приказу хотя бы один день периода", Kind.COUNT,
			Direction.UP, Levels.ALL, false, null),
	OP_06("OP-06", "Регулярность встреч",
			"Пары и группы, у которых в месяце прошла хотя бы одна встреча, от всех работавших в этом месяце; "
					+ "за год — по всем начавшимся месяцам",
			Kind.PERCENT, Direction.UP, Levels.ALL, false, null),
	OP_07("OP-07", "Завершено по плану",
			"Пары и группы, завершённые с выполнением программы, от всех завершённых в периоде", Kind.PERCENT,
			Direction.UP, Levels.ALL, false, null),
	OP_10("OP-10", "Ждут наставника",
			"Наставляемые в листе ожидания; второе число — все, кто в периоде был в базе или ждал", Kind.COUNT,
			Direction.DOWN, Levels.ALL, true, null),
	R145_1("R145-1", "Дети и подростки 10–19 лет в роли наставляемых",
			"Разные люди 10–19 лет, которые были наставляемыми хотя бы один день периода, от жителей 10–19 лет. "
					+ "Возраст — на 31 декабря учебного года",
			Kind.PERCENT, Direction.UP, Levels.ABOVE, true, "residents_10_19"),
	R145_1S("R145-1S", "Обучающиеся 10–19 лет в роли наставляемых",
			"То же число людей, но от контингента организаций 10–19 лет", Kind.PERCENT, Direction.UP, Levels.ALL, true,
			"pupils_10_19"),
	R145_2("R145-2", "Дети и подростки 15–19 лет в роли наставников",
			"Разные люди 15–19 лет, которые были наставниками хотя бы один день периода, от жителей 15–19 лет. "
					+ "Возраст — на 31 декабря учебного года",
			Kind.PERCENT, Direction.UP, Levels.ABOVE, true, "residents_15_19"),
	R145_2S("R145-2S", "Обучающиеся 15–19 лет в роли наставников",
			"То же число людей, но от контингента организаций 15–19 лет", Kind.PERCENT, Direction.UP, Levels.ALL, true,
			"pupils_15_19"),
	R145_3("R145-3", "Молодые специалисты в роли наставляемых",
			"Педагоги со стажем до 3 лет, у которых в периоде был работающий наставник, от утверждённого числа "
					+ "молодых специалистов",
			Kind.PERCENT, Direction.UP, Levels.ALL, false, "young_specialists_0_3");

	private final String code;

	private final String title;

	private final String definition;

	private final Kind kind;

	private final Direction direction;

	private final List<String> levels;

	private final boolean aboutMinors;

	private final @Nullable String denominator;

	Indicator(String code, String title, String definition, Kind kind, Direction direction, List<String> levels,
			boolean aboutMinors, @Nullable String denominator) {
		this.code = code;
		this.title = title;
		this.definition = definition;
		this.kind = kind;
		this.direction = direction;
		this.levels = levels;
		this.aboutMinors = aboutMinors;
		this.denominator = denominator;
	}

	public static Optional<Indicator> of(String code) {
		return Arrays.stream(values()).filter((indicator) -> indicator.code.equals(code)).findFirst();
	}

	public String code() {
		return this.code;
	}

	public String title() {
		return this.title;
	}

	public String definition() {
		return this.definition;
	}

	public Kind kind() {
		return this.kind;
	}

	public Direction direction() {
		return this.direction;
	}

	/** Levels of units that the indicator is shown for. */
	public List<String> levels() {
		return this.levels;
	}

	/** Whether small numbers are suppressed above the school (BR-067). */
	public boolean aboutMinors() {
		return this.aboutMinors;
	}

	/** Category of population that is the denominator, where facts do not give it. */
	public @Nullable String denominator() {
		return this.denominator;
	}

	/**
	 * Whether the sum over the organisations below is the denominator even where the unit
	 * has a figure of its own (BR-088, BR-089).
	 */
	public boolean sumsSchools() {
		return this.code.endsWith("S");
	}

	/** How a value is written. */
	public enum Kind {

		PERCENT, COUNT

	}

	/** Which way is better. */
	public enum Direction {

		UP, DOWN, NONE

	}

	private static final class Levels {

		static final List<String> ALL = List.of("school", "municipality", "institute", "ministry");

		static final List<String> ABOVE = List.of("municipality", "institute", "ministry");

	}

}
