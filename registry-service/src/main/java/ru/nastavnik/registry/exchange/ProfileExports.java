package ru.nastavnik.registry.exchange;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.account.AccountReading;
import ru.nastavnik.registry.account.AccountReading.AccountView;
import ru.nastavnik.registry.dictionary.Dictionaries;
import ru.nastavnik.registry.dictionary.Dictionary;
import ru.nastavnik.registry.mentee.MenteeReading;
import ru.nastavnik.registry.mentee.MenteeReading.MenteeLine;
import ru.nastavnik.registry.mentor.MentorReading;
import ru.nastavnik.registry.mentor.MentorReading.MentorLine;
import ru.nastavnik.registry.participant.CanMeet;
import ru.nastavnik.registry.person.ProfileLists.Head;

/**
 * The bases of mentors and mentees and the accounts as files; the rows are those of the
 * screens, so filters, order and wall cannot differ.
 */
@Configuration(proxyBeanMethods = false)
class ProfileExports {

	/** A line with the region's names of dictionary codes. */
	private record Named<L>(L line, Map<Dictionary, Map<String, String>> names) {

		String names(Dictionary dictionary, List<String> codes, List<String> more) {
			Map<String, String> known = this.names.getOrDefault(dictionary, Map.of());
			List<String> words = new ArrayList<>(codes.stream().map((code) -> known.getOrDefault(code, code)).toList());
			words.addAll(more);
			return String.join("; ", words);
		}

	}

	private record Profiles<L>(String code, String title, List<SheetColumn<Named<L>>> columns,
			RegistryLists.Reading reading, Dictionaries dictionaries, Set<Dictionary> wanted,
			BiConsumer<ExportList.Query, Consumer<L>> rows, ToLongFunction<L> person) implements ExportList<Named<L>> {

		@Override
		public void requirePower(Query query) {
			RegistryLists.named(this.reading.directory()).accept(query);
		}

		@Override
		public void each(Query query, Consumer<Named<L>> row) {
			Map<Dictionary, Map<String, String>> names = new HashMap<>();
			this.dictionaries.all(this.wanted)
				.forEach((dictionary, entries) -> names.put(dictionary, entries.stream()
					.collect(Collectors.toMap(Dictionaries.Entry::code, Dictionaries.Entry::name))));
			List<Long> people = new ArrayList<>();
			this.rows.accept(query, (line) -> {
				people.add(this.person.applyAsLong(line));
				row.accept(new Named<>(line, names));
			});
			this.reading.exported(query, this.code, people);
		}

	}

	private record Accounts(AccountReading accounts, RegistryLists.Reading reading,
			List<SheetColumn<AccountView>> columns) implements ExportList<AccountView> {

		@Override
		public String code() {
			return "accounts";
		}

		@Override
		public String title() {
			return "Доступы";
		}

		@Override
		public void requirePower(Query query) {
			if (query.organisation() != null) {
				this.reading.directory().get(query.organisation());
			}
		}

		@Override
		public void each(Query query, Consumer<AccountView> row) {
			this.accounts.each(query, row);
		}

	}

	/** What both bases have, of the person and of the work with others. */
	private static <L> List<SheetColumn<Named<L>>> around(Function<L, Head> head, String counterpart, String workplace,
			List<SheetColumn<Named<L>>> own) {
		Shared<L> shared = new Shared<>(head);
		List<SheetColumn<Named<L>>> columns = new ArrayList<>();
		columns.add(shared.column("name", "Фамилия, имя, отчество", "Полное имя.", 38, Head::name));
		columns.add(shared.column("standing", "Должность или класс", "Нынешняя должность или класс.", 24,
				(one) -> ListWords.of(ListWords.POSITIONS, one.positionOrGrade())));
		columns.addAll(own);
		columns.add(shared.column("counterparts", counterpart, "С кем сейчас работает.", 40, Head::counterparts));
		columns.add(shared.column("consent", "Согласие",
				"Согласие на обработку персональных данных на день выгрузки; видно только своей организации.", 18,
				(one) -> ListWords.of(ListWords.CONSENTS, one.consent())));
		columns.add(shared.column("birthYear", "Год рождения", "По документу.", 12, Head::birthYear));
		columns.add(shared.column("contact", "Контакт", "У несовершеннолетнего — законного представителя.", 34,
				Head::contact));
		columns.add(shared.column("form", "Форма", "Форма наставничества.", 24,
				(one) -> ListWords.of(ListWords.FORMS, one.form())));
		columns.add(shared.column("workplace", workplace, "Организация второй стороны.", 30, Head::workplace));
		columns.add(shared.column("ended", "Завершено", "Когда окончена последняя работа в паре.", 14, Head::endedOn));
		columns.add(shared.column("passed", "Прошёл программу", "Окончена ли последняя пара завершением.", 14,
				Head::passed));
		return columns;
	}

