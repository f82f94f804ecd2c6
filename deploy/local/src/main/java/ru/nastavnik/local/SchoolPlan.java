package ru.nastavnik.local;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One invented school: who works and learns there, who guides whom, and how it went so
 * far. Everything follows from the seed and the day.
 */
final class SchoolPlan {

	/** Each costs two calls of its own, which is nothing but time. */
	private static final int WAITING = 3;

	private static final List<String> SUBJECTS = List.of("Математика", "Русский язык", "Физика", "История", "Биология",
			"Химия", "География", "Английский язык", "Информатика", "Физическая культура", "Музыка", "Начальные классы",
			"Технология");

	private static final List<String> COMPETENCES = List.of("Ведение урока", "Работа с классом",
			"Подготовка к экзаменам", "Цифровые инструменты", "Работа с родителями", "Проектная деятельность",
			"Инклюзия", "Публичные выступления");

	/** Their codes in the region's dictionary. */
	private static final List<String> COMPETENCE_CODES = List.of("lesson_analysis", "class_teacher", "subject",
			"digital", "parents", "project_work", "inclusive", "communication");

	private static final List<String> TEACHER_REQUESTS = List.of("Планирование и самоанализ урока",
			"Дисциплина и мотивация класса", "Работа с электронным журналом и документами", "Подготовка к аттестации",
			"Общение с родителями", "Работа с детьми с разным уровнем подготовки");

	private static final List<String> TEACHER_REQUEST_CODES = List.of("lesson", "discipline", "documents",
			"certification", "parents", "inclusion");

	/** The professional gap behind each request of a teacher. */
	private static final List<String> TEACHER_GAPS = List.of("lesson_design", "classroom", "digital", "methods",
			"parents", "inclusive");

	private static final List<String> PUPIL_REQUESTS = List.of("Подготовка к олимпиаде", "Отставание по предмету",
			"Освоиться в новом классе", "Выбор будущей профессии", "Проектная работа", "Уверенность в выступлениях");

	private static final List<String> PUPIL_REQUEST_CODES = List.of("olympiad", "study", "social", "profession",
			"olympiad", "leader");

	/** Numbers of a whole region, shared out so that the sums stay exact. */
	record Mix(int teachers, int pupilMentees, int staffMentorships, int pupilMentorships) {

		Mix share(int index, int schools) {
			return new Mix(part(this.teachers, index, schools), part(this.pupilMentees, index, schools),
					part(this.staffMentorships, index, schools), part(this.pupilMentorships, index, schools));
		}

		private static int part(int total, int index, int of) {
			return (int) ((index + 1L) * total / of - (long) index * total / of);
		}

	}

	/** What the school reports as its population. */
	record Roll(int pupils, int from10to19, int from15to19, int teachers, int young) {
	}

	/** An order with the mentorships that it puts into force. */
	record Order(String number, LocalDate date, List<Map<String, Object>> mentorships) {
	}

	/** A teacher mentor and his mentee, for whom accounts are made. */
	record Couple(long mentor, String mentorName, long mentee, String menteeName) {
	}

	/** A person of the school before the registry has given an id. */
	private record Someone(String key, Names.Person name, LocalDate born, int grade, Map<String, Object> row) {
	}

	/** A mentorship to be; months are those of its order. */
	private record Bond(boolean staff, String form, Someone mentor, List<Someone> mentees, boolean past) {
	}

	private final Random random;

	private final Names names;

	private final LocalDate today;

	private final LocalDate start;

	private final List<Someone> people = new ArrayList<>();

	private final List<Bond> bonds = new ArrayList<>();

	private final List<Someone> waiting = new ArrayList<>();

	private final Roll roll;

	private final int menteeCount;

	private Someone director;

	private Someone curator;

	private Someone psychologist;

