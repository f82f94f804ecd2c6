package ru.nastavnik.local;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A municipality of its own with three small schools, so that its figures are known to
 * the last pair. It is made through the API: what the journey is about is clicked.
 */
final class District {

	private static final LocalDate TODAY = LocalDate.now();

	/** Whatever no earlier run on the same data has used. */
	private static final long MARK = System.currentTimeMillis() / 1000;

	private static final String PASSWORD = "Nastavnik-" + MARK;

	private static final List<String> SUBJECTS = List.of("Математика", "Русский язык", "Физика", "История");

	private final Stage stage;

	private final Stage.Account institute;

	private final Map<String, Long> people = new HashMap<>();

	final long id;

	final long first;

	final long second;

	final long third;

	final Stage.Account municipal;

	final Stage.Account curator;

	final Stage.Account director;

	final Stage.Account psychologist;

	/** Looks after the second and the third school. */
	final Stage.Account otherCurator;

	District(Stage stage) {
		this.stage = stage;
		this.institute = stage.account("institute");
		this.id = found(this.institute.organisation(), "municipality", "authority", "Приозёрный округ").get(0);
		List<Long> schools = found(this.id, "school", "school", "Школа № 11", "Гимназия № 3", "Школа № 40");
		this.first = schools.get(0);
		this.second = schools.get(1);
		this.third = schools.get(2);
		// the school gives its own people access, the institute appoints the rest
		this.municipal = account(this.institute, "municipal", "Ковалёва Елена Викторовна", this.id);
		this.curator = account(this.institute, "curator", "Лебедева Ольга Сергеевна", this.first);
		this.director = account(this.institute, "director", "Соколова Вера Андреевна", this.first);
		stage.awaitLogIn(this.director);
		this.psychologist = account(this.director, "psychologist", "Котова Ирина Львовна", this.first);
		this.otherCurator = account(this.institute, "curator", "Макарова Юлия Павловна", this.second, this.third);
		List.of(this.municipal, this.curator, this.director, this.psychologist, this.otherCurator)
			.forEach(stage::awaitLogIn);
		letterhead();
		List<Map<String, Object>> rows = new ArrayList<>(List.of(lead("Лебедева Ольга Сергеевна")));
		for (String name : List.of("Громова Анна Ильинична", "Белов Пётр Романович", "Ершова Нина Юрьевна",
				"Дроздов Олег Игоревич", "Жукова Дарья Олеговна", "Зайцева Инна Борисовна")) {
			rows.add(mentor(name, 1));
		}
		for (String name : List.of("Птицына Мария Сергеевна", "Розов Артём Ильич", "Сомова Алина Денисовна",
				"Титов Кирилл Андреевич", "Ульянова Полина Игоревна")) {
			rows.add(mentee(name, true));
		}
		rows.add(mentee("Хохлова Вероника Павловна", false));
		people(this.curator, this.first, rows);
		people(this.otherCurator, this.second, List.of(lead("Макарова Юлия Павловна"),
				mentor("Фомин Сергей Петрович", 2), mentee("Чернов Илья Максимович", true)));
		people(this.otherCurator, this.third, List.of(lead("Орехова Нина Олеговна"),
				mentee("Цветкова Анна Романовна", true), mentee("Шишкина Ольга Юрьевна", true)));
		share("Фомин");
		awaitPeople();
	}

	private List<Long> found(long parent, String level, String type, String... names) {
		List<Map<String, Object>> rows = new ArrayList<>();
		for (String name : names) {
			rows.add(Map.of("key", name, "parentId", parent, "level", level, "type", type, "fullName",
					level.equals("school") ? "Муниципальное общеобразовательное учреждение «" + name + "»"
							: "Управление образования «" + name + "»",
					"shortName", name, "validFrom", TODAY.minusYears(1).toString(), "basis", "Постановление № 1"));
		}
		JsonNode ids = this.stage.call(this.institute, "POST", "/api/registry/bulk/organisations", Map.of("rows", rows))
			.ok()
			.path("ids");
		return rows.stream().map((row) -> ids.path(String.valueOf(row.get("key"))).asLong()).toList();
	}

	private Stage.Account account(Stage.Account issuer, String role, String name, long... places) {
		String username = role + "-" + places[0] + "-" + MARK;
		List<Map<String, Object>> grants = new ArrayList<>();
		for (long place : places) {
			grants.add(grant(role, place));
		}
		this.stage
			.call(issuer, "POST", "/api/registry/accounts",
					Map.of("username", username, "displayName", name, "password", PASSWORD, "grants", grants))
			.ok();
		return new Stage.Account(username, PASSWORD, role, places[0], "");
	}

	private static Map<String, Object> grant(String role, long place) {
		return Map.of("role", role, "organisationId", place, "validFrom", TODAY.toString(), "basis", "Приказ № 1");
	}

