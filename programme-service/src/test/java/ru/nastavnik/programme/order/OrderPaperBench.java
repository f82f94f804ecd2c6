package ru.nastavnik.programme.order;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.test.Db;
import ru.nastavnik.kit.test.ServiceTest;
import ru.nastavnik.programme.School;

import static ru.nastavnik.programme.School.TODAY;

/**
 * No test: how long 500 notices take, and pictures of an order. Run by its name,
 * {@code -Dtest=OrderPaperBench}; what it makes is in {@code target/bench}.
 */
@ServiceTest
@Import(School.class)
class OrderPaperBench {

	private static final Path OUT = Path.of("target/bench");

	private static final int PAIRS = Integer.getInteger("bench.pairs", 500);

	@Autowired
	private School school;

	@Autowired
	private Db db;

	@Autowired
	private OrderNotices notices;

	@Test
	void fiveHundredNoticesAndAPicture() throws IOException {
		Files.createDirectories(OUT);
		long here = this.school.open();
		this.db.execute("update organisation set full_name = 'Муниципальное бюджетное общеобразовательное учреждение "
				+ "«Средняя общеобразовательная школа № 12 с углублённым изучением отдельных предметов»' "
				+ "where organisation_id = " + here);
		List<Long> all = new ArrayList<>();
		for (int count = 0; count < PAIRS; count++) {
			all.add(this.school.agreed(here, this.school.adult(here, "Наставникова" + letters(count)),
					this.school.adult(here, "Ученикова" + letters(count))));
		}
		this.db.execute("update participant set first_name = 'Мария', middle_name = 'Петровна', position = 'teacher' "
				+ "where organisation_id = " + here);
		sign(here, all.subList(0, 4), "15-од");
		picture(here);
		sign(here, all.subList(4, PAIRS), "16-од");
		Scope scope = Scope.of("bench", "Куратор", List.of(Grant.parse(School.curator(here)).orElseThrow()), 1L);
		ByteArrayOutputStream warm = new ByteArrayOutputStream();
		zip(scope, all.subList(0, 5), warm);
		long from = System.nanoTime();
		long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		zip(scope, all, bytes);
		System.out.println("BENCH " + PAIRS + " notices as DOCX and PDF in a ZIP: "
				+ Duration.ofNanos(System.nanoTime() - from).toMillis() + " ms, of CPU "
				+ Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu).toMillis()
				+ " ms, " + bytes.size() / 1024 + " KiB");
		Assertions.assertThat(bytes.size()).isPositive();
	}

	private void zip(Scope scope, List<Long> ids, ByteArrayOutputStream out) throws IOException {
		Scope.call(scope, () -> {
			this.notices.write(ids, "zip", out, (done) -> {
			});
			return "";
		});
	}

	private void sign(long here, List<Long> ids, String number) {
		long order = this.school.post("/orders",
				"{'organisationId':%d,'kind':'pairing','title':'О закреплении наставнических пар и групп','text':'В целях реализации программы наставничества, на основании согласия участников','mentorshipIds':[%s]}"
					.formatted(here, ids.stream().map(String::valueOf).collect(Collectors.joining(","))),
				School.curator(here))
			.ok()
			.id();
		long from = System.nanoTime();
		this.school
			.post("/orders/" + order + "/signature", "{'number':'%s','date':'%s'}".formatted(number, TODAY),
					School.director(here))
			.ok();
		System.out.println("BENCH signature of " + ids.size() + " pairs: "
				+ Duration.ofNanos(System.nanoTime() - from).toMillis() + " ms");
	}

	private void picture(long here) throws IOException {
		names(here);
		long order = this.school.get("/orders?organisation=" + here, School.curator(here))
			.ok()
			.body()
			.at("/items/0/id")
			.asLong();
		Files.write(OUT.resolve("order.docx"),
				this.school.file("/orders/" + order + "/document?format=docx", School.curator(here)));
		byte[] pdf = this.school.file("/orders/" + order + "/document?format=pdf", School.curator(here));
		Files.write(OUT.resolve("order.pdf"), pdf);
		try (PDDocument document = Loader.loadPDF(pdf)) {
			for (int page = 0; page < document.getNumberOfPages(); page++) {
				BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 100);
				ImageIO.write(image, "png", OUT.resolve("order-" + (page + 1) + ".png").toFile());
			}
		}
	}

	/** People of the picture. */
	private void names(long here) {
		String[][] names = { { "Наставниковааа", "Соколова" }, { "Ученикова" + "аа", "Ёлкина" },
				{ "Наставникова" + "аб", "Берёзова" }, { "Ученикова" + "аб", "Щукина" },
				{ "Наставникова" + "ав", "Орлова" }, { "Ученикова" + "ав", "Рощина" },
				{ "Наставникова" + "аг", "Лебедева" }, { "Ученикова" + "аг", "Журавлёва" },
				{ "п.\u00A0Тестовый", "П.\u00A0И.\u00A0Рощин" },
				{ "Тестовый пользователь", "Берёзова Анна Олеговна" } };
		names[0][0] = "Наставникова" + "аа";
		for (String[] name : names) {
			this.db.execute("update order_paper set content = replace(content, '" + name[0] + "', '" + name[1]
					+ "') where organisation_id = " + here);
		}
		String content = this.db.client()
			.sql("select content from order_paper where organisation_id = ?")
			.param(here)
			.query(String.class)
			.single();
		this.db.execute("update order_paper set signer_name = 'Рощин Павел Игоревич', sha256 = '"
				+ Hashes.sha256(content) + "' where organisation_id = " + here);
	}

	private static String letters(int count) {
		return "" + (char) ('а' + count / 25) + (char) ('а' + count % 25);
	}

}
