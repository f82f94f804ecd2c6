package ru.nastavnik.kit.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.xwpf.usermodel.IBody;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeaderFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;

/**
 * Looks a template through before anybody prints with it: it was written by a person and
 * comes from outside.
 */
final class Inspection {

	private static final Pattern FIELD = Pattern.compile("\\{\\{([^{}]*)}}");

	private static final Pattern TAG = Pattern.compile("([?/]?)(" + Filling.NAME + ")");

	/** Word's own fields that do not reach outside the document. */
	private static final Set<String> HARMLESS = Set.of("PAGE", "NUMPAGES", "DATE", "TIME", "TOC", "REF", "PAGEREF",
			"SEQ", "SECTIONPAGES", "TITLE", "AUTHOR", "FORMTEXT", "FORMCHECKBOX");

	private final Set<String> problems = new LinkedHashSet<>();

	private final Set<String> notes = new LinkedHashSet<>();

	private final Set<String> fields = new LinkedHashSet<>();

	private final Set<String> known;

	private boolean unknown;

	private Inspection(Set<String> known) {
		this.known = known;
	}

	static TemplateCheck of(byte[] template, Collection<Placeholder> placeholders) {
		Inspection inspection = new Inspection(
				placeholders.stream().map(Placeholder::name).collect(Collectors.toCollection(LinkedHashSet::new)));
		try (OPCPackage file = OPCPackage.open(new ByteArrayInputStream(template));
				XWPFDocument document = new XWPFDocument(file)) {
			inspection.parts(file);
			inspection.text(document);
		}
		catch (IOException | OpenXML4JException | RuntimeException ex) {
			// the library has an exception of its own for every way of being broken
			inspection.problems.add(
					"Файл не открывается как документ Word (DOCX). Откройте его в Word, сохраните заново и загрузите.");
			return inspection.result();
		}
		for (Placeholder placeholder : placeholders) {
			if (placeholder.required() && !inspection.fields.contains(placeholder.name())) {
				inspection.problems
					.add("Нет обязательного поля {{" + placeholder.name() + "}} — " + placeholder.explanation() + ".");
			}
		}
		if (inspection.unknown) {
			inspection.problems.add("Известные поля: "
					+ inspection.known.stream().map((name) -> "{{" + name + "}}").collect(Collectors.joining(", "))
					+ ".");
		}
		return inspection.result();
	}

	private TemplateCheck result() {
		return new TemplateCheck(List.copyOf(this.problems), List.copyOf(this.notes), List.copyOf(this.fields));
	}

	private void parts(OPCPackage file) throws IOException, OpenXML4JException {
		for (PackagePart part : file.getParts()) {
			String name = part.getPartName().getName().toLowerCase(Locale.ROOT);
			String type = part.getContentType().toLowerCase(Locale.ROOT);
			if (name.contains("vba") || type.contains("macroenabled") || type.contains("vba")) {
				this.problems.add("В файле есть макросы. Сохраните его как документ Word без макросов (DOCX).");
			}
			if (name.contains("/embeddings/") || name.contains("/activex/") || type.contains("oleobject")) {
				this.problems.add("В файл вложен другой файл или элемент управления. Удалите вложение.");
			}
			if (name.contains("/afchunk") || type.contains("text/html") || name.endsWith(".rtf")) {
				this.problems.add("В файл вставлен другой документ целиком. Скопируйте из него текст.");
			}
			if (!part.isRelationshipPart()) {
				part.getRelationships().forEach((relation) -> {
					if (relation.getTargetMode() == TargetMode.EXTERNAL) {
						this.problems.add(relation.getRelationshipType().endsWith("/hyperlink")
								? "В файле есть ссылка на внешний адрес. Удалите гиперссылку, оставив текст."
								: "Файл подгружает картинку или шаблон из сети. Вставьте картинку в сам документ.");
					}
				});
			}
		}
	}