	SchoolPlan(long seed, Mix mix, LocalDate today, int index) {
		this.random = new Random(seed);
		this.names = new Names(seed * 31 + 7);
		this.today = today;
		this.start = yearStart(today);
		this.director = staff("director", "director", 22);
		this.curator = staff("deputy", "deputy", 15);
		LocalDate appointed = this.start.minusDays(3);
		this.curator.row()
			.put("curator", Map.of("orderNumber", "12-н", "orderedOn", appointed.toString(), "academicYear",
					this.start.getYear()));
		this.psychologist = staff("psychologist", "psychologist", 9);
		int young = Math.max(1, Math.round(mix.teachers() * 0.08f));
		List<Someone> experienced = new ArrayList<>();
		List<Someone> beginners = new ArrayList<>();
		for (int i = 0; i < mix.teachers(); i++) {
			if (i < young) {
				beginners.add(staff("t" + i, "teacher", this.random.nextInt(3)));
			}
			else {
				experienced.add(staff("t" + i, "teacher", 5 + this.random.nextInt(30)));
			}
		}
		bindStaff(mix, experienced, beginners, index);
		bindPupils(mix, experienced);
		this.menteeCount = (int) this.people.stream().filter((someone) -> someone.row().containsKey("mentee")).count();
		int in10to19 = Math.max(mix.pupilMentees() + mix.pupilMentorships(),
				Math.round(mix.pupilMentees() / (0.55f + 0.3f * this.random.nextFloat())));
		this.roll = new Roll(Math.round(in10to19 * 1.5f), in10to19, Math.round(in10to19 * 0.31f) + 2,
				mix.teachers() + 3, young);
	}

	/** The first day of the academic year that this day is in. */
	static LocalDate yearStart(LocalDate day) {
		return LocalDate.of((day.getMonthValue() >= 9) ? day.getYear() : day.getYear() - 1, Month.SEPTEMBER, 1);
	}

	Roll roll() {
		return this.roll;
	}

	int menteeCount() {
		return this.menteeCount;
	}

	String director() {
		return this.director.name().full();
	}

	String curator() {
		return this.curator.name().full();
	}

	String psychologist() {
		return this.psychologist.name().full();
	}

	List<Map<String, Object>> participants() {
		return this.people.stream().map(Someone::row).toList();
	}

	/** Who supports those who wait. */
	long psychologist(Map<String, Long> ids) {
		return id(ids, this.psychologist);
	}

	/** Whom nobody was found for. */
	List<Long> waiting(Map<String, Long> ids) {
		return this.waiting.stream().map((someone) -> id(ids, someone)).limit(WAITING).toList();
	}

	Couple couple(Map<String, Long> ids) {
		Bond bond = this.bonds.stream().filter((one) -> one.staff() && !one.past()).findFirst().orElseThrow();
		Someone mentee = bond.mentees().getFirst();
		return new Couple(id(ids, bond.mentor()), bond.mentor().name().full(), id(ids, mentee), mentee.name().full());
	}

	private void bindStaff(Mix mix, List<Someone> experienced, List<Someone> beginners, int index) {
		List<Someone> mentees = new ArrayList<>(beginners);
		int next = experienced.size() - 1;
		while (mentees.size() < mix.staffMentorships() && next > experienced.size() / 2) {
			mentees.add(experienced.get(next));
			next--;
		}
		// in every third school somebody who began this year has nobody yet
		if (index % 3 == 1 && mentees.size() > 1) {
			wanted(mentees.remove(beginners.size() - 1), true, "waiting");
		}
		for (int i = 0; i < Math.min(mix.staffMentorships(), mentees.size()); i++) {
			Someone mentee = mentees.get(i);
			Someone mentor = experienced.get(i % Math.max(1, experienced.size() / 3));
			guide(mentor, 20, true);
			wanted(mentee, beginners.contains(mentee), "in_base");
			this.bonds.add(new Bond(true, "teacher_teacher", mentor, List.of(mentee), false));
		}
		for (int i = mix.staffMentorships(); i < mentees.size(); i++) {
			wanted(mentees.get(i), beginners.contains(mentees.get(i)), "in_base");
		}
		// last year the deputy head led somebody, so that the trend has a past
		Someone former = experienced.get(experienced.size() / 2);
		guide(this.curator, 3, true);
		wanted(former, false, "in_base");
		this.bonds.add(new Bond(true, "leader_teacher", this.curator, List.of(former), true));
	}

