package ru.nastavnik.kit.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Where a row belongs: the owner and the levels above it. Levels that the owner does not
 * have are null.
 */
public record Place(long region, @Nullable Long institute, @Nullable Long municipality, long organisation) {

	/** The place columns of a row. */
	public static Place of(ResultSet row) throws SQLException {
		return new Place(row.getLong("region_id"), row.getObject("institute_id", Long.class),
				row.getObject("municipality_id", Long.class), row.getLong("organisation_id"));
	}

}
