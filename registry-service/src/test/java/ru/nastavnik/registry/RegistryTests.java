package ru.nastavnik.registry;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;

/**
 * A region of its own for each test: an institute, a municipality and two schools.
 */
@ServiceTest
public abstract class RegistryTests {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	@Autowired
	protected MockMvcTester mvc;

	@Autowired
	protected JsonMapper json;

	@Autowired
	protected Db db;

	protected long region;

	protected long instituteId;

	protected long municipality;

	protected long school;

	protected long sibling;

	/** Grants of usual callers. */
	protected String institute = "";

	protected String municipal = "";

	protected String curator = "";

	protected String director = "";

	protected String psychologist = "";

	/** An answer of the service. */
	public record Answer(int status, JsonNode body) {

		public Answer is(int expected) {
			Assertions.assertThat(this.status).as(String.valueOf(this.body)).isEqualTo(expected);
			return this;
		}

		public long id() {
			return this.body.get("id").asLong();
		}

		public String code() {
			return this.body.get("code").asString();
		}

		/** The refusal's field and message. */
		public String violations() {
			return this.body.get("violations").toString();
		}

	}

	@BeforeEach
	protected void openRegion() {
		int number = NUMBER.incrementAndGet();
		JsonNode opened = post("operator", "/regions", """
				{"name": "Министерство образования %1$d", "shortName": "Минобр %1$d",
				 "instituteName": "Институт развития образования %1$d"}""".formatted(number)).is(201).body();
		this.region = opened.get("regionId").asLong();
		this.instituteId = opened.get("instituteId").asLong();
		this.institute = "institute@" + this.region + "/" + this.instituteId;
		this.municipality = organisation(this.instituteId, "municipality", "authority", "Заречный район");
		this.school = organisation(this.municipality, "school", "school", "Школа № 12");
		this.sibling = organisation(this.municipality, "school", "school", "Школа № 13");
		curatorIsAppointed(this.school);
		curatorIsAppointed(this.sibling);
		this.municipal = "municipal@" + this.region + "/" + this.municipality;
		this.curator = "curator@" + this.region + "/" + this.school;
		this.director = "director@" + this.region + "/" + this.school;
		this.psychologist = "psychologist@" + this.region + "/" + this.school;
	}

	/**
	 * BR-014: without the order nobody is entered into the bases; its person is of no
	 * interest here.
	 */
	protected void curatorIsAppointed(long organisation) {
		this.db.client().sql("""
				insert into curator_appointment (id, region_id, institute_id, municipality_id, organisation_id,
				  academic_year, order_number, ordered_on)
				select -o.id, o.region_id, o.institute_id, o.municipality_id, o.id,
				  extract(year from current_date - interval '8 months'), '1', current_date from organisation o
				where o.id = :organisation""").param("organisation", organisation).update();
	}

	protected long organisation(long parent, String level, String type, String name) {
		return post(this.institute, "/organisations", """
				{"parentId": %d, "level": "%s", "type": "%s", "fullName": "%s полностью", "shortName": "%s"}"""
			.formatted(parent, level, type, name, name)).is(201).id();
	}

	protected long teacher(String lastName) {
		return post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "%s", "firstName": "Мария", "middleName": "Петровна",
				 "birthDate": "1980-05-06", "employment": {"position": "teacher", "hiredOn": "2010-09-01",
				 "experienceSince": "2002-09-01"}}""".formatted(this.school, lastName)).is(201).id();
	}

	protected long pupil(String lastName) {
		return post(this.curator, "/people", """
				{"organisationId": %d, "lastName": "%s", "firstName": "Анна", "birthDate": "2012-02-03",
				 "enrolment": {"grade": 7, "letter": "Б", "from": "2019-09-01"}}""".formatted(this.school, lastName))
			.is(201)
			.id();
	}

	protected long parentOf(long pupil) {
		return post(this.curator, "/people/" + pupil + "/representatives", """
				{"lastName": "Родителев", "firstName": "Пётр", "birthDate": "1980-02-03", "kind": "parent"}""").is(201)
			.body()
			.get("representatives")
			.get(0)
			.get("personId")
			.asLong();
	}

	protected Answer signed(long person, long signer, String on) {
		long consent = post(this.curator, "/consents", """
				{"personId": %d, "kind": "processing"}""".formatted(person)).is(201).id();
		return post(this.curator, "/consents/" + consent + "/signature", """
				{"signerPersonId": %d, "signedOn": "%s", "form": "paper"}""".formatted(signer, on));
	}

	protected Answer delete(String grants, String uri) {
		return send(grants, HttpMethod.DELETE, uri, "");
	}

	protected Answer get(String grants, String uri) {
		return send(grants, HttpMethod.GET, uri, "");
	}

	protected Answer post(String grants, String uri, String body) {
		return send(grants, HttpMethod.POST, uri, body);
	}

	protected Answer put(String grants, String uri, String body) {
		return send(grants, HttpMethod.PUT, uri, body);
	}

	protected Answer send(String grants, HttpMethod method, String uri, String body) {
		String[] parts = uri.split("\\?", 2);
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.method(method)
			.uri(parts[0])
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.with(As.grants(grants.split(",")));
		if (parts.length > 1) {
			for (String pair : parts[1].split("&")) {
				String[] nameAndValue = pair.split("=", 2);
				request = request.param(nameAndValue[0], nameAndValue[1]);
			}
		}
		MockHttpServletResponse response = request.exchange().getResponse();
		String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		return new Answer(response.getStatus(), this.json.readTree(text.isEmpty() ? "{}" : text));
	}

	/** The data of the newest fact about a subject, from outbox or feed. */
	protected JsonNode lastFact(String type, long subject) {
		return this.json.readTree(this.db.client()
			.sql("""
					select data::text from (select id, time, data from outbox where type = :type and subject = :subject
					  union all select position, time, data from feed where type = :type and subject = :subject) f
					order by time desc limit 1""")
			.param("type", type)
			.param("subject", subject)
			.query(String.class)
			.single());
	}

}
