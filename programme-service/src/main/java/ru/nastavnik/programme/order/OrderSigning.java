package ru.nastavnik.programme.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Blocks;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.mentorship.LabourDemand;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.ReadersChanged;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.mentorship.Terms;
import ru.nastavnik.programme.organisation.Organisations;

/**
 * Every verb of an order. Signing moves all its mentorships in one transaction.
 */
@Service
@Transactional
public class OrderSigning {

	private static final Map<String, String> SORTS = Map.of("date", "o.order_date", "number", "o.number", "status",
			"o.status", "title", "o.title", "id", "o.id");

	private final MentorshipOrders orders;

	private final Pairing pairing;

	private final LabourDemand labour;

	private final MentorshipReading mentorships;

	private final Organisations organisations;

	private final JdbcClient jdbc;

	private final Clock clock;

	OrderSigning(MentorshipOrders orders, Pairing pairing, LabourDemand labour, MentorshipReading mentorships,
			Organisations organisations, JdbcClient jdbc, Clock clock) {
		this.orders = orders;
		this.pairing = pairing;
		this.labour = labour;
		this.mentorships = mentorships;
		this.organisations = organisations;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	OrderView prepare(long organisation, MentorshipOrder.Kind kind, Content content) {
		Place place = this.organisations.place(organisation);
		Scope.current().requireRole(organisation, Role.CURATOR);
		List<Outline> listed = this.pairing.hold(content.mentorshipIds());
		MentorshipOrder order = this.orders.save(MentorshipOrder.draft(place, kind, content.title(), content.text(),
				content.mentorshipIds(), listed, Scope.current().name()));
		this.orders.flush();
		return view(order.id());
	}

	OrderView change(long id, int version, Content content) {
		MentorshipOrder order = load(id);
		require(order, Role.CURATOR);
		StaleVersionException.check(order.version(), version, () -> view(id));
		order.change(content.title(), content.text(), content.mentorshipIds(),
				this.pairing.hold(content.mentorshipIds()));
		this.orders.flush();
		return view(id);
	}

	OrderView sign(long id, String number, LocalDate date, @Nullable String smallSchoolReason) {
		MentorshipOrder order = load(id);
		require(order, Role.DIRECTOR);
		order.sign(Scope.current(), number, date, smallSchoolReason, this.pairing.outlines(order.mentorshipIds()),
				LocalDate.now(this.clock));
		numbered(number, this.orders::flush);
		if (order.kind() == MentorshipOrder.Kind.PAIRING) {
			this.labour.papers(order.mentorshipIds(), date);
			this.pairing.order(order.mentorshipIds(), id, number, date);
		}
		return view(id);
	}

	OrderView cancel(long id, String reason) {
		MentorshipOrder order = load(id);
		require(order, Role.CURATOR, Role.DIRECTOR);
		order.cancel(reason);
		this.orders.flush();
		return view(id);
	}

	/** The text of an order tells about everybody it lists. */
	@EventListener
	void on(ReadersChanged changed) {
		this.jdbc.sql("""
				update mentorship_order o set with_minors = exists (select 1 from mentorship m
				  where m.region_id = o.region_id and m.id = any(o.mentorship_ids) and m.with_minors),
				  version = o.version + 1
				where o.region_id = any(:regions) and o.organisation_id = any(:organisations)
				  and o.mentorship_ids && :mentorships::bigint[]""")
			.param("regions", changed.regions().toArray(Long[]::new))
			.param("organisations", changed.organisations().toArray(Long[]::new))
			.param("mentorships", changed.mentorships().toArray(Long[]::new))
			.update();
	}

	@Transactional(readOnly = true)
	OrderView view(long id) {
		List<Row> rows = this.jdbc.sql("select o.* from mentorship_order o where o.region_id = :region and o.id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query(Row::read)
			.list();
		return views(rows).stream()
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	@Transactional(readOnly = true)
	Slice<OrderView> list(@Nullable Long organisation, @Nullable String status, PageQuery page) {
		Reach reach = Reach.inPlace("o", organisation)
			.codes(status, MentorshipOrder.Status.class, "o.status", "status");
		if (!Reach.inside()) {
			return Slice.of(List.of(), page, 0);
		}
		List<Row> rows = rows(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query(Row::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from mentorship_order o" + reach.where() + " limit "
					+ (Slice.COUNTED + 1) + ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(rows), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	@Transactional(readOnly = true)
	void each(ExportList.Query query, Consumer<OrderView> view) {
		Reach reach = Reach.inPlace("o", query.organisation())
			.codes(query.filter("status"), MentorshipOrder.Status.class, "o.status", "status");
		if (Reach.inside()) {
			Some.each(rows(reach, query.page(), ""), Row::read, (rows) -> views(rows).forEach(view));
		}
	}

	private JdbcClient.StatementSpec rows(Reach reach, PageQuery page, String window) {
		return this.jdbc
			.sql("select o.* from mentorship_order o" + reach.where() + " order by " + page.orderBy(SORTS, "o.id desc")
					+ window)
			.params(reach.parameters());
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
					+ "number, order_date, title, text, status, mentorship_ids, prepared_name, signed_by, signed_name, "
					+ "signed_at, small_school_reason, with_minors, created_by, updated_by) values (:region, "
					+ ":institute, :municipality, :organisation, :id, 'pairing', :number, :date, :title, '', 'signed', "
					+ ":ids, :name, :caller, :name, now(), 'Загружен ранее изданный приказ', :minors, :caller, :caller)")
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
				ProblemException taken = ProgrammeProblem.ORDER_NUMBER
					.because("Приказ № " + number + " в этом году уже есть. Укажите другой номер.");
				throw taken.on("number");
			}
			throw ex;
		}
	}

	private List<OrderView> views(List<Row> rows) {
		List<Long> ids = rows.stream().flatMap((row) -> row.mentorshipIds().stream()).distinct().toList();
		Map<Long, List<MemberView>> members = this.mentorships.members(ids);
		Map<Long, Listed> listed = listed(ids, members);
		return rows.stream().map((row) -> row.view(listed, Scope.current())).toList();
	}

	private Map<Long, Listed> listed(List<Long> ids, Map<Long, List<MemberView>> members) {
		if (ids.isEmpty()) {
			return Map.of();
		}
		return this.jdbc
			.sql("select id, form, starts_on, planned_end, status from mentorship "
					+ "where region_id = :region and id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row, number) -> {
				List<MemberView> people = members.getOrDefault(row.getLong("id"), List.of());
				return new Listed(row.getLong("id"), names(people, Side.MENTOR), names(people, Side.MENTEE),
						code(Terms.Form.class, row.getString("form")), row.getObject("starts_on", LocalDate.class),
						row.getObject("planned_end", LocalDate.class),
						code(Mentorship.Status.class, row.getString("status")));
			})
			.list()
			.stream()
			.collect(Collectors.toMap(Listed::id, Function.identity()));
	}

	private static List<String> names(List<MemberView> people, Side side) {
		return people.stream()
			.filter((member) -> member.role() == side)
			.map(MemberView::name)
			.filter(Objects::nonNull)
			.toList();
	}

	private MentorshipOrder load(long id) {
		return this.orders.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private static void require(MentorshipOrder order, Role... roles) {
		Outline.require(Scope.current().has(order.organisationId(), roles));
	}

	private static <E extends Enum<E>> E code(Class<E> type, String code) {
		return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
	}

	/** What an order says. */
	record Content(String title, String text, List<Long> mentorshipIds) {
	}

	/** A mentorship as the order lists it. */
	record Listed(long id, List<String> mentors, List<String> mentees, Terms.Form form, LocalDate start,
			LocalDate plannedEnd, Mentorship.Status status) {
	}

	/** An order on the screen. */
	record OrderView(long id, long organisationId, MentorshipOrder.Kind kind, @Nullable String number,
			@Nullable LocalDate date, String title, MentorshipOrder.Status status, String text,
			List<Listed> mentorships, String preparedBy, @Nullable String signedBy, @Nullable Instant signedAt,
			@Nullable String smallSchoolReason, @Nullable String cancelReason, boolean preparedByMe, int version,
			List<String> actions) {
	}

	private record Row(long id, long organisationId, MentorshipOrder.Kind kind, @Nullable String number,
			@Nullable LocalDate date, String title, MentorshipOrder.Status status, String text,
			List<Long> mentorshipIds, String createdBy, String preparedName, @Nullable String signedName,
			@Nullable Instant signedAt, @Nullable String smallSchoolReason, @Nullable String cancelReason,
			int version) {

		static Row read(ResultSet row, int index) throws SQLException {
			return new Row(row.getLong("id"), row.getLong("organisation_id"),
					code(MentorshipOrder.Kind.class, row.getString("kind")), row.getString("number"),
					row.getObject("order_date", LocalDate.class), row.getString("title"),
					code(MentorshipOrder.Status.class, row.getString("status")), row.getString("text"),
					Arrays.asList((Long[]) row.getArray("mentorship_ids").getArray()), row.getString("created_by"),
					row.getString("prepared_name"), row.getString("signed_name"),
					(row.getTimestamp("signed_at") != null) ? row.getTimestamp("signed_at").toInstant() : null,
					row.getString("small_school_reason"), row.getString("cancel_reason"), row.getInt("version"));
		}

		OrderView view(Map<Long, Listed> listed, Scope scope) {
			List<String> actions = new ArrayList<>();
			if (this.status == MentorshipOrder.Status.DRAFT) {
				if (scope.has(this.organisationId, Role.CURATOR)) {
					actions.add("edit");
				}
				if (scope.has(this.organisationId, Role.DIRECTOR)) {
					actions.add("signature");
				}
				if (scope.has(this.organisationId, Role.CURATOR, Role.DIRECTOR)) {
					actions.add("cancellation");
				}
			}
			return new OrderView(this.id, this.organisationId, this.kind, this.number, this.date, this.title,
					this.status, this.text,
					this.mentorshipIds.stream().map(listed::get).filter(Objects::nonNull).toList(), this.preparedName,
					this.signedName, this.signedAt, this.smallSchoolReason, this.cancelReason,
					this.createdBy.equals(scope.caller()), this.version, actions);
		}

	}

}
