package ru.nastavnik.programme.order;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;
import ru.nastavnik.programme.School.Answer;

import static ru.nastavnik.programme.School.TODAY;

/** The register: numbers, visas, kinds, and what may happen to a signed order. */
@ServiceTest
@Import(School.class)
class OrderRegisterTests {

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transactions;

	private long id;

	private long mentor;

	private String curator;

	private String director;

	@BeforeEach
	void open() {
		this.id = this.school.open();
		this.mentor = this.school.adult(this.id, "Наставникова");
		this.curator = School.curator(this.id);
		this.director = School.director(this.id);
	}

	@Test
	@DisplayName("4.14: draft, endorsed, signed, registered, in force, superseded, each once and in this order")
	void theLifeOfAnOrder() {
		long order = reward("О поощрении");
		this.school
			.put("/orders/" + order + "/visas",
					"{'version':0,'people':[{'account':'user-%s','name':'Завуч','post':'Заместитель директора'}]}"
						.formatted(this.curator),
					this.curator)
			.ok();
		Assertions.assertThat(this.school.get("/desk", this.curator).text()).contains("order-to-endorse");
		Assertions.assertThat(this.school.get("/desk", this.director).text()).doesNotContain("order-to-sign");
		Answer early = sign(order, "{'number':'1','date':'%s'}".formatted(TODAY));
		Assertions.assertThat(early.code()).isEqualTo("programme.order.visa");
		Assertions.assertThat(early.text()).contains("Завуч");
		Assertions.assertThat(this.school.post("/orders/" + order + "/visa", "{'agreed':true}", this.director).code())
			.isEqualTo("programme.order.visa");
		Answer endorsed = this.school.post("/orders/" + order + "/visa", "{'agreed':true}", this.curator).ok();
		Assertions.assertThat(endorsed.at("/status")).isEqualTo("endorsed");
		Assertions.assertThat(sign(order, "{}").ok().at("/status")).isEqualTo("signed");
		Assertions.assertThat(this.school.get("/desk", this.curator).text()).contains("order-to-register");
		Assertions.assertThat(sign(order, "{}").code()).as("twice").isEqualTo("programme.wrong-status");
		Answer registered = this.school.post("/orders/" + order + "/registration",
				"{'number':'1','date':'%s','effectiveOn':'%s'}".formatted(TODAY, TODAY.plusDays(3)), this.curator);
		Assertions.assertThat(registered.ok().at("/status")).isEqualTo("registered");
		Assertions
			.assertThat(this.school
				.post("/orders/" + order + "/registration", "{'number':'2','date':'%s'}".formatted(TODAY), this.curator)
				.code())
			.isEqualTo("programme.wrong-status");
		long other = this.school
			.post("/orders", reward("Об отмене", ",'amends':%d,'repeals':true".formatted(order)), this.curator)
			.ok()
			.id();
		Answer repealing = sign(other, "{'number':'2','date':'%s'}".formatted(TODAY)).ok();
		Assertions.assertThat(repealing.at("/status")).isEqualTo("in_force");
		Assertions.assertThat(repealing.at("/amends/number")).isEqualTo("1");
		Answer old = this.school.get("/orders/" + order, this.curator).ok();
		Assertions.assertThat(old.at("/status")).isEqualTo("superseded");
		Assertions.assertThat(old.at("/amendments/0/number")).isEqualTo("2");
	}

	@Test
	@DisplayName("whoever is asked for a visa has it on the desk, the psychologist too; who is still waited for is named; nobody else gives it")
	void visasAreTasks() {
		String psychologist = this.curator.replace("curator", "psychologist");
		long order = reward("О визах");
		String visas = "{'version':%d,'people':[{'account':'user-%s','name':'Психологова Анна Олеговна','post':'Педагог-психолог'},"
				+ "{'account':'user-%s','name':'Завучева Инна Павловна','post':'Заместитель директора'}]}";
		this.school.put("/orders/" + order + "/visas", visas.formatted(0, psychologist, this.curator), this.curator)
			.ok();
		Assertions.assertThat(this.school.get("/desk", psychologist).text())
			.contains("order-to-endorse", "О визах", "/orders/" + order);
		Assertions.assertThat(this.school.get("/desk", this.director).text()).doesNotContain("О визах");
		this.school.post("/orders/" + order + "/visa", "{'agreed':true}", psychologist).ok();
		Assertions.assertThat(this.school.get("/desk", psychologist).text()).doesNotContain("order-to-endorse");
		Answer twice = this.school.post("/orders/" + order + "/visa", "{'agreed':true}", psychologist);
		Assertions.assertThat(twice.code()).isEqualTo("programme.order.visa");
		Assertions.assertThat(twice.text()).contains("вы её уже дали");
		Answer early = sign(order, "{}");
		Assertions.assertThat(early.text()).contains("Завучева").doesNotContain("Психологова");
		this.school.post("/orders/" + order + "/visa", "{'agreed':true}", this.curator).ok();
		Assertions.assertThat(this.school.get("/desk", this.director).text()).contains("order-to-sign");
		sign(order, "{}").ok();
		Assertions.assertThat(this.school.post("/orders/" + order + "/visa", "{'agreed':true}", psychologist).status())
			.isEqualTo(409);
	}

