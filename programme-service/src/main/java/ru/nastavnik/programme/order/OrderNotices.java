package ru.nastavnik.programme.order;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
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

/**
 * Notices to the participants: one for each mentorship that an order has fixed, hundreds
 * at once in the background.
 */
@Service
class OrderNotices extends PaperBatch {

	static final String KIND = "order-notice";

	private static final int MOST = 500;

	private final Reader reader;

	OrderNotices(Reader reader, Documents documents) {
		super("order-notices", "Уведомления участникам", MOST, documents);
		this.reader = reader;
	}

	@Override
	public void check(List<Long> ids) {
		this.reader.requireAll(ids);
	}

	@Override
	List<OrderPapers.Form> forms(List<Long> ids) {
		return this.reader.forms(ids);
	}

	/** What the notices say. */
	@Service
	@Transactional(readOnly = true)
	static class Reader {

		private static final String ORDERED = """
				select m.*, o.id as listed_by, o.number, o.order_date as dated from mentorship m
				join mentorship_order o on o.region_id = m.region_id and o.id = m.order_id
				where m.region_id = :region and m.id = any(:ids) and o.number is not null""";

		private final OrderText text;

		private final OrderWording wording;

		private final DocumentPrinting printing;

		private final Audit audit;

		private final JdbcClient jdbc;

		Reader(OrderText text, OrderWording wording, DocumentPrinting printing, Audit audit, JdbcClient jdbc) {
			this.text = text;
			this.wording = wording;
			this.printing = printing;
			this.audit = audit;
			this.jdbc = jdbc;
		}

		/**
		 * What has changed of it since: the paper names the people and the term of today.
		 */
		private static final String AMENDED = """
				select m.id, o.number, o.order_date as dated from mentorship m join mentorship_order o
				  on o.region_id = m.region_id and o.kind in ('replacement', 'extension') and o.number is not null
				  and m.id = any(o.mentorship_ids)
				where m.region_id = :region and m.id = any(:ids) order by o.order_date, o.id""";

		private record Ordered(long id, Place place, long order, String number, LocalDate date) {
		}

		/** 404 when one is not there, or has no order yet. */
		void requireAll(Collection<Long> ids) {
			if (ordered(ids).size() < ids.stream().distinct().count()) {
				throw KitProblem.NOT_FOUND.because(
						"Уведомление печатают для пар и групп своей организации, закреплённых приказом с номером.");
			}
		}

		private Map<Long, Ordered> ordered(Collection<Long> ids) {
			return this.jdbc.sql(ORDERED)
				.param("region", Scope.current().region())
				.param("ids", ids.toArray(Long[]::new))
				.query((row, number) -> new Ordered(row.getLong("id"), Place.of(row), row.getLong("listed_by"),
						row.getString("number"), row.getObject("dated", LocalDate.class)))
				.list()
				.stream()
				.filter((one) -> Scope.current().own().contains(one.place().organisation()))
				.collect(Collectors.toMap(Ordered::id, java.util.function.Function.identity()));
		}

		private Map<Long, List<String>> amended(Collection<Long> ids) {
			Map<Long, List<String>> amended = new LinkedHashMap<>();
			this.jdbc.sql(AMENDED)
				.param("region", Scope.current().region())
				.param("ids", ids.toArray(Long[]::new))
				.query((row) -> {
					amended.computeIfAbsent(row.getLong("id"), (id) -> new ArrayList<>())
						.add("от " + Russian.longDate(row.getObject("dated", LocalDate.class)) + " № "
								+ row.getString("number"));
				});
			return amended;
		}

		private static String edition(List<String> orders) {
			return orders.isEmpty() ? "" : " (в редакции " + ((orders.size() == 1) ? "приказа " : "приказов ")
					+ String.join(", ", orders) + ")";
		}

