package ru.nastavnik.programme.matching;

import java.util.List;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.programme.mentorship.PersonForgotten;

/**
 * Takes a person out of the inputs of runs: the pairs of the others stay readable with
 * their explanations, and whoever loses the mentor is again without one.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RunErasure {

	private static final String ALONE = """
			insert into matching_left (region_id, institute_id, municipality_id, organisation_id, run_id, target,
			  mentee_id, mentee_organisation, code, text, cure)
			select region_id, institute_id, municipality_id, organisation_id, run_id, target, mentee_id,
			  mentee_organisation, 'mentor_gone', 'Наставника больше нет на платформе.',
			  'Выберите другого наставника из списка кандидатов.'
			from matching_pair where region_id = :region and mentor_id = :person on conflict do nothing""";

	private final JdbcClient jdbc;

	RunErasure(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(PersonForgotten gone) {
		List<Long> runs = this.jdbc
			.sql("select run_id from matching_input where region_id = :region and :person = any(people)")
			.param("region", gone.region())
			.param("person", gone.person())
			.query(Long.class)
			.list();
		// one at a time: the inputs of a region are large
		for (Long run : runs) {
			byte[] content = this.jdbc
				.sql("select content from matching_input where region_id = :region and run_id = :run")
				.param("region", gone.region())
				.param("run", run)
				.query((row, number) -> row.getBytes(1))
				.single();
			Snapshot others = SnapshotText.read(SnapshotText.unpacked(content)).without(gone.person());
			this.jdbc
				.sql("update matching_input set content = :content, forgotten = true where region_id = :region "
						+ "and run_id = :run")
				.param("content", SnapshotText.packed(SnapshotText.text(others)))
				.param("region", gone.region())
				.param("run", run)
				.update();
		}
		this.jdbc.sql(ALONE).param("region", gone.region()).param("person", gone.person()).update();
	}

}
