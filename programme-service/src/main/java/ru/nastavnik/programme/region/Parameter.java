package ru.nastavnik.programme.region;

/**
 * Parameters of the registry that rules of this service ask for, with the value as long
 * as the region says nothing.
 */
public enum Parameter {

	/** Working days for the curator's review of a request (4.6). */
	REVIEW_DAYS("review_days", "5"),
	/** Whether an extension may lead beyond a year (BR-034). */
	EXTENSION_BEYOND_YEAR("extension_beyond_year", "true"),
	/** The longest suspension in days (4.5). */
	SUSPENSION_DAYS("suspension_days", "90"),
	/** Days within which a pair has to meet (BR-043). */
	MEETING_DAYS("meeting_days", "30"),
	/** Mentors among pupils are not younger (BR-019). */
	MIN_PUPIL_AGE("min_pupil_age", "10"),
	/** Days that a run of matching is kept. */
	MATCHING_DAYS("matching_days", "400");

	private final String code;

	private final String initial;

	Parameter(String code, String initial) {
		this.code = code;
		this.initial = initial;
	}

	public String code() {
		return this.code;
	}

	public String initial() {
		return this.initial;
	}

	/**
	 * The value of the rows' region in SQL, of a table {@code alias} with the place
	 * columns.
	 */
	public String sql(String alias) {
		return "coalesce((select s.value from region_setting s where s.region_id = " + alias
				+ ".region_id and s.code = '" + this.code + "'), '" + this.initial + "')::int";
	}

}
