package ru.nastavnik.registry.rights;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.document.Russian;

/**
 * How a person's file calls its fields on paper: what has no word of its own here is a
 * number or a mark of the machine and stays in the file for machines.
 */
final class FieldWords {

	private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Pattern RUSSIAN = Pattern.compile("[а-яё][а-яё ]*");

	private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");

	private static final Map<String, String> WORDS = words(
			"""
					last_name=Фамилия; first_name=Имя; middle_name=Отчество; birth_date=Дата рождения; born=Дата рождения
					phone=Телефон; email=Электронная почта; position=Должность; subject=Предмет; subjects=Предметы
					category=Категория; experience_since=Педагогический стаж с; hired_on=Принят; dismissed_on=Уволен
					end_reason=Причина окончания; end_basis_no=Номер приказа об окончании; end_basis_on=Дата приказа об окончании
					grade=Класс; letter=Литера класса; enrolled_from=Учится с; enrolled_to=Учится по; kind=Вид; basis=Основание
					valid_from=Действует с; valid_to=Действует по; valid_until=Действует по; status=Состояние; form=Форма
					signed_on=Подписано; withdrawn_on=Отозвано; withdrawal_reason=Причина отзыва; categories=Категории данных
					issued_on=Выдано; majority_on=Совершеннолетие; holds_until=Действует по; data_codes=Данные
					status_since=Состояние с; status_note=Примечание к состоянию; voluntary_on=Добровольное согласие наставника
					competences=Компетенции; competence_codes=Компетенции; achievements=Достижения; interests=Интересы
					motivation=Мотивация; experience=Опыт; availability=Когда может; desired_ages=Желаемый возраст наставляемых
					time_hours_per_month=Часов в месяц; max_load=Предел нагрузки; share_with_others=Показывать другим организациям
					shared_on=Показано другим с; registry_order_number=Номер приказа о реестре
					registry_ordered_on=Дата приказа о реестре; training_waived_on=Обучение не требуется с
					training_waiver=Почему обучение не требуется; meeting_times=Удобное время встреч; meeting_modes=Как может встречаться; goes_on=Готов продолжать; entered_on=Включён в базу
					case_link=Описание опыта; main_request=Запрос; request_codes=Запросы; problem_groups=Группы трудностей
					gap_codes=Дефициты; gaps_note=О дефицитах; source=Откуда сведения; search_on=Поиск наставника с
					teen_signed_on=Подпись подростка; text=Текст; source_role=Кто сообщил; told_on=Сообщено; username=Имя для входа
					display_name=Имя на экране; enabled=Вход открыт; closed_on=Закрыто; role=Роль; revoked_at=Отозвано
					returned_on=Вышел из отпуска; on_date=Дата; basis_no=Номер документа; basis_on=Дата документа
					partner_name=Организация; document_on=Дата справки; seen_on=Справка предъявлена; seen_by=Кто видел справку
					was=Было; became=Стало; changed_on=Изменено; academic_year=Учебный год; order_number=Номер приказа
					ordered_on=Дата приказа; codes=Особые потребности; note=Примечание; held_on=Дата беседы; interviewer=Кто беседовал
					psychologist_present=Психолог присутствовал; readiness=Готовность; decision=Решение; title=Название
					finished_on=Закончено; hours=Часов; document=Документ; from_status=Из состояния; to_status=В состояние
					reason=Причина; ended_on=Окончание; start_on=Начало; outcome=Итог; engaged_since=В паре с; content=Содержание работы
					term_from=Срок с; term_to=Срок по; pay_size=Выплата; pay_basis=Условия выплаты; consent_on=Дата согласия
					refused_on=Дата отказа; refusal_note=Об отказе; addendum_number=Номер соглашения; addendum_on=Дата соглашения
					exempt_reference=Пункт должностной инструкции; notice_given_on=Уведомление дано; effective_on=Прекращено с
					name=Имя; max_role=Роль; position_or_grade=Должность или класс; since=С; until=По; mentor_status=Состояние наставника
					mentee_status=Состояние наставляемого; consent_until=Согласие действует по; agreed=Согласие участника
					agreed_on=Дата согласия; agreed_by=Как выражено; from_on=С; to_on=По; goal=Цель; starts_on=Начало
					planned_end=Плановое окончание; role_model=Ролевая модель; verb=Событие; by_name=Кто записал; planned_on=План
					duration_min=Минут; topic=Тема; summary=Итог встречи; place=Место; mode=Как прошла; result=Результат
					done_on=Выполнено; term=Срок; organisation=Организация; period=Период; indicator=Показатель; at=Когда
					created_at=Записано; updated_at=Изменено""");

	private static final Map<String, String> CODES = words("""
			staff=сотрудник; pupil=обучающийся; external=внешний участник; representative=представитель; teacher=учитель
			deputy=заместитель директора; director=директор; psychologist=психолог; social_teacher=социальный педагог
			other=другое; active=действует; withdrawn=отозвано; expired=истекло; superseded=заменено; draft=не подписано
			processing=обработка данных; distribution=распространение; paper=на бумаге; esign=электронная подпись
			parent=родитель; guardian=опекун; mentor=наставник; mentee=наставляемый; curator=куратор; transfer=перевод
			own_wish=по собственному желанию; pair=пара; group=группа; proposed=предложено; agreed=согласовано
			ordered=закреплено приказом; completed=завершено; terminated=прекращено; suspended=приостановлено
			candidate=кандидат; consent_pending=ожидает согласия; in_base=в базе; waiting=ждёт наставника
			matched=подобран наставник; in_mentorship=в паре; in_registry=в реестре; available=доступен
			assigned=в паре; resting=на отдыхе; excluded=исключён; requested=запрос; left=выбыл; self=лично""");

	private FieldWords() {
	}

	/** The word, or null for what is no news to a person. */
	static @Nullable String of(String field) {
		return WORDS.getOrDefault(field, RUSSIAN.matcher(field).matches()
				? field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1) : null);
	}

	static String value(@Nullable Object value) {
		return switch (value) {
			case null -> "";
			case Boolean yes -> yes ? "да" : "нет";
			case Collection<?> many -> many.stream().map(FieldWords::value).collect(Collectors.joining(", "));
			case Map<?, ?> map -> map.entrySet()
				.stream()
				.filter((entry) -> entry.getValue() != null && of(String.valueOf(entry.getKey())) != null)
				.map((entry) -> of(String.valueOf(entry.getKey())) + ": " + value(entry.getValue()))
				.collect(Collectors.joining("; "));
			default -> text(value.toString());
		};
	}

	private static String text(String text) {
		if (DAY.matcher(text).matches() || MOMENT.matcher(text).matches()) {
			try {
				return Russian.date(LocalDate.parse(text.substring(0, 10)));
			}
			catch (DateTimeParseException ex) {
				// looks like a day and is none: told as it is written
				return text;
			}
		}
		return CODES.getOrDefault(text, text);
	}

	private static Map<String, String> words(String table) {
		Map<String, String> words = new HashMap<>();
		for (String pair : table.split("[;\n]")) {
			String[] parts = pair.strip().split("=", 2);
			words.put(parts[0], parts[1]);
		}
		return words;
	}

}
