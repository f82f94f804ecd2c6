package ru.nastavnik.kit.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;

import ru.nastavnik.kit.file.Download;
import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.FileProblem;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest
class FilesTests {

	private static final Place SCHOOL = new Place(501, 502L, 503L, 504);

	private static final String CURATOR = "curator@501/504";

	private static final byte[] PDF = "%PDF-1.7 …".getBytes(StandardCharsets.UTF_8);

	private static final Set<FileKind> ALL = EnumSet.allOf(FileKind.class);

	@Autowired
	private Files files;

	@Autowired
	private TransactionTemplate transaction;

	@Test
	void aFileIsKeptWhereItsOrganisationsRowsAre() {
		StoredFile kept = store(StoredFile.Owner.of(SCHOOL, "note", 7).about(42), "Скан согласия.pdf");
		assertThat(kept.sha256()).hasSize(64);
		assertThat(kept.createdBy()).isNotBlank();
		as(CURATOR, () -> {
			assertThat(this.files.open("note", kept.id()).content()).isEqualTo(PDF);
			assertThat(this.files.of("note", 7)).extracting(StoredFile::name).contains("Скан согласия.pdf");
			assertThat(this.files.find("another", kept.id())).isEmpty();
		});
		for (String stranger : List.of("curator@501/505", "municipal@501/503", "institute@501/502", "ministry@501/501",
				"curator@601/604")) {
			assertThatThrownBy(() -> as(stranger, () -> this.files.open("note", kept.id()))).isInstanceOfSatisfying(
					ProblemException.class, (ex) -> assertThat(ex.problem()).isEqualTo(KitProblem.NOT_FOUND));
		}
		as("mentor@501/504/42",
				() -> assertThat(this.files.find("note", kept.id())).as("about themselves").isPresent());
	}

	@Test
	void aSharedFileIsReadInTheRegionAndChangedByItsOwner() {
		StoredFile kept = store(StoredFile.Owner.of(SCHOOL, "note", 8).forRegion(), "Шаблон.pdf");
		as("curator@501/505", () -> {
			assertThat(this.files.find("note", kept.id())).isPresent();
			this.files.delete("note", kept.id());
			assertThat(this.files.find("note", kept.id())).isPresent();
		});
		as("curator@601/604", () -> assertThat(this.files.find("note", kept.id())).isEmpty());
	}

	@Test
	void erasingAPersonErasesTheirFiles() {
		StoredFile kept = store(StoredFile.Owner.of(SCHOOL, "note", 9).about(4343), "Скан.pdf");
		as("curator@501/505", () -> assertThat(this.files.deleteOfPerson(4343)).isZero());
		as(CURATOR, () -> {
			assertThat(this.files.deleteOfPerson(4343)).isOne();
			assertThat(this.files.find("note", kept.id())).isEmpty();
		});
	}

