package ru.nastavnik.programme.matching;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Day;
import ru.nastavnik.programme.matching.Publication.PublicationView;
import ru.nastavnik.programme.matching.RunViews.BlockingView;
import ru.nastavnik.programme.matching.RunViews.CandidateView;
import ru.nastavnik.programme.matching.RunViews.ComparedView;
import ru.nastavnik.programme.matching.RunViews.LeftView;
import ru.nastavnik.programme.matching.RunViews.LoosePin;
import ru.nastavnik.programme.matching.RunViews.MatchPair;
import ru.nastavnik.programme.matching.RunViews.ReplayView;
import ru.nastavnik.programme.matching.RunViews.RunView;
import ru.nastavnik.programme.matching.Withdrawal.BatchView;
import ru.nastavnik.programme.mentorship.Terms.Form;

/**
 * Runs of matching and their pairs.
 */
@RestController
@RequestMapping("/matching/runs")
class RunController {

	private static final String SCORE = "Балл — от 0 до 100.";

	private final Runs runs;

	private final RunReading reading;

	private final Publication publication;

	private final Withdrawal withdrawal;

	private final Computing computing;

	private final Comparison comparison;

	RunController(Runs runs, RunReading reading, Publication publication, Withdrawal withdrawal, Computing computing,
			Comparison comparison) {
		this.comparison = comparison;
		this.computing = computing;
		this.withdrawal = withdrawal;
		this.runs = runs;
		this.reading = reading;
		this.publication = publication;
	}

	@PostMapping
	ResponseEntity<RunView> start(@RequestBody @Valid StartRun body) {
		RunView run = this.runs.start(body.organisationId(), body.form(), body.target(),
				Objects.requireNonNullElse(body.minScore(), 0), body.includeShared());
		return ResponseEntity.created(URI.create("/matching/runs/" + run.id())).body(run);
	}

	@GetMapping
	Slice<RunView> list(@RequestParam long organisation, @Valid PageQuery page) {
		return this.reading.list(organisation, page);
	}

	@GetMapping("/{id}")
	RunView view(@PathVariable long id) {
		return this.reading.view(id);
	}

	@GetMapping("/{id}/pairs")
	Slice<MatchPair> pairs(@PathVariable long id, @RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q,
			@RequestParam(required = false) @Nullable @Pattern(regexp = "draft|weak|foreign|pinned|moved",
					message = "Допустимы: draft, weak, foreign, pinned, moved.") String show,
			@RequestParam(required = false) @Nullable @Size(max = 100) List<Long> ids,
			@RequestParam(required = false) @Nullable @Size(max = 100) List<Long> mentees, @Valid PageQuery page) {
		return this.reading.pairs(id, new RunReading.Filter(organisation, q, show, ids, mentees), page);
	}

	@GetMapping("/{id}/left")
	Slice<LeftView> left(@PathVariable long id, @RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 100) String q, @Valid PageQuery page) {
		return this.reading.left(id, organisation, q, page);
	}

	@GetMapping("/{id}/blocking")
	List<BlockingView> blocking(@PathVariable long id) {
		return this.reading.blocking(id);
	}

	@GetMapping("/{id}/comparison")
	Slice<ComparedView> compare(@PathVariable long id, @RequestParam("with") long other, @Valid PageQuery page) {
		return this.comparison.compare(id, other, page);
	}

	@GetMapping("/{id}/loose-pins")
	List<LoosePin> loosePins(@PathVariable long id) {
		return this.reading.loosePins(id);
	}

	@GetMapping("/{id}/candidates")
	List<CandidateView> candidates(@PathVariable long id, @RequestParam long mentee) {
		return this.reading.candidates(id, mentee);
	}

	@PostMapping("/{id}/choice")
	RunView choose(@PathVariable long id, @RequestBody @Valid ChooseTarget body) {
		return this.runs.choose(id, body.target(), body.version());
	}

	@PostMapping("/{id}/moves")
	RunView move(@PathVariable long id, @RequestBody @Valid MoveMentee body) {
		return this.runs.move(id, body.menteeId(), body.mentorId(), body.version());
	}

	@PostMapping("/{id}/publication")
	PublicationView publish(@PathVariable long id, @RequestBody @Valid PublishPairs body) {
		return this.publication.publish(id, body.version(), (body.ids() != null) ? Set.copyOf(body.ids()) : null,
				(body.except() != null) ? Set.copyOf(body.except()) : Set.of(), Boolean.TRUE.equals(body.groups()),
				body.respondBy());
	}

	@GetMapping("/{id}/batches")
	List<BatchView> batches(@PathVariable long id) {
		return this.withdrawal.batches(id);
	}

	@PostMapping("/{id}/withdrawal")
	RunView withdraw(@PathVariable long id, @RequestBody @Valid WithdrawPairs body) {
		return this.withdrawal.withdraw(id, body.version(), (body.ids() != null) ? Set.copyOf(body.ids()) : null,
				body.batch());
	}

	@PostMapping("/{id}/cancellation")
	RunView cancel(@PathVariable long id) {
		return this.runs.cancel(id);
	}

	@PostMapping("/{id}/replay")
	ReplayView replay(@PathVariable long id) {
		return this.computing.replay(id);
	}

	record StartRun(@NotNull Long organisationId, @NotNull Form form, @NotNull Target target,
			@Nullable @Min(value = 0, message = SCORE) @Max(value = 100, message = SCORE) Integer minScore,
			@Nullable Boolean includeShared) {
	}

	record ChooseTarget(@NotNull Target target, @NotNull Integer version) {
	}

	record MoveMentee(@NotNull Long menteeId, @Nullable Long mentorId, @NotNull Integer version) {
	}

	record PublishPairs(@NotNull Integer version,
			@Nullable @Size(min = 1, max = 1000, message = "За один раз — до 1000 пар.") List<@NotNull Long> ids,
			@Nullable @Size(max = 10000,
					message = "Оставить черновиками можно до 10 000 пар.") List<@NotNull Long> except,
			@Nullable Boolean groups, @Nullable @Day LocalDate respondBy) {
	}

	record WithdrawPairs(@NotNull Integer version,
			@Nullable @Size(min = 1, max = 1000, message = "За один раз — до 1000 пар.") List<@NotNull Long> ids,
			@Nullable Integer batch) {
	}

}