	@Test
	@DisplayName("signed twice, numbered twice, signed without the power or by whoever prepared it: refused in words, the order stays as it was")
	void powers() {
		long order = reward("О полномочиях");
		for (String other : new String[] { this.curator, this.curator.replace("curator", "psychologist") }) {
			Answer refused = this.school.post("/orders/" + order + "/signature", "{}", other);
			Assertions.assertThat(refused.status()).isEqualTo(403);
			Assertions.assertThat(refused.text()).contains("недоступно для вашей роли");
		}
		Assertions
			.assertThat(this.school.post("/orders/" + order + "/signature", "{}", School.director(this.school.open()))
				.status())
			.isEqualTo(404);
		sign(order, "{}").ok();
		Answer twice = sign(order, "{}");
		Assertions.assertThat(twice.status()).isEqualTo(409);
		Assertions.assertThat(twice.text()).contains("Подписанный или отменённый приказ изменить нельзя");
		String number = "{'number':'П-1','date':'%s'}".formatted(TODAY);
		this.school.post("/orders/" + order + "/registration", number, this.curator).ok();
		Answer again = this.school.post("/orders/" + order + "/registration", number, this.curator);
		Assertions.assertThat(again.status()).isEqualTo(409);
		Assertions.assertThat(again.text()).contains("у которого его ещё нет");
		Assertions.assertThat(this.school.get("/orders/" + order, this.curator).ok().at("/number")).isEqualTo("П-1");
	}

	@Test
	@DisplayName("4.14: an order that is changed in part stays in force and names what changed it")
	void supersededInPart() {
		long order = registered("О поощрении", "5");
		long other = this.school.post("/orders", reward("О дополнении", ",'amends':%d".formatted(order)), this.curator)
			.ok()
			.id();
		sign(other, "{'number':'6','date':'%s'}".formatted(TODAY)).ok();
		Answer old = this.school.get("/orders/" + order, this.curator).ok();
		Assertions.assertThat(old.at("/status")).isEqualTo("in_force");
		Assertions.assertThat(old.at("/amendments/0/whole")).isEqualTo("false");
		long foreign = this.school.open();
		Assertions
			.assertThat(this.school.post("/orders",
					reward("Чужой", ",'amends':%d".formatted(order)).replace("'organisationId':" + this.id,
							"'organisationId':" + foreign),
					School.curator(foreign))
				.code())
			.isEqualTo("programme.order.content");
	}

	@Test
	@DisplayName("nobody signs or endorses another text than the one they have read")
	void whatWasRead() {
		long order = reward("О поощрении");
		this.school.put("/orders/" + order + "/visas",
				"{'version':0,'people':[{'account':'user-%s','name':'Завуч'}]}".formatted(this.curator), this.curator)
			.ok();
		Assertions
			.assertThat(
					this.school.put("/orders/" + order + "/visas", "{'version':0,'people':[]}", this.curator).code())
			.as("of two who change the list one is told")
			.isEqualTo("stale");
		String changed = reward("О поощрении всех", "").replace("'kind':'reward',", "")
			.replace("'organisationId':" + this.id, "'version':1");
		this.school.put("/orders/" + order, changed, this.curator).ok();
		Answer visa = this.school.post("/orders/" + order + "/visa", "{'version':1,'agreed':true}", this.curator);
		Assertions.assertThat(visa.code()).isEqualTo("stale");
		this.school.post("/orders/" + order + "/visa", "{'version':2,'agreed':true}", this.curator).ok();
		Answer signed = sign(order, "{'version':0,'number':'1','date':'%s'}".formatted(TODAY));
		Assertions.assertThat(signed.code()).isEqualTo("stale");
		Assertions.assertThat(signed.at("/current/title")).isEqualTo("О поощрении всех");
		sign(order, "{'version':2,'number':'1','date':'%s'}".formatted(TODAY)).ok();
	}

