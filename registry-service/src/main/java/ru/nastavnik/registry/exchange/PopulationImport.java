package ru.nastavnik.registry.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.organisation.OrganisationLoad;
import ru.nastavnik.registry.organisation.PopulationLoad;
import ru.nastavnik.registry.organisation.PopulationLoad.Known;
import ru.nastavnik.registry.organisation.PopulationLoad.Line;
import ru.nastavnik.registry.organisation.Unit;

/**
 * Population figures of a region's organisations in one table, for its institute, which
 * may approve them at once (BR-086).
 */
@Component
class PopulationImport implements ImportKind {

	private final PopulationLoad load;

	private final OrganisationLoad organisations;

	private final JsonMapper json;

	PopulationImport(PopulationLoad load, OrganisationLoad organisations, JsonMapper json) {
		this.load = load;
		this.organisations = organisations;
		this.json = json;
	}

	@Override
	public String code() {
		return "population";
	}

	@Override
	public String title() {
		return "Численность";
	}

	@Override
	public List<SheetField> fields() {
		return DirectoryFields.POPULATION;
	}

	@Override
	public List<SheetField> template(long organisation) {
		return DirectoryFields.offering(fields(), "organisation", this.organisations.index(organisation).names());
	}

	@Override
	public List<Map<String, String>> examples(long organisation) {
		return DirectoryFields.populationExamples();
	}

	@Override
	public List<String> advice() {
		return List.of("Строка на число: организация, кого считают, на какую дату, сколько и откуда известно.",
				"Организацию можно назвать по краткому названию, ИНН или ОКТМО.",
				"Числа утверждаются загрузкой, если в столбце «Утвердить» не стоит «Нет».",
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
		String organisation = row.textOrNull("organisation", 500);
		row.require(organisation, "organisation", "Укажите организацию.");
		String category = row.choice("category");
		row.require(category, "category", "Укажите, кого считают.");
		LocalDate asOf = row.date("asOf");
		row.require(asOf, "asOf", "Укажите дату: дд.мм.гггг.");
		if (asOf != null && asOf.isAfter(row.today())) {
			row.error("asOf", "Эта дата ещё не наступила.");
		}
		Integer value = row.integer("value", 0, 50_000_000);
		row.require(value, "value", "Впишите число.");
		String source = row.textOrNull("source", 2000);
		row.require(source, "source", "Укажите, откуда число: форма отчёта, приказ.");
		String document = row.textOrNull("documentRef", 2000);
		boolean approved = !"no".equals(row.choice("approved"));
		String label = (organisation != null) ? organisation : "";
		if (organisation == null || category == null || asOf == null || value == null || source == null) {
			return new Parsed(label, null, null);
		}
		return new Parsed(label, SheetField.normalised(organisation) + " " + category + " " + asOf,
				row.clean() ? new Line(organisation, category, asOf, value, source, document, approved) : null);
	}

	@Override
	public void compare(long organisation, List<Staged> rows) {
		OrganisationLoad.Index index = this.organisations.index(organisation);
		Map<Staged, Unit> units = new HashMap<>();
		Set<Long> ids = new HashSet<>();
		for (Staged row : rows) {
			List<Unit> found = index.named(line(row).organisation());
			if (found.size() == 1) {
				units.put(row, found.getFirst());
				ids.add(found.getFirst().id());
			}
			else {
				row.error("organisation", "Организация",
						found.isEmpty()
								? "Такой действующей организации в регионе нет. Проверьте название, ИНН или ОКТМО."
								: "Так называются несколько организаций. Укажите ИНН или ОКТМО.");
			}
		}
		Map<String, Known> known = this.load.known(ids);
		Set<String> seen = new HashSet<>();
		units.forEach((row, unit) -> {
			Line line = line(row);
			String key = Known.key(unit.id(), line.category(), line.asOf());
			if (!seen.add(key)) {
				row.error("organisation", "Организация",
						"Это число для этой организации и даты в таблице уже есть под другим названием.");
				return;
			}
			Known one = known.get(key);
			row.known = (one != null) ? one : unit.id();
			if (one != null) {
				row.subject = one.id();
				row.action = one.differs(line) ? Action.UPDATE : Action.SAME;
			}
		});
	}

	@Override
	public void create(long organisation, List<Staged> rows) {
		enter(rows, rows.stream().map((row) -> (Long) Objects.requireNonNull(row.known)).toList());
	}

	@Override
	public void update(long organisation, List<Staged> rows) {
		List<Known> known = rows.stream().map((row) -> (Known) Objects.requireNonNull(row.known)).toList();
		enter(rows, known.stream().map(Known::organisationId).toList());
		rows.forEach((row) -> row.before = row.known);
	}

	private void enter(List<Staged> rows, List<Long> organisations) {
		List<Long> ids = this.load.enter(organisations, rows.stream().map(PopulationImport::line).toList());
		for (int at = 0; at < rows.size(); at++) {
			rows.get(at).subject = ids.get(at);
		}
	}

	@Override
	public Map<Integer, String> undo(long organisation, List<Made> rows) {
		Map<Long, Integer> numbers = new HashMap<>();
		Set<Long> made = new HashSet<>();
		List<Known> changed = new ArrayList<>();
		for (Made row : rows) {
			numbers.put(row.subject(), row.number());
			if (row.action().equals("new")) {
				made.add(row.subject());
			}
			else {
				changed.add(this.json.readValue(String.valueOf(row.before()), Known.class));
			}
		}
		Set<Long> refused = new HashSet<>();
		if (!made.isEmpty()) {
			refused.addAll(this.load.forget(made));
		}
		if (!changed.isEmpty()) {
			refused.addAll(this.load.restore(changed));
		}
		Map<Integer, String> notes = new HashMap<>();
		refused.forEach((id) -> notes.put(Objects.requireNonNull(numbers.get(id)),
				"После загрузки это число меняли или утверждали. Оно оставлено; исправьте его в карточке организации."));
		return notes;
	}

	private static Line line(Staged row) {
		return (Line) Objects.requireNonNull(row.parsed.data());
	}

}
