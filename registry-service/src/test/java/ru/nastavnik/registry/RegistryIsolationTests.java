package ru.nastavnik.registry;

import java.time.LocalDate;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.IsolationTests;
import ru.nastavnik.kit.test.World;
import ru.nastavnik.registry.organisation.Everything;

import static org.assertj.core.api.Assertions.assertThat;

class RegistryIsolationTests extends IsolationTests {

	@Autowired
	private MockMvcTester tester;

	@Autowired
	private JsonMapper mapper;

	@Autowired
	private ru.nastavnik.registry.exchange.ExchangeRounds exchange;

	private final Map<String, Object> ids = new LinkedHashMap<>();

	private long pupil;

	@Override
	protected void seed(World world) {
		organisation(world.region(), world.region(), null, null, null, "ministry");
		organisation(world.institute(), world.region(), world.institute(), null, world.region(), "institute");
		for (long municipality : new long[] { world.municipality(), world.otherMunicipality() }) {
			organisation(municipality, world.region(), world.institute(), municipality, world.institute(),
					"municipality");
		}
		organisation(world.school(), world.region(), world.institute(), world.municipality(), world.municipality(),
				"school");
		organisation(world.sibling(), world.region(), world.institute(), world.municipality(), world.municipality(),
				"school");
		organisation(world.distant(), world.region(), world.institute(), world.otherMunicipality(),
				world.otherMunicipality(), "school");
		organisation(world.otherRegion(), world.otherRegion(), null, null, null, "ministry");
		organisation(world.otherInstitute(), world.otherRegion(), world.otherInstitute(), null, world.otherRegion(),
				"institute");
		organisation(world.foreign(), world.otherRegion(), world.otherInstitute(), null, world.otherInstitute(),
				"school");
		String curator = world.curator();
		JsonNode adult = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Пётр", "birthDate": "1980-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(world.school()));
		JsonNode minor = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Детсков", "firstName": "Олег", "birthDate": "2013-05-06",
				 "enrolment": {"grade": 6, "from": "2020-09-01"}}""".formatted(world.school()));
		this.pupil = minor.get("id").asLong();
		long person = adult.get("id").asLong();
		post(curator, "/people/" + this.pupil + "/representatives", """
				{"lastName": "Детсков", "firstName": "Иван", "birthDate": "1981-05-06", "kind": "parent"}""");
		long appointment = post(curator, "/organisations/" + world.school() + "/curators",
				"{\"personId\": %d, \"orderNumber\": \"1\", \"orderedOn\": \"2026-08-30\"}".formatted(person))
			.get(0)
			.get("id")
			.asLong();
		String institute = "institute@" + world.region() + "/" + world.institute();
		post(institute, "/dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \"Своя строка\"}");
		put(institute, "/settings", "{\"code\": \"teen_signature\", \"value\": \"false\", \"version\": 0}");
		long consent = post(curator, "/consents", "{\"personId\": %d, \"kind\": \"processing\"}".formatted(person))
			.get("id")
			.asLong();
		long mentor = post(curator, "/mentors", "{\"personId\": %d}".formatted(person)).get("id").asLong();
		long mentee = post(curator, "/mentees", """
				{"personId": %d, "category": "pupil", "mainRequest": "Детсков просит помочь",
				 "thirdParty": {"sourceRole": "other", "text": "О Детскове: Детсков"}}""".formatted(this.pupil))
			.get("id")
			.asLong();
		bases(world, curator, person, mentor, mentee);
		long population = post(curator, "/organisations/" + world.school() + "/population", """
				{"asOf": "2026-09-01", "category": "teachers_total", "value": 40, "source": "ОО-1"}""").get("id")
			.asLong();
		JsonNode account = post(world.director(), "/accounts", """
				{"username": "isolated", "displayName": "Взрослов Пётр",
				 "grants": [{"role": "curator", "organisationId": %d}]}""".formatted(world.school()));
		long colleague = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Взрослова", "firstName": "Анна", "birthDate": "1990-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2020-09-01"}}""".formatted(world.school())).get("id")
			.asLong();
		long labour = post(curator, "/labour-assignments", """
				{"organisationId": %d, "mentorId": %d, "menteeId": %d, "content": "Взрослов помогает", "form": "очная",
				 "from": "2026-09-01", "to": "2027-05-31", "paySize": "1", "payBasis": "2"}""".formatted(world.school(),
				person, colleague))
			.get("id")
			.asLong();
		long scan = send(
				this.tester.post().header("X-File-Name", "vzroslov.pdf").contentType(MediaType.APPLICATION_PDF),
				curator, "/labour-assignments/" + labour + "/files?paper=consent", "%PDF-1.4 Взрослов")
			.get("id")
			.asLong();
		this.ids.put("/labour-assignments/{id}", labour);
		this.ids.put("/labour-files/{id}", scan);
		long act = post(curator, "/acts", """
				{"organisationId": %d, "level": "institutional", "kind": "Приказ", "issuer": "Школа", "number": "1",
				 "date": "2026-09-01", "title": "О Взрослове и Детскове"}""".formatted(world.school())).get("id")
			.asLong();
		long minutes = post(curator, "/minutes", """
				{"organisationId": %d, "body": "Совет", "number": "1", "date": "2026-09-01", "agenda": "О Взрослове",
				 "decision": "О Детскове"}""".formatted(world.school())).get("id").asLong();
		for (String uri : new String[] { "/acts/" + act + "/file", "/minutes/" + minutes + "/file" }) {
			send(this.tester.post().header("X-File-Name", "a.pdf").contentType(MediaType.APPLICATION_PDF), curator, uri,
					"%PDF-1.4 Детсков");
		}
		put(curator, "/launch-conditions",
				"""
						{"organisationId": %d, "year": 2026, "item": "acts", "state": "done", "reason": "Детсков", "version": 0}"""
					.formatted(world.school()));
		post(curator, "/need-confirmations",
				"{\"organisationId\": %d, \"note\": \"О Взрослове и Детскове\"}".formatted(world.school()));
		this.ids.put("/acts/{id}", act);
		this.ids.put("/minutes/{id}", minutes);
		put("institute@" + world.region() + "/" + world.institute(), "/calendar", """
				{"year": 2026, "daysOff": ["2026-03-09"], "workingWeekends": [], "source": "ТК РФ",
				 "countRule": "full_days", "version": 0}""");
		long request = post(curator, "/data-requests",
				"""
						{"personId": %d, "kind": "access", "applicant": "self", "channel": "paper", "receivedOn": "2026-09-01"}"""
					.formatted(person))
			.get("id")
			.asLong();
		long incident = post(curator, "/incidents", """
				{"organisationId": %d, "detectedAt": "2026-09-01T10:00:00Z", "account": {"what": "Взрослов"}}"""
			.formatted(world.school())).get("id").asLong();
		db().client()
			.sql("""
					insert into destruction_act (region_id, institute_id, municipality_id, organisation_id, id, on_date, reason,
					  operator_name, subjects, subject_count, categories, method, prepared_name, approved_name, log)
					values (?, ?, ?, ?, 900, '2026-09-01', 'Взрослов', 'x', 'x', 1, '{}', 'x', 'x', 'x', '{"lines": []}')""")
			.params(world.region(), world.institute(), world.municipality(), world.school())
			.update();
		this.ids.put("/data-requests/{id}", request);
		this.ids.put("/incidents/{id}", incident);
		this.ids.put("/destruction-acts/{id}", 900);
		loadsAndExports(world);
		post(world.director(), "/invitations", "{\"accountIds\": [%d]}".formatted(account.get("id").asLong()));
		leave(world);
		told(world, account.get("id").asLong());
		personalFile(world, person);
		put(world.director(), "/organisations/" + world.school() + "/details",
				"{\"address\": \"Школьная, 1\", \"headName\": \"Директоров Пётр\", \"version\": 0}");
		this.ids.put("/organisations/{id}", world.school());
		this.ids.put("/reorganisations/{id}", reorganisation(world));
		this.ids.put("/population/{id}", population);
		// a school that no outsider of the world belongs to
		organisation(108, world.region(), world.institute(), world.municipality(), world.municipality(), "school");
		JsonNode leaver = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Иван", "birthDate": "1981-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(world.school()));
		long post = leaver.get("employments").get(0).get("id").asLong();
		this.ids.put("/leaves/{id}",
				post(curator, "/employments/" + post + "/leaves", """
						{"kind": "annual", "from": "2026-07-01", "to": "2026-07-30"}""").get("leaves")
					.get(0)
					.get("id")
					.asLong());
		this.ids.put("/transfers/{id}",
				post(curator, "/people/" + leaver.get("id").asLong() + "/transfers", """
						{"employmentId": %d, "toId": 108, "on": "%s"}""".formatted(post, LocalDate.now().plusDays(30)))
					.get("transfers")
					.get(0)
					.get("id")
					.asLong());
		post(curator, "/people/duplicates", """
				{"organisationId": %d, "lastName": "Чужов", "firstName": "Пётр", "birthDate": "1980-01-01"}"""
			.formatted(world.school()));
		JsonNode passing = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Детсков", "firstName": "Пётр", "birthDate": "2013-07-06",
				 "enrolment": {"grade": 6, "from": "2020-09-01"}}""".formatted(world.school()));
		this.ids.put("/promotions/{id}", post(curator, "/organisations/" + world.school() + "/promotions", """
				{"on": "%s", "enrolmentIds": [%d]}""".formatted(LocalDate.now(),
				passing.get("enrolments").get(0).get("id").asLong()))
			.get("id")
			.asLong());
		long twin = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Двойной", "birthDate": "1975-05-06"}"""
			.formatted(world.school())).get("id").asLong();
		long guest = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Двойной", "birthDate": "1975-05-06"}"""
			.formatted(world.school())).get("id").asLong();
		put(curator, "/people/" + guest + "/external", "{\"partnerName\": \"Взрослов и сыновья\"}");
		post(curator, "/people/" + guest + "/record-checks",
				"{\"documentOn\": \"%s\"}".formatted(LocalDate.now().minusDays(5)));
		put(curator, "/people/" + guest, """
				{"lastName": "Взрослов", "firstName": "Двойной", "middleName": "Петрович", "birthDate": "1975-05-06",
				 "version": 0}""");
		this.ids.put("/merges/{id}",
				post(curator, "/people/" + guest + "/merges", "{\"personId\": %d}".formatted(twin)).get("merges")
					.get(0)
					.get("id")
					.asLong());
		this.ids.put("/people/{id}", person);
		this.ids.put("/employments/{id}", adult.get("employments").get(0).get("id").asLong());
		this.ids.put("/enrolments/{id}", minor.get("enrolments").get(0).get("id").asLong());
		this.ids.put("/curator-appointments/{id}", appointment);
		this.ids.put("/consents/{id}", consent);
		post(curator, "/consents/" + consent + "/signature",
				"{\"signerPersonId\": %d, \"signedOn\": \"2026-09-01\", \"form\": \"paper\"}".formatted(person));
		upload(curator, "/consents/" + consent + "/scan", "%D0%92.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
		put(curator, "/organisations/" + world.school() + "/operator", "{\"address\": \"Взрослов\", \"version\": 0}");
		this.ids
			.put("/document-templates/{id}",
					upload("institute@" + world.region() + "/" + world.institute(),
							"/document-templates?kind=processing-instruction", "a.docx", instruction())
						.get("id")
						.asLong());
		this.ids.put("/mentors/{id}", mentor);
		this.ids.put("/mentees/{id}", mentee);
		this.ids.put("/accounts/{id}", account.get("id").asLong());
		this.ids.put("/grants/{id}", account.get("grants").get(0).get("id").asLong());
	}

	/** The card that everybody may see is that of somebody whose name is no mark. */
	private void bases(World world, String curator, long person, long mentor, long mentee) {
		long parent = post(curator, "/people/" + this.pupil + "/representatives", """
				{"lastName": "Детсков", "firstName": "Иван", "birthDate": "1981-05-06", "kind": "parent"}""")
			.get("representatives")
			.get(0)
			.get("personId")
			.asLong();
		sign(curator, this.pupil, parent, ", \"categories\": [\"special_needs\"]");
		put(curator, "/mentees/" + mentee + "/support", "{\"codes\": [\"tutor\"], \"note\": \"Детсков\"}");
		post(curator, "/mentors/" + mentor + "/interviews", """
				{"heldOn": "2026-09-10", "interviewer": "Взрослов", "psychologistPresent": true, "readiness": "ready",
				 "decision": "repeat"}""");
		post(curator, "/mentors/" + mentor + "/trainings", """
				{"kind": "courses", "title": "Взрослов учился", "finishedOn": "2026-09-10"}""");
		long open = post(curator, "/people", """
				{"organisationId": %d, "lastName": "Открытов", "firstName": "Пётр", "birthDate": "1980-05-06",
				 "employment": {"position": "teacher", "hiredOn": "2010-09-01"}}""".formatted(world.school())).get("id")
			.asLong();
		sign(curator, open, open, "");
		long shared = post(curator, "/mentors",
				"{\"personId\": %d, \"competenceCodes\": [\"subject\"]}".formatted(open))
			.get("id")
			.asLong();
		post(curator, "/mentors/" + shared + "/status",
				"{\"to\": \"available\", \"carriedOver\": true, \"voluntary\": true}");
		put(curator, "/mentors/" + shared + "/sharing", "{\"leave\": true}");
		for (String table : new String[] { "mentorship_link", "engagement" }) {
			boolean link = table.equals("mentorship_link");
			db().client()
				.sql("insert into " + table + " (region_id, institute_id, municipality_id, organisation_id, "
						+ (link ? "mentorship_id, status, kind, " : "live, proposed, mentees, ")
						+ "person_id, role, counterparts, form, with_minors) values (:region, :institute, :municipality, "
						+ ":school, " + (link ? "1, 'active', 'pair', " : "1, 0, 1, ")
						+ ":person, 'mentor', array[:pupil]::bigint[], 'teacher_pupil', true)")
				.param("region", world.region())
				.param("institute", world.institute())
				.param("municipality", world.municipality())
				.param("school", world.school())
				.param("person", person)
				.param("pupil", this.pupil)
				.update();
		}
		this.ids.put("/third-party-info/{id}",
				db().client()
					.sql("select id from third_party_info where mentee_id = :id")
					.param("id", mentee)
					.query(Long.class)
					.single());
	}

	private void sign(String curator, long person, long signer, String more) {
		long consent = post(curator, "/consents",
				"{\"personId\": %d, \"kind\": \"processing\"%s}".formatted(person, more))
			.get("id")
			.asLong();
		post(curator, "/consents/" + consent + "/signature",
				"{\"signerPersonId\": %d, \"signedOn\": \"2026-09-01\", \"form\": \"paper\"}".formatted(signer));
	}

	/** A checked load with a fault in it, which its worker has not begun to load. */
	private void loadsAndExports(World world) {
		String rows = """
				Фамилия;Имя;Дата рождения;Класс;Зачислен
				Детсков;Олег;06.05.2013;6;01.09.2020
				Детсков;Иван;ежегодно;6;01.09.2020
				""";
		var response = this.tester.post()
			.uri("/exchange/imports?organisation=" + world.school())
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.content(rows.getBytes(java.nio.charset.StandardCharsets.UTF_8))
			.with(As.grants(world.curator()))
			.exchange()
			.getResponse();
		long load = this.mapper.readTree(response.getContentAsByteArray()).get("id").asLong();
		put(world.curator(), "/exchange/imports/" + load + "/mapping",
				"""
						{"sheet": 0, "headerRow": 1, "version": 0, "mapping": {"0": "lastName", "1": "firstName", "2": "birthDate",
						 "3": "grade", "4": "enrolledOn"}}""");
		post(world.curator(), "/exchange/imports/" + load + "/check", "{}");
		this.exchange.round();
		post(world.curator(), "/exchange/imports/" + load + "/load", "{}");
		this.ids.put("/exchange/imports/{id}", load);
	}

	private void leave(World world) {
		db().client()
			.sql("""
					insert into minor_leave (region_id, institute_id, municipality_id, organisation_id, person_id, born, basis,
					  consent_id)
					values (:region, :institute, :municipality, :school, :person, '2013-05-06', 'Приказ о Детскове', 1)""")
			.param("region", world.region())
			.param("institute", world.institute())
			.param("municipality", world.municipality())
			.param("school", world.school())
			.param("person", this.pupil)
			.update();
	}

	/** A mentor's open access to the file of a child. */
	private void personalFile(World world, long mentor) {
		for (String sql : List.of(
				"""
						insert into file_access (id, region_id, institute_id, municipality_id, organisation_id, person_id, mentor_id,
						  purpose, asked, asked_until, status, granted, valid_until)
						values (990, :region, :institute, :municipality, :school, :person, :mentor, 'Детсков', '{gaps}', '2099-01-01',
						  'approved', '{gaps}', '2099-01-01')""",
				"""
						insert into file_view (region_id, institute_id, municipality_id, organisation_id, person_id, access_id,
						  mentor_id, item) values (:region, :institute, :municipality, :school, :person, 990, :mentor, 'gaps')""")) {
			db().client()
				.sql(sql)
				.param("region", world.region())
				.param("institute", world.institute())
				.param("municipality", world.municipality())
				.param("school", world.school())
				.param("person", this.pupil)
				.param("mentor", mentor)
				.update();
		}
		this.ids.put("/file-accesses/{id}", 990);
	}

	@Override
	protected Set<String> queues() {
		Set<String> queues = new TreeSet<>(super.queues());
		queues.add("notice");
		return queues;
	}

	/** The curator's inbox: nobody else's, so an id in it is the same as none. */
	private void told(World world, long account) {
		String caller = As.scope(world.curator()).caller();
		for (String sql : List.of("""
				insert into notification (region_id, account_id, caller, kind, title, body)
				values (:region, :account, :caller, 'consent', 'Детсков', 'Детсков')""", """
				insert into letter (region_id, account_id, kind, address, title, body)
				values (:region, :account, 'consent', :caller, 'Детсков', 'Детсков')""", """
				insert into notification_preference (region_id, caller, without_mail)
				values (:region, :caller, array['consent']) on conflict do nothing""")) {
			db().client()
				.sql(sql)
				.param("region", world.region())
				.param("account", account)
				.param("caller", caller)
				.update();
		}
		this.ids.put("/notifications/{id}",
				db().client().sql("select max(id) from notification").query(Long.class).single());
	}

	@Override
	protected Set<String> jobColumns() {
		// what the projector notes of Keycloak's answers
		return Set.of("projected_at", "known", "problem", "subject", "done_at");
	}

	@Override
	protected String minorMark() {
		return "Детсков";
	}

	@Override
	protected String adultMark() {
		return "Взрослов";
	}

	/**
	 * The directory and its counts are the region's; the queue and the duplicate guard
	 * hold numbers only.
	 */
	@Override
	protected Set<String> readableInRegion() {
		Set<String> tables = new TreeSet<>();
		tables.add("organisation");
		tables.add("organisation_placement");
		tables.add("reorganisation");
		tables.add("organisation_code");
		tables.add("document_template");
		tables.add("population");
		tables.add("population_version");
		tables.add("organisation_details");
		tables.add("person_fingerprint");
		tables.add("calendar_year");
		tables.add("dictionary_entry");
		tables.add("region_setting");
		tables.add("shared_mentor");
		return tables;
	}

	/** Whoever has a one-time code has no account that could sign in. */
	@Override
	protected Set<String> open() {
		return Set.of("POST /activations", "POST /activations/state", "POST /document-checks");
	}

	@Override
	protected Map<String, Object> ids() {
		return this.ids;
	}

	@Override
	protected Map<String, String> bodies() {
		long school = world().school();
		Map<String, String> bodies = new LinkedHashMap<>();
		bodies.put("POST /people",
				"{\"organisationId\": %d, \"lastName\": \"Чужов\", \"firstName\": \"Пётр\", \"birthDate\": \"1980-01-01\"}"
					.formatted(school));
		bodies.put("PUT /organisations/{id}/details", "{\"headName\": \"Чужов\", \"version\": 0}");
		bodies.put("PUT /population/{id}", "{\"value\": 1, \"source\": \"чужой\", \"version\": 0}");
		bodies.put("POST /population/{id}/return", "{\"reason\": \"чужая воля\"}");
		bodies.put("PUT /people/{id}",
				"{\"lastName\": \"Чужов\", \"firstName\": \"Пётр\", \"birthDate\": \"1980-01-01\", \"version\": 0}");
		bodies.put("POST /people/{id}/merges", "{\"personId\": %d}".formatted(this.pupil));
		bodies.put("PUT /people/{id}/external", "{\"partnerName\": \"Чужие\"}");
		bodies.put("POST /people/{id}/record-checks", "{\"documentOn\": \"2026-09-01\"}");
		bodies.put("POST /organisations/{id}/promotions", "{\"on\": \"2026-09-01\", \"enrolmentIds\": [%d]}"
			.formatted(((Number) this.ids.get("/enrolments/{id}")).longValue()));
		bodies.put("POST /people/duplicates", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Пётр", "birthDate": "1980-05-06"}"""
			.formatted(school));
		bodies.put("POST /people/acceptances", """
				{"organisationId": %d, "lastName": "Взрослов", "firstName": "Пётр", "birthDate": "1980-05-06",
				 "employment": {"position": "other", "hiredOn": "2020-01-01"}}""".formatted(school));
		bodies.put("POST /people/{id}/transfers", "{\"employmentId\": %d, \"toId\": 108, \"on\": \"2026-09-01\"}"
			.formatted(((Number) this.ids.get("/employments/{id}")).longValue()));
		bodies.put("POST /employments/{id}/dismissal",
				"{\"on\": \"2026-09-01\", \"reason\": \"other\", \"version\": 0}");
		bodies.put("POST /enrolments/{id}/expulsion",
				"{\"on\": \"2026-09-01\", \"reason\": \"other\", \"version\": 0}");
		bodies.put("POST /employments/{id}/leaves", "{\"kind\": \"annual\", \"from\": \"2026-09-01\"}");
		bodies.put("POST /leaves/{id}/return", "{\"on\": \"2026-07-10\"}");
		bodies.put("POST /people/{id}/employments", "{\"position\": \"other\", \"hiredOn\": \"2020-01-01\"}");
		bodies.put("POST /people/{id}/enrolments", "{\"grade\": 5, \"from\": \"2020-01-01\"}");
		bodies.put("POST /people/{id}/representatives",
				"{\"lastName\": \"Чужов\", \"firstName\": \"Пётр\", \"birthDate\": \"1980-01-01\", \"kind\": \"parent\"}");
		bodies.put("PUT /employments/{id}", "{\"position\": \"other\", \"hiredOn\": \"2020-01-01\", \"version\": 0}");
		bodies.put("PUT /enrolments/{id}", "{\"grade\": 5, \"from\": \"2021-01-01\", \"version\": 0}");
		bodies.put("POST /consents", "{\"personId\": %d, \"kind\": \"photo\"}"
			.formatted(((Number) this.ids.get("/people/{id}")).longValue()));
		bodies.put("POST /consents/{id}/signature",
				"{\"signerPersonId\": %d, \"signedOn\": \"2026-09-01\", \"form\": \"paper\"}"
					.formatted(((Number) this.ids.get("/people/{id}")).longValue()));
		bodies.put("POST /consents/{id}/destruction", "{\"on\": \"2026-09-01\", \"act\": \"чужой\"}");
		bodies.put("POST /consents/batch", "{\"organisationId\": %d, \"personIds\": [%s], \"kind\": \"photo\"}"
			.formatted(school, this.ids.get("/people/{id}")));
		bodies.put("POST /consents/signatures", "{\"ids\": [%s], \"signedOn\": \"2026-09-01\", \"form\": \"paper\"}"
			.formatted(this.ids.get("/consents/{id}")));
		bodies.put("POST /consents/signatures/cancellation",
				"{\"ids\": [%s]}".formatted(this.ids.get("/consents/{id}")));
		bodies.put("POST /document-checks", "{\"code\": \"0000\"}");
		bodies.put("POST /consents/cancellation", "{\"ids\": [%s]}".formatted(this.ids.get("/consents/{id}")));
		bodies.put("PUT /organisations/{id}/operator", "{\"address\": \"чужой\", \"version\": 1}");
		bodies.put("POST /consents/{id}/withdrawal", "{\"on\": \"2026-09-01\", \"reason\": \"чужая воля\"}");
		bodies.put("POST /mentors", "{\"personId\": %d}".formatted(this.pupil));
		bodies.put("PUT /mentors/{id}", "{\"competences\": [\"чужое\"], \"version\": 0}");
		bodies.put("POST /mentors/{id}/status", "{\"to\": \"excluded\"}");
		bodies.put("POST /mentors/{id}/interviews", """
				{"heldOn": "2026-09-10", "interviewer": "чужой", "psychologistPresent": true, "readiness": "ready",
				 "decision": "select"}""");
		bodies.put("POST /mentors/{id}/trainings",
				"{\"kind\": \"courses\", \"title\": \"чужое\", \"finishedOn\": \"2026-09-10\"}");
		bodies.put("POST /mentors/{id}/training-waiver", "{\"note\": \"чужое\"}");
		bodies.put("PUT /mentors/{id}/sharing", "{\"leave\": false}");
		bodies.put("POST /mentor-registry-orders", """
				{"organisationId": %d, "orderNumber": "666", "orderedOn": "2026-09-01", "mentorIds": [1]}"""
			.formatted(school));
		bodies.put("POST /mentees/{id}/third-party", "{\"sourceRole\": \"other\", \"text\": \"чужое\"}");
		bodies.put("PUT /mentees/{id}/support", "{\"codes\": []}");
		bodies.put("POST /mentees", """
				{"personId": %d, "category": "gaps", "mainRequest": "чужое"}"""
			.formatted(((Number) this.ids.get("/people/{id}")).longValue()));
		bodies.put("PUT /mentees/{id}", "{\"category\": \"gaps\", \"mainRequest\": \"чужое\", \"version\": 0}");
		bodies.put("POST /mentees/{id}/status", "{\"to\": \"withdrawn\"}");
		bodies.put("PUT /organisations/{id}",
				"{\"type\": \"school\", \"fullName\": \"Чужая\", \"shortName\": \"Чужая\", \"version\": 0}");
		String basis = "\"on\": \"2026-09-01\", \"basis\": {\"kind\": \"Приказ\", \"number\": \"1\", \"date\": \"2026-08-20\"}}";
		bodies.put("POST /organisations/{id}/renaming",
				"{\"fullName\": \"Чужая\", \"shortName\": \"Чужая\", \"version\": 0, " + basis);
		bodies.put("POST /organisations/{id}/move",
				"{\"parentId\": %d, ".formatted(world().otherMunicipality()) + basis);
		bodies.put("POST /organisations/{id}/merger", "{\"successorId\": %d, ".formatted(world().sibling()) + basis);
		bodies.put("POST /organisations/{id}/split",
				"{\"targetId\": %d, \"classes\": [{\"grade\": 6}], ".formatted(world().sibling()) + basis);
		bodies.put("POST /organisations/{id}/closure", "{" + basis);
		bodies.put("POST /organisations/{id}/population",
				"{\"asOf\": \"2026-09-01\", \"category\": \"pupils_total\", \"value\": 1, \"source\": \"чужое\"}");
		bodies.put("POST /organisations/{id}/curators",
				"{\"personId\": %d, \"orderNumber\": \"666\", \"orderedOn\": \"2026-09-01\"}"
					.formatted(((Number) this.ids.get("/people/{id}")).longValue()));
		bodies.put("POST /dictionary-entries", "{\"dictionary\": \"gaps\", \"name\": \"чужое\"}");
		bodies.put("PUT /dictionary-entries",
				"{\"dictionary\": \"gaps\", \"code\": \"own_1\", \"name\": \"чужое\", \"version\": 1}");
		bodies.put("PUT /dictionary-entries/order", "{\"dictionary\": \"gaps\", \"codes\": [\"methods\"]}");
		bodies.put("PUT /settings", "{\"code\": \"teen_signature\", \"value\": \"true\", \"version\": 1}");
		bodies.put("POST /accounts",
				"""
						{"username": "stranger", "displayName": "Чужой", "grants": [{"role": "curator", "organisationId": %d}]}"""
					.formatted(school));
		bodies.put("PUT /accounts/{id}", "{\"displayName\": \"Чужой\", \"version\": 0}");
		bodies.put("POST /accounts/{id}/grants",
				"{\"role\": \"psychologist\", \"organisationId\": %d}".formatted(school));
		bodies.put("POST /accounts/{id}/substitution",
				"{\"substituteId\": %d, \"role\": \"curator\", \"organisationId\": %d, \"validTo\": \"2099-01-01\", \"basis\": \"чужое\"}"
					.formatted(((Number) this.ids.get("/accounts/{id}")).longValue(), school));
		bodies.put("PUT /grants/{id}", "{\"validTo\": \"2099-01-01\", \"version\": 0}");
		bodies.put("POST /invitations",
				"{\"accountIds\": [%d]}".formatted(((Number) this.ids.get("/accounts/{id}")).longValue()));
		bodies.put("POST /account-leaves",
				"{\"personId\": %d, \"basis\": \"чужое\", \"consentId\": 1}".formatted(this.pupil));
		bodies.put("POST /activations", """
				{"username": "isolated", "code": "AAAA-AAAA-AAAA-AAAA", "password": "Password-1234"}""");
		bodies.put("POST /activations/state", "{\"username\": \"isolated\", \"code\": \"AAAA-AAAA-AAAA-AAAA\"}");
		bodies.put("POST /bulk/participants", """
				{"organisationId": %d, "rows": [{"key": "a", "lastName": "Чужов", "firstName": "Пётр",
				 "birthDate": "1980-01-01", "kind": "staff", "position": "teacher", "hiredOn": "2020-01-01"}]}"""
			.formatted(school));
		bodies.put("POST /bulk/population", """
				{"rows": [{"organisationId": %d, "asOf": "2026-09-01", "category": "pupils_total", "value": 1,
				 "source": "чужое"}]}""".formatted(school));
		bodies.put("PUT /exchange/imports/{id}/mapping", """
				{"sheet": 0, "headerRow": 1, "version": 0, "mapping": {"0": "lastName", "1": "firstName"}}""");
		bodies.put("POST /bulk/accounts", """
				{"rows": [{"username": "stranger", "displayName": "Чужой",
				 "grants": [{"role": "curator", "organisationId": %d}]}]}""".formatted(school));
		String conditions = """
				"content": "чужое", "form": "очная", "from": "2025-09-01", "to": "2026-05-31", "paySize": "1", "payBasis": "2\"""";
		String parties = "\"mentorId\": %1$d, \"menteeId\": %1$d".formatted(this.ids.get("/people/{id}"));
		bodies.put("POST /labour-assignments",
				"{\"organisationId\": %d, %s, %s}".formatted(school, parties, conditions));
		bodies.put("POST /bulk/labour-assignments", """
				{"organisationId": %d, "rows": [{%s, %s, "consentOn": "2026-01-01", "addendumNumber": "1",
				 "addendumOn": "2026-01-01"}]}""".formatted(school, parties, conditions));
		bodies.put("PUT /labour-assignments/{id}", "{%s, \"version\": 0}".formatted(conditions));
		for (String verb : new String[] { "consent", "refusal" }) {
			bodies.put("POST /labour-assignments/{id}/" + verb, "{\"on\": \"2026-09-01\"}");
		}
		bodies.put("POST /labour-assignments/{id}/addendum", "{\"number\": \"1\", \"on\": \"2026-09-01\"}");
		bodies.put("POST /labour-assignments/{id}/exemption", "{\"reason\": \"чужое\", \"reference\": \"чужое\"}");
		bodies.put("POST /labour-assignments/{id}/notice",
				"{\"by\": \"employee\", \"givenOn\": \"2026-09-01\", \"effectiveOn\": \"2026-10-01\"}");
		String law = """
				"kind": "Чужое", "issuer": "Чужое", "number": "9", "date": "2026-09-01", "title": "Чужое\"""";
		bodies.put("POST /acts", "{\"organisationId\": %d, \"level\": \"institutional\", %s}".formatted(school, law));
		bodies.put("PUT /acts/{id}", "{%s, \"version\": 0}".formatted(law));
		bodies.put("POST /acts/{id}/repeal", "{\"on\": \"2026-10-01\"}");
		bodies.put("POST /federal-acts", "{\"organisationId\": %d}".formatted(school));
		String said = """
				"body": "Чужое", "number": "9", "date": "2026-09-01", "agenda": "Чужое", "decision": "Чужое\"""";
		bodies.put("POST /minutes", "{\"organisationId\": %d, %s}".formatted(school, said));
		bodies.put("PUT /minutes/{id}", "{%s, \"version\": 0}".formatted(said));
		bodies.put("PUT /launch-conditions",
				"{\"organisationId\": %d, \"year\": 2026, \"item\": \"team\", \"state\": \"done\", \"version\": 0}"
					.formatted(school));
		bodies.put("POST /need-confirmations", "{\"organisationId\": %d}".formatted(school));
		bodies.put("POST /data-requests",
				"""
						{"personId": %d, "kind": "access", "applicant": "self", "channel": "paper", "receivedOn": "2026-09-01"}"""
					.formatted(((Number) this.ids.get("/people/{id}")).longValue()));
		bodies.put("PUT /people/{id}/data/document", "{\"others\": {}}");
		bodies.put("POST /data-requests/{id}/identity", "{\"on\": \"2026-09-01\", \"version\": 0}");
		bodies.put("POST /data-requests/{id}/extension",
				"{\"on\": \"2026-09-01\", \"reason\": \"чужое\", \"version\": 0}");
		bodies.put("POST /data-requests/{id}/answer",
				"{\"on\": \"2026-09-01\", \"outcome\": \"done\", \"answer\": \"чужое\", \"version\": 0}");
		for (String verb : new String[] { "work", "closing", "destruction", "destruction-approval" }) {
			bodies.put("POST /data-requests/{id}/" + verb, "{\"version\": 0}");
		}
		bodies.put("POST /retention", "{\"organisationId\": %d, \"personIds\": [1]}".formatted(school));
		bodies.put("POST /incidents", """
				{"organisationId": %d, "detectedAt": "2026-09-01T10:00:00Z", "account": {"what": "чужое"}}"""
			.formatted(school));
		bodies.put("PUT /incidents/{id}", "{\"account\": {\"what\": \"чужое\"}, \"version\": 0}");
		bodies.put("POST /incidents/{id}/notice", "{\"at\": \"2026-09-01T11:00:00Z\", \"version\": 0}");
		bodies.put("POST /incidents/{id}/result",
				"{\"at\": \"2026-09-01T11:00:00Z\", \"result\": \"чужое\", \"version\": 0}");
		bodies.put("POST /file-accesses",
				"{\"personId\": %d, \"purpose\": \"чужое\", \"items\": [\"gaps\"], \"until\": \"%s\"}"
					.formatted(this.pupil, LocalDate.now().plusDays(9)));
		bodies.put("POST /file-accesses/{id}/decision", "{\"approved\": false, \"note\": \"чужое\", \"version\": 0}");
		bodies.put("POST /file-accesses/{id}/ending", "{\"version\": 0}");
		bodies.put("POST /file-accesses/{id}/views", "{\"item\": \"gaps\"}");
		bodies.put("PUT /notification-preference", "{\"withoutMail\": []}");
		bodies.put("PUT /calendar", """
				{"year": 2026, "daysOff": [], "workingWeekends": [], "source": "чужое", "countRule": "full_days",
				 "version": 1}""");
		return bodies;
	}

	@Override
	protected Map<String, String> queries() {
		Map<String, String> queries = new LinkedHashMap<>();
		queries.put("GET /people", "q=детсков");
		queries.put("GET /people/{id}/merge-preview", "with=" + this.pupil);
		queries.put("GET /psychologists", "organisation=" + world().school());
		queries.put("GET /retention", "organisation=" + world().school());
		queries.put("GET /exchange/templates", "organisation=" + world().school());
		queries.put("GET /document-templates/blank", "kind=consent-processing");
		queries.put("GET /document-templates/preview", "kind=consent-processing");
		String here = "organisation=" + world().school();
		for (String path : List.of("missing", "board", "choices")) {
			queries.put("GET /consents/" + path, here);
		}
		queries.put("GET /consents/documents", "ids=" + this.ids.get("/consents/{id}"));
		queries.put("GET /consents/signers", "on=2026-09-01&ids=" + this.ids.get("/consents/{id}"));
		queries.put("GET /calendar", "year=2026");
		queries.put("GET /calendar/term", "from=2026-03-06&days=3");
		queries.put("GET /dictionary-entries/history", "dictionary=gaps&code=own_1");
		queries.put("GET /readiness", "organisation=" + world().school());
		queries.put("GET /organisations/{id}/renaming/preview", "on=2026-09-01");
		queries.put("GET /organisations/{id}/closure/preview", "on=2026-09-01");
		queries.put("GET /organisations/{id}/split/preview", "on=2026-09-01&classes=6");
		queries.put("GET /organisations/{id}/move/preview", "on=2026-09-01&parentId=" + world().otherMunicipality());
		queries.put("GET /organisations/{id}/merger/preview", "on=2026-09-01&successorId=" + world().sibling());
		queries.put("GET /labour-assignments/{id}/document", "paper=consent&format=docx");
		queries.put("GET /exchange/imports", "organisation=" + world().school());
		return queries;
	}

	private byte[] instruction() {
		return this.tester.get()
			.uri("/document-templates/blank?kind=processing-instruction")
			.with(As.grants("institute@" + world().region() + "/" + world().institute()))
			.exchange()
			.getResponse()
			.getContentAsByteArray();
	}

	private JsonNode upload(String grants, String uri, String name, byte[] content) {
		var response = this.tester.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header("X-File-Name", name)
			.content(content)
			.with(As.grants(grants))
			.exchange()
			.getResponse();
		JsonNode answer = this.mapper.readTree(response.getContentAsByteArray());
		assertThat(response.getStatus()).as(String.valueOf(answer)).isLessThan(300);
		return answer;
	}

	private void organisation(long id, long region, Long institute, Long municipality, Long parent, String level) {
		db().client()
			.sql("""
					insert into organisation (id, region_id, institute_id, municipality_id, organisation_id, parent_id, level,
					  type, full_name, short_name, name_norm)
					values (:id, :region, :institute, :municipality, :id, :parent, :level, 'school', :name, :name, :name)
					on conflict do nothing""")
			.param("id", id)
			.param("region", region)
			.param("institute", institute)
			.param("municipality", municipality)
			.param("parent", parent)
			.param("level", level)
			.param("name", level + " " + id)
			.update();
		db().client()
			.sql("""
					insert into organisation_placement (region_id, institute_id, municipality_id, organisation_id, parent_id,
					  valid_from)
					values (:region, :institute, :municipality, :id, :parent, '2020-01-01') on conflict do nothing""")
			.param("id", id)
			.param("region", region)
			.param("institute", institute)
			.param("municipality", municipality)
			.param("parent", parent)
			.update();
	}

	private long reorganisation(World world) {
		db().client()
			.sql("""
					insert into organisation_code (region_id, institute_id, municipality_id, organisation_id, kind, value, valid_to)
					values (:region, :institute, :municipality, :school, 'oktmo', '65701000', '2021-12-31')""")
			.param("region", world.region())
			.param("institute", world.institute())
			.param("municipality", world.municipality())
			.param("school", world.school())
			.update();
		long id = db().client()
			.sql("""
					insert into reorganisation (region_id, institute_id, municipality_id, organisation_id, kind, on_date,
					  basis_kind, basis_number, basis_date)
					values (:region, :institute, :municipality, :school, 'renaming', '2021-09-01', 'Приказ', '1', '2021-08-01')
					returning id""")
			.param("region", world.region())
			.param("institute", world.institute())
			.param("municipality", world.municipality())
			.param("school", world.school())
			.query(Long.class)
			.single();
		db().client()
			.sql("""
					insert into reorganisation_trace (reorganisation_id, region_id, institute_id, municipality_id,
					  organisation_id, touched)
					select id, region_id, institute_id, municipality_id, organisation_id, '{}' from reorganisation where id = :id""")
			.param("id", id)
			.update();
		return id;
	}

	@Test
	@DisplayName("a move rewrites the place of every row in every table, so a new table is never forgotten")
	void aMoveReachesEveryTable() {
		Map<String, String> before = Everything.of(db(), world().region());
		long move = reorganise("move", "\"parentId\": " + world().otherMunicipality());
		for (String table : placedTables()) {
			boolean history = HISTORY.contains(table);
			assertThat(db().count(table + " where organisation_id = " + world().school() + " and municipality_id = "
					+ world().municipality()) == 0)
				.as("%s: rows of a moved school; a table whose place is history is named in PlaceTables.HISTORY", table)
				.isEqualTo(!history);
		}
		undo(move);
		assertThat(Everything.of(db(), world().region())).isEqualTo(before);
	}

	@Test
	@DisplayName("a merger hands over every row of a person, and an undo brings every row of every table back")
	void aMergerReachesEveryTableOfPeople() {
		Map<String, String> before = Everything.of(db(), world().region());
		long merger = reorganise("merger", "\"successorId\": " + world().sibling());
		for (String table : personal()) {
			assertThat(
					db().count(table + " where organisation_id = " + world().school() + " and person_id is not null"))
				.as("%s: rows of people that stay with a merged school", table)
				.isZero();
		}
		for (String table : new String[] { "third_party_info", "mentee_support", "shared_mentor" }) {
			assertThat(db().count(table + " where organisation_id = " + world().school())).as(table).isZero();
		}
		undo(merger);
		assertThat(Everything.of(db(), world().region())).isEqualTo(before);
	}

	/** Tables whose rows keep the place that they were written in. */
	private static final Set<String> HISTORY = Set.of("organisation_placement", "audit_event", "audit_value");

	/** What ended, and what was written down, stays where it was. */
	private static final Set<String> STAYING = Set.of("employment", "enrolment", "audit_event", "audit_value");

	@Test
	@DisplayName("whatever hangs on a person's row goes where the person goes")
	void whatHangsOnAPersonHasAWayToFollow() {
		assertThat(db().client()
			.sql("""
					select distinct conrelid::regclass::text from pg_constraint where contype = 'f'
					  and confrelid::regclass::text = any (:personal) and conrelid::regclass::text = any (:placed)
					  and conrelid::regclass::text <> all (:personal) and confrelid::regclass::text <> all (:staying)""")
			.param("personal", personal().toArray(String[]::new))
			.param("placed", placedTables().toArray(String[]::new))
			.param("staying", STAYING.toArray(String[]::new))
			.query(String.class)
			.list()).as("a placed table without person_id needs a condition in PlaceTables.BY_PARENT")
			.isSubsetOf("document_template", "third_party_info", "mentee_support", "shared_mentor", "employment",
					"enrolment", "account_invitation");
	}

	private List<String> personal() {
		return placedTables().stream()
			.filter((table) -> !STAYING.contains(table))
			.filter((table) -> db()
				.count("information_schema.columns where table_schema = 'public' and column_name = 'person_id' "
						+ "and table_name = '" + table + "'") == 1)
			.toList();
	}

	private List<String> placedTables() {
		return db().client()
			.sql("""
					select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('region_id',
					  'institute_id', 'municipality_id', 'organisation_id')
					where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('outbox', 'feed')
					group by c.relname having count(*) = 4""")
			.query(String.class)
			.list();
	}

	private long reorganise(String operation, String what) {
		return post("institute@" + world().region() + "/" + world().institute(),
				"/organisations/" + world().school() + "/" + operation, "{" + what + """
						, "on": "2026-09-02", "basis": {"kind": "Приказ", "number": "1", "date": "2026-08-20"}}""")
			.get("id")
			.asLong();
	}

	private void undo(long id) {
		post("institute@" + world().region() + "/" + world().institute(), "/reorganisations/" + id + "/undo", "{}");
		db().execute("delete from reorganisation where id = " + id);
	}

	private JsonNode post(String grants, String uri, String body) {
		return send(this.tester.post().contentType(MediaType.APPLICATION_JSON), grants, uri, body);
	}

	private JsonNode put(String grants, String uri, String body) {
		return send(this.tester.put().contentType(MediaType.APPLICATION_JSON), grants, uri, body);
	}

	private JsonNode send(MockMvcTester.MockMvcRequestBuilder request, String grants, String uri, String body) {
		var response = request.uri(uri).content(body).with(As.grants(grants)).exchange().getResponse();
		JsonNode answer = this.mapper.readTree(response.getContentAsByteArray());
		assertThat(response.getStatus()).as(String.valueOf(answer)).isLessThan(300);
		return answer;
	}

}
