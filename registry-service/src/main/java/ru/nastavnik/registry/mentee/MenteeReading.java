package ru.nastavnik.registry.mentee;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.export.ExportList;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.registry.participant.ProfileSteps;
import ru.nastavnik.registry.participant.Profiles;
import ru.nastavnik.registry.participant.Profiles.MenteeProfile;
import ru.nastavnik.registry.person.ProfileLists;
import ru.nastavnik.registry.person.ProfileLists.Engaged;
import ru.nastavnik.registry.person.ProfileLists.Head;

/**
 * The base of mentees as lists and cards show it.
 */
@Service
@Transactional(readOnly = true)
public class MenteeReading {

	/** The psychologist is a colleague: whoever reads the mentee may read the name. */
	private static final String PSYCHOLOGIST = """
			(select concat_ws(' ', p.last_name, p.first_name, p.middle_name) from person p
			  where p.region_id = m.region_id and p.id = m.psychologist_id) as psychologist""";

	private static final ProfileLists.Kind<MenteeLine> LIST = new ProfileLists.Kind<>("mentee", PSYCHOLOGIST,
			Map.of("category", "m.category", "source", "m.source", "searchOn", "m.search_on"),
			(row, head) -> new MenteeLine(head, Profiles.mentee(row, 0), row.getString("psychologist")));

	private final Mentees mentees;

	private final Profiles profiles;

	private final ProfileSteps steps;

	private final Confidences confidences;

	private final ProfileLists lists;

	MenteeReading(Mentees mentees, Profiles profiles, ProfileSteps steps, Confidences confidences, ProfileLists lists) {
		this.mentees = mentees;
		this.profiles = profiles;
		this.steps = steps;
		this.confidences = confidences;
		this.lists = lists;
	}

	/** What the list is narrowed to. */
	record Filter(@Nullable Long organisation, Mentee.@Nullable Status status, @Nullable Category category,
			@Nullable String request, @Nullable Integer grade, @Nullable String position, @Nullable String consent,
			@Nullable String q) {
	}

	/** A mentee in the list. */
	public record MenteeLine(@JsonUnwrapped Head head, @JsonUnwrapped MenteeProfile profile,
			@Nullable String psychologist) {
	}

	/** The whole card; what only confidants may know is absent for others. */
	record MenteeCard(@JsonUnwrapped MenteeProfile profile, @Nullable List<Confidences.ToldView> thirdParty,
			Confidences.@Nullable SupportView needsSupport, List<ProfileSteps.Step> steps, List<Engaged> engagements,
			@Nullable String contact) {
	}

	Slice<MenteeLine> list(Filter filter, PageQuery page) {
		return this.lists.list(LIST, narrowed(filter), page);
	}

	/** The whole list as it was asked for on the screen. */
	public void each(ExportList.Query query, Consumer<MenteeLine> line) {
		this.lists.each(LIST,
				narrowed(new Filter(query.organisation(), query.code("status", Mentee.Status.class),
						query.code("category", Category.class), query.filter("request"), query.integer("grade"),
						query.filter("position"), query.filter("consent"), query.filter("q"))),
				query.page(), line);
	}

	private static ProfileLists.Narrowed narrowed(Filter filter) {
		return new ProfileLists.Narrowed(filter.organisation(), filter.q())
			.with("m.status = :status", "status", (filter.status() != null) ? filter.status().toString() : null)
			.with("m.category = :category", "category",
					(filter.category() != null) ? filter.category().toString() : null)
			.with(":request = any (m.request_codes)", "request", filter.request())
			.grade(filter.grade())
			.position(filter.position())
			.consent(filter.consent());
	}

	MenteeCard card(long id) {
		Mentee mentee = this.mentees.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		MenteeProfile profile = this.profiles.mentee(mentee.personId()).orElseThrow();
		return new MenteeCard(profile, this.confidences.told(mentee), this.confidences.support(mentee),
				this.steps.of("mentee", id), this.lists.engagements("mentee", mentee.personId()),
				this.lists.contact(mentee.personId()));
	}

}
