package ru.nastavnik.registry.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import ru.nastavnik.registry.RegistryTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Search by the beginnings of names in a region of 160,000 people, under the wall. Takes
 * a minute, so it is asked for: {@code -Dspeed=true}.
 */
@EnabledIfSystemProperty(named = "speed", matches = "true")
class SearchSpeedTests extends RegistryTests {

	private static final int ASKED = 400;

	private static final double GOAL = 30;

	private static final String SURNAMES = """
			Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Федоров Морозов Волков Алексеев Лебедев
			Семенов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьев Борисов
			Яковлев Григорьев Романов Воробьев Сергеев Кузьмин Фролов Александров Дмитриев Королев Гусев Киселев Ильин
			Максимов Поляков Сорокин Виноградов Ковалев Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров
			Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов
			Мельников Денисов Гаврилов Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов
			Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышев Быков Маслов Родионов Коновалов Лазарев Воронин Климов""";

	@Test
	@DisplayName("Name prefix search in a region of 160,000 people takes at most 30 ms at p95 at every level")
	void prefixSearch() {
		fill();
		String prefix = "/people?size=25&sort=name&q=";
		List<String> report = new ArrayList<>();
		boolean quick = true;
		for (String caller : List.of(this.curator, this.municipal, this.institute)) {
			double[] times = measure(caller, prefix);
			report.add("%s: p50 %.1f ms, p95 %.1f ms, max %.1f ms".formatted(caller, times[ASKED / 2],
					times[ASKED * 95 / 100], times[ASKED - 1]));
			quick &= times[ASKED * 95 / 100] <= GOAL;
		}
		System.out.println("SPEED " + String.join("\nSPEED ", report));
		assertThat(quick).as(report.toString()).isTrue();
	}

	private double[] measure(String caller, String prefix) {
		Random random = new Random(7);
		String[] names = (SURNAMES + " Мария Анна Пётр Олег Дарья Петровна Сергеевич").split("\\s+");
		double[] times = new double[ASKED];
		for (int at = -100; at < ASKED; at++) {
			String name = names[random.nextInt(names.length)];
			String q = name.substring(0, 1 + random.nextInt(name.length() - 1)).toLowerCase();
			if (random.nextInt(4) == 0) {
				q += " " + "маоп".charAt(random.nextInt(4));
			}
			long begin = System.nanoTime();
			get(caller, prefix + q).is(200);
			if (at >= 0) {
				times[at] = (System.nanoTime() - begin) / 1e6;
				if (times[at] > GOAL) {
					System.out.printf("SPEED slow %s «%s» %.1f ms%n", caller, q, times[at]);
				}
			}
		}
		Arrays.sort(times);
		return times;
	}

	/** 800 schools of 25 employees and 175 pupils. */
	private void fill() {
		this.db.client()
			.sql("""
					insert into organisation select (jsonb_populate_record(o, jsonb_build_object('id', 5000000 + g,
					  'organisation_id', 5000000 + g, 'short_name', 'Школа № ' || g))).*
					from organisation o, generate_series(1, 800) g where o.region_id = :region and o.id = :sibling""")
			.param("region", this.region)
			.param("sibling", this.sibling)
			.update();
		this.db.client()
			.sql("""
					with names as (select string_to_array(regexp_replace(:surnames, '\\s+', ' ', 'g'), ' ') as family,
					  array['Мария', 'Анна', 'Пётр', 'Олег', 'Дарья', 'Иван', 'Елена', 'Нина'] as given,
					  array['Петровна', 'Сергеевна', 'Олеговна', 'Ивановна'] as middle),
					people as (select 7000000 + g as id, g, family[1 + floor(power(random(), 2) * cardinality(family))::int]
					    || case when g % 3 = 0 then 'ский' when g % 3 = 1 then 'а' else '' end as l,
					  given[1 + floor(random() * 8)::int] as f, middle[1 + floor(random() * 4)::int] as m,
					  case when g % 200 < 1 then :school when g % 200 < 2 then :sibling else 5000000 + g % 800 + 1 end as org,
					  g % 8 = 0 as staff from names, generate_series(1, 160000) g)
					insert into person (id, region_id, institute_id, municipality_id, organisation_id, kind, last_name, first_name,
					  middle_name, name_norm, last_norm, first_norm, middle_norm, birth_date)
					select id, :region, :institute, :municipality, org, case when staff then 'staff' else 'pupil' end, l, f, m,
					  lower(replace(l || ' ' || f || ' ' || m, 'ё', 'е')), lower(l), lower(replace(f, 'ё', 'е')), lower(m),
					  case when staff then date '1960-01-01' + (random() * 14000)::int else date '2009-01-01' + (random() * 3000)::int end
					from people""")
			.param("surnames", SURNAMES)
			.param("school", this.school)
			.param("sibling", this.sibling)
			.param("region", this.region)
			.param("institute", this.instituteId)
			.param("municipality", this.municipality)
			.update();
		this.db.execute(
				"""
						insert into employment (id, region_id, institute_id, municipality_id, organisation_id, person_id, born, position,
						  hired_on) select id, region_id, institute_id, municipality_id, organisation_id, id, birth_date, 'teacher',
						  '2015-09-01' from person where kind = 'staff' and id > 7000000""");
		this.db.execute("""
				insert into enrolment (id, region_id, institute_id, municipality_id, organisation_id, person_id, grade,
				  enrolled_from) select id, region_id, institute_id, municipality_id, organisation_id, id, 7,
				  '2019-09-01' from person where kind = 'pupil' and id > 7000000""");
		for (String table : List.of("person", "employment", "enrolment", "organisation")) {
			this.db.execute("analyze " + table);
		}
	}

}
