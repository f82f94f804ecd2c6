package ru.nastavnik.kit.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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

	/** The template in force, to be remembered by whoever prints with it. */
	public int version(String kind) {
		return this.jdbc.sql(
				"select number from document_template where region_id = :region and kind = :kind and status = 'active'")
			.param("region", Scope.current().region())
			.param("kind", kind)
			.query(Integer.class)
			.optional()
			.orElse(BUILT_IN);
	}

	/** A document by the template in force. */
	public RenderedDocument render(String kind, String title, Map<String, ?> data) {
		return render(kind, version(kind), title, data);
	}

	/** A document by a template of old: what was handed out stays as it was. */
	public RenderedDocument render(String kind, int version, String title, Map<String, ?> data) {
		return this.documents.render(template(kind, version), title, data);
	}

	/** The bytes of a template, for whoever prints many documents with it. */
	public byte[] template(String kind, int version) {
		if (version == BUILT_IN) {
			return builtIn(kind(kind));
		}
		long file = this.jdbc.sql(
				"select file_id from document_template where region_id = :region and kind = :kind and number = :number")
			.param("region", Scope.current().region())
			.param("kind", kind)
			.param("number", version)
			.query(Long.class)
			.single();
		return this.files.open(FILES, file).content();
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
