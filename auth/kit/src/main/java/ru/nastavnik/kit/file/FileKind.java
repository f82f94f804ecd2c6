package ru.nastavnik.kit.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of files that are kept; nothing else gets in.
 */
public enum FileKind {

	PDF("application/pdf", "PDF", "pdf"), JPEG("image/jpeg", "JPEG", "jpg", "jpeg"), PNG("image/png", "PNG", "png"),
	DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (DOCX)", "docx"),
	XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)", "xlsx"),
	CSV("text/csv", "CSV", "csv", "txt");

	/** What a scanner or a phone makes of a paper. */
	public static final Set<FileKind> SCAN = Set.of(PDF, JPEG, PNG);

	/** What holds a table. */
	public static final Set<FileKind> TABLE = Set.of(XLSX, CSV);

	private final String mediaType;

	private final String title;

	private final Set<String> extensions;

	FileKind(String mediaType, String title, String... extensions) {
		this.mediaType = mediaType;
		this.title = title;
		this.extensions = Set.of(extensions);
	}

	public String mediaType() {
		return this.mediaType;
	}

	/** How people call it. */
	public String title() {
		return this.title;
	}

	/** Whether a file of this kind may be called so. */
	boolean mayBeCalled(String name) {
		return this.extensions.contains(extension(name));
	}

	static FileKind ofMediaType(String mediaType) {
		return Arrays.stream(values())
			.filter((kind) -> kind.mediaType.equals(mediaType))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(mediaType));
	}

	static String titles(Set<FileKind> kinds) {
		return kinds.stream().sorted().map(FileKind::title).collect(Collectors.joining(", "));
	}

	static String extension(String name) {
		int dot = name.lastIndexOf('.');
		return (dot >= 0) ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
	}

}
