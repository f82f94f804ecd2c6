package ru.nastavnik.programme.personal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.Names;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.Reach;
import ru.nastavnik.programme.Some;
import ru.nastavnik.programme.mentorship.MentorshipReading;
import ru.nastavnik.programme.mentorship.MentorshipReading.MemberView;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.mentorship.Pairing;
import ru.nastavnik.programme.personal.Approval.Approvals;
import ru.nastavnik.programme.personal.Plan.Progress;
import ru.nastavnik.programme.personal.PersonalProgramme.Status;

/**
 * Programmes as they are shown: with names, activities and the verbs of the reader.
 */
@Service
@Transactional(readOnly = true)
class ProgrammeReading {

	private static final Map<String, String> SORTS = Map.of("from", "p.starts_on", "to", "p.ends_on", "title",
			"p.title", "status", "p.status", "id", "p.id");

	private final PersonalProgrammes programmes;

	private final Pairing pairing;

	private final MentorshipReading mentorships;

	private final JdbcClient jdbc;

	ProgrammeReading(PersonalProgrammes programmes, Pairing pairing, MentorshipReading mentorships, JdbcClient jdbc) {
		this.programmes = programmes;
		this.pairing = pairing;
		this.mentorships = mentorships;
		this.jdbc = jdbc;
	}

	ProgrammeView view(long id) {
		PersonalProgramme programme = this.programmes.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		return view(programme, this.pairing.outline(programme.mentorshipId()), List.of());
	}

	Slice<ProgrammeLine> list(Filter filter, PageQuery page) {
		Reach reach = reach(filter);
		List<Line> lines = lines(reach, page, " limit :limit offset :offset").param("limit", page.size())
			.param("offset", page.offset())
			.query(Line::read)
			.list();
		long count = this.jdbc
			.sql("select count(*) from (select 1 from personal_programme p" + reach.where() + " limit "
					+ (Slice.COUNTED + 1) + ") found")
			.params(reach.parameters())
			.query(Long.class)
			.single();
		return Slice.of(views(lines), page, count);
	}

	/** The whole list as it was asked for on the screen. */
	void each(ExportList.Query query, Consumer<ProgrammeLine> view) {
		Filter filter = new Filter(query.organisation(), null, query.filter("status"), query.filter("q"));
		Some.each(lines(reach(filter), query.page(), ""), Line::read, (lines) -> views(lines).forEach(view));
	}

	private List<ProgrammeLine> views(List<Line> lines) {
		Map<Long, List<MemberView>> members = this.mentorships
			.members(lines.stream().map(Line::mentorshipId).distinct().toList());
		return lines.stream().map((line) -> line.view(members.getOrDefault(line.mentorshipId(), List.of()))).toList();
	}

	private static Reach reach(Filter filter) {
		Reach reach = Reach.of("p", filter.organisation())
			.andIf(filter.mentorship(), "p.mentorship_id = :mentorship", "mentorship")
			.codes(filter.status(), Status.class, "p.status", "status");
		if (filter.q() != null && !filter.q().isBlank()) {
			reach.and("""
					exists (select 1 from mentorship_member mm join participant n on n.region_id = mm.region_id
					and n.organisation_id = mm.home_organisation and n.person_id = mm.person_id
					where mm.region_id = p.region_id and mm.mentorship_id = p.mentorship_id
					and position(:q in ' ' || n.name_norm) > 0)""", "q", " " + Names.normalised(filter.q()));
		}
		return reach;
	}

	private JdbcClient.StatementSpec lines(Reach reach, PageQuery page, String window) {
		String order = page.orderBy(SORTS, "p.starts_on desc, p.id desc");
		return this.jdbc
			.sql("with page as materialized (select p.*, row_number() over (order by " + order
					+ ") as place_on_page from personal_programme p" + reach.where() + " order by " + order + window
					+ ") " + """
							select p.*,
							  (select count(*) from programme_activity a where a.region_id = p.region_id
							    and a.programme_id = p.id and a.status = 'done') as done,
							  (select count(*) from programme_activity a where a.region_id = p.region_id
							    and a.programme_id = p.id and a.status in ('planned', 'done')) as total
							from page p order by p.place_on_page""")
			.params(reach.parameters());
	}

