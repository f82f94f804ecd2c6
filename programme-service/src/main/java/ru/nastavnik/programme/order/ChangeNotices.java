package ru.nastavnik.programme.order;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.document.Blank;
import ru.nastavnik.kit.document.DocumentKind;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.kit.document.Documents;
import ru.nastavnik.kit.document.Placeholder;
import ru.nastavnik.kit.document.Russian;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.Side;
import ru.nastavnik.programme.order.OrderReading.ListedPerson;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * Notices to the participants of what a later order has changed: another mentor, a longer
 * term, the end. One for each mentorship of an order. On which ground a mentor left it
 * does not say.
 */
@Service
class ChangeNotices extends PaperBatch {

	static final String KIND = "change-notice";

	private static final int MOST = 100;

	private final Reader reader;

	ChangeNotices(Reader reader, Documents documents) {
		super("change-notices", "Уведомления об изменениях", MOST, documents);
		this.reader = reader;
	}

	@Override
	public void check(List<Long> ids) {
		this.reader.orders(ids);
	}

	@Override
	List<OrderPapers.Form> forms(List<Long> ids) {
		return this.reader.forms(ids);
	}

	/** What the notices say. */
	@Service
	@Transactional(readOnly = true)
	static class Reader {

		private final OrderReading reading;

		private final OrderPapers papers;

		private final OrderText text;

		private final OrderWording wording;

		private final DocumentPrinting printing;

		private final Audit audit;

		Reader(OrderReading reading, OrderPapers papers, OrderText text, OrderWording wording,
				DocumentPrinting printing, Audit audit) {
			this.reading = reading;
			this.papers = papers;
			this.text = text;
			this.wording = wording;
			this.printing = printing;
			this.audit = audit;
		}

		/** 404 when one is not there, or has changed nothing. */
		List<OrderView> orders(Collection<Long> ids) {
			List<OrderView> orders = this.reading.views(new LinkedHashSet<>(ids));
			if (!orders.stream().allMatch(Reader::changes)) {
				throw KitProblem.NOT_FOUND
					.because("Уведомление печатают по приказу своей организации о замене, продлении или прекращении, "
							+ "у которого есть номер.");
			}
			return orders;
		}

		private static boolean changes(OrderView order) {
			return order.number() != null && order.kind().ofMentorships() && order.kind() != OrderKind.PAIRING
					&& Scope.current().own().contains(order.organisationId());
		}

		List<OrderPapers.Form> forms(Collection<Long> ids) {
			List<OrderView> orders = orders(ids);
			Map<Long, Place> places = this.papers.places(ids);
			Map<Long, OrderText.Line> lines = this.text
				.lines(orders.stream()
					.flatMap((order) -> order.mentorships().stream())
					.map(OrderReading.Listed::id)
					.distinct()
					.toList())
				.stream()
				.collect(Collectors.toMap(OrderText.Line::id, Function.identity()));
			Map<Long, byte[]> templates = new LinkedHashMap<>();
			List<OrderPapers.Form> forms = new ArrayList<>();
			for (OrderView order : orders) {
				Place place = Objects.requireNonNull(places.get(order.id()));
				byte[] template = templates.computeIfAbsent(place.organisation(),
						(organisation) -> this.printing.template(KIND, this.printing.version(KIND, organisation)));
				for (OrderReading.Listed listed : order.mentorships()) {
					OrderText.Line line = lines.get(listed.id());
					if (line == null) {
						continue;
					}
					forms.add(new OrderPapers.Form(
							"Уведомление " + listed.id() + " приказ "
									+ String.valueOf(order.number()).replace('/', '-'),
							"Уведомление " + event(order.kind()), template, data(order, place, line), null));
					this.audit.read(place, "printed", "mentorship",
							Stream
								.concat(line.people().stream().map(OrderText.Person::id),
										order.people().stream().map(ListedPerson::personId))
								.distinct()
								.toList());
				}
			}
			return forms;
		}