		List<OrderPapers.Form> forms(Collection<Long> ids) {
			Map<Long, Ordered> ordered = ordered(ids);
			Map<Long, List<String>> amended = amended(ordered.keySet());
			Map<Long, byte[]> templates = new LinkedHashMap<>();
			Map<Place, Map<String, String>> names = new LinkedHashMap<>();
			List<OrderPapers.Form> forms = new ArrayList<>();
			for (OrderText.Line line : this.text.lines(ordered.keySet())) {
				Ordered order = java.util.Objects.requireNonNull(ordered.get(line.id()));
				Map<String, Object> data = new LinkedHashMap<>(
						names.computeIfAbsent(order.place(), this.wording::organisation));
				data.put("участники",
						line.people()
							.stream()
							.map((person) -> Map.of("участник", person.name(), "подпись",
									"______________  «___» __________ 20___ г."))
							.toList());
				data.put("номер", order.number() + edition(amended.getOrDefault(line.id(), List.of())));
				data.put("дата", Russian.longDate(order.date()));
				data.put("наставник", line.names(Side.MENTOR));
				data.put("наставляемые", line.names(Side.MENTEE));
				data.put("форма", line.form());
				data.put("срок", line.term());
				byte[] template = templates.computeIfAbsent(order.place().organisation(),
						(organisation) -> this.printing.template(KIND, this.printing.version(KIND, organisation)));
				forms.add(new OrderPapers.Form("Уведомление " + line.id(), "Уведомление о закреплении", template, data,
						null));
				this.audit.read(order.place(), "printed", "mentorship",
						line.people().stream().map(OrderText.Person::id).toList());
			}
			return forms;
		}

	}

	/** The notice as the platform brings it. */
	@Configuration(proxyBeanMethods = false)
	static class NoticeBlank {

		@Bean
		DocumentKind orderNotice() {
			return new DocumentKind(KIND, "Уведомление участникам о закреплении",
					"Кому: участники пары или группы. Что: кто наставник, форма и срок, по какому приказу.",
					List.of(Placeholder.required("организация", "полное название организации", "МБОУ «Школа № 12»"),
							Placeholder.optional("учредитель", "учредитель", ""),
							Placeholder.required("номер", "номер приказа", "15-од"),
							Placeholder.required("дата", "дата приказа", "21 ноября 2026 г."),
							Placeholder.required("наставник", "наставник, должность",
									"Иванова Мария Петровна, учитель"),
							Placeholder.required("наставляемые", "наставляемые, классы",
									"Ёлкина Анна Сергеевна, 7 класс"),
							Placeholder.required("форма", "форма наставничества", "Учитель – ученик"),
							Placeholder.required("срок", "срок", "01.12.2026 – 31.05.2027"),
							Placeholder.required("участники", "строки для подписи", "")),
					Map.of("участники",
							List.of(Map.of("участник", "Ёлкина Анна Сергеевна", "подпись", "______________"))),
					NoticeBlank::blank)
				.forOrganisations();
		}

		private static byte[] blank() {
			return Blank.a4()
				.centre("**{{организация}}**")
				.gap()
				.title("УВЕДОМЛЕНИЕ")
				.centre("о закреплении наставнической пары или группы")
				.gap()
				.paragraph("Уведомляем, что приказом от {{дата}} № {{номер}} закреплено наставничество.")
				.paragraph("**Наставник:** {{наставник}}.")
				.paragraph("**Наставляемые:** {{наставляемые}}.")
				.paragraph("**Форма:** {{форма}}. **Срок:** {{срок}}.")
				.paragraph("Участие добровольное. О желании сменить наставника или завершить наставничество можно "
						+ "заявить куратору в любое время; наставник-работник предупреждает не менее чем за три рабочих дня.")
				.gap()
				.table(List.of("Участник", "С уведомлением ознакомлен(а), подпись, дата"), List.of(1, 1),
						List.of(List.of("{{участники}}[участник]", "[подпись]")))
				.bytes();
		}

	}

}
