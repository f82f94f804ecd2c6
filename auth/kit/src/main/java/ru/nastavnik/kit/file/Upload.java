package ru.nastavnik.kit.file;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.springframework.web.util.UriUtils;

import ru.nastavnik.kit.problem.ProblemException;

/**
 * A file that somebody sent, looked into and found sound. It comes as the plain body of a
 * request, its name percent-encoded in {@value #NAME}: unlike a query, a header is not
 * written to access logs, and unlike a form the body can be read twice, which an
 * {@code Idempotency-Key} needs.
 *
 * @param name how the sender calls it, without a path
 * @param kind what its content says it is
 * @param content the bytes
 */
public record Upload(String name, FileKind kind, byte[] content) {

	/** Header with the percent-encoded name. */
	public static final String NAME = "X-File-Name";

	/** Larger files are refused. */
	public static final int MAX_SIZE = 10 * 1024 * 1024;

	private static final int MAX_NAME = 150;

	/**
	 * Looks into the content.
	 * @param header the name as it came in the header
	 * @param content the body
	 * @param allowed the kinds that make sense here
	 * @throws ProblemException says in Russian what is wrong and what to do
	 */
	public static Upload of(String header, byte[] content, Set<FileKind> allowed) {
		String name = clean(decoded(header));
		if (content.length == 0) {
			throw FileProblem.EMPTY.because("Файл пуст. Проверьте, что он сохранён, и загрузите снова.").on("file");
		}
		if (content.length > MAX_SIZE) {
			throw FileProblem.LARGE
				.because("Файл больше 10 МБ. Уменьшите разрешение скана или разделите файл на части.")
				.on("file");
		}
		FileKind kind = Sniffer.kind(content);
		if (kind == null || !allowed.contains(kind)) {
			throw FileProblem.KIND
				.because((kind != null)
						? "Это файл " + kind.title() + ", а здесь принимаются: " + FileKind.titles(allowed) + "."
						: "Содержимое файла не распознано. Принимаются: " + FileKind.titles(allowed) + ".")
				.on("file");
		}
		if (!kind.mayBeCalled(name)) {
			throw FileProblem.RENAMED
				.because("По имени это " + called(name) + ", а внутри файл " + kind.title()
						+ ". Сохраните его в нужном формате, не меняя расширение вручную, и загрузите снова.")
				.on("file");
		}
		return new Upload(name, kind, content);
	}

	private static String called(String name) {
		String extension = FileKind.extension(name);
		return extension.isEmpty() ? "файл без расширения" : "«." + extension + "»";
	}

	private static String decoded(String header) {
		try {
			return UriUtils.decode(header, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw noName();
		}
	}

	/** Neither a path nor characters that make a name look like another one. */
	private static String clean(String name) {
		String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
			.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?\uFFFD]", "")
			.strip();
		if (last.isEmpty() || last.startsWith(".")) {
			throw noName();
		}
		if (last.length() <= MAX_NAME) {
			return last;
		}
		String end = "." + FileKind.extension(last);
		return last.substring(0, Math.max(1, MAX_NAME - end.length())) + end;
	}

	private static ProblemException noName() {
		return FileProblem.NAME.because("У файла нет имени. Переименуйте его и загрузите снова.").on("file");
	}

}
