package ru.nastavnik.programme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import ru.nastavnik.kit.export.ExportWorker;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.kit.test.Statements;

import static org.assertj.core.api.Assertions.assertThat;
import static ru.nastavnik.programme.School.TODAY;

@ServiceTest
@Import(School.class)
class ExportTests {

	@Autowired
	private School school;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ExportWorker exports;

	@Autowired
	private Db db;

	private long here;

	private long pair;

	@BeforeEach
	void fill() {
		this.here = this.school.open();
		long mentor = this.school.adult(this.here, "Наставникова");
		this.pair = this.school.active(this.here, mentor, this.school.adult(this.here, "Ученикова"));
		this.school.active(this.here, mentor, this.school.person(this.here, "Малышева", TODAY.minusYears(12)));
		this.school.programme(this.here, this.pair);
	}

	private List<Row> export(String grants, String list, String more) throws IOException {
		long id = this.school
			.post("/exports", "{'list':'%s','format':'xlsx','organisation':%d%s}".formatted(list, this.here, more),
					grants)
			.ok()
			.id();
		while (this.exports.round()) {
			// until the queue is empty
		}
		assertThat(this.school.get("/exports/" + id, grants).ok().at("/status")).isEqualTo("done");
		byte[] file = this.mvc.get()
			.uri("/exports/" + id + "/file")
			.with(As.user("user-" + grants, grants))
			.exchange()
			.getResponse()
			.getContentAsByteArray();
		try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
			assertThat(book.getSheet(1).orElseThrow().getName()).isEqualTo("Что в столбцах");
			return new ArrayList<>(book.getFirstSheet().read());
		}
	}

	private static String text(List<Row> rows) {
		StringBuilder text = new StringBuilder();
		rows.forEach((row) -> row.forEach((cell) -> {
			if (cell != null) {
				text.append(cell.getText()).append('|');
			}
		}));
		return text.toString();
	}

	@Test
	@DisplayName("Pairs come with the filters, columns and order of the screen and with real dates")
	void pairsAsShown() throws IOException {
		List<Row> rows = export(School.curator(this.here), "mentorships",
				",'filters':{'status':'active','q':'ученикова'},'sort':'-start','columns':['mentees','start','status']");
		assertThat(rows).hasSize(2);
		assertThat(rows.get(0).getCellText(0)).isEqualTo("Наставляемые");
		assertThat(rows.get(1).getCellText(0)).startsWith("Ученикова");
		assertThat(rows.get(1).getCell(1).getType()).isEqualTo(CellType.NUMBER);
		assertThat(rows.get(1).getCellText(2)).isEqualTo("Работает");
	}

	@Test
	@DisplayName("Orders, programmes and meetings are written with numbers as numbers")
	void everyListIsWritten() throws IOException {
		String curator = School.curator(this.here);
		List<Row> orders = export(curator, "orders", ",'columns':['title','count']");
		assertThat(orders).hasSize(3);
		assertThat(orders.get(1).getCell(1).getType()).isEqualTo(CellType.NUMBER);
		List<Row> programmes = export(curator, "programmes", ",'columns':['mentees','progress','from']");
		assertThat(programmes).hasSize(2);
		assertThat(programmes.get(1).getCell(2).getType()).isEqualTo(CellType.NUMBER);
		assertThat(text(export(curator, "meetings", ",'filters':{'status':'held'}"))).contains("Наставникова",
				"Малышева", "Ждёт подтверждения");
		assertThat(export(curator, "meetings", ",'filters':{'status':'late'}")).hasSize(1);
	}

	@Test
	@DisplayName("The wall stands before a file too: own rows for a school, adults for a municipality, no names above")
	void wall() throws IOException {
		long elsewhere = this.school.open();
		String stranger = School.curator(elsewhere);
		for (String list : new String[] { "mentorships", "orders", "programmes", "meetings" }) {
			assertThat(export(stranger, list, "")).as(list).hasSize(1);
			assertThat(this.school
				.post("/exports", "{'list':'%s','format':'csv','organisation':1}".formatted(list), "ministry@1/1")
				.status()).isEqualTo(403);
		}
		String seen = text(export("municipal@1/3", "mentorships", ""));
		assertThat(seen).contains("Ученикова").doesNotContain("Малышева");
		assertThat(text(export(School.curator(this.here), "mentorships", ""))).contains("Малышева");
		long person = this.db.client()
			.sql("select person_id from participant where organisation_id = :here and last_name = 'Малышева'")
			.param("here", this.here)
			.query(Long.class)
			.single();
		String own = text(export(School.mentee(this.here, person), "mentorships", ""));
		assertThat(own).contains("Малышева").doesNotContain("Ученикова");
	}

	@Test
	@DisplayName("The log says of whom a file was made; the number of statements does not grow with the rows")
	void logAndStatements() throws IOException {
		export(School.curator(this.here), "mentorships", "");
		assertThat(this.db.client()
			.sql("select count(*) from audit_event where subject_type = 'mentorships' and region_id = 1")
			.query(Integer.class)
			.single()).isPositive();
		this.school
			.post("/exports", "{'list':'mentorships','format':'csv','organisation':%d}".formatted(this.here),
					School.curator(this.here))
			.ok();
		int few = Statements.count(this.exports::round);
		for (int more = 0; more < 3; more++) {
			this.school.active(this.here, this.school.adult(this.here, "Другая"),
					this.school.adult(this.here, "Третья"));
		}
		this.school
			.post("/exports", "{'list':'mentorships','format':'csv','organisation':%d}".formatted(this.here),
					School.curator(this.here))
			.ok();
		assertThat(Statements.count(this.exports::round)).isEqualTo(few);
	}

}