	@Test
	@DisplayName("4.14: whoever changed the draft does not sign it without a reason either")
	void whoChangedIt() {
		long order = reward("О поощрении");
		String[] grants = { this.curator, this.director };
		String changed = reward("О поощрении всех", "").replace("'kind':'reward',", "")
			.replace("'organisationId':" + this.id, "'version':0");
		this.school.put("/orders/" + order, changed, grants).ok();
		String number = "{'number':'1','date':'%s'}".formatted(TODAY);
		Assertions.assertThat(this.school.post("/orders/" + order + "/signature", number, grants).code())
			.isEqualTo("programme.order.separation");
		this.school
			.post("/orders/" + order + "/signature", number.replace("}", ",'smallSchoolReason':'Один сотрудник'}"),
					grants)
			.ok();
	}

	@Test
	@DisplayName("a payload that cannot be read is refused at its field, not printed later")
	void unreadablePayload() {
		Answer nobody = this.school.post("/orders",
				"{'organisationId':%d,'kind':'reward','title':'О поощрении','payload':{'people':[null]}}"
					.formatted(this.id),
				this.curator);
		Assertions.assertThat(nobody.status()).isEqualTo(422);
		long pair = this.school.agreed(this.id, this.school.adult(this.id, "Наставникова"),
				this.school.adult(this.id, "Ученикова"));
		Answer date = this.school.post("/orders",
				"{'organisationId':%d,'kind':'pairing','title':'О парах','mentorshipIds':[%d],'payload':{'from':'завтра'}}"
					.formatted(this.id, pair),
				this.curator);
		Assertions.assertThat(date.status()).isEqualTo(422);
		Assertions.assertThat(date.at("/violations/0/field")).isEqualTo("from");
	}

