package ru.nastavnik.programme.mentorship;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;

/**
 * Which mentorships an order may fix only with labour papers: an employee mentors an
 * employee of the same school, whatever the form is called, from the day article 351.8
 * came into force (BR-049). Off before that day, for pupils and for external mentors
 * (BR-054), and where the director said why.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class LabourDemand {

	/** The article's first day. */
	private static final LocalDate IN_FORCE = LocalDate.of(2025, 3, 1);

	/**
	 * The state of a mentorship {@code m} on {@code :labourDay}, as the school's own
	 * people see it: the papers have to cover every mentor with every mentee.
	 */
	static final String STATE = """
			case when m.starts_on < date '%s' then 'not_required'
			  when m.labour_waiver is not null then 'waived'
			  else (select case when count(*) = 0 then 'not_required' when bool_and(covered) then 'ready' else 'missing' end
			    from (select exists (select from labour l where l.region_id = m.region_id
			        and l.organisation_id = m.organisation_id and l.mentor_id = lm.person_id and l.mentee_id = le.person_id
			        and l.status in ('addendum_signed', 'notice_given', 'exempt')
			        and l.term_from <= greatest(m.starts_on, least(:labourDay::date, m.planned_end))
			        and coalesce(l.term_to, 'infinity') >= greatest(m.starts_on, least(:labourDay::date, m.planned_end)))
			        as covered
			      from mentorship_member lm
			      join mentorship_member le on le.region_id = lm.region_id and le.mentorship_id = lm.mentorship_id
			      join participant lmp on lmp.region_id = lm.region_id and lmp.organisation_id = m.organisation_id
			        and lmp.person_id = lm.person_id
			      join participant lep on lep.region_id = le.region_id and lep.organisation_id = m.organisation_id
			        and lep.person_id = le.person_id
			      where lm.region_id = m.region_id and lm.mentorship_id = m.id and (lm.role = 'mentor' and le.role = 'mentee'
			          or cardinality(m.topics) = 2 and lm.role = 'mentee' and le.role = 'mentor') and lmp.kind = 'staff' and lep.kind = 'staff') pairs) end"""
		.formatted(IN_FORCE);

	private final JdbcClient jdbc;

	LabourDemand(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** What is known of the papers of a mentorship. */
	enum State {

		NOT_REQUIRED, READY, MISSING, WAIVED;

		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Refuses an order of the day that lists a mentorship without its papers. */
	public void papers(Collection<Long> mentorships, LocalDate orderDate) {
		List<Long> missing = this.jdbc
			.sql("select m.id from mentorship m where m.region_id = :region and m.id = any(:ids) and " + STATE
					+ " = 'missing' order by m.id")
			.param("region", Scope.current().region())
			.param("ids", mentorships.toArray(Long[]::new))
			.param("labourDay", orderDate)
			.query(Long.class)
			.list();
		if (!missing.isEmpty()) {
			throw new ProblemException(ProgrammeProblem.LABOUR_PAPERS,
					"Приказ пока нельзя подписать: педагог становится наставником коллеги только с письменного согласия и с "
							+ "дополнительным соглашением к трудовому договору (ст. 351.8 ТК РФ), действующими со дня начала. "
							+ "Оформите их в разделе «Трудовые документы» или укажите в карточке пары, почему они не нужны.")
				.on(missing.stream()
					.map((id) -> new Violation("mentorshipIds",
							"Нет трудовых документов наставника в паре или группе № " + id + "."))
					.toList());
		}
	}

}