	private void bindPupils(Mix mix, List<Someone> experienced) {
		List<Someone> mentees = new ArrayList<>();
		for (int i = 0; i < mix.pupilMentees(); i++) {
			mentees.add(pupil("p" + i, 4 + i % 7));
		}
		int groups = mix.pupilMentorships();
		int grouped = mentees.size() - mentees.size() / 25;
		for (int i = 0; i < groups; i++) {
			List<Someone> group = mentees.subList(i * grouped / groups, (i + 1) * grouped / groups);
			if (group.isEmpty()) {
				continue;
			}
			boolean byTeacher = i % 5 == 4;
			Someone mentor = byTeacher ? experienced.get((i / 5) % Math.max(1, experienced.size() / 3))
					: pupil("g" + i, 11 - i % 2);
			guide(mentor, byTeacher ? 20 : 15, byTeacher);
			group.forEach((one) -> wanted(one, false, "in_base"));
			this.bonds
				.add(new Bond(false, byTeacher ? "teacher_pupil" : "pupil_pupil", mentor, List.copyOf(group), false));
			// every sixth group met in the last year too, with the same people
			if (i % 6 == 0 && group.getLast().grade() > 4) {
				this.bonds.add(new Bond(false, byTeacher ? "teacher_pupil" : "pupil_pupil", mentor,
						group.stream().filter((one) -> one.grade() > 4).toList(), true));
			}
		}
		for (int i = grouped; i < mentees.size(); i++) {
			wanted(mentees.get(i), false, "waiting");
		}
	}

	/**
	 * Labour papers of the teachers who lead colleagues this year; a few are late with
	 * theirs.
	 */
	List<Map<String, Object>> papers(Map<String, Long> ids) {
		List<Map<String, Object>> papers = new ArrayList<>();
		List<Bond> current = this.bonds.stream().filter((bond) -> bond.staff() && !bond.past()).toList();
		LocalDate signed = workday(this.start.minusDays(4));
		for (int i = 0; i < current.size(); i++) {
			if (i % 9 == 8) {
				continue;
			}
			for (Someone mentee : current.get(i).mentees()) {
				Map<String, Object> row = new LinkedHashMap<>();
				row.put("mentorId", id(ids, current.get(i).mentor()));
				row.put("menteeId", id(ids, mentee));
				row.put("content", "Помощь в подготовке уроков, посещение и разбор занятий, ввод в должность");
				row.put("from", this.start.toString());
				row.put("to", this.start.plusMonths(15).toString());
				row.put("form", "Очная, индивидуальная");
				row.put("paySize", "15 % должностного оклада");
				row.put("payBasis", "Ежемесячно на срок наставничества, положение об оплате труда");
				row.put("consentOn", signed.toString());
				row.put("addendumNumber", (i + 1) + "-Н");
				row.put("addendumOn", signed.toString());
				papers.add(row);
			}
		}
		return papers;
	}

	/** The orders of this and the last year with all mentorships, ids filled in. */
	List<Order> orders(Map<String, Long> ids) {
		Map<LocalDate, List<Map<String, Object>>> byDate = new TreeMap<>();
		int number = 0;
		for (Bond bond : this.bonds) {
			LocalDate date = bond.past() ? workday(this.start.minusYears(1).plusDays(30L + number % 2 * 14))
					: workday(this.start.plusDays(13L + number % 3 * 21));
			if (date.isAfter(this.today.minusDays(1))) {
				date = workday(this.start);
			}
			byDate.computeIfAbsent(date, (day) -> new ArrayList<>()).add(mentorship("m" + number, bond, date, ids));
			number++;
		}
		List<Order> orders = new ArrayList<>();
		byDate.forEach((date, rows) -> orders
			.add(new Order((40 + date.getMonthValue() * 3 + date.getDayOfMonth()) + "-н", date, rows)));
		return orders;
	}