	private record Shared<L>(Function<L, Head> head) {

		SheetColumn<Named<L>> column(String key, String title, String meaning, int width,
				Function<Head, @Nullable Object> value) {
			return new SheetColumn<>(key, title, meaning, width, (row) -> value.apply(this.head.apply(row.line())));
		}

	}

	private static <L> SheetColumn<Named<L>> own(String key, String title, String meaning, int width,
			Function<Named<L>, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

	@Bean
	ExportList<?> mentorsList(RegistryLists.Reading reading, MentorReading mentors, Dictionaries dictionaries) {
		List<SheetColumn<Named<MentorLine>>> columns = around(MentorLine::head, "Наставляемые", "Где наставляемый",
				List.of(own("status", "Состояние", "Состояние в базе наставников.", 24,
						(row) -> ListWords.of(ListWords.MENTORS, row.line().profile().status())),
						own("load", "Ведёт, чел.", "Сколько наставляемых сейчас.", 10, (row) -> row.line().load()),
						own("load", "Готов вести, чел.", "Сколько наставляемых возьмёт всего.", 12,
								(row) -> row.line().profile().maxLoad()),
						own("competences", "Чему учит", "Компетенции по справочнику региона и своими словами.", 50,
								(row) -> row.names(Dictionary.COMPETENCES, row.line().profile().competenceCodes(),
										row.line().profile().competences())),
						own("since", "В этом состоянии с", "День последней смены состояния.", 14,
								(row) -> row.line().profile().statusSince()),
						own("achievements", "Достижения", "Важные для программы достижения.", 40,
								(row) -> row.line().profile().achievements()),
						own("interests", "Интересы", "Чем увлечён.", 30, (row) -> row.line().profile().interests()),
						own("ages", "Желаемый возраст", "С кем хотел бы работать.", 24,
								(row) -> row.names(Dictionary.MENTEE_AGES, row.line().profile().desiredAges(),
										List.of())),
						own("hours", "Время, ч в месяц", "Сколько времени готов отдавать.", 12,
								(row) -> row.line().profile().timeHoursPerMonth()),
						own("times", "Когда может встречаться", "Дни и часть дня.", 30,
								(row) -> new CanMeet(row.line().profile().meetingTimes(), List.of()).timesInWords()),
						own("modes", "Как может встречаться", "Лично или дистанционно.", 20,
								(row) -> new CanMeet(List.of(), row.line().profile().meetingModes()).modesInWords()),
						own("entered", "В программе с", "День входа в программу.", 14,
								(row) -> row.line().profile().enteredOn()),
						own("order", "Приказ о реестре", "Номер приказа об утверждении реестра.", 16,
								(row) -> row.line().profile().registryOrderNumber()),
						own("case", "Разбор практики", "Ссылка.", 30, (row) -> row.line().profile().caseLink())));
		return new Profiles<>("mentors", "Наставники", columns, reading, dictionaries,
				Set.of(Dictionary.COMPETENCES, Dictionary.MENTEE_AGES), mentors::each,
				(line) -> line.profile().personId());
	}

	@Bean
	ExportList<?> menteesList(RegistryLists.Reading reading, MenteeReading mentees, Dictionaries dictionaries) {
		List<SheetColumn<Named<MenteeLine>>> columns = around(MenteeLine::head, "Наставник", "Где работает наставник",
				List.of(own("category", "Кто это", "Категория наставляемого.", 30,
						(row) -> ListWords.of(ListWords.CATEGORIES, row.line().profile().category())),
						own("status", "Состояние", "Состояние в базе наставляемых.", 24,
								(row) -> ListWords.of(ListWords.MENTEES, row.line().profile().status())),
						own("request", "Запрос", "Главный запрос.", 50, (row) -> row.line().profile().mainRequest()),
						own("codes", "Темы запроса", "По справочнику региона.", 40,
								(row) -> row.names(Dictionary.REQUESTS, row.line().profile().requestCodes(),
										List.of())),
						own("groups", "Группы трудностей", "По справочнику региона.", 40,
								(row) -> row.names(Dictionary.PROBLEM_GROUPS, row.line().profile().problemGroups(),
										List.of())),
						own("gaps", "Затруднения", "По справочнику региона.", 40,
								(row) -> row.names(Dictionary.GAPS, row.line().profile().gapCodes(), List.of())),
						own("source", "Откуда запрос", "Кто его заметил.", 24,
								(row) -> ListWords.of(ListWords.SOURCES, row.line().profile().source())),
						own("since", "В этом состоянии с", "День последней смены состояния.", 14,
								(row) -> row.line().profile().statusSince()),
						own("times", "Когда может встречаться", "Дни и часть дня.", 30,
								(row) -> new CanMeet(row.line().profile().meetingTimes(), List.of()).timesInWords()),
						own("modes", "Как может встречаться", "Лично или дистанционно.", 20,
								(row) -> new CanMeet(List.of(), row.line().profile().meetingModes()).modesInWords()),
						own("entered", "В программе с", "День входа в программу.", 14,
								(row) -> row.line().profile().enteredOn()),
						own("search", "Продолжить поиск", "Когда снова искать наставника тому, кто ждёт.", 14,
								(row) -> row.line().profile().searchOn()),
						own("psychologist", "Психолог", "Кто работает с тем, кто ждёт.", 34,
								(row) -> row.line().psychologist()),
						own("case", "Разбор практики", "Ссылка.", 30, (row) -> row.line().profile().caseLink())));
		return new Profiles<>("mentees", "Наставляемые", columns, reading, dictionaries,
				Set.of(Dictionary.REQUESTS, Dictionary.PROBLEM_GROUPS, Dictionary.GAPS), mentees::each,
				(line) -> line.profile().personId());
	}

	@Bean
	ExportList<?> accountsList(AccountReading accounts, RegistryLists.Reading reading, Clock clock) {
		return new Accounts(accounts, reading, List.of(
				new SheetColumn<>("name", "Фамилия, имя, отчество", "Кому выдан доступ.", 38, AccountView::displayName),
				new SheetColumn<>("username", "Имя для входа", "Чем представляются при входе.", 24,
						AccountView::username),
				new SheetColumn<>("grants", "Роли", "Действующие роли на день выгрузки.", 40,
						(account) -> roles(account, LocalDate.now(clock))),
				new SheetColumn<>("projected", "Вход", "Может ли человек войти.", 40,
						(account) -> entry(account, LocalDate.now(clock)))));
	}

	private static String roles(AccountView account, LocalDate today) {
		return account.grants()
			.stream()
			.filter((grant) -> !grant.revoked()
					&& (grant.validTo() == null || !Objects.requireNonNull(grant.validTo()).isBefore(today)))
			.map((grant) -> ListWords.of(ListWords.ROLES, grant.role().toString()))
			.collect(Collectors.joining(", "));
	}

	/** The same words in the same order of importance as on the screen. */
	private static String entry(AccountView account, LocalDate today) {
		if (account.closedOn() != null && Objects.requireNonNull(account.closedOn()).isBefore(today)) {
			return "Доступ закрыт";
		}
		if (account.problem() != null) {
			return (account.known() ? "Может войти: " : "Войти нельзя: ") + account.problem();
		}
		return (account.invited() != null) ? "Приглашение выдано"
				: account.projected() ? "Может войти" : "Вход готовится";
	}

}
