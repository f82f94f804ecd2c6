package ru.nastavnik.local;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two fictional regions, made from a seed and written through the services' own bulk
 * endpoints, so that every rule is checked and every fact flows. The second region is
 * tiny: it is there so that one can see that neither sees the other.
 */
final class DemoRegion {

	private static final long SEED = 145;

	/** Writers at work; more only queue for the two cores and the pools. */
	private static final int PARALLEL = 3;

	/** How often in a row the figures must stand still, twice a second. */
	private static final int STILL = 6;

	/** Rows that one call may carry. */
	private static final int CALL = 5_000;

	private final Options.Size size;

	private final Ports ports;

	private final Secrets secrets;

	private final Progress progress;

	private final LocalDate today = LocalDate.now();

	private final ArrayNode accounts = Http.JSON.createArrayNode();

	private final AtomicInteger schoolsDone = new AtomicInteger();

	private final AtomicLong rows = new AtomicLong();

	private final AtomicLong trace = new AtomicLong();

	private volatile String token = "";

	private volatile long tokenTaken;

	DemoRegion(Options.Size size, Ports ports, Secrets secrets, Progress progress) {
		this.size = size;
		this.ports = ports;
		this.secrets = secrets;
		this.progress = progress;
	}

	/** An organisation as the registry knows it by now. */
	record Unit(long id, String name) {
	}

	/** A region that was opened. */
	record Region(long id, Unit ministry, Unit institute, String suffix, int number) {

		String as(String role, long organisation) {
			return role + "@" + this.id + "/" + organisation;
		}

	}

	/** Loads both regions; the answer is the list of accounts. */
	ArrayNode load() {
		Region first = open(1, "Лучезарская область", "Минобр Лучезарской области", "ИРО Лучезарской области");
		fill(first, this.size.municipalities, this.size.schools, perSchool());
		Region second = open(2, "Вересковый край", "Минобр Верескового края", "ИРО Верескового края");
		fill(second, 1, 2, new SchoolPlan.Mix(2 * 25, 2 * 60, 2 * 3, 2 * 8));
		awaitMonitoring(first);
		return this.accounts;
	}

	/** Totals of the whole region: exact, whatever the number of schools. */
	private SchoolPlan.Mix perSchool() {
		return switch (this.size) {
			case SMALL -> new SchoolPlan.Mix(20 * 25, 20 * 60, 20 * 3, 20 * 8);
			case MEDIUM -> new SchoolPlan.Mix(16_700, 143_000, 2_100, 18_000);
			case LARGE -> new SchoolPlan.Mix(16_700 * 15 / 7, 143_000 * 15 / 7, 2_100 * 15 / 7, 18_000 * 15 / 7);
		};
	}