	@Test
	void theContentDecidesWhatAFileIs() throws IOException {
		assertThat(kind("a.pdf", PDF)).isEqualTo(FileKind.PDF);
		assertThat(kind("a.JPG", new byte[] { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0 })).isEqualTo(FileKind.JPEG);
		assertThat(kind("a.docx", zip("[Content_Types].xml", "word/document.xml"))).isEqualTo(FileKind.DOCX);
		assertThat(kind("a.xlsx", zip("[Content_Types].xml", "xl/workbook.xml"))).isEqualTo(FileKind.XLSX);
		assertThat(kind("a.csv", "\uFEFFФамилия;Имя\r\n".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileKind.CSV);
		assertThat(kind("a.csv", "Фамилия;Имя\r\nЁлкин;Пётр".getBytes(Charset.forName("windows-1251"))))
			.isEqualTo(FileKind.CSV);
	}

	@Test
	void whatIsNotSoundIsRefusedClearly() throws IOException {
		refused(FileProblem.RENAMED, "Согласие.docx", PDF, "По имени это «.docx», а внутри файл PDF");
		refused(FileProblem.RENAMED, "Согласие", PDF, "внутри файл PDF");
		refused(FileProblem.KIND, "page.csv", "<html>".getBytes(StandardCharsets.UTF_8), "не распознано");
		refused(FileProblem.KIND, "a.zip", zip("a.txt"), "не распознано");
		refused(FileProblem.MACROS, "a.docx", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
				"макросы");
		refused(FileProblem.LOCKED, "a.xlsx", new byte[] { (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0 },
				"паролем");
		byte[] whole = zip("[Content_Types].xml", "word/document.xml");
		refused(FileProblem.BROKEN, "a.docx", java.util.Arrays.copyOf(whole, whole.length / 2), "повреждён");
		byte[] bomb = whole.clone();
		for (int at = 0; at < bomb.length - 4; at++) {
			if (bomb[at] == 'P' && bomb[at + 1] == 'K' && bomb[at + 2] == 1 && bomb[at + 3] == 2) {
				bomb[at + 27] = 0x7F;
			}
		}
		refused(FileProblem.LARGE, "a.docx", bomb, "распаковке");
		refused(FileProblem.EMPTY, "a.pdf", new byte[0], "пуст");
		byte[] large = new byte[Upload.MAX_SIZE + 1];
		System.arraycopy(PDF, 0, large, 0, PDF.length);
		refused(FileProblem.LARGE, "a.pdf", large, "больше 10 МБ");
		refused(FileProblem.NAME, "..", PDF, "нет имени");
		assertThatThrownBy(() -> Upload.of("%zz.pdf", PDF, ALL)).isInstanceOf(ProblemException.class);
		assertThatThrownBy(() -> Upload.of("a.pdf", PDF, FileKind.TABLE)).hasMessageContaining("Excel (XLSX), CSV");
	}

	@Test
	void aNameIsNeitherAPathNorATrick() {
		assertThat(Upload.of(encoded("C:\\Мои\\..\\Скан\u202Efdp.pdf"), PDF, ALL).name()).isEqualTo("Сканfdp.pdf");
		assertThat(Upload.of(encoded("я".repeat(300) + ".pdf"), PDF, ALL).name()).hasSize(150).endsWith("я.pdf");
	}

	@Test
	void aDownloadIsSavedUnderItsRussianNameAndNeverRun() {
		var answer = Download.of("Согласие Ёлкиной.pdf", "application/pdf", PDF);
		assertThat(answer.getHeaders().getFirst("Content-Disposition")).isEqualTo(
				"attachment; filename=\"Soglasie Elkinoi.pdf\"; filename*=UTF-8''" + encoded("Согласие Ёлкиной.pdf"));
		assertThat(answer.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
	}

	private StoredFile store(StoredFile.Owner owner, String name) {
		return As.get(CURATOR, () -> this.transaction
			.execute((status) -> this.files.store(owner, Upload.of(encoded(name), PDF, ALL))));
	}

	private void as(String grants, Runnable work) {
		As.run(grants, () -> this.transaction.executeWithoutResult((status) -> work.run()));
	}

	private static FileKind kind(String name, byte[] content) {
		return Upload.of(name, content, ALL).kind();
	}

	private static void refused(FileProblem problem, String name, byte[] content, String because) {
		assertThatThrownBy(() -> Upload.of(encoded(name), content, ALL)).isInstanceOfSatisfying(ProblemException.class,
				(ex) -> {
					assertThat(ex.problem()).as(name).isEqualTo(problem);
					assertThat(ex.detail()).contains(because);
				});
	}

	private static String encoded(String name) {
		return UriUtils.encode(name, StandardCharsets.UTF_8);
	}

	private static byte[] zip(String... names) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (String name : names) {
				zip.putNextEntry(new ZipEntry(name));
				zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
			}
		}
		return bytes.toByteArray();
	}

}
