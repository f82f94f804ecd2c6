package ru.nastavnik.programme.matching;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import ru.nastavnik.programme.matching.Snapshot.Bond;
import ru.nastavnik.programme.matching.Snapshot.Mentee;
import ru.nastavnik.programme.matching.Snapshot.Mentor;

/**
 * The ratings in words: what was compared and what came out, without names.
 */
final class Reasons {

	private Reasons() {
	}

	static String gap(Cohort people, int mentee, int mentor) {
		List<String> gaps = people.mentees[mentee].gaps();
		if (gaps.isEmpty()) {
			return "Затруднения наставляемого не указаны.";
		}
		List<String> met = met(gaps, (at) -> people.meetsGap(mentee, at, mentor));
		return met.isEmpty() ? "Наставник не указал компетенций по затруднениям: " + Words.gaps(gaps) + "."
				: "Наставник поможет с затруднениями: " + Words.gaps(met) + rest(met, gaps) + ".";
	}

	static String request(Cohort people, int mentee, int mentor) {
		List<String> requests = people.mentees[mentee].requests();
		if (requests.isEmpty()) {
			return "Запрос наставляемого не указан.";
		}
		List<String> met = met(requests, (at) -> people.meetsRequest(mentee, at, mentor));
		return met.isEmpty() ? "Компетенции наставника не отвечают запросу: " + Words.requests(requests) + "."
				: "Наставник отвечает запросу: " + Words.requests(met) + rest(met, requests) + ".";
	}

	private static List<String> met(List<String> codes, IntPredicate meets) {
		return IntStream.range(0, codes.size()).filter(meets).mapToObj(codes::get).toList();
	}

	private static String rest(List<String> met, List<String> all) {
		return (met.size() < all.size()) ? " (" + met.size() + " из " + all.size() + ")" : "";
	}

	static String subject(Cohort people, int mentee, int mentor) {
		List<String> of = people.mentees[mentee].subjects();
		List<String> with = people.mentors[mentor].subjects();
		if (of.isEmpty() || with.isEmpty()) {
			return of.isEmpty() ? "Предмет наставляемого не указан." : "Предмет наставника не указан.";
		}
		List<String> both = of.stream().filter(with::contains).toList();
		return both.isEmpty() ? "Разные предметы: " + Words.subjects(with) + " и " + Words.subjects(of) + "."
				: "Общий предмет: " + Words.subjects(both) + ".";
	}

	static String portrait(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		Mentee led = people.mentees[mentee];
		return switch (people.form) {
			case PUPIL_PUPIL, STUDENT_STUDENT -> steps(led, leads);
			case TEACHER_TEACHER, TEACHER_PUPIL, TEACHER_ADDITIONAL, UNIVERSITY_TEACHER -> (leads.experience() == null)
					? "Стаж наставника не указан." : "Стаж наставника: " + Words.years(leads.experience()) + ".";
			case LEADER_TEACHER -> "Наставник — руководитель.";
			case PARTNER_TEACHER, EMPLOYER_STUDENT, EMPLOYER_PUPIL -> leads.competences().contains("career_guidance")
					? "Наставник готов заниматься профориентацией." : "Профориентация у наставника не указана.";
			case STUDENT_PUPIL, OTHER -> "Для этой формы портрет не задан.";
		};
	}

	private static String steps(Mentee led, Mentor leads) {
		if (leads.grade() == null || led.grade() == null) {
			return "Класс или курс одного из участников не указан.";
		}
		RoleModel model = RoleModel.of(led, leads);
		String grades = leads.grade() + "-й против " + led.grade() + "-го.";
		if (leads.grade() <= led.grade()) {
			return "Наставник не старше классом: " + grades + ((model != null && leads.grade().equals(led.grade()))
					? " Возможна модель «равный — равному»." : "");
		}
		return "Наставник старше: " + grades + ((model != null) ? " Модель «" + model.title() + "»."
				: RoleModel.asked(led) ? " Ролевая модель под запрос не складывается." : "");
	}

