package ru.nastavnik.programme;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;

/**
 * A school with people, and the requests of its staff.
 */
@TestComponent
public class School {

	public static final LocalDate TODAY = LocalDate.now(java.time.ZoneId.of("Europe/Moscow"));

	private static long next = 5000;

	private final MockMvcTester mvc;

	private final Db db;

	private final JsonMapper json;

	School(MockMvcTester mvc, Db db, JsonMapper json) {
		this.mvc = mvc;
		this.db = db;
		this.json = json;
	}

	/** Opens a school in region 1; returns its id. */
	public long open() {
		long id = next++;
		organisation(1, 2L, 3L, id);
		return id;
	}

	public void organisation(long region, Long institute, Long municipality, long id) {
		this.db.client()
			.sql("insert into organisation (region_id, institute_id, municipality_id, organisation_id, level, type, "
					+ "full_name, short_name, status) values (?, ?, ?, ?, 'school', 'school', 'Школа', 'Школа', 'active') "
					+ "on conflict do nothing")
			.params(region, institute, municipality, id)
			.update();
	}

	/** A person ready to be a mentor and a mentee. */
	public long person(long school, String lastName, LocalDate born) {
		long id = next++;
		person(1, 2L, 3L, school, id, lastName, born);
		return id;
	}

	public void person(long region, Long institute, Long municipality, long school, long id, String lastName,
			LocalDate born) {
		this.db.client()
			.sql("insert into participant (region_id, institute_id, municipality_id, organisation_id, person_id, born, "
					+ "kind, mentor_status, max_load, mentee_status, consent_until, last_name, first_name, name_norm) values "
					+ "(?, ?, ?, ?, ?, ?, 'staff', 'available', 3, 'in_base', '9999-12-31', ?, 'Имя', lower(?))")
			.params(region, institute, municipality, school, id, born, lastName, lastName + " Имя")
			.update();
	}

	/** Another record of the person was merged into this one. */
	public void merged(long region, Long institute, Long municipality, long school, long id) {
		this.db.client()
			.sql("insert into person_merge_row select ?, ?, ?, ?, 'mentorship_member', m.id, ?, m.person_id "
					+ "from mentorship_member m where m.person_id = ?")
			.params(region, institute, municipality, school, id + 7000, id)
			.update();
	}

	public long adult(long school, String lastName) {
		return person(school, lastName, TODAY.minusYears(30));
	}

	public Answer get(String uri, String... grants) {
		return answer(this.mvc.get().uri(uri), null, grants);
	}

	/**
	 * Whoever signs or endorses has read the order as it stands, unless the body says
	 * another version.
	 */
	public Answer post(String uri, String body, String... grants) {
		boolean read = uri.matches("/orders/\\d+/(signature|visa)") && !body.contains("'version'");
		return answer(this.mvc.post().uri(uri), read ? versioned(uri, body) : body, grants);
	}

	private String versioned(String uri, String body) {
		int version = this.db.client()
			.sql("select coalesce((select version from mentorship_order where id = ?), 0)")
			.param(Long.valueOf(uri.split("/")[2]))
			.query(Integer.class)
			.single();
		return "{'version':" + version + (body.equals("{}") ? "}" : "," + body.substring(1));
	}

	public Answer put(String uri, String body, String... grants) {
		return answer(this.mvc.put().uri(uri), body, grants);
	}

	/** Sends a file. */
	public Answer upload(String uri, String name, byte[] content, String... grants) {
		MockHttpServletResponse response = this.mvc.post()
			.uri(uri)
			.with(As.user("user-" + String.join("+", grants), grants))
			.header("X-File-Name", java.net.URLEncoder.encode(name, StandardCharsets.UTF_8))
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.content(content)
			.exchange()
			.getResponse();
		String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		return new Answer(response.getStatus(), text, this.json.readTree(text));
	}

	/** Fetches a file. */
	public byte[] file(String uri, String... grants) {
		MockHttpServletResponse response = this.mvc.get()
			.uri(uri)
			.with(As.user("user-" + String.join("+", grants), grants))
			.exchange()
			.getResponse();
		if (response.getStatus() != 200) {
			throw new AssertionError(response.getStatus());
		}
		return response.getContentAsByteArray();
	}

	private Answer answer(MockMvcTester.MockMvcRequestBuilder request, String body, String... grants) {
		RequestPostProcessor caller = As.user("user-" + String.join("+", grants), grants);
		request.with(caller);
		if (body != null) {
			request.contentType(MediaType.APPLICATION_JSON).content(body.replace('\'', '"'));
		}
		MockHttpServletResponse response = request.exchange().getResponse();
		String text = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		return new Answer(response.getStatus(), text,
				text.isEmpty() ? this.json.createObjectNode() : this.json.readTree(text));
	}

	public static String curator(long school) {
		return "curator@1/" + school;
	}

	public static String director(long school) {
		return "director@1/" + school;
	}

	public static String mentor(long school, long person) {
		return "mentor@1/" + school + "/" + person;
	}

	public static String mentee(long school, long person) {
		return "mentee@1/" + school + "/" + person;
	}

	/** A proposal of a pair that starts on the day. */
	public static String pair(long school, long mentor, long mentee, LocalDate start) {
		return ("{'organisationId':%d,'kind':'pair','form':'teacher_teacher','methods':['one_to_one'],'goal':'Освоить урок',"
				+ "'start':'%s','plannedEnd':'%s','mentorIds':[%d],'menteeIds':[%d],"
				+ "'criteria':{'profileFits':true,'mutualInterest':true}}")
			.formatted(school, start, start.plusMonths(9), mentor, mentee);
	}