	private Map<String, Object> mentorship(String key, Bond bond, LocalDate ordered, Map<String, Long> ids) {
		LocalDate begin = workday(ordered.plusDays(1));
		LocalDate end = bond.past() ? this.start.minusMonths(3).minusDays(1) : this.start.plusMonths(9).minusDays(1);
		if (bond.staff() && !bond.past()) {
			end = begin.plusMonths(8 + this.random.nextInt(4));
		}
		String status = "active";
		LocalDate ended = null;
		String ground = null;
		if (bond.past()) {
			boolean completed = this.random.nextInt(100) < 84;
			status = completed ? "completed" : "terminated";
			ground = completed ? "E1" : (this.random.nextBoolean() ? "E2" : "E3");
			ended = completed ? end : begin.plusDays(60L + this.random.nextInt(90));
		}
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("key", key);
		row.put("kind", (bond.mentees().size() == 1) ? "pair" : "group");
		row.put("form", bond.form());
		row.put("methods", List.of(method(bond)));
		row.put("goal", bond.staff() ? "Уверенное ведение урока и вхождение в коллектив"
				: "Учебные успехи и уверенность наставляемых");
		row.put("start", begin.toString());
		row.put("plannedEnd", end.toString());
		row.put("mentorIds", List.of(id(ids, bond.mentor())));
		row.put("menteeIds", bond.mentees().stream().map((one) -> id(ids, one)).toList());
		if (bond.staff()) {
			// BR-038: only what is done in full was completed; pupils need no programme
			double done = !bond.past() ? 0.1 + this.random.nextInt(4) / 10.0 : status.equals("completed") ? 1.0 : 0.4;
			row.put("programme", Map.of("templateCode", "teacher-teacher-plan", "from", begin.toString(), "to",
					end.toString(), "doneShare", done));
		}
		row.put("meetings", meetings(begin, (ended != null) ? ended : this.today, bond.past()));
		row.put("status", status);
		if (ended != null && ground != null) {
			row.put("endedOn", ended.toString());
			row.put("ground", ground);
		}
		return row;
	}

	private String method(Bond bond) {
		int dice = this.random.nextInt(10);
		if (bond.mentees().size() > 1) {
			return (dice < 7) ? "situational" : "short_term";
		}
		return (dice < 7) ? "one_to_one" : ((dice < 9) ? "virtual" : "situational");
	}

	/** Some meet as they should, some have not met for two months. */
	private List<Map<String, Object>> meetings(LocalDate begin, LocalDate end, boolean past) {
		boolean lazy = this.random.nextInt(100) < 18;
		List<Map<String, Object>> meetings = new ArrayList<>();
		LocalDate day = workday(begin.plusDays(1));
		int step = 18 + this.random.nextInt(9);
		List<String> kinds = List.of("acquaintance", "trial", "planning", "regular");
		for (int i = 0; !day.isAfter(end) && i < 6; i++) {
			boolean last = past && day.plusDays(step + 14L).isAfter(end);
			// the silence of a week confirms a meeting, so only a recent one still waits
			boolean recent = day.isAfter(this.today.minusDays(7));
			meetings.add(meeting(last ? "final" : kinds.get(Math.min(i, 3)), day, recent ? "held" : "confirmed"));
			if (lazy && i == 0 || last) {
				break;
			}
			day = workday(day.plusDays(past ? step + 20L : step));
		}
		if (!past) {
			meetings.add(meeting("regular", workday(this.today.plusDays(1 + this.random.nextInt(14))), "planned"));
		}
		return meetings;
	}

	private static Map<String, Object> meeting(String kind, LocalDate day, String status) {
		return Map.of("kind", kind, "on", day.toString(), "status", status);
	}

	private Someone staff(String key, String position, int experience) {
		Names.Person name = this.names.teacher();
		LocalDate begun = this.start.minusYears(experience).plusDays(this.random.nextInt(20));
		if (begun.isAfter(this.today)) {
			begun = this.start;
		}
		LocalDate born = begun.minusYears(22 + this.random.nextInt(6)).minusDays(this.random.nextInt(300));
		LocalDate hired = (experience < 4) ? begun : begun.plusYears(this.random.nextInt(Math.max(1, experience)));
		Map<String, Object> row = person(key, name, born, "staff");
		row.put("position", position);
		if (position.equals("teacher")) {
			row.put("subject", SUBJECTS.get(this.random.nextInt(SUBJECTS.size())));
		}
		row.put("experienceSince", begun.toString());
		row.put("hiredOn", hired.toString());
		Someone someone = new Someone(key, name, born, 0, row);
		this.people.add(someone);
		return someone;
	}