	static String experience(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		Mentee led = people.mentees[mentee];
		if (led.kind().equals("pupil")) {
			int older = leads.age() - led.age();
			return (older > 0) ? "Наставник старше на " + Words.years(older) + "."
					: (older == 0) ? "Участники — ровесники." : "Наставник моложе наставляемого.";
		}
		if (leads.experience() == null || led.experience() == null) {
			return "Стаж одного из участников не указан.";
		}
		int more = leads.experience() - led.experience();
		return (more > 0) ? "Стаж наставника больше на " + Words.years(more) + "."
				: "Стаж наставника не больше, чем у наставляемого.";
	}

	static String time(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		return (leads.hours() == null) ? "Наставник не указал, сколько часов в месяц готов уделять."
				: "На одного наставляемого приходится "
						+ Words.count(leads.hours() / (leads.load() + 1), "час", "часа", "часов") + " в месяц.";
	}

	static String schedule(Cohort people, int mentee, int mentor) {
		List<String> of = people.mentees[mentee].times();
		List<String> with = people.mentors[mentor].times();
		if (of.isEmpty() || with.isEmpty()) {
			return of.isEmpty() ? "Когда может встречаться наставляемый, не указано."
					: "Когда может встречаться наставник, не указано.";
		}
		List<String> both = of.stream().filter(with::contains).toList();
		return both.isEmpty() ? "Общего времени нет: наставник может " + Words.times(with) + ", наставляемый — "
				+ Words.times(of) + "." : "Оба могут встретиться: " + Words.times(both) + ".";
	}

	static String format(Cohort people, int mentee, int mentor) {
		int of = people.menteeModes[mentee];
		int with = people.mentorModes[mentor];
		if (of == 0 || with == 0) {
			return (of == 0) ? "Как может встречаться наставляемый, не указано."
					: "Как может встречаться наставник, не указано.";
		}
		return switch (of & with) {
			case 0 -> "Один готов встречаться только лично, другой — только дистанционно.";
			case Cohort.IN_PERSON -> people.distance(mentee, mentor).equals("region")
					? "Оба хотят встречаться лично, но работают в разных муниципалитетах."
					: "Оба готовы встречаться лично.";
			case Cohort.REMOTE -> "Оба готовы встречаться дистанционно.";
			default -> "Оба готовы встречаться и лично, и дистанционно.";
		};
	}

	static String age(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		if (leads.ages().isEmpty()) {
			return "Наставник не назвал желаемый возраст.";
		}
		boolean fits = leads.ages().contains(Ratings.ageCode(people.mentees[mentee].age()));
		return (fits ? "Возраст наставляемого подходит наставнику: " : "Наставник хотел другой возраст: ")
				+ Words.ages(leads.ages()) + ".";
	}

	static String distance(Cohort people, int mentee, int mentor) {
		return switch (people.distance(mentee, mentor)) {
			case "school" -> "Одна организация: можно встречаться лично.";
			case "municipality" ->
				"Соседние организации одного муниципалитета: можно встречаться лично и дистанционно.";
			default -> "Разные муниципалитеты: встречи скорее дистанционные.";
		};
	}

	static String load(Cohort people, int mentee, int mentor) {
		Mentor leads = people.mentors[mentor];
		return (leads.load() == 0) ? "У наставника пока нет наставляемых."
				: "У наставника " + leads.load() + " из " + leads.maxLoad() + " возможных наставляемых.";
	}

	static String preference(Cohort people, int mentee, int mentor) {
		boolean wanted = people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTEE);
		boolean wants = people.has(mentee, mentor, Bond.Kind.WISH_OF_MENTOR);
		if (people.has(mentee, mentor, Bond.Kind.INTEREST)) {
			return "Учтены пожелания из анкеты; чьи они, знает школа.";
		}
		return (wanted && wants) ? "Участники выбрали друг друга." : wanted ? "Наставляемый выбрал этого наставника."
				: wants ? "Наставник выбрал этого наставляемого." : "Пожеланий друг о друге нет.";
	}

	static String history(Cohort people, int mentee, int mentor) {
		return people.has(mentee, mentor, Bond.Kind.TOGETHER) ? "Участники уже завершили вместе наставничество."
				: "Вместе ещё не работали.";
	}

}