	@Test
	@DisplayName("BR-035: an order that fixes a pair is not older than the words it rests on")
	void notBeforeTheAgreement() {
		long pair = this.school.agreed(this.id, this.school.adult(this.id, "Наставникова"),
				this.school.adult(this.id, "Ученикова"));
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О парах','mentorshipIds':[%d]}".formatted(this.id,
							pair),
					this.curator)
			.ok()
			.id();
		Answer early = sign(order, "{'number':'1','date':'%s'}".formatted(TODAY.minusMonths(1).minusDays(1)));
		Assertions.assertThat(early.status()).isEqualTo(422);
		Assertions.assertThat(early.at("/violations/0/field")).isEqualTo("date");
		sign(order, "{'number':'1','date':'%s'}".formatted(TODAY.minusMonths(1))).ok();
	}

	@Test
	@DisplayName("a remark holds the signature up, and a change asks for the visas again")
	void aRemark() {
		long order = reward("О поощрении");
		this.school.put("/orders/" + order + "/visas",
				"{'version':0,'people':[{'account':'user-%s','name':'Завуч'}]}".formatted(this.curator), this.curator)
			.ok();
		Assertions.assertThat(this.school.post("/orders/" + order + "/visa", "{'agreed':false}", this.curator).status())
			.isEqualTo(400);
		Answer view = this.school.post("/orders/" + order + "/visa", "{'agreed':false,'remark':'Нет повода'}",
				this.curator);
		Assertions.assertThat(view.ok().at("/visas/0/remark")).isEqualTo("Нет повода");
		Assertions.assertThat(view.at("/status")).isEqualTo("draft");
		Answer held = sign(order, "{'number':'1','date':'%s'}".formatted(TODAY));
		Assertions.assertThat(held.code()).isEqualTo("programme.order.visa");
		Assertions.assertThat(held.text()).contains("Есть замечания: Тестовый пользователь");
		String changed = reward("О поощрении наставников", "").replace("'kind':'reward',", "")
			.replace("'organisationId':" + this.id, "'version':1");
		Answer again = this.school.put("/orders/" + order, changed, this.curator).ok();
		Assertions.assertThat(again.body().at("/visas/0/decision").isNull()).isTrue();
	}

	@Test
	@DisplayName("4.14: the next number follows the school's own pattern; gaps and doubles are refused with words")
	void numbers() {
		registered("Первый", "7-од");
		Assertions.assertThat(journal().at("/0/next")).isEqualTo("8-од");
		this.school
			.put("/order-journals",
					"{'organisationId':%d,'journal':'main','pattern':'{n}-од','consecutive':true,'version':0}"
						.formatted(this.id),
					this.director)
			.ok();
		long order = reward("Второй");
		Answer gap = sign(order, "{'number':'10-од','date':'%s'}".formatted(TODAY));
		Assertions.assertThat(gap.code()).isEqualTo("programme.order.number-gap");
		Assertions.assertThat(gap.text()).contains("следующий 8-од");
		Answer twice = sign(order, "{'number':'7-ОД','date':'%s'}".formatted(TODAY));
		Assertions.assertThat(twice.code()).isEqualTo("programme.order.number-taken");
		Assertions.assertThat(twice.text()).contains("8-од");
		Assertions.assertThat(sign(order, "{'number':'восемь','date':'%s'}".formatted(TODAY)).code())
			.isEqualTo("programme.order.number-gap");
		Answer with = sign(order,
				"{'number':'10-од','date':'%s','gapReason':'8 и 9 по хозяйственной части'}".formatted(TODAY));
		Assertions.assertThat(with.ok().at("/gapReason")).isEqualTo("8 и 9 по хозяйственной части");
		long staff = this.school.post("/orders", reward("По личному составу", ",'journal':'staff'"), this.curator)
			.ok()
			.id();
		sign(staff, "{'number':'7-од','date':'%s'}".formatted(TODAY)).ok();
		Assertions
			.assertThat(
					this.school
						.put("/order-journals",
								"{'organisationId':%d,'journal':'main','pattern':'од','consecutive':true,'version':1}"
									.formatted(this.id),
								this.director)
						.code())
			.isEqualTo("programme.order.number-pattern");
		Assertions.assertThat(new NumberPattern("{n}/{yy}-н").count("012/26-Н", 2026)).isEqualTo(12);
		Assertions.assertThat(NumberPattern.of("4/2026-н", 2026).text()).isEqualTo("{n}/{yyyy}-н");
		Assertions.assertThat(NumberPattern.of("26/26", 2026).text()).isEqualTo("{n}/{yy}");
	}

	@Test
	@DisplayName("two directors at once: one gets the number, the other is told the next; the draft is kept")
	void theRaceForANumber() throws Exception {
		List<Long> orders = new ArrayList<>();
		for (int count = 0; count < 4; count++) {
			orders.add(reward("Гонка " + count));
		}
		List<Callable<Answer>> calls = new ArrayList<>();
		orders.forEach((order) -> calls.add(() -> sign(order, "{'number':'1','date':'%s'}".formatted(TODAY))));
		calls.add(() -> sign(orders.getFirst(), "{'number':'2','date':'%s'}".formatted(TODAY)));
		int done = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
			for (Future<Answer> future : threads.invokeAll(calls)) {
				Answer answer = future.get();
				done += (answer.status() < 300) ? 1 : 0;
				Assertions.assertThat(answer.status()).isIn(200, 409);
			}
		}
		Assertions.assertThat(done).isBetween(1, 2);
		Assertions.assertThat(this.db.count("mentorship_order where number = '1' and organisation_id = " + this.id))
			.isLessThanOrEqualTo(1);
		Assertions
			.assertThat(this.db.count("mentorship_order where number is not null and organisation_id = " + this.id))
			.isEqualTo(done);
		Assertions.assertThat(this.db.count("mentorship_order where status = 'draft' and organisation_id = " + this.id))
			.isEqualTo(4 - done);
	}

	@Test
	@DisplayName("BR-035: the database refuses to change or delete a signed order")
	void aSignedOrderIsImmutable() {
		long order = registered("О поощрении", "3");
		Scope scope = Scope.of("user", "Директор", List.of(Grant.parse(this.director).orElseThrow()), 1L);
		for (String sql : new String[] { "update mentorship_order set text = 'Другое' where id = ",
				"update mentorship_order set number = '4' where id = ",
				"update mentorship_order set payload = '{}' where id = ",
				"update mentorship_order set mentorship_ids = '{1}' where id = ",
				"update mentorship_order set status = 'draft' where id = ",
				"update mentorship_order set signed_name = 'Другой' where id = ",
				"delete from mentorship_order where id = " }) {
			Assertions
				.assertThatThrownBy(() -> Scope.run(scope,
						() -> this.transactions.executeWithoutResult((status) -> this.jdbc.sql(sql + order).update())))
				.as(sql)
				.hasMessageContaining("is signed");
		}
		Assertions.assertThat(this.db.count("mentorship_order where number = '3' and id = " + order)).isOne();
	}

	@Test
	@DisplayName("BR-036: the date of an order is not after work meetings, and an acquaintance may precede it")
	void theDateOfAnOrder() {
		long mentee = this.school.adult(this.id, "Ученикова");
		long pair = this.school.agreed(this.id, this.mentor, mentee);
		String meeting = "{'kind':'%s','plannedOn':'%s','mode':'in_person'}";
		String uri = "/mentorships/" + pair + "/meetings";
		this.school.post(uri, meeting.formatted("acquaintance", TODAY.minusDays(9)), this.curator).ok();
		Assertions.assertThat(this.school.post(uri, meeting.formatted("trial", TODAY), this.curator).code())
			.as("no order yet")
			.isEqualTo("programme.meeting.before-order");
		long order = this.school
			.post("/orders",
					"{'organisationId':%d,'kind':'pairing','title':'О закреплении','mentorshipIds':[%d]}"
						.formatted(this.id, pair),
					this.curator)
			.ok()
			.id();
		Assertions.assertThat(sign(order, "{'number':'1','date':'%s'}".formatted(TODAY.plusDays(1))).code())
			.isEqualTo("programme.dates");
		sign(order, "{'number':'1','date':'%s'}".formatted(TODAY.minusDays(2))).ok();
		Assertions
			.assertThat(this.school.post(uri, meeting.formatted("trial", TODAY.minusDays(3)), this.curator).code())
			.isEqualTo("programme.meeting.before-order");
		this.school.post(uri, meeting.formatted("trial", TODAY.minusDays(2)), this.curator).ok();
	}

	@Test
	@DisplayName("orders on people are refused without people, with strangers and with a term that ends before it begins")
	void ordersOnPeople() {
		String base = "{'organisationId':%d,'kind':'%s','title':'О людях','payload':%s}";
		for (String[] one : new String[][] { { "curator", "{}", "people" },
				{ "training", "{'people':[{'personId':%d}]}".formatted(this.mentor), "subject" },
				{ "mentor_registry", "{'people':[{'personId':1}]}", "people" },
				{ "reward", "{'people':'все'}", "people" },
				{ "curator", "{'people':[{'personId':%d}],'from':'%s','to':'%s'}".formatted(this.mentor, TODAY,
						TODAY.minusDays(1)), "to" } }) {
			Answer answer = this.school.post("/orders", base.formatted(this.id, one[0], one[1]), this.curator);
			Assertions.assertThat(answer.code()).as(one[1]).isEqualTo("programme.order.content");
			Assertions.assertThat(answer.at("/violations/0/field")).as(one[1]).isEqualTo(one[2]);
		}
		Answer shown = this.school.get("/orders/" + reward("О поощрении"), this.curator).ok();
		Assertions.assertThat(shown.at("/people/0/name")).startsWith("Наставникова");
		Assertions.assertThat(shown.at("/people/0/note")).isEqualTo("Благодарность");
	}

	@Test
	@DisplayName("the list is filtered by year, kind, state and number")
	void filters() {
		registered("О поощрении", "31-н");
		reward("Проект");
		String list = "/orders?organisation=" + this.id;
		Assertions.assertThat(count(list)).isEqualTo(2);
		Assertions.assertThat(count(list + "&status=in_force")).isOne();
		Assertions.assertThat(count(list + "&q=31-Н")).isOne();
		Assertions.assertThat(count(list + "&kind=pairing")).isZero();
		Assertions.assertThat(count(list + "&kind=reward&year=" + TODAY.getYear())).isEqualTo(2);
		Assertions.assertThat(count(list + "&year=2001")).isZero();
		Assertions.assertThat(this.school.get(list + "&kind=nothing", this.curator).status()).isEqualTo(400);
	}

	private int count(String uri) {
		return this.school.get(uri, this.curator).ok().body().get("items").size();
	}

	private Answer journal() {
		return this.school.get("/order-journals?organisation=" + this.id, this.curator).ok();
	}

	private Answer sign(long order, String body) {
		return this.school.post("/orders/" + order + "/signature", body, this.director);
	}

	private long registered(String title, String number) {
		long order = reward(title);
		sign(order, "{'number':'%s','date':'%s'}".formatted(number, TODAY)).ok();
		return order;
	}

	private long reward(String title) {
		return this.school.post("/orders", reward(title, ""), this.curator).ok().id();
	}

	private String reward(String title, String more) {
		return "{'organisationId':%d,'kind':'reward','title':'%s','payload':{'people':[{'personId':%d,'note':'Благодарность'}]}%s}"
			.formatted(this.id, title, this.mentor, more);
	}

}
