package ru.nastavnik.programme.mentorship;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Orders forget a person whose data are destroyed: whom they list and name. Who prepared,
 * endorsed and signed an order did so for the organisation, whose file list decides about
 * that (BR-068).
 */
@Component
class PaperErasure {

	/** Where the payload of an order names the person; other numbers are other things. */
	private static final String NAMED = "('(\"(?:personId|mentorId|newMentorId|menteeId)\": \"?)' || :person "
			+ "|| '([\",}])')";

	/** The person's id in what orders list. */
	static final String RENAME = "update mentorship_order set payload = regexp_replace(payload::text, " + NAMED
			+ ", '\\1' || :pseudonym || '\\2', 'g')::jsonb where region_id = :region and payload::text ~ " + NAMED;

	/** A namesake of another school stays. */
	private static final String PLACES = " where region_id = :region and (organisation_id = any(:places) "
			+ "or organisation_id in (select o.organisation_id from mentorship_order o where o.region_id = :region "
			+ "and o.mentorship_ids && :mentorships::bigint[]))";

	private static final List<String> TEXTS = List.of(
			"update mentorship_order set payload = regexp_replace(payload::text, :pattern, '…', 'g')::jsonb" + PLACES
					+ " and payload::text ~ :pattern",
			"update mentorship_order set title = regexp_replace(title, :pattern, '…', 'g'), "
					+ "text = regexp_replace(text, :pattern, '…', 'g'), "
					+ "cancel_reason = regexp_replace(cancel_reason, :pattern, '…', 'g')" + PLACES
					+ " and concat_ws(' ', title, text, cancel_reason) ~ :pattern",
			"update order_visa set remark = regexp_replace(remark, :pattern, '…', 'g')" + PLACES
					+ " and remark ~ :pattern",
			"update stored_file set name = regexp_replace(name, :pattern, '…', 'g')" + PLACES + " and name ~ :pattern",
			"update order_paper set content = regexp_replace(content, :pattern, '…', 'g')" + PLACES
					+ " and content ~ :pattern",
			"delete from person_merge_row" + PLACES + " and kept::text ~ :pattern");

	private final JdbcClient jdbc;

	PaperErasure(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * The name goes from the words.
	 * @param places where the person was
	 * @param mentorships those of the person; another school's order may list them
	 */
	void forget(long region, List<Long> places, List<Long> mentorships, String pattern) {
		for (String sql : TEXTS) {
			this.jdbc.sql(sql)
				.param("region", region)
				.param("places", places.toArray(Long[]::new))
				.param("mentorships", mentorships.toArray(Long[]::new))
				.param("pattern", pattern)
				.update();
		}
	}

}
