package ru.nastavnik.registry.dictionary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DictionaryController {

	private static final Map<String, List<Code>> DICTIONARIES = Map.ofEntries(
			Map.entry("levels",
					codes("ministry", "Министерство", "institute", "Региональный институт", "municipality",
							"Муниципалитет", "school", "Образовательная организация")),
			Map.entry("organisationTypes",
					codes("school", "Школа", "kindergarten", "Детский сад", "additional", "Дополнительное образование",
							"college", "Колледж", "university", "Вуз", "special", "Коррекционная школа", "partner",
							"Партнёр", "authority", "Орган управления")),
			Map.entry("organisationStatuses",
					codes("onboarding", "Подключается", "active", "Работает", "reorganised", "Реорганизована", "closed",
							"Закрыта")),
			Map.entry("personKinds",
					codes("staff", "Сотрудник", "pupil", "Обучающийся", "external", "Внешний участник",
							"representative", "Законный представитель")),
			Map.entry("positions",
					codes("teacher", "Учитель", "deputy", "Заместитель директора", "director", "Директор",
							"psychologist", "Педагог-психолог", "social_teacher", "Социальный педагог", "other",
							"Другая должность")),
			Map.entry("qualifications",
					codes("first", "Первая категория", "highest", "Высшая категория", "methodist", "Педагог-методист",
							"mentor", "Педагог-наставник")),
			Map.entry("representativeKinds",
					codes("parent", "Родитель", "adoptive_parent", "Усыновитель", "guardian", "Опекун", "trustee",
							"Попечитель")),
			Map.entry("consentKinds",
					codes("processing", "Обработка персональных данных", "distribution", "Распространение", "photo",
							"Фото и видео", "transfer", "Передача", "labour", "Наставничество в трудовом договоре")),
			Map.entry("consentStatuses",
					codes("draft", "Черновик", "issued", "Выдано на подпись", "active", "Действует", "withdrawn",
							"Отозвано", "expired", "Истекло", "superseded", "Заменено")),
			Map.entry("consentForms", codes("paper", "На бумаге", "e_sign", "Электронная подпись")),
			Map.entry("mentorStatuses",
					codes("candidate", "Кандидат", "consent_pending", "Ждёт согласия", "questionnaire_done",
							"Анкета заполнена", "interviewed", "Собеседование проведено", "selected", "Отобран",
							"in_registry", "В реестре", "trained", "Обучен", "available", "Свободен", "assigned",
							"Наставничает", "resting", "Отдыхает", "excluded", "Исключён")),
			Map.entry("menteeStatuses",
					codes("requested", "Запрос получен", "consent_pending", "Ждёт согласия", "in_base", "В базе",
							"waiting", "Ждёт наставника", "matched", "Подобран наставник", "in_mentorship",
							"Есть наставник", "completed", "Завершил", "left", "Выбыл", "withdrawn", "Отозван")),
			Map.entry("categories",
					codes("pupil", "Обучающийся", "young_specialist", "Молодой специалист", "newcomer",
							"Новый сотрудник", "after_break", "После перерыва", "gaps", "Профессиональные дефициты",
							"new_post", "Новая должность", "student", "Студент")),
			Map.entry("requestSources",
					codes("own", "Собственное желание", "curator", "Выявлено куратором", "third_party",
							"Сообщили другие")),
			Map.entry("forms",
					codes("teacher_teacher", "Учитель – учитель", "leader_teacher", "Руководитель – учитель",
							"student_student", "Студент – студент", "pupil_pupil", "Ученик – ученик", "teacher_pupil",
							"Учитель – ученик", "partner_teacher", "Социальный партнёр – учитель", "employer_student",
							"Работодатель – студент", "other", "Другая форма")),
			Map.entry("methods",
					codes("one_to_one", "Традиционное «один на один»", "virtual", "Виртуальное", "short_term",
							"Краткосрочное", "situational", "Ситуационное", "speed", "Скоростное")),
			Map.entry("populationCategories",
					codes("pupils_10_19", "Обучающиеся 10–19 лет", "pupils_15_19", "Обучающиеся 15–19 лет",
							"pupils_total", "Обучающиеся, всего", "teachers_total", "Педагоги, всего",
							"young_specialists_0_3", "Педагоги со стажем 0–3 года", "residents_10_19",
							"Жители 10–19 лет", "residents_15_19", "Жители 15–19 лет")),
			Map.entry("roles",
					codes("ministry", "Министерство", "institute", "Региональный институт", "municipal",
							"Муниципальный специалист", "director", "Директор", "curator", "Куратор", "psychologist",
							"Психолог", "mentor", "Наставник", "mentee", "Наставляемый")));

	record Code(String code, String name) {
	}

	@GetMapping("/dictionaries")
	Map<String, List<Code>> all() {
		return DICTIONARIES;
	}

	private static List<Code> codes(String... codesAndNames) {
		List<Code> codes = new ArrayList<>();
		for (int at = 0; at < codesAndNames.length; at += 2) {
			codes.add(new Code(codesAndNames[at], codesAndNames[at + 1]));
		}
		return List.copyOf(codes);
	}

}