		private Map<String, Object> data(OrderView order, Place place, OrderText.Line line) {
			JsonNode replacement = about(order, "replacements", line.id());
			String old = named(order, replacement, "mentorId");
			String next = named(order, replacement, "newMentorId");
			String end = about(order, "extensions", line.id()).path("newEnd").asString("");
			String day = Russian.longDate(Objects.requireNonNull(order.date()));
			Map<String, Object> data = new LinkedHashMap<>(this.wording.organisation(place));
			data.put("событие", event(order.kind()));
			data.put("номер", String.valueOf(order.number()));
			data.put("дата", day);
			data.put("что_изменилось", switch (order.kind()) {
				case REPLACEMENT ->
					"с " + day + " наставник: " + next + ". Полномочия прежнего наставника прекращены: " + old;
				case EXTENSION -> "срок наставничества продлён до " + end;
				default -> "наставничество прекращено "
						+ Russian.longDate(Objects.requireNonNullElse(line.ended(), order.date()));
			});
			data.put("наставник", next.isEmpty() ? line.names(Side.MENTOR) : next);
			data.put("наставляемые", line.names(Side.MENTEE));
			data.put("форма", line.form());
			data.put("срок", end.isEmpty() ? line.term() : Russian.date(line.start()) + " – " + end);
			Stream<String> mentors = next.isEmpty() ? names(line, Side.MENTOR) : Stream.of(old, next);
			data.put("участники",
					Stream.concat(mentors, names(line, Side.MENTEE))
						.map((name) -> Map.of("участник", name, "подпись", "______________  «___» __________ 20___ г."))
						.toList());
			return data;
		}

		private static Stream<String> names(OrderText.Line line, Side side) {
			return line.people().stream().filter((person) -> person.side() == side).map(OrderText.Person::name);
		}

		private static JsonNode about(OrderView order, String part, long mentorship) {
			for (JsonNode one : order.payload().path(part)) {
				if (one.path("mentorshipId").asLong() == mentorship) {
					return one;
				}
			}
			return order.payload().path("");
		}

		private static String named(OrderView order, JsonNode replacement, String field) {
			if (!replacement.has(field)) {
				return "";
			}
			@Nullable ListedPerson person = order.people()
				.stream()
				.filter((one) -> one.personId() == replacement.path(field).asLong())
				.findFirst()
				.orElse(null);
			return (person == null || person.name() == null) ? "имя скрыто: нет согласия" : person.name();
		}

		private static String event(OrderKind kind) {
			return switch (kind) {
				case REPLACEMENT -> "о замене наставника";
				case EXTENSION -> "о продлении наставничества";
				default -> "о прекращении наставничества";
			};
		}

	}

	/** The notice as the platform brings it. */
	@Configuration(proxyBeanMethods = false)
	static class ChangeBlank {

		@Bean
		DocumentKind changeNotice() {
			return new DocumentKind(KIND, "Уведомление участникам об изменениях",
					"Кому: участники пары или группы. Что: замена наставника, продление или прекращение, по какому приказу.",
					List.of(Placeholder.required("организация", "полное название организации", "МБОУ «Школа № 12»"),
							Placeholder.optional("учредитель", "учредитель", ""),
							Placeholder.required("событие", "о чём уведомление", "о замене наставника"),
							Placeholder.required("номер", "номер приказа", "15-од"),
							Placeholder.required("дата", "дата приказа", "21 ноября 2026 г."),
							Placeholder.required("что_изменилось", "что изменилось",
									"срок наставничества продлён до 31.05.2027"),
							Placeholder.required("наставник", "наставник", "Иванова Мария Петровна"),
							Placeholder.required("наставляемые", "наставляемые, классы",
									"Ёлкина Анна Сергеевна, 7 класс"),
							Placeholder.required("форма", "форма наставничества", "Учитель – ученик"),
							Placeholder.required("срок", "срок", "01.12.2026 – 31.05.2027"),
							Placeholder.required("участники", "строки для подписи", "")),
					Map.of("участники",
							List.of(Map.of("участник", "Ёлкина Анна Сергеевна", "подпись", "______________"))),
					ChangeBlank::blank)
				.forOrganisations();
		}

		private static byte[] blank() {
			return Blank.a4()
				.centre("**{{организация}}**")
				.gap()
				.title("УВЕДОМЛЕНИЕ")
				.centre("{{событие}}")
				.gap()
				.paragraph("Уведомляем, что на основании приказа от {{дата}} № {{номер}} {{что_изменилось}}.")
				.paragraph("**Наставник:** {{наставник}}.")
				.paragraph("**Наставляемые:** {{наставляемые}}.")
				.paragraph("**Форма:** {{форма}}. **Срок:** {{срок}}.")
				.gap()
				.table(List.of("Участник", "С уведомлением ознакомлен(а), подпись, дата"), List.of(1, 1),
						List.of(List.of("{{участники}}[участник]", "[подпись]")))
				.bytes();
		}

	}

}
