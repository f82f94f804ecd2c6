package ru.nastavnik.registry.exchange;

import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.export.ExportRow;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.Territory;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.person.PeopleReading;

/**
 * The registry's lists as files: the same filters, orders and powers as on the screens.
 */
@Configuration(proxyBeanMethods = false)
class RegistryLists {

	private static final int FETCHED = 500;

	/** Lists of people, whose reading is logged. */
	private static final Set<String> NAMED = Set.of("people");

	/** What every list reads with. */
	@Component
	record Reading(JdbcClient jdbc, OrganisationDirectory directory, PeopleReading people, Audit audit) {

		/** The log says of whom a file was made. */
		void exported(ExportList.Query query, String list, List<Long> people) {
			if (!people.isEmpty()) {
				Scope scope = Scope.current();
				long where = (query.organisation() != null) ? query.organisation()
						: scope.own().stream().findFirst().orElse(scope.grants().getFirst().organisation());
				this.audit.read(this.directory.get(where).place(), "exported", list, people);
			}
		}

	}

	/** Rows for the cursor: what follows {@code select}. */
	private interface Statement {

		String sql(ExportList.Query query, Map<String, Object> params);

	}

	private record Listed(String code, String title, List<SheetColumn<ExportRow>> columns, Reading reading,
			Consumer<ExportList.Query> power, Statement statement) implements ExportList<ExportRow> {

		@Override
		public void requirePower(Query query) {
			this.power.accept(query);
		}

		@Override
		public void each(Query query, Consumer<ExportRow> row) {
			Map<String, Object> params = new HashMap<>();
			params.put("region", Scope.current().region());
			String sql = this.statement.sql(query, params);
			List<Long> people = new ArrayList<>();
			this.reading.jdbc().sql(sql).withFetchSize(FETCHED).params(params).query((ResultSet set) -> {
				ExportRow next = new ExportRow(set);
				if (NAMED.contains(this.code)) {
					people.add(Objects.requireNonNull(next.number("person_id")));
				}
				row.accept(next);
			});
			this.reading.exported(query, this.code, people);
		}

	}

	private static SheetColumn<ExportRow> column(String key, String title, String meaning, int width,
			Function<ExportRow, @Nullable Object> value) {
		return new SheetColumn<>(key, title, meaning, width, value);
	}

	private static Function<ExportRow, @Nullable Object> word(Map<String, String> words, String column) {
		return (row) -> ListWords.of(words, row.text(column));
	}

	/** Consents are told inside the person's organisation only. */
	private static @Nullable Object consent(ExportRow row) {
		Long organisation = row.number("organisation_id");
		return (organisation != null && Scope.current().own().contains(organisation))
				? ListWords.of(ListWords.CONSENTS, row.text("consent")) : null;
	}

	@Bean
	ExportList<ExportRow> peopleList(Reading reading, Clock clock) {
		OrganisationDirectory directory = reading.directory();
		List<SheetColumn<ExportRow>> columns = List.of(
				column("name", "Фамилия, имя, отчество", "Полное имя.", 38, (row) -> row.name("")),
				column("position", "Должность или класс", "Нынешняя должность сотрудника или класс обучающегося.", 24,
						RegistryLists::positionOrGrade),
				column("subjects", "Предметы", "Что преподаёт.", 30, (row) -> row.texts("subjects")),
				column("category", "Категория", "Квалификационная категория.", 20,
						word(ListWords.QUALIFICATIONS, "category")),
				column("kind", "Кто это", "Сотрудник, обучающийся или внешний участник.", 18,
						word(ListWords.KINDS, "kind")),
				column("birth", "Дата рождения", "По документу.", 14, (row) -> row.date("birth_date")),
				column("mentor", "Наставник", "Состояние в базе наставников.", 22,
						word(ListWords.MENTORS, "mentor_status")),
				column("mentee", "Наставляемый", "Состояние в базе наставляемых.", 22,
						word(ListWords.MENTEES, "mentee_status")),
				column("consent", "Согласие", "Согласие на обработку персональных данных на день выгрузки.", 18,
						RegistryLists::consent));
		return new Listed("people", "Сотрудники и обучающиеся", columns, reading, named(directory), (query, params) -> {
			Territory territory = directory.territory(query.organisation());
			String kind = query.filter("kind");
			StringBuilder where = new StringBuilder(territory.people(LocalDate.now(clock)));
			where.append(" and x.merged_into_id is null");
			if (kind != null || territory.aboveSchool()) {
				where.append(" and x.kind = :kind");
				params.put("kind", (kind != null) ? kind : "staff");
			}
			where.append(reading.people().markCondition(query.filter("mark"), params));
			where.append(PeopleReading.nameCondition(query.filter("q"), params));
			return """
					select x.*, e.position, e.subjects, e.category, n.grade, n.letter, m.status as mentor_status, t.status as mentee_status,
					  %s as consent
					from person x
					left join lateral (select * from employment e where e.region_id = x.region_id
					  and e.person_id = x.id order by dismissed_on desc nulls first, hired_on desc limit 1) e on true
					left join lateral (select grade, letter from enrolment n where n.region_id = x.region_id
					  and n.person_id = x.id order by enrolled_to desc nulls first, enrolled_from desc limit 1) n on true
					left join mentor m on m.region_id = x.region_id and m.person_id = x.id
					left join mentee t on t.region_id = x.region_id and t.person_id = x.id
					where %s order by %s"""
				.formatted(Profiles.consentState("x.organisation_id"), where,
						query.orderBy(Map.of("name", "x.name_norm", "birthDate", "x.birth_date", "kind", "x.kind"),
								"x.name_norm, x.id"));
		});
	}

