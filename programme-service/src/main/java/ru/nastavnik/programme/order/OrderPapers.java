package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.order.OrderReading.ListedPerson;
import ru.nastavnik.programme.order.OrderReading.OrderView;
import ru.nastavnik.programme.order.OrderReading.Related;
import ru.nastavnik.programme.order.OrderReading.VisaView;

/**
 * Orders on paper. What the director signs is kept word for word with its hash, and every
 * print of a signed order is made of that; a draft is printed as it is now.
 */
@Service
@Transactional(readOnly = true)
class OrderPapers {

	/** The page of the product behind a code. */
	static final String PAGE = "/check/";

	private static final String BLANK = "______________";

	private static final int MOST_NAMES = 200;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

	private final OrderReading reading;

	private final OrderText text;

	private final OrderDrafting drafting;

	private final DocumentPrinting printing;

	private final Documents documents;

	private final Audit audit;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	private final String address;

	OrderPapers(OrderReading reading, OrderText text, OrderDrafting drafting, DocumentPrinting printing,
			Documents documents, Audit audit, JdbcClient jdbc, JsonMapper json, Clock clock,
			@Value("${nastavnik.public-url:}") String address) {
		this.reading = reading;
		this.text = text;
		this.drafting = drafting;
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
		Map<String, Object> content = content(view, order.place(), Russian.signatureName(signer.name()));
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
			.param("version", this.printing.version(OrderBlanks.code(order.kind())))
			.param("content", canonical)
			.param("hash", Hashes.sha256(canonical))
			.param("code", Hashes.code())
			.param("signer", signer.name())
			.param("signedAt", java.sql.Timestamp.from(java.util.Objects.requireNonNull(view.signedAt())))
			.param("name", String.valueOf(content.get("организация")))
			.update();
	}

	/** The papers of these orders, in the order asked for; 404 when one is not there. */
	List<Form> forms(Collection<Long> ids) {
		List<Form> forms = new ArrayList<>();
		Map<Long, Signed> signed = signed(ids);
		Map<String, byte[]> templates = new LinkedHashMap<>();
		for (Long id : new LinkedHashSet<>(ids)) {
			OrderView view = this.reading.view(id);
			Place place = place(id);
			Signed paper = signed.get(id);
			Map<String, Object> data = (paper != null) ? this.json.readValue(paper.content(), new TypeReference<>() {
			}) : content(view, place, BLANK);
			data.put("номер", (view.number() != null) ? view.number() : "______");
			data.put("дата", (view.date() != null) ? Russian.longDate(view.date()) : "«___» ____________ 20___ г.");
			data.put("проект", (paper != null) ? "" : "ПРОЕКТ");
			String kind = OrderBlanks.code(view.kind());
			int version = (paper != null) ? paper.templateVersion() : this.printing.version(kind);
			byte[] template = templates.computeIfAbsent(kind + version, (key) -> this.printing.template(kind, version));
			forms.add(new Form(name(view), "Приказ " + view.title(), template, data,
					(paper != null) ? mark(view, paper) : null));
			this.audit.read(place, "printed", "order", people(view));
		}
		return forms;
	}

	@Transactional(propagation = Propagation.NOT_SUPPORTED)
	RenderedDocument print(Form form) {
		return (form.mark() != null) ? this.documents.render(form.template(), form.title(), form.data(), form.mark())
				: this.documents.render(form.template(), form.title(), form.data());
	}

	/** What whoever holds the paper checks it by; null before it was signed. */
	@Nullable Mark mark(OrderView view) {
		Signed paper = signed(List.of(view.id())).get(view.id());
		return (paper != null) ? mark(view, paper) : null;
	}