	/** The account of a participant of the first school. */
	Stage.Account participant(String role, String lastName) {
		long person = person(lastName);
		String username = role + "-" + person;
		this.stage
			.call(this.curator, "POST", "/api/registry/accounts", Map.of("username", username, "displayName", lastName,
					"personId", person, "password", PASSWORD, "grants", List.of(grant(role, this.first))))
			.ok();
		return this.stage.awaitLogIn(new Stage.Account(username, PASSWORD, role, this.first, ""));
	}

	/** The account that a participant was given before. */
	Stage.Account known(String role, String lastName) {
		return new Stage.Account(role + "-" + person(lastName), PASSWORD, role, this.first, "");
	}

	private void letterhead() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("address", "187000, Лучезарская область, г. Приозёрный, ул. Школьная, д. 11");
		details.put("phone", "8 (813) 70-11-11");
		details.put("email", "school11@demo.example");
		details.put("headName", "Соколова Вера Андреевна");
		details.put("headPosition", "Директор");
		String uri = "/api/registry/organisations/" + this.first + "/details";
		details.put("version", this.stage.call(this.curator, "GET", uri, null).ok().path("version").asInt());
		this.stage.call(this.curator, "PUT", uri, details).ok();
	}

	/** Without a curator by order nobody enters the base. */
	private static Map<String, Object> lead(String name) {
		Map<String, Object> row = row(name, LocalDate.of(1980, 1, 1), TODAY.minusYears(12));
		row.put("position", "deputy");
		row.put("curator", Map.of("orderNumber", "1-Н", "orderedOn", TODAY.minusDays(1).toString()));
		return row;
	}

	private static Map<String, Object> mentor(String name, int places) {
		Map<String, Object> row = row(name, LocalDate.of(1978, 1, 1), TODAY.minusYears(15));
		row.put("mentor", Map.of("status", "available", "voluntary", true, "maxLoad", places, "timeHoursPerMonth", 8,
				"competenceCodes", List.of("lesson_analysis", "class_teacher", "parents")));
		return row;
	}

	private static Map<String, Object> mentee(String name, boolean consent) {
		Map<String, Object> row = row(name, LocalDate.of(1998, 1, 1), TODAY.minusMonths(14));
		if (!consent) {
			row.remove("consent");
		}
		row.put("mentee",
				Map.of("category", "young_specialist", "status", consent ? "in_base" : "consent_pending", "mainRequest",
						"Удерживать дисциплину на уроке", "requestCodes", List.of("discipline"), "gapCodes",
						List.of("classroom")));
		return row;
	}

	/** Days of birth differ from run to run: nobody is taken for somebody known. */
	private static Map<String, Object> row(String name, LocalDate born, LocalDate since) {
		String[] parts = name.split(" ");
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("key", parts[0]);
		row.put("lastName", parts[0]);
		row.put("firstName", parts[1]);
		row.put("middleName", parts[2]);
		row.put("birthDate", born.plusDays(MARK % 2000).toString());
		row.put("kind", "staff");
		row.put("position", "teacher");
		row.put("subject", SUBJECTS.get(name.charAt(0) % SUBJECTS.size()));
		row.put("experienceSince", since.toString());
		row.put("hiredOn", since.toString());
		row.put("consent", Map.of("signedOn", TODAY.minusMonths(1).toString()));
		return row;
	}

	private void people(Stage.Account curator, long school, List<Map<String, Object>> rows) {
		this.stage
			.call(curator, "POST", "/api/registry/bulk/participants", Map.of("organisationId", school, "rows", rows))
			.ok()
			.path("ids")
			.properties()
			.forEach((entry) -> this.people.put(entry.getKey(), entry.getValue().asLong()));
	}

	/** Of this family name, with or without initials. */
	long person(String name) {
		return java.util.Objects.requireNonNull(this.people.get(name.split("[ \u00A0]")[0]), name);
	}

	private long mentorProfile(Stage.Account curator, String lastName) {
		return this.stage.call(curator, "GET", "/api/registry/people/" + person(lastName), null)
			.ok()
			.path("mentor")
			.path("id")
			.asLong();
	}

	private void share(String lastName) {
		this.stage
			.call(this.otherCurator, "PUT",
					"/api/registry/mentors/" + mentorProfile(this.otherCurator, lastName) + "/sharing",
					Map.of("leave", true, "on", TODAY.toString()))
			.ok();
	}

	/** A mentor asks for a rest; the board of the curator is open meanwhile. */
	void withdraw(String lastName) {
		this.stage
			.call(this.curator, "POST", "/api/registry/mentors/" + mentorProfile(this.curator, lastName) + "/status",
					Map.of("to", "resting", "on", TODAY.toString(), "note", "Просит перерыв"))
			.ok();
		await(() -> participants(this.curator, this.first, "mentor").valueStream()
			.noneMatch((one) -> one.path("personId").asLong() == person(lastName)));
	}

	private JsonNode participants(Stage.Account curator, long school, String role) {
		return this.stage
			.call(curator, "GET",
					"/api/programme/participants?organisation=" + school + "&role=" + role + "&free=true&size=50", null)
			.ok()
			.path("items");
	}

	private void awaitPeople() {
		await(() -> participants(this.curator, this.first, "mentor").size() == 6
				&& participants(this.curator, this.first, "mentee").size() >= 5
				&& participants(this.otherCurator, this.second, "mentor").size() == 1
				&& participants(this.otherCurator, this.third, "mentee").size() == 2);
	}

	/** The papers without which an order binds no employee (BR-049). */
	void labourPapers(String mentor, String mentee) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("mentorId", person(mentor));
		row.put("menteeId", person(mentee));
		row.put("content", "Ввод в должность и разбор уроков");
		row.put("from", TODAY.toString());
		row.put("to", TODAY.plusYears(1).toString());
		row.put("form", "очная");
		row.put("paySize", "15 % оклада");
		row.put("payBasis", "ежемесячно");
		row.put("consentOn", TODAY.toString());
		row.put("addendumNumber", "Д-" + person(mentor));
		row.put("addendumOn", TODAY.toString());
		this.stage
			.call(this.curator, "POST", "/api/registry/bulk/labour-assignments",
					Map.of("organisationId", this.first, "rows", List.of(row)))
			.ok();
	}

	/** What the curator wants of a pair, said before the board is opened. */
	void wish(String mentee, String mentor, String kind) {
		this.stage
			.call(this.curator, "PUT", "/api/programme/matching/wishes", Map.of("organisationId", this.first,
					"menteeId", person(mentee), "mentorId", person(mentor), "kind", kind))
			.ok();
	}

	/** A mentor of the first school with a place left. */
	String freeMentor() {
		return participants(this.curator, this.first, "mentor").get(0).path("name").asString().split(" ")[0];
	}

	/** Everybody's word from paper, and the curator's about both conditions. */
	void agree(long mentorship) {
		String uri = "/api/programme/mentorships/" + mentorship;
		for (JsonNode member : mentorship(mentorship).path("members")) {
			this.stage
				.call(this.curator, "POST", uri + "/agreement",
						Map.of("personId", member.path("personId").asLong(), "agreed", true, "on", TODAY.toString(),
								"by", "curator", "version", mentorship(mentorship).path("version").asInt()))
				.ok();
		}
		JsonNode now = mentorship(mentorship);
		Map<String, Object> terms = new LinkedHashMap<>();
		for (String name : List.of("version", "kind", "form", "methods", "goal", "start", "plannedEnd")) {
			terms.put(name, now.path(name));
		}
		terms.put("mentorIds", ids(now, "mentor"));
		terms.put("menteeIds", ids(now, "mentee"));
		terms.put("criteria", Map.of("profileFits", true, "mutualInterest", true));
		this.stage.call(this.curator, "PUT", uri, terms).ok();
		await(mentorship, "status", "agreed");
	}

	private static List<Long> ids(JsonNode mentorship, String role) {
		return mentorship.path("members")
			.valueStream()
			.filter((member) -> member.path("role").asString().equals(role))
			.map((member) -> member.path("personId").asLong())
			.toList();
	}

	/** The first meeting was held: from here on the pair is at work. */
	void begin(long mentorship) {
		JsonNode meeting = this.stage.call(this.curator, "POST",
				"/api/programme/mentorships/" + mentorship + "/meetings", Map.of("kind", "acquaintance", "plannedOn",
						TODAY.toString(), "mode", "in_person", "topics", List.of("Знакомство")))
			.ok();
		this.stage
			.call(this.curator, "POST", "/api/programme/meetings/" + meeting.path("id").asLong() + "/holding",
					Map.of("heldOn", TODAY.toString(), "durationMin", 40))
			.ok();
		await(mentorship, "status", "active");
	}

	JsonNode mentorship(long mentorship) {
		return this.stage.call(this.curator, "GET", "/api/programme/mentorships/" + mentorship, null).ok();
	}

	/** Waits until a field of the pair has come to a value. */
	void await(long mentorship, String field, String value) {
		await(() -> mentorship(mentorship).path(field).asString("").equals(value));
		Assertions.assertThat(mentorship(mentorship).path(field).asString("")).isEqualTo(value);
	}

	/** A figure of the municipality's dashboard as the API gives it. */
	@Nullable Long figure(String code) {
		JsonNode dashboard = this.stage.call(this.municipal, "GET", "/api/monitoring/dashboards/" + this.id, null).ok();
		for (JsonNode figure : dashboard.path("figures")) {
			if (figure.path("code").asString().equals(code)) {
				return figure.path("num").asLong();
			}
		}
		return null;
	}

	static void await(java.util.function.BooleanSupplier done) {
		for (int i = 0; i < 100 && !done.getAsBoolean(); i++) {
			Platform.pause(150);
		}
	}

}