	/** Proposed and agreed by both; returns the id. */
	public long agreed(long school, long mentor, long mentee) {
		return agreed(school, mentor, mentee, "one_to_one");
	}

	private long agreed(long school, long mentor, long mentee, String method) {
		LocalDate start = TODAY.minusMonths(1);
		papers(school, mentor, mentee);
		long id = post("/mentorships", pair(school, mentor, mentee, start).replace("one_to_one", method),
				curator(school))
			.ok()
			.id();
		for (long person : new long[] { mentor, mentee }) {
			post("/mentorships/" + id + "/agreement",
					"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, start), curator(school))
				.ok();
		}
		return id;
	}

	/** Labour papers of an employee who mentors another; without an end. */
	public void papers(long school, long mentor, long mentee) {
		this.db.client()
			.sql("insert into labour (region_id, institute_id, municipality_id, organisation_id, id, mentor_id, mentee_id, "
					+ "status, term_from, exempt) select region_id, institute_id, municipality_id, organisation_id, "
					+ "coalesce((select max(id) from labour), 0) + 1, ?, ?, 'addendum_signed', '2025-03-01', false "
					+ "from organisation where organisation_id = ?")
			.params(mentor, mentee, school)
			.update();
	}

	/** Fixed by an order dated with the start; returns the id. */
	public long ordered(long school, long mentor, long mentee) {
		return ordered(school, agreed(school, mentor, mentee));
	}

	private long ordered(long school, long id) {
		long order = post("/orders",
				"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}".formatted(school,
						id),
				curator(school))
			.ok()
			.id();
		post("/orders/" + order + "/signature", "{'number':'%d','date':'%s'}".formatted(order, TODAY.minusMonths(1)),
				director(school))
			.ok();
		return id;
	}

	/** With a first meeting held; returns the id. */
	public long active(long school, long mentor, long mentee) {
		return active(school, mentor, mentee, "one_to_one");
	}

	/** The director signs what is there now; with a number the order is registered. */
	public Answer sign(long school, long order, String number) {
		int version = get("/orders/" + order, director(school)).ok().body().get("version").asInt();
		return post("/orders/" + order + "/signature",
				(number != null) ? "{'version':%d,'number':'%s','date':'%s'}".formatted(version, number, TODAY)
						: "{'version':%d}".formatted(version),
				director(school));
	}

	/** A request goes to the director. */
	public void submitted(long school, long change) {
		post("/changes/" + change + "/submission", "{'version':%d}".formatted(changeVersion(school, change)),
				curator(school))
			.ok();
	}

	/** Its order is prepared, signed and registered; the id of the order. */
	public long carriedOut(long school, long change) {
		long order = prepared(school, change);
		sign(school, order, String.valueOf(order)).ok();
		return order;
	}

	/** Ended before its time: the curator asks on E3, the director's order ends it. */
	public void terminated(long school, long pair) {
		long change = post("/mentorships/" + pair + "/ending",
				"{'on':'%s','ground':'E3','reason':'Обязанности не исполняются'}".formatted(TODAY), curator(school))
			.ok()
			.id();
		carriedOut(school, change);
	}

	/** The draft of its order. */
	public long prepared(long school, long change) {
		return post("/changes/" + change + "/order", "{'version':%d}".formatted(changeVersion(school, change)),
				curator(school))
			.ok()
			.body()
			.get("orderId")
			.asLong();
	}

	private int changeVersion(long school, long change) {
		return get("/changes/" + change, curator(school)).ok().body().get("version").asInt();
	}

	/** Works by the method. */
	public long active(long school, long mentor, long mentee, String method) {
		long id = ordered(school, agreed(school, mentor, mentee, method));
		long meeting = post("/mentorships/" + id + "/meetings",
				"{'kind':'acquaintance','plannedOn':'%s','mode':'in_person'}".formatted(TODAY.minusDays(20)),
				mentor(school, mentor))
			.ok()
			.id();
		post("/meetings/" + meeting + "/holding", "{'heldOn':'%s','durationMin':40}".formatted(TODAY.minusDays(20)),
				mentor(school, mentor))
			.ok();
		return id;
	}

	/** A programme of the pair with everybody's word, in force; the view of it. */
	public Answer programme(long school, long pair) {
		long id = post("/mentorships/" + pair + "/programme",
				"{'templateId':1,'from':'%s','to':'%s'}".formatted(TODAY.minusMonths(1), TODAY.plusMonths(6)),
				curator(school))
			.ok()
			.id();
		return approve(school, id);
	}

	/** Everybody approves the version in work. */
	public Answer approve(long school, long programme) {
		String uri = "/programmes/" + programme;
		Answer view = get(uri, curator(school)).ok();
		for (JsonNode person : view.body().get("awaited")) {
			String side = "mentee";
			for (JsonNode member : view.body().get("members")) {
				if (member.get("personId").asLong() == person.asLong()) {
					side = member.get("role").asString();
				}
			}
			post(uri + "/agreement",
					"{'side':'%s','personId':%d,'on':'%s','by':'curator'}".formatted(side, person.asLong(), TODAY),
					curator(school))
				.ok();
		}
		post(uri + "/curator-approval", null, curator(school)).ok();
		return post(uri + "/approval", null, director(school)).ok();
	}

	/** What the service answered. */
	public record Answer(int status, String text, JsonNode body) {

		public Answer ok() {
			if (this.status >= 300) {
				throw new AssertionError(this.status + " " + this.text);
			}
			return this;
		}

		public long id() {
			return this.body.get("id").asLong();
		}

		public String code() {
			return this.body.path("code").asString();
		}

		public String at(String pointer) {
			return this.body.at(pointer).asString();
		}

	}

}
