package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Blocks;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Signature and registration. An order that gets its number moves all its mentorships in
 * one transaction, or none.
 */
@Service
@Transactional
public class OrderSigning {

	private final MentorshipOrders orders;

	private final OrderDrafting drafting;

	private final OrderNumbers numbers;

	private final OrderReading reading;

	private final OrderPapers papers;

	private final JdbcClient jdbc;

	OrderSigning(MentorshipOrders orders, OrderDrafting drafting, OrderNumbers numbers, OrderReading reading,
			OrderPapers papers, JdbcClient jdbc) {
		this.papers = papers;
		this.orders = orders;
		this.drafting = drafting;
		this.numbers = numbers;
		this.reading = reading;
		this.jdbc = jdbc;
	}

	/**
	 * Signs; with a number the order is registered at once.
	 * @param version of what the director has read: nobody signs another text
	 */
	OrderView sign(long id, int version, MentorshipOrder.@Nullable Registration registration,
			@Nullable String smallSchoolReason) {
		MentorshipOrder order = hold(id);
		Outline.require(Scope.current().has(order.organisationId(), Role.DIRECTOR));
		order.demandDraft();
		StaleVersionException.check(order.version(), version, () -> this.reading.view(id));
		demandVisas(id);
		this.drafting.check(this.drafting.content(order));
		order.sign(Scope.current(), smallSchoolReason);
		this.orders.flush();
		this.papers.keep(order, Scope.current());
		if (registration != null) {
			enter(order, registration);
		}
		this.orders.flush();
		return this.reading.view(id);
	}

	/** Numbers an order that was signed before. */
	OrderView register(long id, MentorshipOrder.Registration registration) {
		MentorshipOrder order = hold(id);
		Outline.require(Scope.current().has(order.organisationId(), Role.DIRECTOR, Role.CURATOR));
		this.drafting.check(this.drafting.content(order));
		enter(order, registration);
		return this.reading.view(id);
	}

	private void enter(MentorshipOrder order, MentorshipOrder.Registration registration) {
		// first what the order itself refuses, then what the book does
		order.register(Scope.current(), registration, this.drafting.today());
		this.numbers.demandFree(order.place(), order.journal(), registration);
		numbered(registration.number(), this.orders::flush);
		if (order.amends() != null) {
			hold(order.amends()).amendBy(order.id(), order.repeals());
		}
		this.drafting.effect(order.kind()).apply(this.drafting.content(order));
	}

	/** A remark holds the order up like a visa that is not there. */
	private void demandVisas(long id) {
		List<Open> open = this.jdbc
			.sql("select name, decision is not null as remarks from order_visa where region_id = :region "
					+ "and order_id = :id and decision is distinct from 'agreed' order by id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Open.class)
			.list();
		if (!open.isEmpty()) {
			throw ProgrammeProblem.ORDER_VISA.because(
					Open.names("Приказ ещё не завизировали: ", open, false) + Open.names("Есть замечания: ", open, true)
							+ "Дождитесь виз, исправьте проект или попросите куратора изменить список виз.");
		}
	}

	/** Two who sign at once come one after the other, and the second sees the first. */
	private MentorshipOrder hold(long id) {
		this.jdbc.sql("select id from mentorship_order where region_id = :region and id = :id for no key update")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Long.class)
			.list();
		return this.orders.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** The id of an order that will be recorded. */
	public long nextId() {
		return Blocks.take(this.jdbc, "mentorship_order_seq", 1).nextLong();
	}

	/**
	 * Records an order that was signed before the platform; its mentorships are loaded
	 * with it.
	 */
	public void recordSigned(Place place, long id, String number, LocalDate date, String title,
			List<Long> mentorshipIds, boolean withMinors) {
		Scope scope = Scope.current();
		numbered(number, () -> this.jdbc
			.sql("insert into mentorship_order (region_id, institute_id, municipality_id, organisation_id, id, kind, "
					+ "number, order_date, effective_on, title, text, status, mentorship_ids, prepared_name, signed_by, "
					+ "signed_name, signed_at, registered_at, registered_name, small_school_reason, with_minors, "
					+ "created_by, updated_by) values (:region, :institute, :municipality, :organisation, :id, "
					+ "'pairing', :number, :date, :date, :title, '', 'registered', :ids, :name, :caller, :name, now(), "
					+ "now(), :name, 'Загружен ранее изданный приказ', :minors, :caller, :caller)")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("id", id)
			.param("number", number)
			.param("date", date)
			.param("title", title)
			.param("ids", mentorshipIds.toArray(Long[]::new))
			.param("name", scope.name())
			.param("caller", scope.caller())
			.param("minors", withMinors)
			.update());
	}

	/** The database decides about the number; its refusal becomes a sentence. */
	private static void numbered(String number, Runnable write) {
		try {
			write.run();
		}
		catch (DataIntegrityViolationException ex) {
			if (String.valueOf(ex.getMessage()).contains("mentorship_order_number")) {
				throw OrderNumbers.taken(number, null);
			}
			throw ex;
		}
	}

	/** A visa that is not given. */
	private record Open(String name, boolean remarks) {

		private static String names(String words, List<Open> visas, boolean remarks) {
			List<String> names = visas.stream().filter((one) -> one.remarks() == remarks).map(Open::name).toList();
			return names.isEmpty() ? "" : words + String.join(", ", names) + ". ";
		}

	}

}
