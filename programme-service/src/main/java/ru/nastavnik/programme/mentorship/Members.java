package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.participant.Participants.Participant;

/**
 * Who is in a mentorship, who was before, and what each of them has answered.
 */
@Embeddable
class Members {

	private boolean withMinors;

	/** Of the mentors, where it is another organisation. */
	@Embedded
	private Employer employer = new Employer();

	@JdbcTypeCode(SqlTypes.ARRAY)
	@Column(name = "participants")
	private List<Long> participants = List.of();

	@OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
	@JoinColumn(name = "mentorship_id", nullable = false, updatable = false)
	@OrderBy("id")
	@BatchSize(size = 100)
	private List<Member> present = new ArrayList<>();

	@OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
	@JoinColumn(name = "mentorship_id", nullable = false, updatable = false)
	@OrderBy("id")
	@BatchSize(size = 100)
	private List<FormerMember> former = new ArrayList<>();

	/** Takes those of a proposal in the place of any others. */
	void take(Place place, Terms terms, Map<Long, Participant> people, LocalDate today) {
		this.present.clear();
		List<Long> everybody = terms.everybody();
		// what was written while a child belonged to it may speak of the child: replacing
		// the child opens nothing
		this.withMinors = this.withMinors
				|| everybody.stream().map(people::get).filter(Objects::nonNull).anyMatch((p) -> p.minor(today));
		Terms.adultsElsewhere(terms.more().mentorOrganisation(), this.withMinors);
		this.employer.propose(terms.more().mentorOrganisation());
		this.participants = everybody;
		for (Side side : Side.values()) {
			for (Long person : terms.persons(side)) {
				Participant participant = Objects.requireNonNull(people.get(person));
				Member member = new Member(place, person, side, participant.minor(today));
				member.from((side == Side.MENTOR) ? this.employer.organisation() : null);
				member.belongTo(this.withMinors, everybody);
				this.present.add(member);
			}
		}
	}

	void answer(long person, boolean agrees, LocalDate on, AgreedBy by, @Nullable String reason) {
		Member member = this.present.stream()
			.filter((candidate) -> candidate.personId() == person)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Участник не найден или недоступен вам."));
		if (by == AgreedBy.REPRESENTATIVE && !member.minor()) {
			throw KitProblem.INVALID.because("За взрослого участника законный представитель не соглашается.")
				.on("by", "Укажите: self или curator.");
		}
		member.answer(agrees, on, by, reason);
	}

	/** The mentors' employer lets them go, or does not: one word, once. */
	void employerAnswers(boolean agrees, LocalDate on, String by) {
		if (this.employer.answered()) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Организация наставника уже ответила. Обновите страницу, чтобы увидеть ответ.");
		}
		this.employer.answer(agrees, on, by);
	}

	/** Everybody is asked anew. */
	void ask() {
		this.employer.ask();
		this.present.forEach(Member::ask);
	}

	/** Whoever has refused is asked once more. */
	void askRefused() {
		this.present.stream().filter(Member::refused).forEach(Member::ask);
	}

	boolean someAnswered() {
		return this.employer.answered() || this.present.stream().anyMatch(Member::answered);
	}

	boolean allAgreed() {
		return this.employer.settled() && this.present.stream().allMatch(Member::agreed);
	}

	/** The day of the last word, null where nobody was asked. */
	@Nullable LocalDate agreedOn() {
		return this.present.stream()
			.map(Member::agreedOn)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/** Whom an order may not name today: a consent or a readiness has gone meanwhile. */
	List<String> obstacles(Map<Long, Map<Long, Participant>> people) {
		return this.present.stream().map((member) -> {
			Participant participant = people.getOrDefault(member.home(), Map.of()).get(member.personId());
			return (participant != null) ? Terms.obstacle(participant, member.role())
					: "Участник больше не числится здесь.";
		}).filter(Objects::nonNull).distinct().toList();
	}

	/** 4.6: the mentor leaves, the successor goes on from the same day. */
	void replace(Place place, long leaving, Participant successor, LocalDate start, Leaving leave, LocalDate today) {
		Member old = this.present.stream()
			.filter((member) -> member.role() == Side.MENTOR && member.personId() == leaving)
			.findFirst()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Этот человек больше не наставник здесь."));
		this.former.add(new FormerMember(place, old, start, leave));
		this.present.remove(old);
		Member next = new Member(place, successor.personId(), Side.MENTOR, successor.minor(today));
		next.answer(true, leave.on(), AgreedBy.CURATOR);
		next.start(leave.on());
		this.present.add(next);
		this.withMinors = this.withMinors || next.minor();
		this.participants = Stream.of(Side.values()).flatMap((side) -> persons(side).stream()).toList();
		this.present.forEach((member) -> member.belongTo(this.withMinors, this.participants));
		this.former.forEach((member) -> member.belongTo(this.withMinors, this.participants));
	}

	void start(LocalDate on) {
		this.present.stream().filter((member) -> member.since() == null).forEach((member) -> member.start(on));
	}

	void end(LocalDate on) {
		this.present.forEach((member) -> member.end(on));
	}

	List<Long> persons(Side side) {
		return this.present.stream().filter((member) -> member.role() == side).map(Member::personId).toList();
	}

	/** As it was proposed. */
	@Nullable Long employer() {
		return this.employer.organisation();
	}

	/** The mentors' organisation, unless it is this one. */
	@Nullable Long employer(long organisation) {
		Long other = this.employer.organisation();
		return Long.valueOf(organisation).equals(other) ? null : other;
	}

	/** Where a member works or studies, or null for whoever is none. */
	@Nullable Long home(long person) {
		return this.present.stream()
			.filter((member) -> member.personId() == person)
			.map(Member::home)
			.findFirst()
			.orElse(null);
	}

	/** A side as the fact tells it; where both teach, everybody is on both. */
	List<Changed.Ref> refs(Side side, boolean mutual) {
		return this.present.stream()
			.filter((member) -> member.role() == side || mutual)
			.map((member) -> new Changed.Ref(member.personId(), joinedLater(member) ? member.since() : null,
					member.elsewhere()))
			.toList();
	}

	/** Whoever came later began on the last day of the one who left. */
	private boolean joinedLater(Member member) {
		return this.former.stream()
			.anyMatch((left) -> left.role() == member.role() && left.until().equals(member.since()));
	}

	List<Changed.Left> left() {
		return this.former.stream().map(FormerMember::left).toList();
	}

	boolean withMinors() {
		return this.withMinors;
	}

	List<Long> participants() {
		return this.participants;
	}

	List<Member> present() {
		return List.copyOf(this.present);
	}

}