	private static @Nullable Object positionOrGrade(ExportRow row) {
		Long grade = row.number("grade");
		return (row.text("position") != null) ? ListWords.of(ListWords.POSITIONS, row.text("position"))
				: (grade != null) ? grade + Objects.requireNonNullElse(row.text("letter"), "") : null;
	}

	@Bean
	ExportList<ExportRow> organisationsList(Reading reading) {
		OrganisationDirectory directory = reading.directory();
		List<SheetColumn<ExportRow>> columns = List.of(
				column("name", "Краткое название", "Как организация зовётся на экранах.", 34,
						(row) -> row.text("short_name")),
				column("fullName", "Полное название", "По уставу.", 70, (row) -> row.text("full_name")),
				column("level", "Уровень", "Место в дереве региона.", 26, word(ListWords.LEVELS, "level")),
				column("type", "Тип", "Вид организации.", 26, word(ListWords.TYPES, "type")),
				column("parent", "Вышестоящая", "Кому подчинена сейчас.", 34, (row) -> row.text("parent")),
				column("inn", "ИНН", "Налоговый номер.", 14, (row) -> row.text("inn")),
				column("ogrn", "ОГРН", "Регистрационный номер.", 17, (row) -> row.text("ogrn")),
				column("oktmo", "ОКТМО", "Код территории.", 14, (row) -> row.text("oktmo")),
				column("legalForm", "Форма", "Организационно-правовая форма.", 12, (row) -> row.text("legal_form")),
				column("kpp", "КПП", "Код причины постановки на учёт.", 12, (row) -> row.text("kpp")),
				column("address", "Адрес", "Где находится.", 40, (row) -> row.text("address")),
				column("phone", "Телефон", "Как позвонить.", 22, (row) -> row.text("phone")),
				column("email", "Электронная почта", "Куда написать.", 26, (row) -> row.text("email")),
				column("site", "Сайт", "Адрес в интернете.", 30, (row) -> row.text("site")),
				column("head", "Руководитель", "Имя руководителя.", 34, (row) -> row.text("head_name")),
				column("headPosition", "Должность руководителя", "Как называется должность.", 24,
						(row) -> row.text("head_position")),
				column("status", "Состояние", "Работает ли организация.", 16,
						word(ListWords.ORGANISATION_STATUSES, "status")));
		return new Listed("organisations", "Организации", columns, reading,
				(query) -> Scope.current()
					.requireAny(Role.MUNICIPAL, Role.INSTITUTE, Role.MINISTRY, Role.DIRECTOR, Role.CURATOR),
				(query, params) -> {
					String level = query.filter("level");
					if (level != null) {
						params.put("level", level);
					}
					params.put("q",
							Objects.requireNonNullElse(query.filter("q"), "").toLowerCase(java.util.Locale.ROOT));
					return "select x.*, d.legal_form, d.kpp, d.address, d.phone, d.email, d.site, d.head_name,"
							+ " d.head_position, (select u.short_name from organisation u where u.region_id = x.region_id"
							+ " and u.id = x.parent_id) as parent from organisation x left join organisation_details d"
							+ " on d.region_id = x.region_id and d.organisation_id = x.id where "
							+ directory.territory(query.organisation()).condition()
							+ ((level != null) ? " and x.level = :level" : "")
							+ " and strpos(x.name_norm, :q) > 0 order by "
							+ query.orderBy(Map.of("name", "x.name_norm", "type", "x.type"), "x.name_norm, x.id");
				});
	}

	@Bean
	ExportList<ExportRow> populationList(Reading reading) {
		OrganisationDirectory directory = reading.directory();
		List<SheetColumn<ExportRow>> columns = List.of(
				column("organisation", "Организация", "О ком число.", 34, (row) -> row.text("short_name")),
				column("category", "Кого считают", "Категория людей.", 32, word(ListWords.POPULATION, "category")),
				column("asOf", "На дату", "На какой день.", 14, (row) -> row.date("as_of")),
				column("value", "Число", "Сколько человек.", 12, (row) -> row.number("value")),
				column("source", "Источник", "Откуда число.", 40, (row) -> row.text("source")),
				column("document", "Документ", "Реквизиты документа.", 30, (row) -> row.text("document_ref")),
				column("status", "Состояние", "Утверждает уровень выше.", 20,
						word(ListWords.POPULATION_STATUSES, "status")),
				column("entered", "Кто внёс", "Кто внёс нынешнее значение.", 34, (row) -> row.text("entered_name")));
		return new Listed("population", "Численность", columns, reading,
				(query) -> Scope.current()
					.requireAny(Role.MUNICIPAL, Role.INSTITUTE, Role.MINISTRY, Role.DIRECTOR, Role.CURATOR),
				(query, params) -> "select x.*, o.short_name from population x join organisation o on "
						+ "o.region_id = x.region_id and o.id = x.organisation_id where "
						+ directory.territory(query.organisation()).condition()
						+ " order by o.name_norm, x.as_of desc, x.category");
	}

	/** Names are not for whoever sees counts only. */
	static Consumer<ExportList.Query> named(OrganisationDirectory directory) {
		return (query) -> {
			if (query.organisation() != null) {
				directory.get(query.organisation());
			}
			Set<Long> readable = Scope.current().own();
			if (readable.isEmpty() && Scope.current().named().isEmpty()) {
				throw KitProblem.FORBIDDEN.because("Поимённые списки выгружает тот, кто их видит.");
			}
		};
	}

}
