package ru.nastavnik.kit.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The files of a service. Always part of a use case's transaction: a file and the row
 * that it belongs to appear and vanish together. The wall decides who reads; whether this
 * caller should, the feature decides.
 */
@Transactional(propagation = Propagation.MANDATORY)
public class Files {

	private static final String COLUMNS = """
			id, region_id, institute_id, municipality_id, organisation_id, feature, subject_id, person_id, shared, name,
			media_type, size, sha256, created_at, created_by""";

	private final JdbcClient jdbc;

	Files(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A file with its bytes. */
	public record Opened(StoredFile file, byte[] content) {
	}

	public StoredFile store(StoredFile.Owner owner, Upload upload) {
		Place place = owner.place();
		return this.jdbc.sql("""
				insert into stored_file (region_id, institute_id, municipality_id, organisation_id, feature, subject_id,
				  person_id, shared, name, media_type, size, sha256, content, created_by)
				values (:region, :institute, :municipality, :organisation, :feature, :subject, :person, :shared, :name,
				  :mediaType, :size, :sha256, :content, :caller)
					returning\s""" + COLUMNS)
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("feature", owner.feature())
			.param("subject", owner.subject())
			.param("person", owner.person())
			.param("shared", owner.shared())
			.param("name", upload.name())
			.param("mediaType", upload.kind().mediaType())
			.param("size", upload.content().length)
			.param("sha256", sha256(upload.content()))
			.param("content", upload.content())
			.param("caller", Scope.current().caller())
			.query(Files::file)
			.single();
	}

	/**
	 * The file of this feature, or nothing when there is none that the caller may read.
	 */
	@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
	public Optional<StoredFile> find(String feature, long id) {
		return this.jdbc
			.sql("select " + COLUMNS
					+ " from stored_file where region_id = :region and id = :id and feature = :feature")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("feature", feature)
			.query(Files::file)
			.optional();
	}

	/** All files of a feature's row, the newest first. */
	@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
	public List<StoredFile> of(String feature, long subject) {
		return this.jdbc
			.sql("select " + COLUMNS + " from stored_file where region_id = :region and feature = :feature "
					+ "and subject_id = :subject order by id desc limit 200")
			.param("region", Scope.current().region())
			.param("feature", feature)
			.param("subject", subject)
			.query(Files::file)
			.list();
	}

	/** The file with its bytes; 404 when there is none that the caller may read. */
	@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
	public Opened open(String feature, long id) {
		return this.jdbc
			.sql("select " + COLUMNS
					+ ", content from stored_file where region_id = :region and id = :id and feature = :feature")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("feature", feature)
			.query((row, number) -> new Opened(file(row, number), row.getBytes("content")))
			.optional()
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	public void delete(String feature, long id) {
		this.jdbc.sql("delete from stored_file where region_id = :region and id = :id and feature = :feature")
			.param("region", Scope.current().region())
			.param("id", id)
			.param("feature", feature)
			.update();
	}

	/** Deletes the files of a feature's row; how many. */
	public int deleteOf(String feature, long subject) {
		return this.jdbc
			.sql("delete from stored_file where region_id = :region and feature = :feature and subject_id = :subject")
			.param("region", Scope.current().region())
			.param("feature", feature)
			.param("subject", subject)
			.update();
	}

	/**
	 * Erases every file about a person that the caller's organisations keep; how many.
	 */
	public int deleteOfPerson(long person) {
		return this.jdbc.sql("delete from stored_file where region_id = :region and person_id = :person")
			.param("region", Scope.current().region())
			.param("person", person)
			.update();
	}

	private static StoredFile file(ResultSet row, int number) throws SQLException {
		return new StoredFile(row.getLong("id"), Place.of(row), row.getString("feature"),
				row.getObject("subject_id", Long.class), row.getObject("person_id", Long.class),
				row.getBoolean("shared"), row.getString("name"), FileKind.ofMediaType(row.getString("media_type")),
				row.getInt("size"), row.getString("sha256"),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"));
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
