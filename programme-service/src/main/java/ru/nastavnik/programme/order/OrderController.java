package ru.nastavnik.programme.order;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.order.OrderSigning.OrderView;

/**
 * Orders on pairs and groups.
 */
@RestController
class OrderController {

	private final OrderSigning orders;

	OrderController(OrderSigning orders) {
		this.orders = orders;
	}

	@GetMapping("/orders")
	Slice<OrderView> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String status, @Valid PageQuery page) {
		return this.orders.list(organisation, status, page);
	}

	@GetMapping("/orders/{id}")
	OrderView view(@PathVariable long id) {
		return this.orders.view(id);
	}

	@PostMapping("/orders")
	ResponseEntity<OrderView> prepare(@RequestBody @Valid PrepareOrder body) {
		OrderView view = this.orders.prepare(body.organisationId(), body.kind(),
				content(body.title(), body.text(), body.mentorshipIds()));
		return ResponseEntity.created(URI.create("/orders/" + view.id())).body(view);
	}

	@PutMapping("/orders/{id}")
	OrderView change(@PathVariable long id, @RequestBody @Valid ChangeOrder body) {
		return this.orders.change(id, body.version(), content(body.title(), body.text(), body.mentorshipIds()));
	}

	@PostMapping("/orders/{id}/signature")
	OrderView sign(@PathVariable long id, @RequestBody @Valid Signature body) {
		return this.orders.sign(id, body.number().strip(), body.date(), body.smallSchoolReason());
	}

	@PostMapping("/orders/{id}/cancellation")
	OrderView cancel(@PathVariable long id, @RequestBody @Valid Cancellation body) {
		return this.orders.cancel(id, body.reason());
	}

	private static OrderSigning.Content content(String title, @Nullable String text, List<Long> mentorshipIds) {
		return new OrderSigning.Content(title.strip(), (text != null) ? text : "", mentorshipIds);
	}

	record PrepareOrder(@NotNull Long organisationId, @NotNull MentorshipOrder.Kind kind,
			@NotBlank @FreeText @Size(max = 300) String title, @Nullable @FreeText String text,
			@NotEmpty @Size(max = 500) List<@NotNull Long> mentorshipIds) {
	}

	record ChangeOrder(int version, @NotBlank @FreeText @Size(max = 300) String title, @Nullable @FreeText String text,
			@NotEmpty @Size(max = 500) List<@NotNull Long> mentorshipIds) {
	}

	record Signature(
			@NotBlank @Size(max = 30) @Pattern(regexp = "[0-9A-Za-zА-Яа-яЁё/ .№-]*",
					message = "Допустимы буквы, цифры, дефис, точка и косая черта.") String number,
			@NotNull @Day LocalDate date, @Nullable @FreeText String smallSchoolReason) {
	}

	record Cancellation(@NotBlank @FreeText String reason) {
	}

}
