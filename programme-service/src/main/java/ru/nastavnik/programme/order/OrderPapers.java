package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.Mark;
import ru.nastavnik.kit.document.PaperCheck;
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Orders on paper. What the director signs is kept word for word with its hash, and every
 * print of a signed order is made of that; a draft is printed as it is now.
 */
@Service
@Transactional(readOnly = true)
class OrderPapers {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

	private final OrderReading reading;

	private final OrderWording wording;

	private final DocumentPrinting printing;

	private final Documents documents;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	private final String address;

	OrderPapers(OrderReading reading, OrderWording wording, DocumentPrinting printing, Documents documents, Audit audit,
			JdbcClient jdbc, JsonMapper json, Clock clock, @Value("${nastavnik.public-url:}") String address) {
		this.reading = reading;
		this.wording = wording;
		this.printing = printing;
		this.documents = documents;
		this.audit = audit;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
		this.address = address;
	}

	/** A paper to be filled: printing it needs no database any more. */
	record Form(String name, String title, byte[] template, Map<String, Object> data, @Nullable Mark mark) {
	}

	/** What was signed, and what of it everybody may check. */
	record Signed(String template, int templateVersion, String content, String sha256, String checkCode,
			String signerName, String signerPost, Instant signedAt) {
	}

	/** Keeps what the order says at the moment of its signature. */
	@Transactional
	void keep(MentorshipOrder order, Scope signer) {
		OrderView view = this.reading.view(order.id());
		Map<String, Object> content = Objects.requireNonNull(this.wording
			.contents(List.of(view), Map.of(order.id(), order.place()), Russian.signatureName(signer.name()))
			.get(order.id()));
		String canonical = this.json.writeValueAsString(content);
		Place place = order.place();
		this.jdbc
			.sql("""
					insert into order_paper (region_id, institute_id, municipality_id, organisation_id, order_id, template,
					  template_version, content, sha256, check_code, signer_name, signer_post, signed_at, organisation_name)
					values (:region, :institute, :municipality, :organisation, :id, :template, :version, :content, :hash, :code,
					  :signer, 'Директор', :signedAt, :name)""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("id", order.id())
			.param("template", OrderBlanks.code(order.kind()))
			.param("version", this.printing.version(OrderBlanks.code(order.kind()), place.organisation()))
			.param("content", canonical)
			.param("hash", Hashes.sha256(canonical))
			.param("code", Hashes.code())
			.param("signer", signer.name())
			.param("signedAt", java.sql.Timestamp.from(Objects.requireNonNull(view.signedAt())))
			.param("name", String.valueOf(content.get("организация")))
			.update();
	}

	/**
	 * The papers of these orders, in the order asked for; 404 when one is not there. A
	 * paper tells of everybody whom it lists, so it is for those who may read of all.
	 */
	List<Form> forms(Collection<Long> ids) {
		demandAll(ids);
		List<Form> forms = new ArrayList<>();
		Map<Long, Signed> signed = signed(ids);
		Map<String, byte[]> templates = new LinkedHashMap<>();
		Map<String, Integer> versions = new HashMap<>();
		Map<Long, Place> places = places(ids);
		List<OrderView> views = this.reading.views(new LinkedHashSet<>(ids));
		Map<Long, Map<String, Object>> drafts = this.wording.contents(
				views.stream().filter((view) -> !signed.containsKey(view.id())).toList(), places, OrderWording.BLANK);
		for (OrderView view : views) {
			Place place = Objects.requireNonNull(places.get(view.id()));
			Signed paper = signed.get(view.id());
			Map<String, Object> data = (paper != null) ? this.json.readValue(paper.content(), new TypeReference<>() {
			}) : Objects.requireNonNull(drafts.get(view.id()));
			data.put("номер", (view.number() != null) ? view.number() : "______");
			data.put("дата", (view.date() != null) ? Russian.longDate(view.date()) : "«___» ____________ 20___ г.");
			data.put("проект", (paper != null) ? "" : "ПРОЕКТ");
			data.put("отметка", (paper != null) ? Mark.PLACE : "");
			String kind = OrderBlanks.code(view.kind());
			int version = (paper != null) ? paper.templateVersion() : versions.computeIfAbsent(
					kind + " " + place.organisation(), (key) -> this.printing.version(kind, place.organisation()));
			byte[] template = templates.computeIfAbsent(kind + version, (key) -> this.printing.template(kind, version));
			forms.add(new Form(name(view), "Приказ " + view.title(), template, data,
					(paper != null) ? mark(view, paper) : null));
			this.audit.read(place, "printed", "mentorshipOrder", people(view));
		}
		return forms;
	}

	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	RenderedDocument print(Form form) {
		return this.documents.render(form.template(), form.title(), form.data(), form.mark());
	}

	private Mark mark(OrderView view, Signed paper) {
		String caption = (view.number() != null && view.date() != null)
				? "Приказ № " + view.number() + " от " + Russian.date(view.date()) : "Приказ без номера";
		return new Mark(this.address + PaperCheck.PAGE + paper.checkCode(), caption,
				List.of("ДОКУМЕНТ ПОДПИСАН ПРОСТОЙ ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
						paper.signerPost() + ": " + paper.signerName(),
						"Дата и время: " + TIME.format(paper.signedAt().atZone(this.clock.getZone())),
						"SHA-256: " + paper.sha256().substring(0, 32), paper.sha256().substring(32)));
	}

	private static String name(OrderView view) {
		return ((view.number() != null) ? "Приказ " + view.number().replace('/', '-') : "Проект приказа " + view.id())
				+ " " + view.kind().title();
	}

	private static Set<Long> people(OrderView view) {
		Set<Long> people = new LinkedHashSet<>();
		view.people().forEach((person) -> people.add(person.personId()));
		view.minors().forEach(people::add);
		return people;
	}

	private Map<Long, Signed> signed(Collection<Long> ids) {
		Map<Long, Signed> papers = new LinkedHashMap<>();
		this.jdbc.sql("select * from order_paper where region_id = :region and order_id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				papers.put(row.getLong("order_id"),
						new Signed(row.getString("template"), row.getInt("template_version"), row.getString("content"),
								row.getString("sha256"), row.getString("check_code"), row.getString("signer_name"),
								row.getString("signer_post"), row.getTimestamp("signed_at").toInstant()));
			});
		return papers;
	}

	private void demandAll(Collection<Long> ids) {
		boolean hidden = this.jdbc
			.sql("select exists (select from mentorship_order o cross join unnest(o.mentorship_ids) as listed (id) "
					+ "where o.region_id = :region and o.id = any(:ids) and not exists (select from mentorship m "
					+ "where m.region_id = o.region_id and m.id = listed.id))")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query(Boolean.class)
			.single();
		if (hidden) {
			throw KitProblem.FORBIDDEN.because("В приказе есть пары и группы, сведения о которых вам недоступны.");
		}
	}

	Map<Long, Place> places(Collection<Long> ids) {
		Map<Long, Place> places = new HashMap<>();
		this.jdbc
			.sql("select id, region_id, institute_id, municipality_id, organisation_id from mentorship_order "
					+ "where region_id = :region and id = any(:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				places.put(row.getLong("id"), Place.of(row));
			});
		return places;
	}

}