	private Region open(int number, String name, String ministry, String institute) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("name", name);
		body.put("shortName", ministry);
		body.put("instituteName", institute);
		JsonNode made = post("registry", "/regions", "operator", body);
		long id = made.path("regionId").asLong();
		return new Region(id, new Unit(id, ministry), new Unit(made.path("instituteId").asLong(), institute),
				(number == 1) ? "" : "-r" + number, number);
	}

	private void fill(Region region, int municipalityCount, int schoolCount, SchoolPlan.Mix mix) {
		List<Unit> municipalities = municipalities(region, municipalityCount);
		List<Unit> schools = schools(region, municipalities, schoolCount);
		// a plan is made anew where it is needed: those of a whole region would fill the
		// launcher's memory
		IntFunction<SchoolPlan> plans = (i) -> new SchoolPlan(SEED * 1_000_003 * region.number() + i,
				mix.share(i, schoolCount), this.today, i);
		population(region, municipalities, schools,
				IntStream.range(0, schoolCount).mapToObj((i) -> plans.apply(i).roll()).toList());
		this.schoolsDone.set(0);
		this.rows.set(0);
		long begin = System.nanoTime();
		Map<Long, SchoolPlan.Couple> couples = new ConcurrentHashMap<>();
		Semaphore places = new Semaphore(PARALLEL);
		List<Future<?>> running = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < schoolCount; i++) {
				Unit school = schools.get(i);
				int index = i;
				running.add(threads.submit(() -> {
					places.acquire();
					try {
						couples.put(school.id(), school(region, school, plans.apply(index)));
					}
					finally {
						places.release();
					}
					report(this.schoolsDone.incrementAndGet(), schoolCount, begin);
					return null;
				}));
			}
			finish(running);
		}
		accounts(region, municipalities.getFirst(), schools.subList(0, Math.min(3, schools.size())), plans, couples);
	}

	private static void finish(List<Future<?>> running) {
		for (Future<?> one : running) {
			try {
				one.get();
			}
			catch (ExecutionException ex) {
				running.forEach((other) -> other.cancel(true));
				throw (ex.getCause() instanceof Complaint complaint) ? complaint : new IllegalStateException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new Complaint("Interrupted.", ex);
			}
		}
	}

	private void report(int done, int all, long begin) {
		double seconds = Math.max(0.1, Progress.seconds(begin));
		int filled = 24 * done / all;
		this.progress
			.passing(String.format(java.util.Locale.ROOT, "Demo region [%s%s] %,d of %,d schools, %,.0f rows/s",
					"#".repeat(filled), ".".repeat(24 - filled), done, all, this.rows.get() / seconds));
	}

	private List<Unit> municipalities(Region region, int count) {
		List<Map<String, Object>> organisations = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String name = Names.municipality(i + 30 * (region.number() - 1));
			organisations.add(organisation("m" + i, region.institute().id(), "municipality", "authority",
					"Управление образования администрации муниципального образования «" + name
							+ " муниципальный округ»",
					name + " округ"));
		}
		return organisations(region, organisations);
	}

	private List<Unit> schools(Region region, List<Unit> municipalities, int count) {
		List<Map<String, Object>> organisations = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Unit municipality = municipalities.get(i % municipalities.size());
			int number = 1 + i / municipalities.size();
			String place = municipality.name().replace(" округ", "");
			String kind = switch (i % 7) {
				case 3 -> "Гимназия";
				case 5 -> "Лицей";
				default -> "Школа";
			};
			// one name as long as real ones get, so that nobody lays out tables for short
			// ones
			String shortName = (i == 1) ? "МАОУ «Многопрофильная школа имени первых мастеров долины» № 1"
					: kind + " № " + number + " (" + place + ")";
			organisations.add(organisation("s" + i, municipality.id(), "school", "school",
					"Муниципальное бюджетное общеобразовательное учреждение «" + kind + " № " + number
							+ "» муниципального образования «" + place + " муниципальный округ»",
					shortName));
		}
		return organisations(region, organisations);
	}

	/** An organisation that stands in its place since the last school year. */
	private Map<String, Object> organisation(String key, long parent, String level, String type, String fullName,
			String shortName) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("key", key);
		row.put("parentId", parent);
		row.put("level", level);
		row.put("type", type);
		row.put("fullName", fullName);
		row.put("shortName", shortName);
		row.put("validFrom", SchoolPlan.yearStart(this.today).minusYears(1).toString());
		return row;
	}

	private List<Unit> organisations(Region region, List<Map<String, Object>> rows) {
		JsonNode ids = post("registry", "/bulk/organisations", region.as("institute", region.institute().id()),
				Map.of("rows", rows))
			.path("ids");
		return rows.stream()
			.map((row) -> new Unit(ids.path(String.valueOf(row.get("key"))).asLong(),
					String.valueOf(row.get("shortName"))))
			.toList();
	}

	private void population(Region region, List<Unit> municipalities, List<Unit> schools, List<SchoolPlan.Roll> rolls) {
		List<Map<String, Object>> figures = new ArrayList<>();
		Map<Long, long[]> residents = new LinkedHashMap<>();
		municipalities.forEach((unit) -> residents.put(unit.id(), new long[2]));
		residents.put(region.institute().id(), new long[2]);
		for (int i = 0; i < schools.size(); i++) {
			SchoolPlan.Roll roll = rolls.get(i);
			List.of(municipalities.get(i % municipalities.size()).id(), region.institute().id()).forEach((unit) -> {
				residents.getOrDefault(unit, new long[2])[0] += roll.from10to19() * 23L / 20;
				residents.getOrDefault(unit, new long[2])[1] += roll.from15to19() * 3L / 2;
			});
			// every twelfth school has not reported: its shares have no denominator
			if (i % 12 == 7) {
				continue;
			}
			boolean approved = i % 12 != 10;
			long school = schools.get(i).id();
			figures.add(figure(school, "pupils_total", roll.pupils(), approved));
			figures.add(figure(school, "pupils_10_19", roll.from10to19(), approved));
			figures.add(figure(school, "pupils_15_19", roll.from15to19(), approved));
			figures.add(figure(school, "teachers_total", roll.teachers(), approved));
			figures.add(figure(school, "young_specialists_0_3", roll.young(), approved));
		}
		residents.forEach((unit, figure) -> {
			figures.add(figure(unit, "residents_10_19", figure[0], true));
			figures.add(figure(unit, "residents_15_19", figure[1], true));
		});
		for (int from = 0; from < figures.size(); from += CALL) {
			post("registry", "/bulk/population", region.as("institute", region.institute().id()),
					Map.of("rows", figures.subList(from, Math.min(figures.size(), from + CALL))));
		}
	}

	private Map<String, Object> figure(long organisation, String category, long value, boolean approved) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("organisationId", organisation);
		row.put("asOf", SchoolPlan.yearStart(this.today).toString());
		row.put("category", category);
		row.put("value", value);
		row.put("source", "Форма ОО-1 (вымышленные данные)");
		row.put("approved", approved);
		return row;
	}

	private SchoolPlan.Couple school(Region region, Unit school, SchoolPlan plan) {
		String curator = region.as("curator", school.id());
		Map<String, Long> people = new LinkedHashMap<>();
		List<Map<String, Object>> participants = plan.participants();
		for (int from = 0; from < participants.size(); from += CALL) {
			List<Map<String, Object>> part = participants.subList(from, Math.min(participants.size(), from + CALL));
			post("registry", "/bulk/participants", curator, Map.of("organisationId", school.id(), "rows", part))
				.path("ids")
				.properties()
				.forEach((entry) -> people.put(entry.getKey(), entry.getValue().asLong()));
			this.rows.addAndGet(part.size());
		}
		List<Map<String, Object>> papers = plan.papers(people);
		if (!papers.isEmpty()) {
			post("registry", "/bulk/labour-assignments", curator,
					Map.of("organisationId", school.id(), "rows", papers));
			this.rows.addAndGet(papers.size());
		}
		send("PUT", "registry", "/organisations/" + school.id() + "/operator", curator, Map.of("address",
				"ул. Школьная, д. " + school.id() % 90, "responsible", "Директор школы", "version", 0));
		awaitParticipants(region, school, plan.menteeCount());
		for (SchoolPlan.Order order : plan.orders(people)) {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("organisationId", school.id());
			body.put("order", Map.of("number", order.number(), "date", order.date().toString(), "title",
					"О закреплении наставников и наставляемых"));
			body.put("rows", order.mentorships());
			post("programme", "/bulk/mentorships", curator + "," + region.as("director", school.id()), body);
			this.rows.addAndGet(order.mentorships().size());
		}
		for (long person : plan.waiting(people)) {
			wait(curator, person, plan.psychologist(people));
		}
		return plan.couple(people);
	}

	/** Puts a mentee for whom nobody was found on the waiting list. */
	private void wait(String curator, long person, long psychologist) {
		JsonNode mentee = Http.json(get("registry", "/people/" + person, curator)).path("mentee");
		post("registry", "/mentees/" + mentee.path("id").asLong() + "/status", curator, Map.of("to", "waiting", "on",
				this.today.toString(), "psychologistId", psychologist, "searchOn", this.today.plusDays(14).toString()));
	}

	/**
	 * Mentorships need the people, and those travel from the registry as facts.
	 */
	private void awaitParticipants(Region region, Unit school, int mentees) {
		String path = "/participants?organisation=" + school.id() + "&role=mentee&size=1";
		long end = System.nanoTime() + 120_000_000_000L;
		int expected = Math.min(mentees, 1_000);
		while (System.nanoTime() < end) {
			HttpResponse<String> answer = get("programme", path, region.as("curator", school.id()));
			if (Platform.isGood(answer) && Http.json(answer).path("total").asInt() >= expected) {
				return;
			}
			Platform.pause(150);
		}
		throw new Complaint(
				"The participants of " + school.name() + " did not reach programme-service in two minutes.");
	}

	private void accounts(Region region, Unit municipality, List<Unit> schools, IntFunction<SchoolPlan> plans,
			Map<Long, SchoolPlan.Couple> couples) {
		List<Map<String, Object>> territory = new ArrayList<>();
		Names names = new Names(SEED + region.number());
		account(territory, region, "ministry", "ministry-1", names.person().full(), region.ministry(), 0);
		account(territory, region, "institute", "institute-1", names.person().full(), region.institute(), 0);
		account(territory, region, "municipal", "municipal-1", names.person().full(), municipality, 0);
		post("registry", "/bulk/accounts",
				region.as("institute", region.institute().id()) + "," + region.as("ministry", region.id()),
				Map.of("rows", territory));
		for (int i = 0; i < schools.size(); i++) {
			Unit school = schools.get(i);
			SchoolPlan plan = plans.apply(i);
			List<Map<String, Object>> own = new ArrayList<>();
			String number = "-" + (i + 1);
			account(own, region, "curator", "curator" + number, plan.curator(), school, 0);
			account(own, region, "director", "director" + number, plan.director(), school, 0);
			account(own, region, "psychologist", "psychologist" + number, plan.psychologist(), school, 0);
			SchoolPlan.Couple couple = couples.get(school.id());
			if (couple != null) {
				account(own, region, "mentor", "mentor" + number, couple.mentorName(), school, couple.mentor());
				account(own, region, "mentee", "mentee" + number, couple.menteeName(), school, couple.mentee());
			}
			// the institute may appoint everybody, the school keeps the accounts
			post("registry", "/bulk/accounts", region.as("curator", school.id()) + ","
					+ region.as("director", school.id()) + "," + region.as("institute", region.institute().id()),
					Map.of("rows", own));
		}
	}

	private void account(List<Map<String, Object>> rows, Region region, String role, String name, String displayName,
			Unit unit, long person) {
		String username = name + region.suffix();
		String password = this.secrets.account(username);
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("username", username);
		row.put("displayName", displayName);
		row.put("password", password);
		if (!role.equals("mentee")) {
			// caught by the demonstration's own mail server
			row.put("email", username + "@demo.example");
		}
		if (person != 0) {
			row.put("personId", person);
		}
		row.put("grants", List.of(Map.of("role", role, "organisationId", unit.id(), "validFrom",
				SchoolPlan.yearStart(this.today).toString(), "basis", "Приказ о назначении (вымышленный)")));
		rows.add(row);
		ObjectNode listed = this.accounts.addObject();
		listed.put("username", username);
		listed.put("password", password);
		listed.put("role", role);
		listed.put("organisationId", unit.id());
		listed.put("organisationName", unit.name());
		listed.put("region", (region.number() == 1) ? "Лучезарская область" : "Вересковый край");
		listed.put("regionId", region.id());
		if (person != 0) {
			listed.put("personId", person);
		}
	}

	/**
	 * Returns when monitoring has taken in every fact, so that the first look is right:
	 * its readers wait for news all the time, so positions that stand still are the end.
	 */
	private void awaitMonitoring(Region region) {
		long end = System.nanoTime() + 600_000_000_000L;
		String before = "";
		int still = 0;
		while (System.nanoTime() < end && still < STILL) {
			HttpResponse<String> answer = get("monitoring", "/status", region.as("ministry", region.id()));
			if (Platform.isGood(answer)) {
				String positions = Http.json(answer)
					.valueStream()
					.map((feed) -> feed.path("feed").asString() + " " + feed.path("position").asLong())
					.toList()
					.toString();
				still = positions.equals(before) ? still + 1 : 0;
				before = positions;
				this.progress.passing("Figures are being counted: " + positions);
			}
			Platform.pause(500);
		}
		if (still < STILL) {
			throw new Complaint("monitoring-service did not catch up with the facts in ten minutes.");
		}
	}

	private JsonNode post(String service, String path, String actAs, Object body) {
		return send("POST", service, path, actAs, body);
	}

	private JsonNode send(String method, String service, String path, String actAs, Object body) {
		HttpResponse<String> answer = Http.send(method, this.ports.url(service) + path, body, headers(actAs));
		if (!Platform.isGood(answer)) {
			String text = answer.body();
			throw new Complaint(service + " refused " + method + " " + path + " as " + actAs + ": "
					+ answer.statusCode() + " " + text.substring(0, Math.min(1_500, text.length())));
		}
		return answer.body().isBlank() ? Http.JSON.createObjectNode() : Http.json(answer);
	}

	private HttpResponse<String> get(String service, String path, String actAs) {
		return Http.send("GET", this.ports.url(service) + path, null, headers(actAs));
	}

	private Map<String, String> headers(String actAs) {
		return Map.of("Authorization", "Bearer " + token(), "X-Act-As", actAs, "X-Request-Id",
				"demo-" + this.trace.incrementAndGet());
	}

	private synchronized String token() {
		if (this.token.isEmpty() || Progress.seconds(this.tokenTaken) > 200) {
			this.token = Http.token(this.ports.realmUrl() + "/protocol/openid-connect/token", Map.of("grant_type",
					"client_credentials", "client_id", "demo-loader", "client_secret", this.secrets.of("demo-loader")));
			this.tokenTaken = System.nanoTime();
		}
		return this.token;
	}

}