	private void text(XWPFDocument document) {
		body(document);
		for (XWPFHeaderFooter part : headers(document)) {
			body(part);
			if (!part.getText().isBlank()) {
				this.notes.add("Колонтитулы попадают только в DOCX: в PDF нумерация страниц своя.");
			}
		}
		String xml = document.getDocument().xmlText();
		Matcher instruction = Pattern.compile("(?:<w:instrText[^>]*>|w:instr=\")\\s*([A-Za-z]+)").matcher(xml);
		while (instruction.find()) {
			String field = instruction.group(1).toUpperCase(Locale.ROOT);
			if (!HARMLESS.contains(field)) {
				this.problems.add("В файле есть поле Word «" + field + "», которое обращается наружу. Удалите его.");
			}
		}
		if (xml.contains("<w:footnoteReference") || xml.contains("<w:endnoteReference")) {
			this.problems.add("Сноски не печатаются. Перенесите их в текст.");
		}
		if (xml.contains("<w:txbxContent")) {
			this.problems.add("Надписи (текстовые рамки) не печатаются. Перенесите их текст в абзац или таблицу.");
		}
		if (xml.contains("<w:ins ") || xml.contains("<w:del ")) {
			this.problems
				.add("В файле есть непринятые исправления. Примите их в Word (Рецензирование) и загрузите снова.");
		}
	}

	private static List<XWPFHeaderFooter> headers(XWPFDocument document) {
		List<XWPFHeaderFooter> parts = new ArrayList<>(document.getHeaderList());
		parts.addAll(document.getFooterList());
		return parts;
	}

	private void body(IBody body) {
		List<String> open = new ArrayList<>();
		elements(body, open, "");
		open.forEach((name) -> this.problems
			.add("Блок {{?" + name + "}} не закрыт: поставьте после него {{/" + name + "}}."));
	}

	private void elements(IBody body, List<String> open, String cellFields) {
		for (IBodyElement element : body.getBodyElements()) {
			if (element instanceof XWPFParagraph paragraph) {
				line(paragraph.getText(), open);
			}
			else if (element instanceof XWPFTable table) {
				for (XWPFTableRow row : table.getRows()) {
					row.getTableCells().forEach((cell) -> elements(cell, open, cellFields));
				}
			}
		}
	}

	private void line(String text, List<String> open) {
		Matcher field = FIELD.matcher(text);
		while (field.find()) {
			tag(field.group(1).strip(), open);
		}
		String rest = FIELD.matcher(text).replaceAll("");
		if (rest.contains("{{") || rest.contains("}}")) {
			this.problems.add("Скобки поля не закрыты: «" + shortened(rest.strip()) + "». Поле пишется так: {{имя}}.");
		}
	}

	private void tag(String tag, List<String> open) {
		Matcher parts = TAG.matcher(tag);
		if (!parts.matches()) {
			this.problems.add("Поле {{" + shortened(tag)
					+ "}} написано неверно: в имени допустимы буквы, цифры и подчёркивание, без пробелов.");
			return;
		}
		String name = parts.group(2);
		if (!this.known.contains(name)) {
			this.unknown = true;
			this.problems.add("Неизвестное поле {{" + shortened(name) + "}}." + alike(name));
			return;
		}
		this.fields.add(name);
		if (parts.group(1).equals("?")) {
			open.add(name);
		}
		else if (parts.group(1).equals("/") && !open.remove(name)) {
			this.problems.add("Блок {{/" + name + "}} закрыт, но не открыт: поставьте перед ним {{?" + name + "}}.");
		}
	}

	private String alike(String name) {
		return this.known.stream()
			.min(java.util.Comparator.comparingInt((candidate) -> distance(candidate, name)))
			.filter((candidate) -> distance(candidate, name) <= Math.max(2, name.length() / 3))
			.map((candidate) -> " Возможно, вы имели в виду {{" + candidate + "}}.")
			.orElse("");
	}

	/** How many letters to change, at most for short names. */
	static int distance(String one, String other) {
		String a = one.toLowerCase(Locale.ROOT);
		String b = other.toLowerCase(Locale.ROOT);
		int[] row = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int above = row[j];
				row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1),
						diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1));
				diagonal = above;
			}
		}
		return row[b.length()];
	}

	private static String shortened(String text) {
		return (text.length() > 60) ? text.substring(0, 60) + "…" : text;
	}

}
