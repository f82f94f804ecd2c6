package ru.nastavnik.programme.order;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.order.OrderNumbers.JournalView;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * The register of orders.
 */
@RestController
class OrderController {

	private static final String NUMBER = "[0-9A-Za-zА-Яа-яЁё/ .№-]*";

	private static final String NUMBER_WORDS = "Допустимы буквы, цифры, дефис, точка и косая черта.";

	private final OrderDrafting drafting;

	private final OrderSigning signing;

	private final OrderVisas visas;

	private final OrderNumbers numbers;

	private final OrderReading reading;

	private final Audit audit;

	OrderController(OrderDrafting drafting, OrderSigning signing, OrderVisas visas, OrderNumbers numbers,
			OrderReading reading, Audit audit) {
		this.audit = audit;
		this.drafting = drafting;
		this.signing = signing;
		this.visas = visas;
		this.numbers = numbers;
		this.reading = reading;
	}

	@GetMapping("/orders")
	Slice<OrderView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status,
			@RequestParam(required = false) @Nullable @Size(max = 200) String kind,
			@RequestParam(required = false) @Nullable @Size(max = 50) String journal,
			@RequestParam(required = false) @Nullable @Min(1900) @Max(2200) Integer year,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q, @Valid PageQuery page) {
		Slice<OrderView> orders = this.reading
			.list(new OrderReading.Filter(organisation, status, kind, journal, year, q), page);
		this.audit.read(organisation, "mentorshipOrder",
				orders.items().stream().flatMap(OrderView::minors).distinct().toList());
		return orders;
	}

	@GetMapping("/orders/{id}")
	OrderView view(@PathVariable long id) {
		OrderView order = this.reading.view(id);
		this.audit.read(order.organisationId(), "mentorshipOrder", order.minors().distinct().toList());
		return order;
	}

	@PostMapping("/orders")
	ResponseEntity<OrderView> prepare(@RequestBody @Valid PrepareOrder body) {
		OrderView view = this.drafting.prepare(body.organisationId(), body.kind(), body.content());
		return ResponseEntity.created(URI.create("/orders/" + view.id())).body(view);
	}

	@PutMapping("/orders/{id}")
	OrderView change(@PathVariable long id, @RequestBody @Valid ChangeOrder body) {
		return this.drafting.change(id, body.version(), body.content());
	}

	@PutMapping("/orders/{id}/visas")
	OrderView ask(@PathVariable long id, @RequestBody @Valid AskVisas body) {
		return this.visas.ask(id, body.version(),
				body.people()
					.stream()
					.map((one) -> new OrderVisas.Asked(one.account(), one.name().strip(), one.post()))
					.toList());
	}

	@PostMapping("/orders/{id}/visa")
	OrderView visa(@PathVariable long id, @RequestBody @Valid Visa body) {
		return this.visas.give(id, body.version(), body.agreed(), body.remark());
	}

	@PostMapping("/orders/{id}/signature")
	OrderView sign(@PathVariable long id, @RequestBody @Valid Signature body) {
		return this.signing.sign(id, body.version(), body.registration(), body.smallSchoolReason());
	}

	@PostMapping("/orders/{id}/registration")
	OrderView register(@PathVariable long id, @RequestBody @Valid Register body) {
		return this.signing.register(id, new MentorshipOrder.Registration(body.number().strip(), body.date(),
				body.effectiveOn(), body.gapReason()));
	}

	@PostMapping("/orders/{id}/cancellation")
	OrderView cancel(@PathVariable long id, @RequestBody @Valid Cancellation body) {
		return this.drafting.cancel(id, body.reason());
	}

	@GetMapping("/order-journals")
	List<JournalView> journals(@RequestParam long organisation,
			@RequestParam(required = false) @Nullable @Min(1900) @Max(2200) Integer year) {
		return this.numbers.journals(organisation, year);
	}

	@PutMapping("/order-journals")
	JournalView number(@RequestBody @Valid SetNumbers body) {
		return this.numbers.set(body.organisationId(), body.journal(), body.pattern().strip(), body.consecutive(),
				body.version());
	}

	record PrepareOrder(@NotNull Long organisationId, @NotNull OrderKind kind, @Nullable Journal journal,
			@NotBlank @FreeText @Size(max = 300) String title, @Nullable @FreeText String text,
			@Nullable @Size(max = 500) List<@NotNull Long> mentorshipIds, @Nullable JsonNode payload,
			@Nullable Long amends, @Nullable Boolean repeals) {

		OrderDrafting.Content content() {
			return OrderController.content(this.journal, this.title, this.text, this.mentorshipIds, this.payload,
					this.amends, this.repeals);
		}

	}

	record ChangeOrder(int version, @Nullable Journal journal, @NotBlank @FreeText @Size(max = 300) String title,
			@Nullable @FreeText String text, @Nullable @Size(max = 500) List<@NotNull Long> mentorshipIds,
			@Nullable JsonNode payload, @Nullable Long amends, @Nullable Boolean repeals) {

		OrderDrafting.Content content() {
			return OrderController.content(this.journal, this.title, this.text, this.mentorshipIds, this.payload,
					this.amends, this.repeals);
		}

	}

	private static OrderDrafting.Content content(@Nullable Journal journal, String title, @Nullable String text,
			@Nullable List<Long> mentorshipIds, @Nullable JsonNode payload, @Nullable Long amends,
			@Nullable Boolean repeals) {
		return new OrderDrafting.Content((journal != null) ? journal : Journal.MAIN, title.strip(),
				(text != null) ? text : "", (mentorshipIds != null) ? mentorshipIds : List.of(),
				(payload != null && payload.isObject()) ? payload : JsonNodeFactory.instance.objectNode(), amends,
				Boolean.TRUE.equals(repeals));
	}

	record AskVisas(int version, @NotNull @Size(max = 20) List<@NotNull @Valid Person> people) {

		/** Somebody of the organisation with an account. */
		record Person(@NotBlank @Size(max = 100) String account, @NotBlank @FreeText @Size(max = 200) String name,
				@Nullable @FreeText @Size(max = 200) String post) {
		}

	}

	/** The version is that of the draft which was read. */
	record Visa(@NotNull Integer version, boolean agreed, @Nullable @FreeText String remark) {
	}

	/**
	 * Without a number the order is signed and gets its number later.
	 *
	 * @param version of the draft that the director has read
	 */
	record Signature(@NotNull Integer version,
			@Nullable @Size(max = 30) @Pattern(regexp = NUMBER, message = NUMBER_WORDS) String number,
			@Nullable @Day LocalDate date, @Nullable @Day LocalDate effectiveOn, @Nullable @FreeText String gapReason,
			@Nullable @FreeText String smallSchoolReason) {

		MentorshipOrder.@Nullable Registration registration() {
			if (this.number == null || this.number.isBlank()) {
				return null;
			}
			if (this.date == null) {
				throw KitProblem.INVALID.because("Укажите дату приказа: номер дают вместе с датой.").on("date");
			}
			return new MentorshipOrder.Registration(this.number.strip(), this.date, this.effectiveOn, this.gapReason);
		}

	}

	record Register(@NotBlank @Size(max = 30) @Pattern(regexp = NUMBER, message = NUMBER_WORDS) String number,
			@NotNull @Day LocalDate date, @Nullable @Day LocalDate effectiveOn, @Nullable @FreeText String gapReason) {
	}

	record Cancellation(@NotBlank @FreeText String reason) {
	}

	record SetNumbers(@NotNull Long organisationId, @NotNull Journal journal, @NotBlank @Size(max = 30) String pattern,
			boolean consecutive, int version) {
	}

}
