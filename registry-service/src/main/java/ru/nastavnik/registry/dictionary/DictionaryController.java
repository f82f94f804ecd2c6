package ru.nastavnik.registry.dictionary;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;

@RestController
class DictionaryController {

	private static final Map<String, List<Code>> FIXED = Map.ofEntries(
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
							"Наставничает", "resting", "Отдыхает", "alumni_pool", "В долгосрочной базе", "declined",
							"Отклонён", "excluded", "Исключён")),
			Map.entry("menteeStatuses",
					codes("requested", "Запрос получен", "consent_pending", "Ждёт согласия", "in_base", "В базе",
							"waiting", "Ждёт наставника", "matched", "Подобран наставник", "in_mentorship",
							"Есть наставник", "completed", "Завершил", "left", "Выбыл", "alumni", "Выпускник программы",
							"withdrawn", "Отозван")),
			Map.entry("requestSources",
					codes("own", "Собственное желание", "curator", "Выявлено куратором", "third_party",
							"Сообщили другие")),
			Map.entry("forms", codes("teacher_teacher", "Учитель – учитель", "leader_teacher", "Руководитель – учитель",
					"student_student", "Студент – студент", "pupil_pupil", "Ученик – ученик", "teacher_pupil",
					"Учитель – ученик", "partner_teacher", "Социальный партнёр – учитель", "employer_student",
					"Работодатель – студент", "university_teacher", "Педагог вуза или колледжа – молодой педагог",
					"teacher_additional", "Педагог общего – педагог дополнительного образования", "employer_pupil",
					"Работодатель – ученик", "student_pupil", "Студент – ученик", "other", "Другая форма")),
			Map.entry("kinds",
					codes("pair", "Пара", "group", "Группа", "collective", "Коллективно-индивидуальное", "org_to_org",
							"Школа – школа", "reverse", "Реверсивное", "speed_session", "Скоростная сессия",
							"situational", "Ситуационная помощь")),
			Map.entry("contactModes",
					codes("direct", "Прямое", "mediated", "Опосредованное", "individual", "Индивидуальное", "group",
							"Групповое", "open", "Открытое", "hidden", "Скрытое", "collective_individual",
							"Коллективно-индивидуальное")),
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

	record Code(String code, String name, @Nullable Boolean retired) {
	}

	private static final String REQUIRED = "Заполните поле.";

	private static final String NAME = "Не больше 200 знаков.";

	private final Dictionaries dictionaries;

	private final DictionaryKeeping keeping;

	DictionaryController(Dictionaries dictionaries, DictionaryKeeping keeping) {
		this.dictionaries = dictionaries;
		this.keeping = keeping;
	}

	record DictionaryView(String code, String title, boolean closed, List<Dictionaries.Entry> entries) {
	}

	record AddEntry(@NotNull(message = REQUIRED) String dictionary,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = NAME) @FreeText String name,
			@Nullable @FreeText String hint) {
	}

	record ChangeEntry(@NotNull(message = REQUIRED) String dictionary, @NotNull(message = REQUIRED) String code,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = NAME) @FreeText String name,
			@Nullable @FreeText String hint, @Nullable Boolean retired, @NotNull(message = REQUIRED) Integer version) {
	}

	record OrderEntries(@NotNull(message = REQUIRED) String dictionary, @NotNull(message = REQUIRED) @Size(min = 1,
			max = 500, message = "От 1 до 500 строк.") List<@NotNull(message = REQUIRED) String> codes) {
	}

	/** For forms and lists: what is fixed by the platform and what the region words. */
	@GetMapping("/dictionaries")
	Map<String, List<Code>> all() {
		Map<String, List<Code>> all = new LinkedHashMap<>(FIXED);
		this.dictionaries.all(EnumSet.allOf(Dictionary.class))
			.forEach((dictionary, entries) -> all.put(dictionary.code(),
					entries.stream()
						.map((entry) -> new Code(entry.code(), entry.name(), entry.retired() ? true : null))
						.toList()));
		return all;
	}

	/** The dictionaries that the institute keeps. */
	@GetMapping("/dictionaries/regional")
	List<DictionaryView> regional() {
		return this.dictionaries.all(EnumSet.allOf(Dictionary.class))
			.entrySet()
			.stream()
			.map((entry) -> new DictionaryView(entry.getKey().code(), entry.getKey().title(), entry.getKey().closed(),
					entry.getValue()))
			.toList();
	}

	@PostMapping("/dictionary-entries")
	ResponseEntity<Dictionaries.Entry> add(@Valid @RequestBody AddEntry body) {
		return ResponseEntity.status(HttpStatus.CREATED)
			.body(this.keeping.add(known(body.dictionary()), body.name(), body.hint()));
	}

	@PutMapping("/dictionary-entries")
	Dictionaries.Entry change(@Valid @RequestBody ChangeEntry body) {
		return this.keeping.change(known(body.dictionary()), body.code(), body.name(), body.hint(),
				Boolean.TRUE.equals(body.retired()), body.version());
	}

	@GetMapping("/dictionary-entries/history")
	List<DictionaryKeeping.Version> history(@RequestParam @Size(max = 50) String dictionary,
			@RequestParam @Size(max = 50) String code) {
		return this.keeping.history(known(dictionary), code);
	}

	@PutMapping("/dictionary-entries/order")
	List<Dictionaries.Entry> order(@Valid @RequestBody OrderEntries body) {
		return this.keeping.order(known(body.dictionary()), body.codes());
	}

	private static Dictionary known(String code) {
		return Dictionary.of(code).orElseThrow(DictionaryKeeping::notFound);
	}

	private static List<Code> codes(String... codesAndNames) {
		List<Code> codes = new ArrayList<>();
		for (int at = 0; at < codesAndNames.length; at += 2) {
			codes.add(new Code(codesAndNames[at], codesAndNames[at + 1], null));
		}
		return List.copyOf(codes);
	}

}
