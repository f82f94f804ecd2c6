package ru.nastavnik.local;

import java.util.List;
import java.util.Random;

/**
 * Invented people and places. The same seed gives the same names; no list here was taken
 * from a register of real persons or places.
 */
final class Names {

	/**
	 * A person's name in three parts; the family is the surname as a man bears it.
	 */
	record Person(String last, String first, String middle, boolean female, String family) {

		String full() {
			return this.last + " " + this.first + " " + this.middle;
		}

	}

	private static final List<String> FEMALE = List.of("Анна", "Мария", "Елена", "Ольга", "Наталья", "Ирина", "Татьяна",
			"Светлана", "Екатерина", "Юлия", "Дарья", "Алина", "Полина", "Виктория", "Ксения", "Вероника", "Варвара",
			"Софья", "Алиса", "Милана", "Арина", "Кира", "Таисия", "Василиса", "Людмила", "Галина", "Надежда", "Любовь",
			"Вера", "Зинаида", "Регина", "Эльвира", "Гульнара", "Алсу", "Айгуль", "Сабина", "Диана", "Карина", "Ульяна",
			"Злата", "Евгения", "Маргарита", "Нина", "Лидия", "Серафима", "Аксинья");

	private static final List<String> MALE = List.of("Александр", "Дмитрий", "Сергей", "Андрей", "Алексей", "Михаил",
			"Иван", "Никита", "Артём", "Егор", "Илья", "Кирилл", "Максим", "Матвей", "Тимофей", "Роман", "Владимир",
			"Николай", "Павел", "Степан", "Фёдор", "Григорий", "Глеб", "Лев", "Марк", "Давид", "Тимур", "Руслан",
			"Ринат", "Айрат", "Арсений", "Ярослав", "Богдан", "Захар", "Савелий", "Прохор", "Святослав", "Вадим",
			"Игорь", "Олег", "Юрий", "Пётр", "Виталий", "Леонид");

	/** Masculine and feminine patronymics in step. */
	private static final List<String[]> PATRONYMICS = pairs("Александрович Александровна", "Дмитриевич Дмитриевна",
			"Сергеевич Сергеевна", "Андреевич Андреевна", "Алексеевич Алексеевна", "Михайлович Михайловна",
			"Иванович Ивановна", "Николаевич Николаевна", "Владимирович Владимировна", "Павлович Павловна",
			"Петрович Петровна", "Ильич Ильинична", "Фёдорович Фёдоровна", "Юрьевич Юрьевна", "Олегович Олеговна",
			"Игоревич Игоревна", "Романович Романовна", "Викторович Викторовна", "Григорьевич Григорьевна",
			"Степанович Степановна", "Кузьмич Кузьминична", "Львович Львовна", "Маратович Маратовна",
			"Ринатович Ринатовна", "Тимурович Тимуровна", "Вячеславович Вячеславовна", "Геннадьевич Геннадьевна",
			"Анатольевич Анатольевна", "Ярославович Ярославовна", "Всеволодович Всеволодовна");

