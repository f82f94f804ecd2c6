package ru.nastavnik.registry.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.sheet.CellParsing;
import ru.nastavnik.kit.sheet.SheetField;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.bulk.ImportedPerson;
import ru.nastavnik.registry.bulk.PeopleLoad;
import ru.nastavnik.registry.mentee.Category;
import ru.nastavnik.registry.person.Post;
import ru.nastavnik.registry.person.Study;
import ru.nastavnik.registry.person.Terms;

/**
 * Staff and pupils of one organisation with their consents and profiles, in one table.
 */
@Component
class PeopleImport implements ImportKind {

	private static final Pattern GRADE = Pattern.compile(
			"(\\d{1,2})\\s*(?:класс|кл\\.?)?\\s*[-–]?\\s*[«\"'(]?\\s*([А-ЯЁа-яё]{0,3})\\s*[»\"')]?\\s*(?:класс|кл\\.?)?");

	private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}");

	private static final int DEFAULT_LOAD = 3;

	/** Where the rules' complaints belong in the table. */
	private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("birthDate", "birthDate"),
			Map.entry("hiredOn", "hiredOn"), Map.entry("experienceSince", "experienceSince"),
			Map.entry("enrolledOn", "enrolledOn"), Map.entry("representative.birthDate", "repBirthDate"),
			Map.entry("representative.from", "repName"), Map.entry("representative.basis", "repBasis"),
			Map.entry("consent.signedOn", "consentOn"), Map.entry("consent.validUntil", "consentUntil"));

	private final PeopleLoad load;

	private final PeopleUndo undo;

	private final PeopleTemplates templates;

	PeopleImport(PeopleLoad load, PeopleUndo undo, PeopleTemplates templates) {
		this.templates = templates;
		this.load = load;
		this.undo = undo;
	}

	@Override
	public String code() {
		return "people";
	}

	@Override
	public String title() {
		return "Участники";
	}

	@Override
	public List<SheetField> fields() {
		return PeopleFields.ALL;
	}

	@Override
	public Set<String> onlyUnderstood() {
		return PeopleFields.ONLY_UNDERSTOOD;
	}

	@Override
	public List<SheetField> template(long organisation) {
		return this.templates.fields(organisation);
	}

	@Override
	public List<Map<String, String>> examples(long organisation) {
		return this.templates.examples(organisation);
	}

	@Override
	public List<String> advice() {
		return List.of("Сотрудники и обучающиеся — на одном листе, строка на человека.",
				"Порядок столбцов свободный, лишние столбцы не мешают, ненужные можно удалить.",
				"Сначала файл проверяется: до загрузки в базе ничего не меняется.",
				"Загрузку можно отменить целиком в течение 14 дней.");
	}

	@Override
	public void requirePower(long organisation) {
		Scope.current().requireWrite(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR);
	}

	@Override
	public Class<?> dataType() {
		return ImportedPerson.class;
	}

	@Override
	public Parsed parse(RowReading row, Map<String, Object> memory) {
		List<@Nullable String> name = name(row);
		LocalDate born = row.date("birthDate");
		row.require(born, "birthDate", "Укажите дату рождения: дд.мм.гггг.");
		Post post = null;
		Study study = null;
		if (isStaff(row)) {
			post = post(row);
		}
		else {
			study = study(row);
		}
		String phone = CellParsing.phone(row.cell("phone"), row.notes("phone"));
		String email = row.textOrNull("email", 254);
		if (email != null && !EMAIL.matcher(email).matches()) {
			row.error("email", "Проверьте адрес электронной почты.");
		}
		ImportedPerson.Representative representative = representative(row);
		LocalDate signed = row.date("consentOn");
		LocalDate until = row.date("consentUntil");
		String role = Objects.requireNonNullElse(row.choice("role"), "");
		ImportedPerson.Mentor mentor = role.equals("mentor") ? mentor(row) : null;
		ImportedPerson.Mentee mentee = role.equals("mentee") ? mentee(row, study != null || row.wrong("grade")) : null;
		String label = String.join(" ", name.stream().filter(Objects::nonNull).toList());
		if (label.isEmpty()) {
			label = row.mapped("fullName") ? row.text("fullName") : row.text("lastName") + " " + row.text("firstName");
		}
		if (name.get(0) == null || name.get(1) == null || born == null) {
			return new Parsed(label, null, null);
		}
		ImportedPerson person = new ImportedPerson(name.get(0), name.get(1), name.get(2), born, phone, email, post,
				study, representative, signed, until, mentor, mentee);
		if (post != null || study != null) {
			for (Violation problem : this.load.problems(person)) {
				String field = FIELDS.getOrDefault(problem.field(),
						problem.field().startsWith("ment") ? "role" : "birthDate");
				if (!row.wrong(field)) {
					row.error(field, problem.message());
				}
			}
		}
		return new Parsed(label, PeopleLoad.key(person), row.clean() ? person : null);
	}

	private static List<@Nullable String> name(RowReading row) {
		List<@Nullable String> parts = new ArrayList<>();
		String whole = row.text("fullName");
		if (row.mapped("fullName") && !row.mapped("firstName")) {
			row.require(whole.isEmpty() ? null : whole, "fullName", "Укажите фамилию, имя и отчество.");
			List<String> split = whole.isEmpty() ? null : CellParsing.fullName(whole, row.notes("fullName"));
			for (int at = 0; at < 3; at++) {
				parts.add((split != null && at < split.size()) ? CellParsing.name(split.get(at), row.notes("fullName"))
						: null);
			}
			return parts;
		}
		for (String field : List.of("lastName", "firstName", "middleName")) {
			parts.add(CellParsing.name(row.text(field), row.notes(field)));
		}
		row.require(parts.get(0), "lastName", "Укажите фамилию.");
		row.require(parts.get(1), "firstName", "Укажите имя.");
		return parts;
	}

	/** What the row says, else what its columns tell. */
	private static boolean isStaff(RowReading row) {
		String who = row.choice("who");
		if (who != null) {
			return who.equals("staff");
		}
		boolean works = !row.text("position").isEmpty() || !row.text("hiredOn").isEmpty();
		boolean studies = !row.text("grade").isEmpty() || !row.text("enrolledOn").isEmpty();
		if (works == studies && !row.wrong("who")) {
			row.error("who", works ? "Указаны и должность, и класс. Выберите: сотрудник или обучающийся."
					: "Укажите должность и дату приёма (сотрудник) или класс и дату зачисления (обучающийся).");
		}
		return works;
	}

	private static @Nullable Post post(RowReading row) {
		String position = row.choice("position");
		row.require(position, "position", "Укажите должность.");
		LocalDate hired = row.date("hiredOn");
		row.require(hired, "hiredOn", "Укажите дату приёма на работу: дд.мм.гггг.");
		LocalDate since = row.date("experienceSince");
		String subject = row.textOrNull("subject", 200);
		String category = row.choice("category");
		return (position != null && hired != null)
				? new Post(Post.Position.valueOf(position.toUpperCase(java.util.Locale.ROOT)), Post.subjects(subject),
						Post.Category.of(category), since, hired, null)
				: null;
	}

	private static @Nullable Study study(RowReading row) {
		LocalDate from = row.date("enrolledOn");
		row.require(from, "enrolledOn", "Укажите дату зачисления: дд.мм.гггг.");
		String text = row.text("grade");
		row.require(text.isEmpty() ? null : text, "grade", "Укажите класс, например 7Б.");
		Matcher grade = GRADE.matcher(ru.nastavnik.kit.web.Names.withoutLookAlikes(text));
		if (text.isEmpty()) {
			return null;
		}
		int number = grade.matches() ? Integer.parseInt(grade.group(1)) : 0;
		if (number < 1 || number > 11) {
			row.error("grade", "Класс — от 1 до 11 с литерой или без, например 7Б.");
			return null;
		}
		String letter = row.text("letter").isEmpty() ? grade.group(2) : row.text("letter");
		if (!letter.matches("[А-ЯЁа-яё]{0,3}")) {
			row.error("letter", "Литера — русская буква.");
		}
		return (from != null)
				? new Study(number, letter.isEmpty() ? null : letter.toUpperCase(java.util.Locale.ROOT), from, null)
				: null;
	}

	private static ImportedPerson.@Nullable Representative representative(RowReading row) {
		String whole = row.text("repName");
		LocalDate born = row.date("repBirthDate");
		String kind = row.choice("repKind");
		String basis = row.textOrNull("repBasis", 2000);
		String phone = CellParsing.phone(row.cell("repPhone"), row.notes("repPhone"));
		if (whole.isEmpty()) {
			if ((born != null || phone != null) && !row.wrong("repName")) {
				row.error("repName", "Укажите имя представителя или очистите его столбцы.");
			}
			return null;
		}
		List<String> split = CellParsing.fullName(whole, row.notes("repName"));
		if (split == null) {
			return null;
		}
		row.require(born, "repBirthDate", "Укажите дату рождения представителя: дд.мм.гггг.");
		String last = CellParsing.name(split.get(0), row.notes("repName"));
		String first = CellParsing.name(split.get(1), row.notes("repName"));
		String middle = (split.size() > 2) ? CellParsing.name(split.get(2), row.notes("repName")) : null;
		if (born == null || last == null || first == null) {
			return null;
		}
		return new ImportedPerson.Representative(last, first, middle, born,
				Terms.Kind.valueOf(Objects.requireNonNullElse(kind, "parent").toUpperCase(java.util.Locale.ROOT)),
				basis, phone);
	}

	private static ImportedPerson.Mentor mentor(RowReading row) {
		boolean voluntary = "yes".equals(row.choice("voluntary"));
		if (!voluntary) {
			row.warning("voluntary",
					"Добровольное согласие не отмечено: наставник попадёт в базу как ожидающий согласия.");
		}
		return new ImportedPerson.Mentor(voluntary,
				Objects.requireNonNullElse(row.integer("maxLoad", 1, 20), DEFAULT_LOAD), row.integer("hours", 0, 200),
				row.list("competences"));
	}

	private static ImportedPerson.@Nullable Mentee mentee(RowReading row, boolean pupil) {
		String category = row.choice("menteeCategory");
		if (category == null && pupil && !row.wrong("menteeCategory")) {
			category = "pupil";
		}
		row.require(category, "menteeCategory", "Укажите категорию наставляемого.");
		String request = row.textOrNull("mainRequest", 2000);
		row.require(request, "mainRequest", "Напишите, что наставляемый хочет решить.");
		return (category != null && request != null)
				? new ImportedPerson.Mentee(Category.valueOf(category.toUpperCase(java.util.Locale.ROOT)), request)
				: null;
	}

	@Override
	public void compare(long organisation, List<Staged> rows) {
		PeopleLoad.Matches matches = this.load.matches(organisation, rows.stream().map(PeopleImport::person).toList());
		String closed = rows.stream()
			.map(PeopleImport::person)
			.anyMatch((person) -> person.mentor() != null || person.mentee() != null)
					? this.load.basesClosed(organisation) : null;
		for (Staged row : rows) {
			ImportedPerson person = person(row);
			if (closed != null && (person.mentor() != null || person.mentee() != null)) {
				row.error("role", "Роль в наставничестве", closed);
				continue;
			}
			List<PeopleLoad.Known> own = matches.own()
				.getOrDefault(Objects.requireNonNull(row.parsed.key()), List.of())
				.stream()
				.filter((known) -> !known.kind().equals("representative"))
				.toList();
			if (own.isEmpty()) {
				if (matches.elsewhere().contains(person.identity().fingerprint())) {
					// BR-029: nothing but that somebody like this is known
					row.warning("", "", "В регионе уже есть запись с таким именем и датой рождения. Если это тот же "
							+ "человек, оформите перевод или объединение карточек после загрузки.");
				}
				continue;
			}
			PeopleLoad.Known known = own.getFirst();
			row.subject = known.id();
			row.known = known;
			if (own.size() > 1) {
				row.action = Action.SAME;
				row.warning("", "", "В организации несколько карточек с таким именем и датой рождения. "
						+ "Объедините их; строка будет пропущена.");
				continue;
			}
			row.action = known.differs(person) ? Action.UPDATE : Action.SAME;
			if (person.mentor() != null && !known.mentor() || person.mentee() != null && !known.mentee()) {
				row.warning("role", "Роль в наставничестве",
						"Человек уже есть в базе: роль добавьте в его карточке, загрузка её не меняет.");
			}
		}
	}

	@Override
	public void create(long organisation, List<Staged> rows) {
		// the rules look at today's date, and the dry run may have been yesterday
		for (Staged row : rows) {
			for (Violation problem : this.load.problems(person(row))) {
				row.error(problem.field(), "", problem.message());
			}
		}
		List<Staged> good = rows.stream().filter((row) -> row.action == Action.NEW).toList();
		List<Long> ids = this.load.register(organisation, good.stream().map(PeopleImport::person).toList());
		for (int at = 0; at < good.size(); at++) {
			good.get(at).subject = ids.get(at);
		}
	}

	@Override
	public void update(long organisation, List<Staged> rows) {
		List<PeopleLoad.Change> changes = rows.stream()
			.map((row) -> new PeopleLoad.Change((PeopleLoad.Known) Objects.requireNonNull(row.known), person(row)))
			.toList();
		Map<Long, Map<String, @Nullable Object>> before = this.load.before(changes);
		this.load.change(changes);
		rows.forEach((row) -> row.before = before.get(row.subject));
	}

	@Override
	public Map<Integer, String> undo(long organisation, List<Made> rows) {
		return this.undo.undo(organisation, rows);
	}

	private static ImportedPerson person(Staged row) {
		return (ImportedPerson) Objects.requireNonNull(row.parsed.data());
	}

}
