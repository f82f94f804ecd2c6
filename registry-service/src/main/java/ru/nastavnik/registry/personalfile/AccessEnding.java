package ru.nastavnik.registry.personalfile;

import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.PersonalData;
import ru.nastavnik.registry.consent.ConsentLifecycle.ProcessingWithdrawn;
import ru.nastavnik.registry.engagement.MentorshipIntake.MentorshipsFollowed;
import ru.nastavnik.registry.person.PersonMoved;

/**
 * What ends an access by itself for good: a consent that is withdrawn, a pair that ends,
 * a mentee who goes elsewhere (BR-045, BR-060). A new consent or a new pair opens nothing
 * again; the term needs no ending, it is a date.
 */
@Component
@Order(20)
class AccessEnding implements PersonalData {

	private static final String END = """
			update file_access f set status = 'ended', end_reason = :reason, ended_at = now(), version = version + 1,
			  updated_at = now() where f.region_id = :region and f.status in ('requested', 'approved') and\s""";

	private final JdbcClient jdbc;

	AccessEnding(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@EventListener
	void on(ProcessingWithdrawn withdrawn) {
		end(withdrawn.personId(), "consent");
	}

	@EventListener
	void on(PersonMoved moved) {
		end(moved.personId(), "pair");
	}

	@EventListener
	void on(MentorshipsFollowed followed) {
		this.jdbc.sql(END + "f.person_id = any (:people) and not " + Pairs.LIVE)
			.param("reason", "pair")
			.param("region", followed.region())
			.param("people", followed.people().toArray(Long[]::new))
			.update();
	}

	private void end(long person, String reason) {
		this.jdbc.sql(END + "(f.person_id = :person or f.mentor_id = :person)")
			.param("reason", reason)
			.param("region", Scope.current().region())
			.param("person", person)
			.update();
	}

	@Override
	public Map<String, Object> export(long personId) {
		return Map.of();
	}

	/**
	 * The requests of an erased mentor: those about an erased mentee are found by
	 * themselves.
	 */
	@Override
	public void erase(long personId) {
		for (String sql : new String[] { "delete from file_view where region_id = :region and mentor_id = :person",
				"delete from file_access where region_id = :region and mentor_id = :person" }) {
			this.jdbc.sql(sql).param("region", Scope.current().region()).param("person", personId).update();
		}
	}

}