	private Someone pupil(String key, int grade) {
		Names.Person name = this.names.person();
		int year = this.start.getYear() - 6 - grade;
		// born from January to August of the year in which the class turns its age by
		// September
		LocalDate born = LocalDate.of(year, 1, 10).plusDays(this.random.nextInt(225));
		Map<String, Object> row = person(key, name, born, "pupil");
		row.put("grade", grade);
		row.put("letter", List.of("А", "Б", "В").get(this.random.nextInt(3)));
		row.put("enrolledOn", this.start.minusYears(Math.min(grade - 1, 3)).toString());
		Names.Person parent = this.names.relative(name);
		Map<String, Object> representative = new LinkedHashMap<>();
		representative.put("lastName", parent.last());
		representative.put("firstName", parent.first());
		representative.put("middleName", parent.middle());
		representative.put("birthDate", born.minusYears(24 + this.random.nextInt(14)).toString());
		boolean guardian = this.random.nextInt(40) == 0;
		representative.put("kind", guardian ? "guardian" : "parent");
		if (guardian) {
			representative.put("basis", "Постановление об опеке № 12 (вымышленное)");
		}
		row.put("representative", representative);
		Someone someone = new Someone(key, name, born, grade, row);
		this.people.add(someone);
		return someone;
	}

	private static Map<String, Object> person(String key, Names.Person name, LocalDate born, String kind) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("key", key);
		row.put("lastName", name.last());
		row.put("firstName", name.first());
		row.put("middleName", name.middle());
		row.put("birthDate", born.toString());
		row.put("kind", kind);
		return row;
	}

	private void guide(Someone someone, int load, boolean adult) {
		int skill = this.random.nextInt(COMPETENCES.size());
		someone.row()
			.putIfAbsent("mentor",
					Map.of("status", "available", "maxLoad", load, "timeHoursPerMonth", adult ? 6 : 4, "competences",
							List.of(COMPETENCES.get(skill)), "competenceCodes",
							adult ? List.of("methods", COMPETENCE_CODES.get(skill)) : List.of("study_help")));
		consent(someone);
	}

	private void wanted(Someone someone, boolean young, String status) {
		Map<String, Object> profile = new LinkedHashMap<>();
		boolean pupil = someone.grade() > 0;
		profile.put("category", pupil ? "pupil" : (young ? "young_specialist" : "gaps"));
		// the registry takes people into the base; that somebody waits is said of them
		// later
		profile.put("status", "in_base");
		if (status.equals("waiting")) {
			this.waiting.add(someone);
		}
		List<String> requests = pupil ? PUPIL_REQUESTS : TEACHER_REQUESTS;
		int request = this.random.nextInt(requests.size());
		profile.put("mainRequest", requests.get(request));
		profile.put("requestCodes", List.of((pupil ? PUPIL_REQUEST_CODES : TEACHER_REQUEST_CODES).get(request)));
		profile.put("gapCodes", pupil ? List.of() : List.of(TEACHER_GAPS.get(request)));
		someone.row().putIfAbsent("mentee", profile);
		consent(someone);
	}

	/** Signed a year ago where the school began early; a few run out within the month. */
	private void consent(Someone someone) {
		LocalDate signed = this.start.minusYears(1).plusDays(3 + this.random.nextInt(15));
		Object hired = someone.row().get((someone.grade() > 0) ? "enrolledOn" : "hiredOn");
		LocalDate here = LocalDate.parse(String.valueOf(hired));
		if (signed.isBefore(here)) {
			signed = here.plusDays(3);
		}
		if (signed.isAfter(this.today)) {
			signed = this.today;
		}
		LocalDate until = (this.random.nextInt(30) == 0) ? this.today.plusDays(5 + this.random.nextInt(20))
				: this.start.plusYears(2).minusDays(1);
		someone.row().putIfAbsent("consent", Map.of("signedOn", signed.toString(), "validUntil", until.toString()));
	}

	private static LocalDate workday(LocalDate day) {
		if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
			return day.plusDays(2);
		}
		return (day.getDayOfWeek() == DayOfWeek.SUNDAY) ? day.plusDays(1) : day;
	}

	private static Long id(Map<String, Long> ids, Someone someone) {
		Long id = ids.get(someone.key());
		if (id == null) {
			throw new Complaint("The registry gave no id for row " + someone.key() + ".");
		}
		return id;
	}

}
