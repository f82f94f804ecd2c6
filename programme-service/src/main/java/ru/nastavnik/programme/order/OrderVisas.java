package ru.nastavnik.programme.order;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Who has to see a draft before it is signed, and what they said.
 */
@Service
@Transactional
class OrderVisas {

	private final MentorshipOrders orders;

	private final OrderReading reading;

	private final JdbcClient jdbc;

	OrderVisas(MentorshipOrders orders, OrderReading reading, JdbcClient jdbc) {
		this.orders = orders;
		this.reading = reading;
		this.jdbc = jdbc;
	}

	/** Somebody of the organisation with an account. */
	record Asked(String account, String name, @Nullable String post) {
	}

	/** The list as it shall be; visas of those who stay on it are kept. */
	OrderView ask(long id, int version, List<Asked> people) {
		MentorshipOrder order = load(id, "no key update");
		Outline.require(Scope.current().has(order.organisationId(), Role.CURATOR, Role.DIRECTOR));
		StaleVersionException.check(order.version(), version, () -> this.reading.view(id));
		order.demandDraft();
		if (people.stream().map(Asked::account).distinct().count() < people.size()) {
			throw KitProblem.INVALID.because("Каждого человека укажите один раз.").on("people");
		}
		this.jdbc.sql(
				"delete from order_visa where region_id = :region and order_id = :id and not (account = any(:accounts))")
			.param("region", order.place().region())
			.param("id", id)
			.param("accounts", people.stream().map(Asked::account).toArray(String[]::new))
			.update();
		this.jdbc
			.sql("""
					insert into order_visa (region_id, institute_id, municipality_id, organisation_id, id, order_id, account, name,
					  post, created_by)
					select o.region_id, o.institute_id, o.municipality_id, o.organisation_id, nextval('order_visa_seq'), o.id,
					  a.account, a.name, a.post, :caller
					from mentorship_order o cross join unnest(:accounts::text[], :names::text[], :posts::text[])
					  with ordinality as a (account, name, post, at)
					where o.region_id = :region and o.id = :id order by a.at
					on conflict (region_id, order_id, account) do update set name = excluded.name, post = excluded.post""")
			.param("region", order.place().region())
			.param("id", id)
			.param("caller", Scope.current().caller())
			.param("accounts", people.stream().map(Asked::account).toArray(String[]::new))
			.param("names", people.stream().map(Asked::name).toArray(String[]::new))
			.param("posts", people.stream().map(Asked::post).toArray(String[]::new))
			.update();
		// of two who change the list the second sees what the first made of it
		this.jdbc.sql("update mentorship_order set version = version + 1 where region_id = :region and id = :id")
			.param("region", order.place().region())
			.param("id", id)
			.update();
		return this.reading.view(id);
	}

	/**
	 * The caller's own visa on what the caller has read, once; a remark holds the
	 * signature up.
	 */
	OrderView give(long id, int version, boolean agreed, @Nullable String remark) {
		MentorshipOrder order = load(id, "share");
		order.demandDraft();
		if (!agreed && (remark == null || remark.isBlank())) {
			throw KitProblem.INVALID.because("Напишите замечание: что исправить в проекте.").on("remark");
		}
		demandAsked(id);
		StaleVersionException.check(order.version(), version, () -> this.reading.view(id));
		this.jdbc
			.sql("update order_visa set decision = :decision, remark = :remark, decided_at = now(), name = :name "
					+ "where region_id = :region and order_id = :id and account = :caller and decision is null")
			.param("decision", agreed ? "agreed" : "remarks")
			.param("remark", remark)
			.param("name", Scope.current().name())
			.param("region", order.place().region())
			.param("id", id)
			.param("caller", Scope.current().caller())
			.update();
		return this.reading.view(id);
	}

	private void demandAsked(long id) {
		boolean asked = this.jdbc
			.sql("select exists (select from order_visa where region_id = :region and order_id = :id "
					+ "and account = :caller and decision is null)")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("caller", Scope.current().caller())
			.query(Boolean.class)
			.single();
		if (!asked) {
			throw ProgrammeProblem.ORDER_VISA
				.because("Вашей визы этот приказ не ждёт: её не просили или вы её уже дали.");
		}
	}

	/** Waits for a signature that is under way. */
	private MentorshipOrder load(long id, String lock) {
		this.jdbc.sql("select id from mentorship_order where region_id = :region and id = :id for " + lock)
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Long.class)
			.list();
		return this.orders.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

}
