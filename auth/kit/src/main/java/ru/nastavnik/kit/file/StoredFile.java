package ru.nastavnik.kit.file;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.kit.tenancy.Place;

/**
 * What is known of a kept file without its bytes.
 *
 * @param id its number in this service
 * @param place whose it is: it is read and changed where that organisation's rows are
 * @param feature the feature that keeps it
 * @param subject the feature's row that it belongs to
 * @param person the person it tells about, so that erasing them finds it
 * @param shared whether everybody in the region may read it
 * @param name how its sender called it
 * @param kind what it is
 * @param size bytes
 * @param sha256 hash of the bytes, hex
 * @param createdAt when it came
 * @param createdBy whose account sent it
 */
public record StoredFile(long id, Place place, String feature, @Nullable Long subject, @Nullable Long person,
		boolean shared, String name, FileKind kind, int size, String sha256, Instant createdAt, String createdBy) {

	/**
	 * Whose a file is.
	 *
	 * @param place the organisation
	 * @param feature the feature that keeps it, such as {@code consent}
	 * @param subject the feature's row
	 * @param person the person it tells about
	 * @param shared whether everybody in the region may read it
	 */
	public record Owner(Place place, String feature, @Nullable Long subject, @Nullable Long person, boolean shared) {

		/** A file of a feature's row that tells about nobody in particular. */
		public static Owner of(Place place, String feature, long subject) {
			return new Owner(place, feature, subject, null, false);
		}

		/** The same, about a person. */
		public Owner about(long someone) {
			return new Owner(this.place, this.feature, this.subject, someone, this.shared);
		}

		/** The same, readable by everybody in the region. */
		public Owner forRegion() {
			return new Owner(this.place, this.feature, this.subject, this.person, true);
		}

	}

}
