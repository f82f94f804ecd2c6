package ru.nastavnik.registry.person;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.person.PersonRegistration.BirthDateCorrected;

/**
 * What the one card says that two records become: field by field from the one or the
 * other, and exactly as before when they are two again.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MergedCard {

	/** Fields that are taken back one by one; a name is one whole. */
	private static final List<List<String>> RESTORED = List.of(List.of("lastName", "firstName", "middleName"),
			List.of("birthDate"), List.of("phone"), List.of("email"));

	private final Employments employments;

	private final ApplicationEventPublisher events;

	private final EntityManager entityManager;

	private final JdbcClient jdbc;

	private final Clock clock;

	MergedCard(Employments employments, ApplicationEventPublisher events, EntityManager entityManager, JdbcClient jdbc,
			Clock clock) {
		this.employments = employments;
		this.events = events;
		this.entityManager = entityManager;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Whose word counts: that of the card that stays or of the other. */
	enum Whose {

		INTO, FROM;

		@JsonCreator
		static Whose of(String code) {
			return valueOf(code.toUpperCase(Locale.ROOT));
		}

	}

	/**
	 * What was chosen. Without a choice the name stays, and a contact is taken where the
	 * card has none; different dates of birth have to be chosen between.
	 */
	record Choice(@Nullable Whose name, @Nullable Whose birthDate, @Nullable Whose phone, @Nullable Whose email) {

		static final Choice NONE = new Choice(null, null, null, null);

	}

	/** In what the two differ, by the names of the fields. */
	static List<String> differences(Person into, Person from) {
		List<String> found = new ArrayList<>();
		if (!PeopleReading.name(into.identity()).equals(PeopleReading.name(from.identity()))) {
			found.add("name");
		}
		if (!into.birthDate().equals(from.birthDate())) {
			found.add("birthDate");
		}
		if (!Objects.equals(into.phone(), from.phone())) {
			found.add("phone");
		}
		if (!Objects.equals(into.email(), from.email())) {
			found.add("email");
		}
		return found;
	}

	void check(Person into, Person from, Choice choice) {
		Checks checks = new Checks();
		boolean differ = !into.birthDate().equals(from.birthDate());
		checks.refuseIf(differ && choice.birthDate() == null, "birthDate", "Выберите, какая дата рождения верна.");
		if (differ && choice.birthDate() != null) {
			LocalDate born = (choice.birthDate() == Whose.FROM) ? from.birthDate() : into.birthDate();
			for (Person each : List.of(into, from)) {
				this.employments.findByPersonIdOrderByIdDesc(each.id()).forEach((employment) -> {
					Checks dates = new Checks();
					employment.post().check(born, LocalDate.now(this.clock), dates);
					checks.refuseIf(!dates.clean(), "birthDate", "Эта дата рождения не согласуется с датами работы.");
				});
			}
		}
		checks.done();
	}

	/** What the card said before, and what it says now. */
	record Written(Map<String, @Nullable Object> was, Map<String, @Nullable Object> wrote) {
	}

	/** Writes the card of the two. */
	Written write(Person into, Person from, Choice choice) {
		Map<String, @Nullable Object> was = values(into.identity(), into.phone(), into.email());
		Identity named = ((choice.name() == Whose.FROM) ? from : into).identity();
		LocalDate born = ((choice.birthDate() == Whose.FROM) ? from : into).birthDate();
		Identity identity = new Identity(named.lastName(), named.firstName(), named.middleName(), born);
		boolean differ = !into.birthDate().equals(from.birthDate());
		String phone = contact(choice.phone(), into.phone(), from.phone());
		String email = contact(choice.email(), into.email(), from.email());
		update(into.id(), identity, phone, email);
		if (differ) {
			born(into.id(), born);
		}
		return new Written(was, values(identity, phone, email));
	}

	/**
	 * Writes what the card said before the merge, but for what somebody has corrected
	 * since: that stays.
	 */
	Written restore(Person into, Person from, JsonNode was, JsonNode wrote) {
		Map<String, @Nullable Object> now = values(into.identity(), into.phone(), into.email());
		Map<String, @Nullable Object> then = new HashMap<>(now);
		for (List<String> together : RESTORED) {
			if (together.stream().allMatch((field) -> Objects.equals(now.get(field), text(wrote, field)))) {
				together.forEach((field) -> then.put(field, text(was, field)));
			}
		}
		Identity identity = new Identity(String.valueOf(then.get("lastName")), String.valueOf(then.get("firstName")),
				(String) then.get("middleName"), LocalDate.parse(String.valueOf(then.get("birthDate"))));
		update(into.id(), identity, (String) then.get("phone"), (String) then.get("email"));
		if (!from.birthDate().equals(identity.birthDate())) {
			born(into.id(), identity.birthDate());
			born(from.id(), from.birthDate());
		}
		return new Written(now, then);
	}

	private static @Nullable String contact(@Nullable Whose whose, @Nullable String into, @Nullable String from) {
		if (whose == null) {
			return (into != null) ? into : from;
		}
		return (whose == Whose.FROM) ? from : into;
	}

	private static Map<String, @Nullable Object> values(Identity identity, @Nullable String phone,
			@Nullable String email) {
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("lastName", identity.lastName());
		values.put("firstName", identity.firstName());
		values.put("middleName", identity.middleName());
		values.put("birthDate", identity.birthDate().toString());
		values.put("phone", phone);
		values.put("email", email);
		return values;
	}

	private static @Nullable String text(JsonNode was, String field) {
		return was.path(field).isString() ? was.path(field).asString() : null;
	}

	private void update(long person, Identity identity, @Nullable String phone, @Nullable String email) {
		this.entityManager.flush();
		this.jdbc.sql("""
				update person set last_name = :last, first_name = :first, middle_name = :middle, name_norm = :name,
				  last_norm = :lastNorm, last_tail_norm = :tail, first_norm = :firstNorm, middle_norm = :middleNorm,
				  birth_date = :born, phone = :phone, email = :email, version = version + 1
				where region_id = :region and id = :person""")
			.param("last", identity.lastName())
			.param("first", identity.firstName())
			.param("middle", identity.middleName())
			.param("name", identity.nameNorm())
			.param("lastNorm", identity.lastNorm())
			.param("tail", identity.lastTailNorm())
			.param("firstNorm", identity.firstNorm())
			.param("middleNorm", identity.middleNorm())
			.param("born", identity.birthDate())
			.param("phone", phone)
			.param("email", email)
			.param("region", Scope.current().region())
			.param("person", person)
			.update();
		this.jdbc
			.sql("""
					insert into person_fingerprint (region_id, person_id, fingerprint) values (:region, :person, :fingerprint)
					on conflict (region_id, person_id) do update set fingerprint = excluded.fingerprint""")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("fingerprint", identity.fingerprint())
			.update();
		this.entityManager.clear();
	}

	/** The rows of the person keep a copy of the date for the wall. */
	private void born(long person, LocalDate born) {
		this.jdbc.sql("update employment set born = :born where region_id = :region and person_id = :person")
			.param("born", born)
			.param("region", Scope.current().region())
			.param("person", person)
			.update();
		this.events.publishEvent(new BirthDateCorrected(person, born));
		this.entityManager.flush();
		this.entityManager.clear();
	}

}
