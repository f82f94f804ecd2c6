package ru.nastavnik.programme.order;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.order.OrderReading.ListedPerson;
import ru.nastavnik.programme.order.OrderReading.OrderView;
import ru.nastavnik.programme.order.OrderReading.Related;
import ru.nastavnik.programme.order.OrderReading.VisaView;

/**
 * What an order says, in the fields of its template.
 */
@Component
class OrderWording {

	static final String BLANK = "______________";

	private static final int MOST_NAMES = 200;

	private final OrderText text;

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	OrderWording(OrderText text, JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.text = text;
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/** What these orders say, by their ids. */
	Map<Long, Map<String, Object>> contents(Collection<OrderView> views, Map<Long, Place> places, String signer) {
		Map<Long, OrderText.Line> lines = this.text
			.lines(views.stream()
				.flatMap((view) -> view.mentorships().stream())
				.map(OrderReading.Listed::id)
				.distinct()
				.toList())
			.stream()
			.collect(Collectors.toMap(OrderText.Line::id, Function.identity()));
		Map<Place, Map<String, String>> names = new HashMap<>();
		Map<Long, Map<String, Object>> contents = new HashMap<>();
		for (OrderView view : views) {
			Place place = Objects.requireNonNull(places.get(view.id()));
			contents.put(view.id(),
					content(view, names.computeIfAbsent(place, this::organisation),
							view.mentorships()
								.stream()
								.map((listed) -> lines.get(listed.id()))
								.filter(Objects::nonNull)
								.toList(),
							signer));
		}
		return contents;
	}

	/** Sorted by name, so that the same order always gives the same text. */
	private Map<String, Object> content(OrderView view, Map<String, String> names, List<OrderText.Line> lines,
			String signer) {
		Details details = Details.of(this.json, view.payload());
		Map<String, Object> data = new TreeMap<>(names);
		data.put("заголовок", view.title());
		data.put("преамбула", preamble(view.text()));
		data.put("первый_пункт", "1. " + first(view, details));
		data.put(OrderBlanks.ROWS, view.kind().ofMentorships() ? rows(lines) : people(view.people()));
		data.put("пункты", numbered(points(view, lines, details)));
		data.put("должность_подписанта", "Директор");
		data.put("подписант", signer);
		data.put("согласовано", view.visas().isEmpty() ? "" : "СОГЛАСОВАНО");
		data.put("визы", view.visas().stream().map(this::visa).toList());
		Set<String> acquainted = new LinkedHashSet<>(OrderText.adults(lines));
		view.people()
			.stream()
			.filter((person) -> person.grade() == null && person.name() != null)
			.forEach((person) -> acquainted.add(Russian.signatureName(String.valueOf(person.name()))));
		data.put("ознакомлены",
				acquainted.stream().limit(MOST_NAMES).map((name) -> new TreeMap<>(Map.of("лицо", name))).toList());
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
			case REPLACEMENT -> "Заменить наставника (состав до замены):";
			case ENDING ->
				view.payload().has("endings") ? "Прекратить наставничество:" : "Считать завершённым наставничество:";
			case EXTENSION -> "Продлить наставничество (срок до продления):";
			case CURATOR -> "Назначить" + term + ":";
			case MENTOR_REGISTRY -> "Утвердить реестр наставников" + term + ":";
			case TRAINING -> "Организовать" + term + " обучение наставников"
					+ ((details.subject() != null) ? " «" + details.subject().strip() + "»" : "") + ":";
			case REWARD -> "Поощрить:";
		};
	}

	private List<String> points(OrderView view, List<OrderText.Line> lines, Details details) {
		List<String> points = new ArrayList<>();
		if (view.kind() == OrderKind.PAIRING) {
			points.addAll(OrderText.pairing(lines, details));
		}
		if (view.kind() == OrderKind.REPLACEMENT || view.kind() == OrderKind.ENDING) {
			view.people().forEach((person) -> points.add(named(person)));
		}
		for (JsonNode ending : view.payload().path("endings")) {
			points.add("Считать наставничество прекращённым с даты настоящего приказа, основание "
					+ OrderText.ground(ending.path("ground").asString("")) + ".");
		}
		for (JsonNode extension : view.payload().path("extensions")) {
			points.add("Считать сроком окончания наставничества " + extension.path("newEnd").asString("") + ".");
		}
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

	/** Who leaves and who comes, with the ground. */
	private static String named(ListedPerson person) {
		String post = Positions.post(person.post(), person.grade());
		return ((person.name() != null) ? person.name() : "имя скрыто: нет согласия")
				+ (post.isEmpty() ? "" : ", " + post) + ((person.note() != null) ? ": " + person.note() : "") + ".";
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
