package ru.nastavnik.programme.matching;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pair is judged by. The weight says how much of the 100 points the criterion may
 * give; only the proportions of the weights count.
 */
enum Criterion {

	GAP("Затруднения", "Владеет ли наставник тем, что вызывает затруднения у наставляемого.", 20, Ratings::gap,
			Reasons::gap),
	SUBJECT("Предмет", "Преподают ли оба один предмет.", 14, Ratings::subject, Reasons::subject),
	REQUEST("Запрос", "Отвечают ли компетенции наставника запросу наставляемого.", 14, Ratings::request,
			Reasons::request),
	PORTRAIT("Портрет формы", "Подходят ли участники к выбранной форме наставничества.", 9, Ratings::portrait,
			Reasons::portrait),
	EXPERIENCE("Разница в опыте", "Насколько наставник опытнее (среди обучающихся — старше).", 7, Ratings::experience,
			Reasons::experience),
	TIME("Время", "Сколько часов в месяц наставник готов уделять одному наставляемому.", 5, Ratings::time,
			Reasons::time),
	SCHEDULE("Расписание", "Есть ли время, в которое могут встретиться оба.", 6, Ratings::schedule, Reasons::schedule),
	FORMAT("Формат встреч", "Готовы ли оба встречаться одинаково: лично или дистанционно.", 4, Ratings::format,
			Reasons::format),
	AGE("Возраст", "Совпадает ли возраст наставляемого с пожеланием наставника.", 4, Ratings::age, Reasons::age),
	DISTANCE("Близость", "Одна школа, один муниципалитет или разные: от этого зависит, можно ли встречаться лично.", 7,
			Ratings::distance, Reasons::distance),
	LOAD("Свободные места", "Сколько мест у наставника ещё не занято.", 3, Ratings::load, Reasons::load),
	PREFERENCE("Взаимный интерес", "Выбрали ли участники друг друга после групповой встречи.", 5, Ratings::preference,
			Reasons::preference),
	HISTORY("Совместный опыт", "Завершали ли участники вместе наставничество раньше.", 2, Ratings::history,
			Reasons::history);

	private final String title;

	private final String explanation;

	private final int initial;

	private final Rating rating;

	private final Reason reason;

	Criterion(String title, String explanation, int initial, Rating rating, Reason reason) {
		this.title = title;
		this.explanation = explanation;
		this.initial = initial;
		this.rating = rating;
		this.reason = reason;
	}

	/** How well a pair meets it, 0…1000. */
	interface Rating {

		int of(Cohort people, int mentee, int mentor);

	}

	/** Why, in words for the curator. */
	interface Reason {

		String of(Cohort people, int mentee, int mentor);

	}

	String title() {
		return this.title;
	}

	String explanation() {
		return this.explanation;
	}

	/** The weight that the platform came with. */
	int initial() {
		return this.initial;
	}

	/** Whether it is the same for every mentee. */
	boolean ofMentorAlone() {
		return this == TIME || this == LOAD;
	}

	int rate(Cohort people, int mentee, int mentor) {
		return this.rating.of(people, mentee, mentor);
	}

	String reason(Cohort people, int mentee, int mentor) {
		return this.reason.of(people, mentee, mentor);
	}

	/** The weights that the platform came with, by code. */
	static SortedMap<String, Integer> initialWeights() {
		SortedMap<String, Integer> weights = new TreeMap<>();
		for (Criterion criterion : values()) {
			weights.put(criterion.toString(), criterion.initial());
		}
		return Collections.unmodifiableSortedMap(weights);
	}

	/**
	 * The points that each criterion may give at most: whole numbers in proportion to the
	 * weights that make 100, the largest remainders rounded up.
	 */
	static int[] shares(Map<String, Integer> weights) {
		Criterion[] all = values();
		long sum = 0;
		for (Criterion criterion : all) {
			sum += weights.getOrDefault(criterion.toString(), 0);
		}
		int[] shares = new int[all.length];
		long[] remainders = new long[all.length];
		int given = 0;
		for (int k = 0; k < all.length && sum > 0; k++) {
			long hundredfold = 100L * weights.getOrDefault(all[k].toString(), 0);
			shares[k] = (int) (hundredfold / sum);
			remainders[k] = hundredfold % sum;
			given += shares[k];
		}
		for (; sum > 0 && given < 100; given++) {
			int most = 0;
			for (int k = 1; k < all.length; k++) {
				most = (remainders[k] > remainders[most]) ? k : most;
			}
			shares[most]++;
			remainders[most] = -1;
		}
		return shares;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
