package ru.nastavnik.registry.exchange;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Words of the screens for the codes of the base.
 */
final class ListWords {

	static final Map<String, String> KINDS = PeopleFields.words("staff", "Сотрудник", "pupil", "Обучающийся",
			"external", "Внешний участник", "representative", "Законный представитель");

	static final Map<String, String> POSITIONS = PeopleFields.words("teacher", "Учитель", "deputy",
			"Заместитель директора", "director", "Директор", "psychologist", "Педагог-психолог", "social_teacher",
			"Социальный педагог", "other", "Другая должность");

	static final Map<String, String> QUALIFICATIONS = PeopleFields.words("first", "Первая категория", "highest",
			"Высшая категория", "methodist", "Педагог-методист", "mentor", "Педагог-наставник");

	static final Map<String, String> MENTORS = PeopleFields.words("candidate", "Кандидат", "consent_pending",
			"Ждёт согласия", "questionnaire_done", "Анкета заполнена", "interviewed", "Собеседование проведено",
			"selected", "Отобран", "in_registry", "В реестре", "trained", "Обучен", "available", "Свободен", "assigned",
			"Закреплён", "resting", "На паузе", "alumni_pool", "В долгосрочной базе", "declined", "Отклонён",
			"excluded", "Исключён");

	static final Map<String, String> MENTEES = PeopleFields.words("requested", "Есть запрос", "consent_pending",
			"Ждёт согласия", "in_base", "В базе", "waiting", "Ждёт наставника", "matched", "Пара подобрана",
			"in_mentorship", "С наставником", "completed", "Завершил", "left", "Выбыл", "alumni", "Прошёл программу",
			"withdrawn", "Отозван");

	static final Map<String, String> CONSENTS = PeopleFields.words("draft", "Черновик", "issued", "Выдано на подпись",
			"active", "Действует", "expiring", "Истекает", "withdrawn", "Отозвано", "expired", "Истекло", "superseded",
			"Заменено", "superseded_needed", "Исполнилось 18: нужно своё", "destroyed", "Уничтожено", "none",
			"Нет согласия");

	static final Map<String, String> LEVELS = PeopleFields.words("ministry", "Министерство", "institute",
			"Региональный институт", "municipality", "Муниципалитет", "school", "Образовательная организация");

	static final Map<String, String> TYPES = PeopleFields.words("school", "Школа", "kindergarten", "Детский сад",
			"additional", "Дополнительное образование", "college", "Колледж", "university", "Вуз", "special",
			"Коррекционная школа", "partner", "Партнёр", "authority", "Орган управления");

	static final Map<String, String> ORGANISATION_STATUSES = PeopleFields.words("onboarding", "Подключается", "active",
			"Работает", "reorganised", "Реорганизована", "closed", "Закрыта");

	static final Map<String, String> POPULATION = PeopleFields.words("pupils_10_19", "Обучающиеся 10–19 лет",
			"pupils_15_19", "Обучающиеся 15–19 лет", "pupils_total", "Обучающиеся, всего", "teachers_total",
			"Педагоги, всего", "young_specialists_0_3", "Педагоги со стажем 0–3 года", "residents_10_19",
			"Жители 10–19 лет", "residents_15_19", "Жители 15–19 лет");

	static final Map<String, String> POPULATION_STATUSES = PeopleFields.words("draft", "Черновик", "submitted",
			"Ждёт утверждения", "returned", "Возвращено", "approved", "Утверждено");

	static final Map<String, String> FORMS = PeopleFields.words("teacher_teacher", "Учитель – учитель",
			"leader_teacher", "Руководитель – учитель", "student_student", "Студент – студент", "pupil_pupil",
			"Ученик – ученик", "teacher_pupil", "Учитель – ученик", "partner_teacher", "Партнёр – учитель",
			"employer_student", "Работодатель – студент", "university_teacher",
			"Педагог вуза или колледжа – молодой педагог", "teacher_additional",
			"Педагог общего – педагог дополнительного образования", "employer_pupil", "Работодатель – ученик",
			"student_pupil", "Студент – ученик", "other", "Иная форма");

	static final Map<String, String> CATEGORIES = PeopleFields.words("pupil", "Обучающийся", "young_specialist",
			"Молодой специалист (стаж до 3 лет)", "newcomer", "Вновь принятый специалист", "after_break",
			"Вернувшийся после перерыва", "gaps", "Педагог с профессиональными затруднениями", "new_post",
			"Впервые на новой должности", "student", "Студент");

	static final Map<String, String> SOURCES = PeopleFields.words("own", "Собственное желание", "curator",
			"Выявил куратор", "third_party", "Сообщили третьи лица");

	static final Map<String, String> ROLES = PeopleFields.words("ministry", "Министерство", "institute",
			"Институт развития образования", "municipal", "Муниципальный куратор", "director", "Директор", "curator",
			"Куратор", "psychologist", "Психолог", "mentor", "Наставник", "mentee", "Наставляемый");

	private ListWords() {
	}

	/** The word of a code, or the code of somebody's own dictionary as it is. */
	static @Nullable String of(Map<String, String> words, @Nullable String code) {
		return (code != null) ? words.getOrDefault(code, code) : null;
	}

}
