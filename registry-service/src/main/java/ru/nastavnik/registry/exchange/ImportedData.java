package ru.nastavnik.registry.exchange;

import java.util.Map;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.PersonalData;

/**
 * What loads keep of a person: the row they came by and the file it stood in. Both are
 * working copies of what the other features tell, so an export of the person has none.
 */
@Service
@Order(10)
@Transactional
class ImportedData implements PersonalData {

	private static final String THEIRS = """
			region_id = :region and batch_id in (select r.batch_id from import_row r
			  where r.region_id = :region and (r.subject_id = :person or r.natural_key = (select p.name_norm || '|'
			    || p.birth_date from person p where p.region_id = :region and p.id = :person)))""";

	private final JdbcClient jdbc;

	ImportedData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Map<String, Object> export(long personId) {
		return Map.of();
	}

	/** A file cannot be erased in part, nor a row that was never understood. */
	@Override
	public void erase(long personId) {
		sql("delete from import_file where " + THEIRS, personId);
		sql("""
				update import_row set label = '', natural_key = null, data = null, findings = null
				where action = 'wrong' and\s""" + THEIRS, personId);
		sql("""
				delete from import_row where region_id = :region and (subject_id = :person or natural_key = (select
				  p.name_norm || '|' || p.birth_date from person p where p.region_id = :region and p.id = :person))""",
				personId);
	}

	private void sql(String sql, long person) {
		this.jdbc.sql(sql).param("region", Scope.current().region()).param("person", person).update();
	}

}