	private Mark mark(OrderView view, Signed paper) {
		String caption = (view.number() != null && view.date() != null)
				? "Приказ № " + view.number() + " от " + Russian.date(view.date()) : "Приказ без номера";
		return new Mark(this.address + PAGE + paper.checkCode(), caption,
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

	private Place place(long id) {
		return this.jdbc.sql("select * from mentorship_order where region_id = :region and id = :id")
			.param("region", Scope.current().region())
			.param("id", id)
			.query((row, number) -> Place.of(row))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** What the order says, in the words of its template, sorted by name. */
	private Map<String, Object> content(OrderView view, Place place, String signer) {
		Details details = this.json.treeToValue(view.payload(), Details.class);
		List<OrderText.Line> lines = this.text.lines(view.mentorships().stream().map(OrderReading.Listed::id).toList());
		Map<String, Object> data = new TreeMap<>(organisation(place));
		data.put("заголовок", view.title());
		data.put("преамбула", preamble(view.text()));
		data.put("первый_пункт", "1. " + first(view, details));
		data.put(OrderBlanks.ROWS, view.kind().ofMentorships() ? rows(lines) : people(view.people()));
		data.put("пункты", numbered(points(view, place, lines, details)));
		data.put("должность_подписанта", "Директор");
		data.put("подписант", signer);
		data.put("согласовано", view.visas().isEmpty() ? "" : "СОГЛАСОВАНО");
		data.put("визы", view.visas().stream().map(this::visa).toList());
		Set<String> names = new LinkedHashSet<>(OrderText.adults(lines));
		view.people()
			.stream()
			.filter((person) -> person.grade() == null && person.name() != null)
			.forEach((person) -> names.add(Russian.signatureName(String.valueOf(person.name()))));
		data.put("ознакомлены",
				names.stream().limit(MOST_NAMES).map((name) -> new TreeMap<>(Map.of("лицо", name))).toList());
		data.put("подготовил", view.preparedBy());
		return data;
	}

	/** The full name of the organisation, and who founded it. */
	Map<String, String> organisation(Place place) {
		Map<String, String> names = new TreeMap<>();
		this.jdbc
			.sql("select organisation_id, full_name from organisation where region_id = :region "
					+ "and organisation_id = any(:ids)")
			.param("region", place.region())
			.param("ids",
					(place.municipality() != null) ? new Long[] { place.organisation(), place.municipality() }
							: new Long[] { place.organisation() })
			.query((row) -> {
				names.put((row.getLong("organisation_id") == place.organisation()) ? "организация" : "учредитель",
						row.getString("full_name"));
			});
		names.putIfAbsent("организация", BLANK);
		names.putIfAbsent("учредитель", "");
		return names;
	}

	private static String preamble(String text) {
		String stripped = text.strip().replaceAll("[.,\\s]+$", "");
		return stripped.isEmpty() ? "В целях реализации программы наставничества" : stripped;
	}

	private static String first(OrderView view, Details details) {
		LocalDate from = details.from();
		LocalDate to = details.to();
		String term = ((from != null) ? " с " + Russian.longDate(from) : "")
				+ ((to != null) ? " по " + Russian.longDate(to) : "");
		return switch (view.kind()) {
			case PAIRING -> "Закрепить наставников за наставляемыми:";
			case REPLACEMENT -> "Заменить наставника, закрепив пары и группы в составе:";
			case ENDING -> "Считать завершённым наставничество:";
			case EXTENSION -> "Продлить наставничество:";
			case CURATOR -> "Назначить" + term + ":";
			case MENTOR_REGISTRY -> "Утвердить реестр наставников" + term + ":";
			case TRAINING -> "Организовать" + term + " обучение наставников"
					+ ((details.subject() != null) ? " «" + details.subject().strip() + "»" : "") + ":";
			case REWARD -> "Поощрить:";
		};
	}

	private List<String> points(OrderView view, Place place, List<OrderText.Line> lines, Details details) {
		List<String> points = new ArrayList<>();
		if (view.kind() == OrderKind.PAIRING) {
			points.addAll(OrderText.pairing(lines, details));
		}
		points.addAll(this.drafting.effect(view.kind())
			.points(new OrderContent(view.id(), place, view.kind(),
					view.mentorships().stream().map(OrderReading.Listed::id).toList(), view.payload(),
					(view.amends() != null) ? view.amends().id() : null, view.number(), view.date())));
		if (details.basis() != null && !details.basis().isBlank()) {
			points.add("Основание: " + details.basis().strip().replaceAll("[.\\s]+$", "") + ".");
		}
		Related amends = view.amends();
		if (amends != null && amends.date() != null) {
			points.add((amends.whole() ? "Признать утратившим силу приказ от "
					: "Настоящим приказом изменяется приказ от ") + Russian.longDate(amends.date()) + " № "
					+ amends.number() + ".");
		}
		points.add((details.control() != null && !details.control().isBlank())
				? "Контроль за исполнением приказа: " + details.control().strip() + "."
				: "Контроль за исполнением приказа оставляю за собой.");
		return points;
	}

	private static List<Map<String, String>> numbered(List<String> points) {
		List<Map<String, String>> numbered = new ArrayList<>();
		for (String point : points) {
			numbered.add(new TreeMap<>(Map.of("пункт", (numbered.size() + 2) + ". " + point)));
		}
		return numbered;
	}

	private static List<Map<String, String>> rows(List<OrderText.Line> lines) {
		List<Map<String, String>> rows = new ArrayList<>();
		lines.forEach((line) -> rows.add(new TreeMap<>(line.row(rows.size() + 1))));
		return rows;
	}

	private static List<Map<String, String>> people(List<ListedPerson> people) {
		List<Map<String, String>> rows = new ArrayList<>();
		for (ListedPerson person : people) {
			rows.add(new TreeMap<>(Map.of("номер", String.valueOf(rows.size() + 1), "фио",
					(person.name() != null) ? person.name() : "имя скрыто: нет согласия", "должность",
					Positions.post(person.post(), person.grade()), "примечание",
					(person.note() != null) ? person.note() : "")));
		}
		return rows;
	}

	private Map<String, String> visa(VisaView visa) {
		Instant at = visa.decidedAt();
		String date = (at != null) ? ", " + Russian.date(LocalDate.ofInstant(at, this.clock.getZone())) : "";
		String post = (visa.post() != null && !visa.post().isBlank()) ? visa.post() + " " : "";
		String remark = "remarks".equals(visa.decision()) ? " (с замечанием)" : "";
		return new TreeMap<>(Map.of("виза", post + Russian.signatureName(visa.name()) + date + remark));
	}

}