	ProgrammeView view(PersonalProgramme programme, Outline outline, List<String> warnings) {
		Content content = programme.content();
		return new ProgrammeView(programme.id(), programme.mentorshipId(), programme.organisationId(), content.title(),
				content.from(), content.to(), content.directions(), content.gaps(), content.strengths(), content.note(),
				programme.plan().ordered().stream().map(Activity::view).toList(), programme.words().summary(outline),
				programme.awaited(), programme.status(), programme.versionNo(), programme.amendment(),
				programme.plan().progress(),
				this.mentorships.members(List.of(outline.id())).getOrDefault(outline.id(), List.of()),
				programme.version(), actions(programme, outline), warnings);
	}

	/** The verbs that the caller may use now. */
	private static List<String> actions(PersonalProgramme programme, Outline outline) {
		Scope scope = Scope.current();
		List<String> actions = new ArrayList<>();
		boolean curator = outline.staff(scope, Role.CURATOR);
		Long me = scope.person();
		boolean member = outline.side(scope) != null;
		boolean inForce = programme.isInForce();
		Status stage = programme.stage();
		boolean preparing = stage == Status.DRAFT || stage == Status.AGREED || stage == Status.CURATOR_OK;
		boolean changing = (curator && (preparing || inForce)) || (member && !inForce && stage == Status.DRAFT);
		add(actions, "edit", preparing && !inForce && (curator || member));
		add(actions, "agreement",
				stage == Status.DRAFT && (curator || (me != null && programme.awaited().contains(me))));
		add(actions, "curator-approval", curator && stage == Status.AGREED);
		add(actions, "approval", stage == Status.CURATOR_OK && outline.staff(scope, Role.DIRECTOR));
		add(actions, "activities", changing);
		add(actions, "done", inForce && outline.mentorOr(scope, Role.CURATOR));
		add(actions, "strike", changing);
		add(actions, "withdrawal", curator && programme.amendment() != null);
		add(actions, "completion", curator && inForce && programme.fulfilment().open().isEmpty());
		return actions;
	}

	private static void add(List<String> actions, String action, boolean allowed) {
		if (allowed) {
			actions.add(action);
		}
	}

	record Filter(@Nullable Long organisation, @Nullable Long mentorship, @Nullable String status, @Nullable String q) {
	}

	/** A programme on the screen. */
	record ProgrammeView(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			List<String> directions, List<String> gaps, List<String> strengths, String note,
			List<Activity.ActivityView> activities, Approvals approvals, List<Long> awaited, Status status,
			int versionNo, @Nullable Status amendment, Progress progress, List<MemberView> members, int version,
			List<String> actions, List<String> warnings) {
	}

	/** A programme on a list. */
	record ProgrammeLine(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			Status status, Progress progress, List<MemberView> members) {
	}

	private record Line(long id, long mentorshipId, long organisationId, String title, LocalDate from, LocalDate to,
			Status status, Progress progress) {

		static Line read(ResultSet row, int number) throws SQLException {
			return new Line(row.getLong("id"), row.getLong("mentorship_id"), row.getLong("organisation_id"),
					row.getString("title"), row.getObject("starts_on", LocalDate.class),
					row.getObject("ends_on", LocalDate.class),
					Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
					new Progress(row.getInt("done"), row.getInt("total")));
		}

		ProgrammeLine view(List<MemberView> members) {
			return new ProgrammeLine(this.id, this.mentorshipId, this.organisationId, this.title, this.from, this.to,
					this.status, this.progress, members);
		}

	}

}
