package ru.nastavnik.kit.test;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two regions for the isolation test, as grants and organisation ids. The service's
 * subclass puts rows into each school; everything in {@code school} carries marks.
 *
 * @param region the region under test (id of the ministry's organisation)
 * @param institute its institute
 * @param municipality municipality of the school under test
 * @param school the school whose rows must not leak
 * @param sibling another school of the same municipality
 * @param otherMunicipality another municipality of the region
 * @param distant a school there
 * @param otherRegion another region
 * @param otherInstitute its institute
 * @param foreign a school there
 */
public record World(long region, long institute, long municipality, long school, long sibling, long otherMunicipality,
		long distant, long otherRegion, long otherInstitute, long foreign) {

	/** Ids that no service hands out by itself, so seeding them never collides. */
	public static final World STANDARD = new World(101, 102, 103, 104, 105, 106, 107, 201, 202, 204);

	public String curator() {
		return "curator@" + this.region + "/" + this.school;
	}

	public String director() {
		return "director@" + this.region + "/" + this.school;
	}

	/** Callers outside the school: none of them may see or change its named rows. */
	public Map<String, String> outsiders() {
		Map<String, String> callers = new LinkedHashMap<>();
		callers.put("curator of a sibling school", "curator@" + this.region + "/" + this.sibling);
		callers.put("director of a sibling school", "director@" + this.region + "/" + this.sibling);
		callers.put("curator of a distant school", "curator@" + this.region + "/" + this.distant);
		callers.put("another municipality", "municipal@" + this.region + "/" + this.otherMunicipality);
		callers.put("mentor without a pair here", "mentor@" + this.region + "/" + this.sibling + "/999000111");
		callers.put("curator of another region", "curator@" + this.otherRegion + "/" + this.foreign);
		callers.put("institute of another region", "institute@" + this.otherRegion + "/" + this.otherInstitute);
		callers.put("ministry of another region", "ministry@" + this.otherRegion + "/" + this.otherRegion);
		callers.put("region of one, school of another", "curator@" + this.otherRegion + "/" + this.sibling);
		callers.put("nobody", "");
		callers.put("an expired or garbled grant", "curator@/104");
		return callers;
	}

	/** Levels above the school: adults at most, minors never, changes never. */
	public Map<String, String> above() {
		Map<String, String> callers = new LinkedHashMap<>();
		callers.put("its municipality", "municipal@" + this.region + "/" + this.municipality);
		callers.put("its institute", "institute@" + this.region + "/" + this.institute);
		callers.put("its ministry", "ministry@" + this.region + "/" + this.region);
		return callers;
	}

	boolean isOfOtherRegion(String grants) {
		return !grants.contains("@" + this.region + "/");
	}

}
