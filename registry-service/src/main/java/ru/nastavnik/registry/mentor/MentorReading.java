package ru.nastavnik.registry.mentor;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.ProfileSteps;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MentorProfile;
import ru.nastavnik.registry.person.ProfileLists;
import ru.nastavnik.registry.person.ProfileLists.Engaged;
import ru.nastavnik.registry.person.ProfileLists.Head;

/**
 * The base of mentors as lists and cards show it.
 */
@Service
@Transactional(readOnly = true)
public class MentorReading {

	private static final ProfileLists.Kind<MentorLine> LIST = new ProfileLists.Kind<>("mentor", "",
			Map.of("maxLoad", "m.max_load", "hours", "m.time_hours_per_month", "load", "g.mentees"),
			(row, head) -> new MentorLine(head, Profiles.mentor(row, 0), row.getInt("engaged_mentees")));

	private final Mentors mentors;

	private final Profiles profiles;

	private final ProfileSteps steps;

	private final SelectionRecords records;

	private final ProfileLists lists;

	MentorReading(Mentors mentors, Profiles profiles, ProfileSteps steps, SelectionRecords records,
			ProfileLists lists) {
		this.mentors = mentors;
		this.profiles = profiles;
		this.steps = steps;
		this.records = records;
		this.lists = lists;
	}

	/** What the list is narrowed to. */
	record Filter(@Nullable Long organisation, @Nullable MentorStatus status, @Nullable String competence,
			@Nullable Integer grade, @Nullable String position, @Nullable String consent, @Nullable Boolean free,
			@Nullable String q) {
	}

	/** A mentor in the list; the load is the number of mentees at present. */
	public record MentorLine(@JsonUnwrapped Head head, @JsonUnwrapped MentorProfile profile, int load) {
	}

	/** The whole card; interviews are for the organisation only. */
	record MentorCard(@JsonUnwrapped MentorProfile profile, @Nullable List<SelectionRecords.InterviewView> interviews,
			List<SelectionRecords.TrainingView> trainings, List<ProfileSteps.Step> steps, List<Engaged> engagements) {
	}

	Slice<MentorLine> list(Filter filter, PageQuery page) {
		return this.lists.list(LIST, narrowed(filter), page);
	}

	/** The whole list as it was asked for on the screen. */
	public void each(ExportList.Query query, Consumer<MentorLine> line) {
		this.lists.each(LIST,
				narrowed(new Filter(query.organisation(), query.code("status", MentorStatus.class),
						query.filter("competence"), query.integer("grade"), query.filter("position"),
						query.filter("consent"), query.truth("free"), query.filter("q"))),
				query.page(), line);
	}

	private static ProfileLists.Narrowed narrowed(Filter filter) {
		return new ProfileLists.Narrowed(filter.organisation(), filter.q())
			.with("m.status = :status", "status", (filter.status() != null) ? filter.status().toString() : null)
			.with(":competence = any (m.competence_codes)", "competence", filter.competence())
			.with("""
					(m.status in ('available', 'assigned') and m.max_load > coalesce((select f.mentees from engagement f
					  where f.region_id = m.region_id and f.person_id = m.person_id and f.role = 'mentor'), 0)) = :free""",
					"free", filter.free())
			.grade(filter.grade())
			.position(filter.position())
			.consent(filter.consent());
	}

	MentorCard card(long id) {
		Mentor mentor = this.mentors.findById(id).orElseThrow(MentorSelection::notFound);
		boolean near = Scope.current().own().contains(mentor.organisationId());
		return new MentorCard(this.profiles.mentor(mentor.personId()).orElseThrow(),
				near ? this.records.interviews(id) : null, this.records.trainings(id), this.steps.of("mentor", id),
				this.lists.engagements("mentor", mentor.personId()));
	}

}
