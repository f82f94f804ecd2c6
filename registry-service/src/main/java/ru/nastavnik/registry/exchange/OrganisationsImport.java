package ru.nastavnik.registry.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.OrganisationDetails;
import ru.nastavnik.registry.organisation.OrganisationLoad;
import ru.nastavnik.registry.organisation.OrganisationLoad.Index;
import ru.nastavnik.registry.organisation.OrganisationLoad.Known;
import ru.nastavnik.registry.organisation.OrganisationLoad.Line;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Municipalities and schools of a region in one table, for its institute.
 */
@Component
class OrganisationsImport implements ImportKind {

	/** Names and codes of municipalities that stand further up in the table. */
	private static final String ABOVE = "above";

	private final OrganisationLoad load;

	private final JsonMapper json;

	OrganisationsImport(OrganisationLoad load, JsonMapper json) {
		this.load = load;
		this.json = json;
	}

	@Override
	public String code() {
		return "organisations";
	}

	@Override
	public String title() {
		return "Организации";
	}

	@Override
	public List<SheetField> fields() {
		return DirectoryFields.ORGANISATIONS;
	}

	@Override
	public List<SheetField> template(long organisation) {
		return DirectoryFields.offering(fields(), "parent", this.load.index(organisation).municipalities());
	}

	@Override
	public List<Map<String, String>> examples(long organisation) {
		return DirectoryFields.organisationExamples();
	}

	@Override
	public List<String> advice() {
		return List.of("Строка на организацию. Муниципалитет стоит выше своих школ.",
				"Вышестоящую можно назвать по краткому названию, ИНН или ОКТМО; пусто — сам институт.",
				"Организация узнаётся по ОГРН, по ИНН с КПП или по краткому названию; пустые ячейки ничего не стирают.",
				"Сначала файл проверяется: до загрузки в базе ничего не меняется.",
				"Загрузку можно отменить целиком в течение 14 дней.");
	}

