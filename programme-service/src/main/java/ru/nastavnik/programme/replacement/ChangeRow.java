package ru.nastavnik.programme.replacement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.mentorship.AgreedBy;
import ru.nastavnik.programme.mentorship.Mentorship;
import ru.nastavnik.programme.replacement.ChangeReading.AskedView;
import ru.nastavnik.programme.replacement.ChangeReading.ChangeView;
import ru.nastavnik.programme.replacement.ChangeRequest.Kind;
import ru.nastavnik.programme.replacement.ChangeRequest.Status;
import ru.nastavnik.programme.replacement.ReplacementGround.Starter;

/**
 * A request as the database gives it.
 */
record ChangeRow(long id, Kind kind, Status status, long mentorshipId, long organisationId, Starter startedBy,
		@Nullable Long partyId, LocalDate requestedOn, LocalDate reviewUntil, String reason,
		@Nullable ReplacementGround ground, List<String> extraGrounds, @Nullable Long mentorId, int mentors,
		List<Long> mentees, @Nullable String documentNumber, @Nullable LocalDate documentOn,
		@Nullable LocalDate awayFrom, @Nullable LocalDate awayTo, @Nullable Long newMentorId, boolean withoutSuccessor,
		Mentorship.@Nullable Ground endGround, boolean profileFits, boolean mutualInterest, @Nullable LocalDate oldEnd,
		@Nullable LocalDate newEnd, @Nullable String opinion, @Nullable String mediatedBy,
		@Nullable LocalDate mediatedOn, @Nullable String mediation, @Nullable String decision,
		@Nullable LocalDate decidedOn, @Nullable String decidedBy, @Nullable Long orderId, @Nullable String orderNumber,
		@Nullable LocalDate orderDate, @Nullable LocalDate ledAgain, List<Long> asked, boolean noticeDue, int version) {

	static ChangeRow read(ResultSet row, int number) throws SQLException {
		String ground = row.getString("ground");
		return new ChangeRow(row.getLong("id"), code(Kind.class, row.getString("kind")),
				code(Status.class, row.getString("status")), row.getLong("mentorship_id"),
				row.getLong("organisation_id"), code(Starter.class, row.getString("started_by")),
				row.getObject("party_id", Long.class), row.getObject("requested_on", LocalDate.class),
				row.getObject("review_until", LocalDate.class), row.getString("reason"),
				(ground != null) ? ReplacementGround.valueOf(ground) : null,
				Arrays.asList((String[]) row.getArray("extra_grounds").getArray()),
				row.getObject("mentor_id", Long.class), row.getInt("mentors"), ids(row, "mentees"),
				row.getString("document_number"), row.getObject("document_on", LocalDate.class),
				row.getObject("away_from", LocalDate.class), row.getObject("away_to", LocalDate.class),
				row.getObject("new_mentor_id", Long.class), row.getBoolean("without_successor"),
				(row.getString("end_ground") != null) ? Mentorship.Ground.valueOf(row.getString("end_ground")) : null,
				row.getBoolean("profile_fits"), row.getBoolean("mutual_interest"),
				row.getObject("old_end", LocalDate.class), row.getObject("new_end", LocalDate.class),
				row.getString("opinion"), row.getString("mediated_by"), row.getObject("mediated_on", LocalDate.class),
				row.getString("mediation"), row.getString("decision"), row.getObject("decided_on", LocalDate.class),
				row.getString("decided_by"), row.getObject("order_id", Long.class), row.getString("order_number"),
				row.getObject("order_date", LocalDate.class), row.getObject("led_again", LocalDate.class),
				ids(row, "asked"), row.getBoolean("notice_due"), row.getInt("version"));
	}

	private static List<Long> ids(ResultSet row, String column) throws SQLException {
		return Arrays.asList((Long[]) row.getArray(column).getArray());
	}

	private static <E extends Enum<E>> E code(Class<E> type, String code) {
		return Enum.valueOf(type, code.toUpperCase(Locale.ROOT));
	}

	/** Everybody it names. */
	List<Long> people() {
		return Stream
			.of(Stream.of(this.partyId, this.mentorId, this.newMentorId), this.mentees.stream(), this.asked.stream())
			.flatMap((some) -> some)
			.filter(Objects::nonNull)
			.toList();
	}

	ChangeView view(List<Word> words, Map<Long, Person> people, List<String> warnings, LocalDate today) {
		Scope scope = Scope.current();
		// what one side says of the other is not for the other
		boolean open = ChangeReading.staff(this.organisationId)
				|| this.partyId != null && this.partyId.equals(scope.person());
		List<AskedView> everybody = (this.asked.isEmpty() ? words.stream().map(Word::personId).distinct().toList()
				: this.asked)
			.stream()
			.map((person) -> asked(person(person.longValue(), people), words))
			.toList();
		return new ChangeView(this.id, this.kind, this.status, this.mentorshipId, this.organisationId, this.startedBy,
				open ? person(this.partyId, people) : null, this.requestedOn, this.reviewUntil,
				open ? this.reason : null, open ? this.ground : null, open ? this.extraGrounds : List.of(),
				person(this.mentorId, people),
				this.mentees.stream().map((mentee) -> person(mentee.longValue(), people)).toList(),
				open ? this.documentNumber : null, open ? this.documentOn : null, open ? this.awayFrom : null,
				open ? this.awayTo : null, person(this.newMentorId, people), this.withoutSuccessor, this.endGround,
				this.profileFits, this.mutualInterest, this.oldEnd, this.newEnd, open ? this.opinion : null,
				open ? this.mediatedBy : null, open ? this.mediatedOn : null, open ? this.mediation : null,
				open ? this.decision : null, this.decidedOn, open ? this.decidedBy : null, this.orderId,
				this.orderNumber, this.orderDate, everybody, gapDays(today), open && this.noticeDue, this.version,
				actions(scope, everybody), warnings);
	}

	private static AskedView asked(Person person, List<Word> words) {
		List<Word> mine = words.stream().filter((word) -> word.personId() == person.personId()).toList();
		boolean own = mine.stream().anyMatch((word) -> word.agrees() && word.by() != AgreedBy.REPRESENTATIVE);
		boolean parents = mine.stream().anyMatch((word) -> word.agrees() && word.by() == AgreedBy.REPRESENTATIVE);
		return new AskedView(person.personId(), person.name(), person.minor(), mine,
				own && (parents || !person.minor()));
	}

	private static Person person(long id, Map<Long, Person> people) {
		return people.getOrDefault(id, new Person(id, null, false));
	}

	private static @Nullable Person person(@Nullable Long id, Map<Long, Person> people) {
		return (id != null) ? person(id.longValue(), people) : null;
	}

	/**
	 * From the day the old mentor was gone to the order, or to today; where nobody
	 * followed, until all mentees have a mentor again.
	 */
	private @Nullable Integer gapDays(LocalDate today) {
		LocalDate gone = (this.ground == ReplacementGround.G2) ? this.awayFrom
				: (this.ground == ReplacementGround.G3) ? this.documentOn : this.orderDate;
		if (this.kind != Kind.REPLACEMENT || gone == null || this.status == Status.REJECTED
				|| this.status == Status.WITHDRAWN) {
			return null;
		}
		LocalDate led = this.withoutSuccessor ? this.ledAgain : this.orderDate;
		LocalDate until = (led != null) ? led : today;
		return (int) Math.max(0, ChronoUnit.DAYS.between(gone, until));
	}

	/** The verbs that the caller may use now. */
	private List<String> actions(Scope scope, List<AskedView> everybody) {
		List<String> actions = new ArrayList<>();
		boolean curator = scope.has(this.organisationId, Role.CURATOR);
		boolean worked = ChangeRequest.WORKED_ON.contains(this.status);
		boolean ready = this.opinion != null && (this.withoutSuccessor || !everybody.isEmpty())
				&& everybody.stream().allMatch(AskedView::complete)
				&& (this.kind == Kind.EXTENSION || this.withoutSuccessor || this.profileFits && this.mutualInterest);
		Long me = scope.person();
		add(actions, "review", curator && worked);
		add(actions, "mediation", curator && worked && this.kind == Kind.REPLACEMENT);
		add(actions, "candidate", curator && worked && this.kind == Kind.REPLACEMENT);
		add(actions, "no-successor",
				curator && worked && this.kind == Kind.REPLACEMENT && !this.withoutSuccessor && this.mentors == 1);
		add(actions, "agreement", worked && (curator && !this.asked.isEmpty()
				|| me != null && everybody.stream().anyMatch((one) -> one.personId() == me && !one.complete())));
		add(actions, "submission", curator && worked && ready);
		add(actions, "order", curator && this.status == Status.DIRECTOR_DECISION);
		add(actions, "rejection",
				scope.has(this.organisationId, Role.DIRECTOR) && this.status == Status.DIRECTOR_DECISION);
		add(actions, "withdrawal", worked && (curator || this.partyId != null && this.partyId.equals(me)));
		add(actions, "evidence",
				scope.has(this.organisationId, Role.CURATOR, Role.DIRECTOR) && this.kind == Kind.REPLACEMENT
						&& this.ground != ReplacementGround.G4
						&& Set.of(Status.REQUESTED, Status.CURATOR_REVIEW, Status.MEDIATION, Status.DIRECTOR_DECISION)
							.contains(this.status));
		return actions;
	}

	private static void add(List<String> actions, String action, boolean allowed) {
		if (allowed) {
			actions.add(action);
		}
	}

	/** Somebody, by name where the caller may read it. */
	record Person(long personId, @Nullable String name, boolean minor) {
	}

	/** A stored statement. */
	record Word(long personId, boolean agrees, AgreedBy by, LocalDate on, @Nullable String document) {

		static Word read(ResultSet row) throws SQLException {
			return new Word(row.getLong("person_id"), row.getBoolean("agrees"),
					code(AgreedBy.class, row.getString("by_whom")), row.getObject("on_date", LocalDate.class),
					row.getString("document"));
		}

	}

}