	private static final List<String> SURNAMES = List.of("Берёзов", "Ветров", "Гаврилин", "Голубев", "Гордеев",
			"Дорофеев", "Ермолаев", "Журавлёв", "Заречный", "Зимин", "Калинин", "Карасёв", "Кедров", "Климентьев",
			"Ковалёв", "Колосов", "Корабельников", "Костин", "Кувшинов", "Лазарев", "Лебедев", "Лукьянов", "Малышев",
			"Мельников", "Морошкин", "Назаров", "Никитин", "Овчинников", "Орехов", "Осинцев", "Панкратов", "Пахомов",
			"Перепёлкин", "Пряхин", "Рябинин", "Савельев", "Садовский", "Свиридов", "Соловьёв", "Сорокин", "Старостин",
			"Тарасов", "Трофимов", "Уткин", "Филиппов", "Хомутов", "Черёмухин", "Чижиков", "Шиповский", "Щеглов",
			"Якушев", "Ясенев", "Бусыгин", "Вяльцев", "Дронов", "Ельницкий", "Жаданов", "Криницын", "Любимов",
			"Пчельников", "Грушевский", "Полянский", "Залесский", "Озерецкий", "Вишневский", "Каменский", "Дубровский",
			"Лесной", "Тихий", "Верещагин", "Подберёзкин", "Снегирёв", "Воробьёв", "Скворцов", "Дроздов", "Синицын",
			"Галкин", "Ершов", "Окунев", "Щукин", "Налимов", "Бобров", "Соболев", "Лисицын", "Медведев", "Зайцев",
			"Белкин", "Кротов", "Рысаков", "Шевчук", "Кравчук", "Бондаренко", "Коваленко", "Тимошенко", "Мельниченко",
			"Остапенко", "Черных", "Белых", "Седых", "Долгих", "Петросян", "Саркисян", "Гайнутдинов", "Хайруллин",
			"Сафиуллин", "Мухаметзянов", "Кадыров", "Ахметов", "Цыренов", "Доржиев", "Будаев", "Мамедов", "Керимов",
			"Алиев", "Гусейнов", "Тхагапсоев", "Кабардиков", "Дзагоев", "Плетнёв", "Хлебников", "Ситников", "Кузовлев",
			"Пономарёв", "Звонарёв", "Ключников", "Мостовой", "Толстых", "Широков");

	/** Names that break narrow columns and careless joins. */
	private static final List<String> RARE = List.of("Преображенский-Староконстантиновский",
			"Благовещенский-Новопокровский-Заозёрный", "Ли", "Ю", "О'Коннор-Дальневосточный", "Мамин-Загорянский",
			"Кызыл-Оглы", "Д'Арженто");

	private static final List<String> FIRST_PARTS = List.of("Тихо", "Ясно", "Бело", "Светло", "Дально", "Сине", "Медно",
			"Злато", "Широко", "Остро");

	private static final List<String> SECOND_PARTS = List.of("полын", "лучин", "кедрин", "вересов", "росин", "бруснин");

	private final Random random;

	Names(long seed) {
		this.random = new Random(seed);
	}

	Person person() {
		return person(this.random.nextInt(100) < 52);
	}

	/** Most teachers are women; the share here is the one of the country. */
	Person teacher() {
		return person(this.random.nextInt(100) < 86);
	}

	/** Somebody of the same family: the surname stays, the gender may not. */
	Person relative(Person child) {
		Person other = person();
		return new Person(other.female() ? feminine(child.family()) : child.family(), other.first(), other.middle(),
				other.female(), child.family());
	}

	/** The municipality number n of a region: the sixty first are different. */
	static String municipality(int number) {
		String name = FIRST_PARTS.get(number % FIRST_PARTS.size())
				+ SECOND_PARTS.get((number / FIRST_PARTS.size() + number) % SECOND_PARTS.size()) + "ский";
		int round = number / (FIRST_PARTS.size() * SECOND_PARTS.size());
		return (round == 0) ? name : name + " " + (round + 1) + "-й";
	}

	private Person person(boolean female) {
		String[] patronymic = any(PATRONYMICS);
		String surname = surname();
		return new Person(female ? feminine(surname) : surname, any(female ? FEMALE : MALE), patronymic[female ? 1 : 0],
				female, surname);
	}

	private String surname() {
		if (this.random.nextInt(120) == 0) {
			return any(RARE);
		}
		return any(SURNAMES);
	}

	/** The feminine form of a surname. */
	static String feminine(String surname) {
		if (surname.contains("-")) {
			StringBuilder parts = new StringBuilder();
			for (String part : surname.split("-")) {
				parts.append(parts.isEmpty() ? "" : "-").append(feminine(part));
			}
			return parts.toString();
		}
		if (surname.matches(".*([оеё]в|[иы]н)")) {
			return surname + "а";
		}
		if (surname.matches(".*([кн]ий|[нв]ый|[внт]ой)|Тихий")) {
			return surname.substring(0, surname.length() - 2) + "ая";
		}
		return surname;
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	private static List<String[]> pairs(String... texts) {
		return java.util.Arrays.stream(texts).map((text) -> text.split(" ")).toList();
	}

}
