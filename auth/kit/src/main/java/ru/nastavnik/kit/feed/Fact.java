package ru.nastavnik.kit.feed;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import ru.nastavnik.kit.tenancy.Place;

/**
 * Something that happened in another service, as its feed tells it.
 *
 * @param position place in the feed; the CloudEvents id
 * @param type such as {@code mentorship-changed}
 * @param subject id of the thing it happened to
 * @param deleted whether the subject is gone
 * @param place where the subject belongs
 * @param time when it was recorded
 * @param data state of the subject: ids, codes, dates, counts; never a name in the facts
 * feed
 */
public record Fact(long position, String type, long subject, boolean deleted, Place place, Instant time,
		JsonNode data) {

	/** What a use case hands to the outbox. */
	public record Draft(String audience, String type, long subject, Place place, @Nullable Object data) {

		public static Draft of(String type, long subject, Place place, Object data) {
			return new Draft(FACTS, type, subject, place, data);
		}

		/** A fact with names, for the one service that may show them. */
		public static Draft named(String type, long subject, Place place, Object data) {
			return new Draft(NAMED, type, subject, place, data);
		}

		/** The subject is gone; readers forget it. */
		public static Draft deleted(String audience, String type, long subject, Place place) {
			return new Draft(audience, type, subject, place, null);
		}

	}

	/** The feed that every service may read. */
	public static final String FACTS = "facts";

	/** The feed with names, served to the programme service only. */
	public static final String NAMED = "named";

	/** A page of a feed on the wire. */
	record CloudEvent(String specversion, String id, String source, String type, String subject, Instant time,
			String method, long regionid, @Nullable Long instituteid, @Nullable Long municipalityid,
			long organisationid, String datacontenttype, @Nullable JsonNode data) {

		Fact toFact() {
			return new Fact(Long.parseLong(this.id), this.type, Long.parseLong(this.subject),
					"DELETE".equals(this.method),
					new Place(this.regionid, this.instituteid, this.municipalityid, this.organisationid), this.time,
					(this.data != null) ? this.data : tools.jackson.databind.node.NullNode.getInstance());
		}

	}

	/** Batches are lists. */
	static final class Batch extends java.util.ArrayList<CloudEvent> {

		Batch() {
		}

		Batch(List<CloudEvent> events) {
			super(events);
		}

	}

}
