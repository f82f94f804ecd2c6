package ru.nastavnik.programme;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.test.IsolationTests;
import ru.nastavnik.kit.test.World;
import ru.nastavnik.programme.School.Answer;
import ru.nastavnik.programme.matching.MatchingRounds;

import static ru.nastavnik.programme.School.TODAY;

@Import({ School.class, MatchingRounds.class })
class ProgrammeIsolationTests extends IsolationTests {

	@Autowired
	private School school;

	@Autowired
	private MatchingRounds rounds;

	private long run;

	private long offer;

	private long mentorship;

	private long order;

	private long programme;

	private long template;

	private long activity;

	private long meeting;

	private long groupMeeting;

	private long change;

	private long scan;

	@Override
	protected void seed(World world) {
		this.school.organisation(world.region(), world.institute(), world.municipality(), world.school());
		person(world, 900101, "Взрослов", TODAY.minusYears(40));
		person(world, 900102, "Взрослова", TODAY.minusYears(30));
		person(world, 900103, "Детсков", TODAY.minusYears(12));
		person(world, 900104, "Взрослов", TODAY.minusYears(50));
		db().execute(
				"insert into region_setting (region_id, institute_id, organisation_id, code, value) values (%1$d, %2$d, %2$d, 'review_days', '5')"
					.formatted(world.region(), world.institute()));
		db().execute(
				"insert into region_calendar (region_id, institute_id, organisation_id, year, days_off, working_weekends, count_rule) values (%1$d, %2$d, %2$d, 2030, '{}', '{}', 'full_days')"
					.formatted(world.region(), world.institute()));
		this.mentorship = whole(world, 900102, "Взрослов");
		long ofChild = whole(world, 900103, "Детсков");
		this.groupMeeting = this.school
			.post("/group-meetings",
					groupMeeting(world.school(), "{'organisationId':" + world.school() + ",'note':'Детсков',"),
					world.curator())
			.ok()
			.id();
		this.school.put("/preferences",
				"{'organisationId':%d,'personId':900103,'role':'mentee','on':'%s','wishes':[900101],'noGo':[900102],'drew':'Детсков'}"
					.formatted(world.school(), TODAY),
				world.curator())
			.ok();
		String institute = "institute@" + world.region() + "/" + world.institute();
		this.school.organisation(world.region(), world.institute(), null, world.institute());
		this.template = this.school
			.upload("/document-templates?kind=application", "a.docx",
					this.school.file("/document-templates/blank?kind=application", institute), institute)
			.ok()
			.id();
		match(world);
		partners(world, ofChild);
		this.school.merged(world.region(), world.institute(), world.municipality(), world.school(), 900101);
		this.db()
			.execute("insert into succession_row values (%d, %d, %d, %d, 'preference', 1, 1, 2)"
				.formatted(world.region(), world.institute(), world.municipality(), world.school()));
	}

	/**
	 * The mentors of the adults work in a school that asks nothing here; those of the
	 * child, against the rule, in the sibling school, which must not read it even so.
	 */
	private void partners(World world, long ofChild) {
		db().execute("update mentorship set mentor_organisation = 108 where id = " + this.mentorship);
		db().execute("update mentorship set mentor_organisation = " + world.sibling() + " where id = " + ofChild);
		db().execute("update participant set readers = array[" + world.sibling() + "] where person_id = 900103");
	}

