package ru.nastavnik.registry.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.sheet.SheetColumn;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.consent.ConsentReading.ConsentLine;
import ru.nastavnik.registry.consent.ConsentReading.Missing;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The two tables of the board as files, with the filters and the order of the screen.
 */
@Configuration(proxyBeanMethods = false)
class ConsentLists {

	private static final int PAGE = 1000;

	/** The board's «expiring». */
	private static final int DAYS = 30;

	private static final Map<String, String> STATUSES = Map.of("draft", "Черновик", "issued", "Ждёт подписи", "active",
			"Действует", "withdrawn", "Отозвано", "expired", "Истекло", "superseded", "Заменено", "superseded_needed",
			"Исполнилось 18: нужно своё", "destroyed", "Уничтожено");

	private record Table<T>(String code, String title, List<SheetColumn<T>> columns, ToLongFunction<T> person,
			Function<Query, IntFunction<Slice<T>>> pages, Consumer<Query> power, OrganisationDirectory directory,
			Audit audit) implements ExportList<T> {

		@Override
		public void requirePower(Query query) {
			this.power.accept(query);
		}

		@Override
		public void each(Query query, Consumer<T> row) {
			IntFunction<Slice<T>> pages = this.pages.apply(query);
			List<Long> people = new ArrayList<>();
			List<T> rows;
			int page = 0;
			do {
				rows = pages.apply(page++).items();
				rows.forEach((one) -> {
					people.add(this.person.applyAsLong(one));
					row.accept(one);
				});
			}
			while (rows.size() == PAGE);
			if (!people.isEmpty()) {
				this.audit.read(this.directory.get(place(query)).place(), "exported", "consent",
						people.stream().distinct().toList());
			}
		}

	}

	@Bean
	ExportList<ConsentLine> consentsList(ConsentReading reading, OrganisationDirectory directory, Audit audit) {
		List<SheetColumn<ConsentLine>> columns = List.of(
				new SheetColumn<>("person", "Фамилия, имя, отчество", "О ком согласие.", 38, ConsentLine::personName),
				new SheetColumn<>("number", "Бланк №", "Номер на бланке.", 10, ConsentLine::id),
				new SheetColumn<>("class", "Класс", "Класс обучающегося.", 8, ConsentLine::schoolClass),
				new SheetColumn<>("kind", "Вид согласия", "На что дано согласие.", 46,
						(line) -> ConsentForms.title(kind(line.kind()))),
				new SheetColumn<>("status", "Состояние", "Состояние на день выгрузки.", 26,
						(line) -> STATUSES.getOrDefault(line.status(), line.status())),
				new SheetColumn<>("signedBy", "Кто подписал", "Сам человек или законный представитель.", 42,
						ConsentLists::signer),
				new SheetColumn<>("signedOn", "Подписано", "Дата подписи.", 14, ConsentLine::signedOn),
				new SheetColumn<>("scan", "Скан", "Есть ли скан подписанной бумаги.", 8, ConsentLine::scan),
				new SheetColumn<>("validUntil", "Действует до",
						"Последний день действия: срок бланка или конец отсрочки после восемнадцатилетия; пусто, если срока нет.",
						14, ConsentLine::holdsUntil));
		return new Table<>("consents", "Согласия", columns, ConsentLine::personId, (query) -> {
			ConsentReading.Narrowing narrowing = narrowing(query);
			ConsentReading.Shown shown = shown(query.filter("status"));
			return (page) -> reading.list(narrowing, shown, DAYS, new PageQuery(page, PAGE, query.sort()));
		}, (query) -> Scope.current()
			.requireRole(place(query), Role.CURATOR, Role.DIRECTOR, Role.PSYCHOLOGIST, Role.MUNICIPAL, Role.INSTITUTE),
				directory, audit);
	}

	@Bean
	ExportList<Missing> missingConsentsList(ConsentReading reading, OrganisationDirectory directory, Audit audit) {
		List<SheetColumn<Missing>> columns = List.of(
				new SheetColumn<>("person", "Фамилия, имя, отчество", "У кого нет согласия.", 38, Missing::personName),
				new SheetColumn<>("class", "Класс", "Класс обучающегося.", 8, Missing::schoolClass),
				new SheetColumn<>("lacking", "Каких согласий нет", "Ни действующего, ни выданного на подпись.", 70,
						(one) -> String.join("; ",
								one.lacking().stream().map((code) -> ConsentForms.title(kind(code))).toList())),
				new SheetColumn<>("part", "Участие", "Кем участвует в наставничестве.", 24, ConsentLists::part),
				new SheetColumn<>("signer", "Кто подписывает", "Сам человек или законный представитель.", 26,
						(one) -> !one.minor() ? "лично"
								: one.represented() ? "представитель" : "представитель не указан"));
		return new Table<>("consents-missing", "Не хватает согласий", columns, Missing::personId, (query) -> {
			ConsentReading.Narrowing narrowing = narrowing(query);
			boolean everybody = "true".equals(query.filter("everybody"));
			return (page) -> reading.missing(place(query), narrowing, everybody,
					new PageQuery(page, PAGE, query.sort()));
		}, (query) -> Scope.current()
			.requireRole(place(query), Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE), directory, audit);
	}

	private static long place(ExportList.Query query) {
		Long organisation = query.organisation();
		if (organisation == null) {
			throw KitProblem.INVALID.because("Выберите организацию.").on("organisation");
		}
		return organisation;
	}

	private static ConsentReading.Narrowing narrowing(ExportList.Query query) {
		String code = query.filter("kind");
		return new ConsentReading.Narrowing(place(query), (code != null) ? kind(code) : null, query.filter("q"),
				grade(query.filter("grade")), query.filter("letter"));
	}

	private static Consent.Kind kind(String code) {
		return Arrays.stream(Consent.Kind.values())
			.filter((kind) -> kind.toString().equals(code))
			.findFirst()
			.orElseThrow(() -> KitProblem.INVALID.because("Такого вида согласия нет.").on("kind"));
	}

	private static ConsentReading.@Nullable Shown shown(@Nullable String code) {
		return (code == null) ? null
				: Arrays.stream(ConsentReading.Shown.values())
					.filter((shown) -> shown.toString().equals(code))
					.findFirst()
					.orElseThrow(() -> KitProblem.INVALID.because("Такого состояния нет.").on("status"));
	}

	private static @Nullable Integer grade(@Nullable String text) {
		if (text != null && !text.matches("\\d{1,2}")) {
			throw KitProblem.INVALID.because("Класс — число от 1 до 11.").on("grade");
		}
		return (text != null) ? Integer.valueOf(text) : null;
	}

	private static @Nullable Object signer(ConsentLine line) {
		if (line.signedBy() == null || line.signedBy().name() == null) {
			return null;
		}
		return line.signedBy().kind().equals("self") ? line.signedBy().name()
				: line.signedBy().name() + ", представитель";
	}

	private static String part(Missing one) {
		List<String> parts = new ArrayList<>();
		if (one.mentorStatus() != null) {
			parts.add("наставник");
		}
		if (one.menteeStatus() != null) {
			parts.add("наставляемый");
		}
		return parts.isEmpty() ? "не участвует" : String.join(", ", parts);
	}

}
