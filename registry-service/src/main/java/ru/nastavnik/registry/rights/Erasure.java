package ru.nastavnik.registry.rights;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.persistence.EntityManager;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.feed.FeedUpkeep;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.tenancy.WiderScope;
import ru.nastavnik.registry.PersonalData;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.participant.ParticipantFacts;

/**
 * Destroys the data of people in one transaction and leaves the act (BR-063). Counted
 * facts go on under a pseudonym that nothing links to the person, so figures stay.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Erasure {

	private final JdbcClient jdbc;

	private final EntityManager entityManager;

	private final Twins twins;

	private final Traces traces;

	private final ObjectProvider<PersonalData> features;

	private final ParticipantFacts facts;

	private final FeedUpkeep feed;

	private final Audit audit;

	private final WiderScope wider;

	private final JsonMapper json;

	private final Clock clock;

	Erasure(JdbcClient jdbc, EntityManager entityManager, Twins twins, Traces traces,
			ObjectProvider<PersonalData> features, ParticipantFacts facts, FeedUpkeep feed, Audit audit,
			WiderScope wider, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.entityManager = entityManager;
		this.twins = twins;
		this.traces = traces;
		this.features = features;
		this.facts = facts;
		this.feed = feed;
		this.audit = audit;
		this.wider = wider;
		this.json = json;
		this.clock = clock;
	}

	/** Why, and who decided. */
	record Decision(Place place, String reason, String subjects, String preparedName, String approvedName) {
	}

	private record Card(long id, long organisationId, List<Long> organisations, List<LocalDate> until) {
	}

	/** Destroys all that is kept of these people; gives the id of the act. */
	long destroy(List<Long> people, Decision decision) {
		Map<String, Integer> counts = new TreeMap<>();
		for (long person : people) {
			one(person, decision).forEach((table, rows) -> counts.merge(table, rows, Integer::sum));
		}
		return act(people.size(), decision, counts);
	}

	private Map<String, Integer> one(long person, Decision decision) {
		Card card = card(person);
		requireNowhereElse(card);
		Twins.Found cards = this.twins.of(List.of(person));
		List<Long> family = new ArrayList<>(cards.people());
		family.addAll(this.wider.within(cards.organisations(), () -> representativesOfNobodyElse(cards.people())));
		Twins.Found gone = this.twins.of(family);
		return this.wider.within(gone.organisations(), () -> {
			Map<String, Integer> counts = new TreeMap<>();
			for (long id : gone.people()) {
				this.entityManager.flush();
				long pseudonym = this.jdbc.sql("select nextval('pseudonym_seq')").query(Long.class).single();
				// the old news is rewritten first, the new news is what is told from now
				// on
				this.facts.lock(id);
				this.feed.forget(Scope.current().region(), List.of("participant-changed", "participant-named"),
						List.of(id));
				this.facts.erased(id, pseudonym, decision.place(), LocalDate.now(this.clock));
				this.audit.redact(Scope.current().region(), id);
				this.features.orderedStream().forEach((feature) -> feature.erase(id));
				this.entityManager.flush();
				this.entityManager.clear();
				this.traces.erase(id).forEach((table, rows) -> counts.merge(table, rows, Integer::sum));
				this.jdbc
					.sql("update data_request set person_id = :pseudonym, answer = null, extension_reason = null, "
							+ "version = version + 1 where region_id = :region and person_id = :person")
					.param("pseudonym", pseudonym)
					.param("region", Scope.current().region())
					.param("person", id)
					.update();
			}
			return counts;
		});
	}

	/** Who is a pupil or works elsewhere is asked about by that organisation first. */
	private void requireNowhereElse(Card card) {
		LocalDate today = LocalDate.now(this.clock);
		for (int at = 0; at < card.organisations().size(); at++) {
			if (card.organisations().get(at) != card.organisationId() && !card.until().get(at).isBefore(today)) {
				throw RegistryProblem.ELSEWHERE.because("Человек сейчас числится ещё в одной организации. Уничтожить "
						+ "данные можно, когда она внесёт увольнение или отчисление.");
			}
		}
	}

	private Card card(long person) {
		Card card = this.jdbc
			.sql("select id, organisation_id, organisations, organisations_until from person "
					+ "where region_id = :region and id = :id for update")
			.param("region", Scope.current().region())
			.param("id", person)
			.query((row, number) -> new Card(row.getLong("id"), row.getLong("organisation_id"),
					List.of((Long[]) row.getArray("organisations").getArray()),
					java.util.Arrays.stream((java.sql.Date[]) row.getArray("organisations_until").getArray())
						.map(java.sql.Date::toLocalDate)
						.toList()))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		if (!Scope.current().write().contains(card.organisationId())) {
			throw KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам.");
		}
		return card;
	}

	/** A parent is kept for the child's sake alone. */
	private List<Long> representativesOfNobodyElse(Set<Long> people) {
		return this.jdbc.sql("""
				select distinct r.representative_id from representation r join person p
				  on p.region_id = r.region_id and p.id = r.representative_id
				where r.region_id = :region and r.person_id = any (:people) and p.kind = 'representative'
				  and not exists (select from representation o where o.region_id = r.region_id
				    and o.representative_id = r.representative_id and o.person_id <> all (:people))""")
			.param("region", Scope.current().region())
			.param("people", people.toArray(Long[]::new))
			.query(Long.class)
			.list();
	}

	private long act(int subjects, Decision decision, Map<String, Integer> counts) {
		Instant now = Instant.now(this.clock);
		List<Map<String, Object>> lines = new ArrayList<>();
		counts.forEach((table, rows) -> lines.add(Map.of("category", Categories.title(table), "rows", rows)));
		Map<String, Object> log = new LinkedHashMap<>();
		log.put("system", "Наставник: реестр, программы, мониторинг");
		log.put("at", now.toString());
		log.put("reason", decision.reason());
		log.put("subjects", decision.subjects());
		log.put("lines", lines);
		Place place = decision.place();
		return this.jdbc
			.sql("""
					insert into destruction_act (region_id, institute_id, municipality_id, organisation_id, on_date, reason,
					  operator_name, subjects, subject_count, categories, method, prepared_name, approved_name, log)
					values (:region, :institute, :municipality, :organisation, :on, :reason,
					  (select full_name from organisation where region_id = :region and id = :organisation), :subjects, :count,
					  :categories, :method, :prepared, :approved, :log::jsonb) returning id""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("on", LocalDate.now(this.clock))
			.param("reason", decision.reason())
			.param("subjects", decision.subjects())
			.param("count", subjects)
			.param("categories", counts.keySet().stream().map(Categories::title).toArray(String[]::new))
			.param("method",
					"Удаление из баз данных информационной системы без возможности восстановления; "
							+ "в статистике данные обезличены")
			.param("prepared", decision.preparedName())
			.param("approved", decision.approvedName())
			.param("log", this.json.writeValueAsString(log))
			.query(Long.class)
			.single();
	}

}
