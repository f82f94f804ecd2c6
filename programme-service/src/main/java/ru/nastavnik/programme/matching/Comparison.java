package ru.nastavnik.programme.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.matching.RunViews.Beside;
import ru.nastavnik.programme.matching.RunViews.ComparedView;

/**
 * Two runs of one organisation and form beside each other: the mentees whose mentor
 * differs, counted over all pairs of both.
 */
@Service
@Transactional(readOnly = true)
class Comparison {

	private static final String DIFFERING = """
			 from (select * from matching_pair where region_id = :region and run_id = :other and target = :otherTarget) a
			full join (select * from matching_pair where region_id = :region and run_id = :run and target = :target) b
			  on b.mentee_id = a.mentee_id
			where a.mentor_id is distinct from b.mentor_id""";

	private final RunStore store;

	private final RunPeople people;

	private final JdbcClient jdbc;

	Comparison(RunStore store, RunPeople people, JdbcClient jdbc) {
		this.store = store;
		this.people = people;
		this.jdbc = jdbc;
	}

	private record Row(long mentee, long menteeOrganisation, @Nullable Long was, @Nullable Long wasOrganisation,
			int wasScore, @Nullable Long is, @Nullable Long isOrganisation, int isScore) {

		static Row of(ResultSet row) throws SQLException {
			return new Row(row.getLong("mentee"), row.getLong("mentee_organisation"), row.getObject("was", Long.class),
					row.getObject("was_organisation", Long.class), row.getInt("was_score"),
					row.getObject("now", Long.class), row.getObject("now_organisation", Long.class),
					row.getInt("now_score"));
		}

	}

	Slice<ComparedView> compare(long id, long other, PageQuery page) {
		Run run = this.store.get(id);
		Run before = this.store.get(other);
		if (before.organisation() != run.organisation() || before.form() != run.form()) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Сравнить можно подборы одной организации и одной формы. Выберите другой подбор.");
		}
		Map<String, Object> parameters = Map.of("region", run.place().region(), "run", id, "target",
				run.target().toString(), "other", other, "otherTarget", before.target().toString());
		List<Row> rows = this.jdbc
			.sql("select coalesce(b.mentee_id, a.mentee_id) as mentee, "
					+ "coalesce(b.mentee_organisation, a.mentee_organisation) as mentee_organisation, "
					+ "a.mentor_id as was, a.mentor_organisation as was_organisation, a.score as was_score, "
					+ "b.mentor_id as now, b.mentor_organisation as now_organisation, b.score as now_score" + DIFFERING
					+ " order by 2, 1 limit :limit offset :offset")
			.params(parameters)
			.param("limit", page.size())
			.param("offset", page.offset())
			.query((row, number) -> Row.of(row))
			.list();
		long total = this.jdbc.sql("select count(*)" + DIFFERING).params(parameters).query(Long.class).single();
		if (rows.isEmpty()) {
			return Slice.of(List.of(), page, total);
		}
		Set<Long> ids = new LinkedHashSet<>();
		Set<Long> schools = new LinkedHashSet<>();
		rows.forEach((row) -> {
			ids.add(row.mentee());
			schools.add(row.menteeOrganisation());
			add(ids, row.was());
			add(ids, row.is());
			add(schools, row.wasOrganisation());
			add(schools, row.isOrganisation());
		});
		RunPeople.Names names = this.people.names(run.organisation(), this.store.matching(id).people(), ids, schools);
		return Slice.of(rows.stream()
			.map((row) -> new ComparedView(names.mentee(row.mentee(), row.menteeOrganisation()),
					beside(names, row.was(), row.wasOrganisation(), row.wasScore()),
					beside(names, row.is(), row.isOrganisation(), row.isScore())))
			.toList(), page, total);
	}

	private static void add(Set<Long> ids, @Nullable Long id) {
		if (id != null) {
			ids.add(id);
		}
	}

	private static @Nullable Beside beside(RunPeople.Names names, @Nullable Long mentor, @Nullable Long organisation,
			int score) {
		return (mentor != null && organisation != null) ? new Beside(names.mentor(mentor, organisation), score) : null;
	}

}