	/**
	 * A run of the school with a child left, and one of its municipality with an offer.
	 */
	private void match(World world) {
		person(world, 900144, "Детсков", TODAY.minusYears(12));
		this.db()
			.client()
			.sql("insert into organisation (region_id, institute_id, municipality_id, organisation_id, level, type, "
					+ "full_name, short_name, status) values (?, ?, ?, ?, 'municipality', 'municipality', 'Район', 'Район', "
					+ "'active'), (?, ?, null, ?, 'institute', 'institute', 'Институт', 'Институт', 'active') on conflict do nothing")
			.params(world.region(), world.institute(), world.municipality(), world.municipality(), world.region(),
					world.institute(), world.institute())
			.update();
		this.school
			.put("/matching/wishes",
					"{'organisationId':" + world.school()
							+ ",'menteeId':900144,'mentorId':900102,'kind':'ban','reason':'Детсков'}",
					world.curator())
			.ok();
		this.school
			.put("/matching/weights", "{'form':'other','weights':{'gap':7},'version':0}",
					"institute@" + world.region() + "/" + world.institute())
			.ok();
		String officer = "municipal@" + world.region() + "/" + world.municipality();
		this.run = this.school.post("/matching/runs", matching(world.school()), world.curator()).ok().id();
		long above = this.school.post("/matching/runs", matching(world.municipality()), officer).ok().id();
		this.rounds.all();
		String uri = "/matching/runs/" + above;
		this.school
			.post(uri + "/publication", "{'version':" + this.school.get(uri, officer).ok().body().get("version") + "}",
					officer)
			.ok();
		this.offer = this.school.get("/matching/offers?organisation=" + world.school(), world.curator())
			.ok()
			.body()
			.at("/items/0/id")
			.asLong();
		// one more waits in the queue
		this.school.post("/matching/runs", matching(world.school()), world.curator()).ok();
	}

	private static String matching(long organisation) {
		return "{'organisationId':%d,'form':'teacher_teacher','target':'nobody_left'}".formatted(organisation);
	}

	private void person(World world, long id, String name, LocalDate born) {
		this.school.person(world.region(), world.institute(), world.municipality(), world.school(), id, name, born);
	}

