package ru.nastavnik.programme.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.matching.Offers.OfferView;
import ru.nastavnik.programme.matching.Weights.PreviewView;
import ru.nastavnik.programme.matching.Weights.WeightsView;
import ru.nastavnik.programme.matching.PairWishes.WishView;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * What surrounds the runs: pins and bans, weights, offers from above.
 */
@RestController
@RequestMapping("/matching")
class MatchingController {

	private final PairWishes wishes;

	private final Weights weights;

	private final Offers offers;

	private final Computing computing;

	MatchingController(PairWishes wishes, Weights weights, Offers offers, Computing computing) {
		this.computing = computing;
		this.wishes = wishes;
		this.weights = weights;
		this.offers = offers;
	}

	@GetMapping("/wishes")
	List<WishView> wishes(@RequestParam long organisation) {
		return this.wishes.list(organisation);
	}

	@PutMapping("/wishes")
	List<WishView> wish(@RequestBody @Valid PutWish body) {
		return this.wishes.put(body.organisationId(), body.menteeId(), body.mentorId(), body.kind(), body.reason());
	}

	@GetMapping("/weights")
	WeightsView weights(@RequestParam String form) {
		return this.weights.view(Arrays.stream(Form.values())
			.filter((known) -> known.toString().equals(form))
			.findFirst()
			.orElseThrow(() -> KitProblem.INVALID.because("Такой формы нет.").on("form")));
	}

	@PutMapping("/weights")
	WeightsView weigh(@RequestBody @Valid PutWeights body) {
		return this.weights.change(body.form(), body.weights(), body.version());
	}

	@PostMapping("/weights/preview")
	PreviewView preview(@RequestBody @Valid PreviewWeights body) {
		return this.computing.preview(body.form(), body.weights(), body.runId());
	}

	@GetMapping("/offers")
	Slice<OfferView> offers(@RequestParam long organisation,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "open|accepted|declined|withdrawn",
					message = "Допустимы: open, accepted, declined, withdrawn.") String status,
			@Valid PageQuery page) {
		return this.offers.list(organisation, status, page);
	}

	@PostMapping("/offers/{id}/answer")
	OfferView answer(@PathVariable long id, @RequestBody @Valid AnswerOffer body) {
		return this.offers.answer(id, body.accepted(), body.reason());
	}

	record PutWish(@NotNull Long organisationId, @NotNull Long menteeId, @NotNull Long mentorId,
			PairWishes.@NotNull Kind kind, @Nullable @FreeText @Size(max = 500) String reason) {
	}

	record PutWeights(@NotNull Form form, @NotEmpty @Size(max = 50) Map<@NotNull String, @NotNull Integer> weights,
			@NotNull Integer version) {
	}

	record PreviewWeights(@NotNull Form form, @NotEmpty @Size(max = 50) Map<@NotNull String, @NotNull Integer> weights,
			@NotNull Long runId) {
	}

	record AnswerOffer(@NotNull Boolean accepted, @Nullable @FreeText @Size(max = 500) String reason) {
	}

}
