package ru.nastavnik.kit.document;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Prints with the region's templates.
 */
@Transactional(readOnly = true)
public class DocumentPrinting {

	/** The feature name of the files that hold templates. */
	static final String FILES = "template";

	/** The version of the template that the platform brings. */
	public static final int BUILT_IN = 0;

	private final Map<String, DocumentKind> kinds;

	private final Documents documents;

	private final Files files;

	private final JdbcClient jdbc;

	/** A built-in template is written once. */
	private final Map<String, byte[]> builtIn = new ConcurrentHashMap<>();

	DocumentPrinting(List<DocumentKind> kinds, Documents documents, Files files, JdbcClient jdbc) {
		this.kinds = kinds.stream().collect(Collectors.toMap(DocumentKind::code, Function.identity()));
		this.documents = documents;
		this.files = files;
		this.jdbc = jdbc;
	}

	/** The region's template in force, to be remembered by whoever prints with it. */
	public int version(String kind) {
		return version(kind, null);
	}

	/** The template in force for an organisation: its own, else the region's. */
	public int version(String kind, @Nullable Long organisation) {
		return this.jdbc.sql(
				"select number from document_template where region_id = :region and kind = :kind and status = 'active' "
						+ "and (shared or organisation_id = :organisation) order by shared limit 1")
			.param("region", Scope.current().region())
			.param("kind", kind)
			.param("organisation", organisation, Types.BIGINT)
			.query(Integer.class)
			.optional()
			.orElse(BUILT_IN);
	}

	/** A document by the region's template in force. */
	public RenderedDocument render(String kind, String title, Map<String, ?> data) {
		return render(kind, version(kind), title, data);
	}

	/** A document by a template of old: what was handed out stays as it was. */
	public RenderedDocument render(String kind, int version, String title, Map<String, ?> data) {
		return this.documents.render(template(kind, version), title, data);
	}

	/**
	 * The bytes of a template, for whoever prints many documents with it. Whoever prints
	 * for an organisation whose own templates they may not read prints by the built-in
	 * one.
	 */
	public byte[] template(String kind, int version) {
		if (version == BUILT_IN) {
			return builtIn(kind(kind));
		}
		return this.jdbc.sql(
				"select file_id from document_template where region_id = :region and kind = :kind and number = :number")
			.param("region", Scope.current().region())
			.param("kind", kind)
			.param("number", version)
			.query(Long.class)
			.optional()
			.map((file) -> this.files.open(FILES, file).content())
			.orElseGet(() -> builtIn(kind(kind)));
	}

	byte[] builtIn(DocumentKind kind) {
		return this.builtIn.computeIfAbsent(kind.code(), (code) -> kind.builtIn().get());
	}

	DocumentKind kind(String code) {
		return Optional.ofNullable(this.kinds.get(code))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Такого документа нет. Обновите страницу."));
	}

	List<DocumentKind> kinds() {
		return this.kinds.values().stream().sorted(java.util.Comparator.comparing(DocumentKind::title)).toList();
	}

}