	private long whole(World world, long mentee, String mark) {
		LocalDate start = TODAY.minusMonths(2);
		long pair = this.school
			.post("/mentorships", School.pair(world.school(), 900101, mentee, start).replace("Освоить урок", mark),
					world.curator())
			.ok()
			.id();
		for (long person : new long[] { 900101, mentee }) {
			this.school.post("/mentorships/" + pair + "/agreement",
					"{'personId':%d,'agreed':true,'on':'%s','by':'curator'}".formatted(person, start), world.curator())
				.ok();
		}
		this.school.papers(world.school(), 900101, mentee);
		this.order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'%s','text':'%s','mentorshipIds':[%d]}"
						.formatted(world.school(), mark, mark, pair),
					world.curator())
			.ok()
			.id();
		this.school
			.put("/orders/" + this.order + "/visas",
					"{'version':0,'people':[{'account':'user-%s','name':'Куратор'}]}".formatted(world.curator()),
					world.curator())
			.ok();
		this.school.post("/orders/" + this.order + "/visa", "{'agreed':true}", world.curator()).ok();
		this.school
			.put("/order-journals",
					"{'organisationId':%d,'journal':'main','pattern':'{n}','consecutive':false,'version':%d}"
						.formatted(world.school(), (mentee == 900102) ? 0 : 1),
					world.curator())
			.ok();
		this.school
			.post("/orders/" + this.order + "/signature", "{'number':'%d','date':'%s'}".formatted(mentee, start),
					world.director())
			.ok();
		this.school
			.upload("/orders/" + this.order + "/scan", mark + ".pdf",
					"%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.UTF_8), world.curator())
			.ok();
		Answer plan = this.school
			.post("/mentorships/" + pair + "/programme",
					"{'templateId':1,'from':'%s','to':'%s','title':'%s'}".formatted(start, start.plusMonths(9), mark),
					world.curator())
			.ok();
		this.programme = plan.id();
		this.activity = plan.body().at("/activities/0/id").asLong();
		this.school
			.post("/programmes/" + this.programme + "/agreement",
					"{'side':'mentor','on':'%s','by':'curator'}".formatted(TODAY), world.curator())
			.ok();
		this.meeting = this.school
			.post("/mentorships/" + pair + "/meetings",
					"{'kind':'acquaintance','plannedOn':'%s','mode':'in_person','place':'%s'}".formatted(TODAY, mark),
					world.curator())
			.ok()
			.id();
		this.school
			.post("/meetings/" + this.meeting + "/guests",
					"{'personId':900104,'topic':'%s','consentOn':'%s','by':'curator'}".formatted(mark, TODAY),
					world.curator())
			.ok();
		this.change = change(world, pair, mark);
		db().execute("insert into former_member (region_id, institute_id, municipality_id, organisation_id, id, "
				+ "mentorship_id, person_id, role, since, until, ground, order_number, with_minors, participants) select "
				+ "region_id, institute_id, municipality_id, organisation_id, -id, id, 900104, 'mentor', starts_on, "
				+ "starts_on, 'G1', '" + mark + "', with_minors, participants from mentorship where id = " + pair);
		return pair;
	}

	private static String groupMeeting(long school, String head) {
		return head + "'form':'teacher_teacher','on':'" + TODAY
				+ "','mode':'in_person','mentorIds':[900101,900102],'menteeIds':[900103],'surveyUntil':'"
				+ TODAY.plusDays(7) + "'}";
	}

	private long change(World world, long pair, String mark) {
		long id = this.school
			.post("/mentorships/" + pair + "/replacement",
					"{'by':'curator','ground':'G5','reason':'%s','on':'%s'}".formatted(mark, TODAY), world.curator())
			.ok()
			.id();
		this.school
			.post("/changes/" + id + "/candidate",
					"{'version':0,'newMentorId':900104,'profileFits':true,'mutualInterest':true}", world.curator())
			.ok();
		this.school
			.post("/changes/" + id + "/agreement",
					"{'version':1,'personId':900104,'agreed':true,'on':'%s','by':'curator','document':'%s'}"
						.formatted(TODAY, mark),
					world.curator())
			.ok();
		this.scan = db().client()
			.sql("insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, subject_id, "
					+ "name, media_type, size, sha256, content) values (?, ?, ?, ?, 'replacement', ?, ?, "
					+ "'application/pdf', 1, '0', '0') returning id")
			.params(world.region(), world.institute(), world.municipality(), world.school(), id, mark + ".pdf")
			.query(Long.class)
			.single();
		return id;
	}

	@Override
	protected String minorMark() {
		return "Детсков";
	}

	@Override
	protected String adultMark() {
		return "Взрослов";
	}

	@Override
	protected Set<String> readableInRegion() {
		return Set.of("organisation", "region_setting", "region_calendar", "document_template");
	}

	@Override
	protected Set<String> shared() {
		// plans to start from are the platform's and tell about nobody; of a region it is
		// only known that it exists
		return Set.of("template", "template_row", "known_region");
	}

	@Override
	protected Set<String> notForPeople() {
		// a template is the same for everybody: there is no foreign one
		return Set.of("GET /feed", "GET /feed/named", "GET /templates/{id}");
	}

	/** Whoever holds a paper asks without an account. */
	@Override
	protected Set<String> open() {
		return Set.of("POST /document-checks");
	}

	@Override
	protected Map<String, Object> ids() {
		return Map.ofEntries(Map.entry("/people/{id}", 900101), Map.entry("/mentorships/{id}", this.mentorship),
				Map.entry("/orders/{id}", this.order), Map.entry("/programmes/{id}", this.programme),
				Map.entry("/activities/{id}", this.activity), Map.entry("/meetings/{id}", this.meeting),
				Map.entry("/group-meetings/{id}", this.groupMeeting), Map.entry("/matching/runs/{id}", this.run),
				Map.entry("/matching/offers/{id}", this.offer), Map.entry("/changes/{id}", this.change),
				Map.entry("/change-files/{id}", this.scan), Map.entry("/document-templates/{id}", this.template));
	}

	@Override
	protected Map<String, String> bodies() {
		String pair = School.pair(world().school(), 900101, 900102, TODAY);
		String on = "{'on':'" + TODAY + "'}";
		String plan = "{'version':0,'kind':'acquaintance','plannedOn':'" + TODAY + "','mode':'in_person'}";
		String activityBody = "{'version':0,'task':'Чужое'}";
		return Map.ofEntries(body("POST /mentorships", pair),
				body("PUT /mentorships/{id}", pair.replace("{'organisationId'", "{'version':0,'organisationId'")),
				body("POST /mentorships/{id}/agreement",
						"{'personId':900101,'agreed':true,'on':'" + TODAY + "','by':'curator'}"),
				body("POST /mentorships/{id}/replacement",
						"{'by':'curator','ground':'G5','reason':'Чужое','on':'" + TODAY + "'}"),
				body("POST /mentorships/{id}/extension",
						"{'newEnd':'" + TODAY.plusYears(3) + "','reason':'Чужое','on':'" + TODAY + "'}"),
				body("POST /mentorships/{id}/ending", "{'ground':'E3','reason':'Чужое','on':'" + TODAY + "'}"),
				body("POST /changes/{id}/no-successor", "{'version':0}"),
				body("POST /changes/{id}/review", "{'version':0,'opinion':'Чужое'}"),
				body("POST /changes/{id}/mediation", "{'version':0,'by':'Чужой','on':'" + TODAY + "','note':'Чужое'}"),
				body("POST /changes/{id}/candidate",
						"{'version':0,'newMentorId':900104,'profileFits':true,'mutualInterest':true}"),
				body("POST /changes/{id}/agreement",
						"{'personId':900104,'agreed':true,'on':'" + TODAY + "','by':'curator'}"),
				body("POST /changes/{id}/submission", "{'version':0}"),
				body("POST /changes/{id}/order", "{'version':0}"),
				body("POST /changes/{id}/rejection", "{'version':0,'reason':'Чужое'}"),
				body("POST /changes/{id}/withdrawal", "{'version':0,'reason':'Чужое'}"),
				body("POST /mentorships/{id}/employer-answer", "{'version':0,'accepted':true}"),
				body("POST /mentorships/{id}/invitation", "{'version':0,'respondBy':'" + TODAY + "'}"),
				body("POST /mentorships/{id}/completion", on), body("POST /mentorships/{id}/resumption", on),
				body("POST /mentorships/{id}/termination", "{'on':'" + TODAY + "','ground':'E2','reason':'Чужое'}"),
				body("PUT /mentorships/{id}/labour-waiver", "{'version':0,'reason':'Чужое'}"),
				body("POST /mentorships/{id}/suspension", "{'on':'" + TODAY + "','reason':'Чужое'}"),
				body("POST /mentorships/{id}/programme",
						"{'templateId':1,'from':'" + TODAY + "','to':'" + TODAY.plusMonths(6) + "'}"),
				body("POST /mentorships/{id}/meetings", plan), body("PUT /meetings/{id}", plan),
				body("POST /meetings/{id}/guests",
						"{'personId':900104,'topic':'Чужое','consentOn':'" + TODAY + "','by':'curator'}"),
				body("POST /meetings/{id}/holding", "{'heldOn':'" + TODAY + "'}"),
				body("POST /meetings/{id}/confirmation", "{'side':'mentor','by':'curator'}"),
				body("POST /meetings/{id}/cancellation", "{'reason':'Чужое'}"),
				body("POST /orders",
						"{'organisationId':" + world().school() + ",'kind':'pairing','title':'Чужое','mentorshipIds':["
								+ this.mentorship + "]}"),
				body("PUT /orders/{id}", "{'version':0,'title':'Чужое','mentorshipIds':[" + this.mentorship + "]}"),
				body("POST /orders/{id}/signature", "{'version':0,'number':'77','date':'" + TODAY + "'}"),
				body("POST /orders/{id}/cancellation", "{'reason':'Чужое'}"),
				body("POST /orders/{id}/registration", "{'number':'78','date':'" + TODAY + "'}"),
				body("PUT /orders/{id}/visas", "{'version':0,'people':[{'account':'x','name':'Чужое'}]}"),
				body("POST /orders/{id}/visa", "{'version':0,'agreed':true}"),
				body("POST /document-checks", "{'code':'0000'}"),
				body("PUT /order-journals",
						"{'organisationId':" + world().school()
								+ ",'journal':'main','pattern':'{n}','consecutive':false,'version':0}"),
				body("PUT /programmes/{id}",
						"{'version':0,'title':'Чужое','from':'" + TODAY + "','to':'" + TODAY.plusMonths(6) + "'}"),
				body("POST /programmes/{id}/agreement", "{'side':'mentor','on':'" + TODAY + "','by':'curator'}"),
				body("POST /programmes/{id}/completion", on),
				body("POST /programmes/{id}/activities", "{'task':'Чужое'}"),
				body("PUT /activities/{id}", activityBody), body("POST /activities/{id}/done", on),
				body("POST /activities/{id}/strike", "{'reason':'Чужое'}"),
				body("POST /group-meetings",
						groupMeeting(world().school(), "{'organisationId':" + world().school() + ",")),
				body("PUT /group-meetings/{id}", groupMeeting(world().school(), "{'version':0,")),
				body("PUT /group-meetings/{id}/attendance", "{'version':0,'present':[900101]}"),
				body("POST /group-meetings/{id}/cancellation", "{'version':0,'reason':'Чужое'}"),
				body("PUT /preferences",
						"{'organisationId':" + world().school() + ",'personId':900102,'role':'mentor','on':'" + TODAY
								+ "','wishes':[900103]}"),
				body("PUT /preferences/mine",
						"{'organisationId':" + world().school() + ",'role':'mentor','wishes':[900103]}"),
				body("POST /matching/runs", matching(world().school())),
				body("POST /matching/runs/{id}/choice", "{'target':'best_total','version':1}"),
				body("POST /matching/runs/{id}/moves", "{'menteeId':900101,'mentorId':null,'version':1}"),
				body("POST /matching/runs/{id}/publication", "{'version':1}"),
				body("POST /matching/runs/{id}/withdrawal", "{'version':1,'batch':1}"),
				body("PUT /matching/wishes",
						"{'organisationId':" + world().school() + ",'menteeId':900101,'mentorId':900102,'kind':'ban'}"),
				body("PUT /matching/weights", "{'form':'other','weights':{'gap':9},'version':1}"),
				body("POST /matching/weights/preview",
						"{'form':'teacher_teacher','weights':{'gap':9},'runId':" + this.run + "}"),
				body("POST /matching/offers/{id}/answer", "{'accepted':false,'reason':'Чужое'}"),
				body("POST /bulk/mentorships",
						"{'organisationId':" + world().school()
								+ ",'rows':[{'key':'a','kind':'pair','form':'teacher_teacher','goal':'Чужое','start':'"
								+ TODAY + "','plannedEnd':'" + TODAY
								+ "','mentorIds':[900101],'menteeIds':[900102],'status':'proposed'}]}"));
	}

	private static Map.Entry<String, String> body(String endpoint, String json) {
		return Map.entry(endpoint, json.replace('\'', '"'));
	}

	@Override
	protected Map<String, String> queries() {
		String school = "organisation=" + world().school();
		return Map.ofEntries(Map.entry("GET /document-templates/blank", "kind=application"),
				Map.entry("GET /document-templates/preview", "kind=application"),
				Map.entry("GET /applications", "kind=exit&" + school + "&person=900101"),
				Map.entry("GET /participants", school), Map.entry("GET /participants/shared", school),
				Map.entry("GET /order-journals", school), Map.entry("GET /mentorships", school + "&q=взрослов"),
				Map.entry("GET /matching/runs/{id}/comparison", "with=" + this.run),
				Map.entry("GET /preferences", school + "&person=900103&role=mentee"),
				Map.entry("GET /matching/runs", school), Map.entry("GET /matching/wishes", school),
				Map.entry("GET /matching/offers", school), Map.entry("GET /matching/weights", "form=teacher_teacher"),
				Map.entry("GET /matching/runs/{id}/candidates", "mentee=900101"));
	}

}