	@Override
	public void requirePower(long organisation) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.INSTITUTE);
	}

	@Override
	public Class<?> dataType() {
		return Line.class;
	}

	@Override
	public Parsed parse(RowReading row, Map<String, Object> memory) {
		String shortName = row.textOrNull("shortName", 200);
		row.require(shortName, "shortName", "Укажите краткое название.");
		String fullName = row.textOrNull("fullName", 500);
		String type = Objects.requireNonNullElse(row.choice("type"), "school");
		String level = row.choice("level");
		if (level == null) {
			level = type.equals("authority") ? "municipality" : "school";
		}
		String parent = row.textOrNull("parent", 500);
		String site = row.textOrNull("site", 300);
		Line line = new Line(Objects.requireNonNullElse(shortName, ""),
				Objects.requireNonNullElse(fullName, Objects.requireNonNullElse(shortName, "")), type, level, parent,
				parent != null && above(memory).contains(normal(parent)), digits(row, "inn"), digits(row, "ogrn"),
				digits(row, "oktmo"), row.date("validFrom"),
				new OrganisationDetails.Lines(row.textOrNull("legalForm", 50), kpp(row), row.textOrNull("address", 500),
						row.textOrNull("phone", 60), row.textOrNull("email", 254),
						(site != null && !site.contains("://")) ? "https://" + site : site,
						row.textOrNull("headName", 200), row.textOrNull("headPosition", 200)));
		for (Violation problem : OrganisationLoad.problems(line, row.today())) {
			if (!row.wrong(problem.field())) {
				row.error(problem.field(), problem.message());
			}
		}
		if (row.clean() && level.equals("municipality")) {
			above(memory).add(normal(line.shortName()));
			above(memory).add(normal(line.fullName()));
			if (line.inn() != null) {
				above(memory).add(line.inn());
			}
			if (line.oktmo() != null) {
				above(memory).add(line.oktmo());
			}
		}
		return new Parsed(line.shortName(), (shortName != null) ? line.keys().getFirst() + beside(line) : null,
				row.clean() ? line : null);
	}

	/** Two schools may be called the same in two municipalities. */
	private static String beside(Line line) {
		return (line.ogrn() == null && line.inn() == null) ? " " + normal(Objects.requireNonNullElse(line.parent(), ""))
				: "";
	}

	@SuppressWarnings("unchecked")
	private static Set<String> above(Map<String, Object> memory) {
		return (Set<String>) memory.computeIfAbsent(ABOVE, (key) -> new HashSet<String>());
	}

	private static String normal(String name) {
		return SheetField.normalised(name);
	}

	/** A number that Excel may have taken for one: blanks and a leading apostrophe go. */
	private static @Nullable String digits(RowReading row, String field) {
		String text = row.text(field).replaceAll("[\\s'’\\-]+", "");
		if (!text.isEmpty() && !text.matches("\\d+")) {
			row.error(field, "Здесь только цифры.");
			return null;
		}
		return text.isEmpty() ? null : text;
	}

	private static @Nullable String kpp(RowReading row) {
		String text = row.text("kpp").replaceAll("[\\s'’]+", "").toUpperCase(java.util.Locale.ROOT);
		return text.isEmpty() ? null : text;
	}

	@Override
	public void compare(long organisation, List<Staged> rows) {
		Index index = this.load.index(organisation);
		for (Staged row : rows) {
			Line line = line(row);
			List<Known> known = among(index, line, row);
			if (row.action == Action.WRONG) {
				continue;
			}
			if (!known.isEmpty()) {
				Known one = known.getFirst();
				row.subject = one.id();
				row.known = one;
				if (one.status().equals("closed") || one.status().equals("reorganised")) {
					row.error("shortName", "Краткое название",
							"Такая организация уже закрыта или реорганизована. Уберите строку или исправьте коды.");
				}
				else {
					row.action = one.differs(line) ? Action.UPDATE : Action.SAME;
				}
				continue;
			}
			place(index, row, line);
		}
	}

	private static List<Known> among(Index index, Line line, Staged row) {
		List<Known> known = index.matching(line);
		if (known.size() < 2) {
			return known;
		}
		List<Long> parents = index.named(line.parent()).stream().map(Unit::id).toList();
		List<Known> here = known.stream().filter((one) -> index.below(one.id(), parents)).toList();
		if (here.size() > 1) {
			row.error("shortName", "Краткое название",
					"Таких организаций несколько. Укажите ОГРН или ИНН с КПП, чтобы их различить.");
		}
		return here;
	}

	/** The unit above, or null when it is still to come or was complained about. */
	private @Nullable Unit place(Index index, Staged row, Line line) {
		List<Unit> parents = index.named(line.parent());
		if (parents.size() == 1) {
			for (Violation problem : this.load.misplaced(index, line, parents.getFirst())) {
				row.error(problem.field(), title(problem.field()), problem.message());
			}
			return (row.action == Action.WRONG) ? null : parents.getFirst();
		}
		if (parents.size() > 1) {
			row.error("parent", title("parent"), "Так называются несколько организаций. Укажите её ИНН или ОКТМО.");
		}
		else if (!line.listed()) {
			row.error("parent", title("parent"),
					"Такой организации нет ни в дереве, ни выше в таблице. Проверьте название, ИНН или ОКТМО.");
		}
		return null;
	}

	private static String title(String field) {
		return DirectoryFields.ORGANISATIONS.stream()
			.filter((known) -> known.key().equals(field))
			.map(SheetField::title)
			.findFirst()
			.orElse("");
	}

	@Override
	public void create(long organisation, List<Staged> rows) {
		// municipalities first: schools of the same chunk stand below them
		Map<String, List<Staged>> byLevel = rows.stream()
			.sorted(Comparator.comparing((Staged row) -> line(row).level().equals("school")))
			.collect(Collectors.groupingBy((row) -> line(row).level(), LinkedHashMap::new, Collectors.toList()));
		byLevel.values().forEach((level) -> {
			Index index = this.load.index(organisation);
			List<Line> lines = new ArrayList<>();
			List<Unit> parents = new ArrayList<>();
			List<Staged> good = new ArrayList<>();
			for (Staged row : level) {
				Unit parent = place(index, row, line(row));
				if (parent != null) {
					lines.add(line(row));
					parents.add(parent);
					good.add(row);
				}
				else if (row.action != Action.WRONG) {
					row.error("parent", title("parent"), "Вышестоящая организация из этой таблицы не загружена.");
				}
			}
			if (!good.isEmpty()) {
				List<Long> ids = this.load.create(lines, parents);
				for (int at = 0; at < good.size(); at++) {
					good.get(at).subject = ids.get(at);
				}
			}
		});
	}

	@Override
	public void update(long organisation, List<Staged> rows) {
		List<Known> known = rows.stream().map((row) -> (Known) Objects.requireNonNull(row.known)).toList();
		this.load.update(known, rows.stream().map(OrganisationsImport::line).toList());
		rows.forEach((row) -> row.before = row.known);
	}

	@Override
	public Map<Integer, String> undo(long organisation, List<Made> rows) {
		Map<Integer, String> refused = new HashMap<>();
		Map<Long, Integer> numbers = new HashMap<>();
		Map<Long, java.time.OffsetDateTime> made = new LinkedHashMap<>();
		for (Made row : rows) {
			if (row.action().equals("new")) {
				numbers.put(row.subject(), row.number());
				made.put(row.subject(), row.at());
			}
			else if (!this.load.restore(this.json.readValue(String.valueOf(row.before()), Known.class))) {
				refused.put(row.number(),
						"После загрузки карточку этой организации меняли. Она оставлена; исправьте её сами.");
			}
		}
		if (!made.isEmpty()) {
			this.load.forget(made).forEach((id, why) -> refused.put(Objects.requireNonNull(numbers.get(id)), why));
		}
		return refused;
	}

	private static Line line(Staged row) {
		return (Line) Objects.requireNonNull(row.parsed.data());
	}

}
