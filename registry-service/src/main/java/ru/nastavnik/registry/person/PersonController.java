package ru.nastavnik.registry.person;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.audit.Audit;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.PersonName;
import ru.nastavnik.kit.web.Slice;

@RestController
class PersonController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String PHONE = "\\+?[0-9 ()-]{5,30}";

	private static final String PHONE_MESSAGE = "Телефон: цифры, пробелы, скобки, дефисы.";

	private static final String EMAIL_MESSAGE = "Проверьте адрес электронной почты.";

	private final PersonRegistration registration;

	private final PeopleReading reading;

	private final Audit audit;

	PersonController(PersonRegistration registration, PeopleReading reading, Audit audit) {
		this.registration = registration;
		this.reading = reading;
		this.audit = audit;
	}

	record Employ(@Nullable Long organisationId, @NotNull(message = REQUIRED) Post.Position position,
			@Nullable @Size(max = 10,
					message = "Не больше 10 предметов.") List<@NotBlank(message = REQUIRED) @Size(max = 100,
							message = "Не больше 100 знаков.") @FreeText String> subjects,
			Post.@Nullable Category category, @Nullable LocalDate experienceSince,
			@NotNull(message = REQUIRED) LocalDate hiredOn, @Nullable LocalDate dismissedOn) {

		Post post() {
			return new Post(this.position, Objects.requireNonNullElse(this.subjects, List.of()), this.category,
					this.experienceSince, this.hiredOn, this.dismissedOn);
		}

	}

	record ChangeEmployment(@NotNull(message = REQUIRED) Post.Position position,
			@Nullable @Size(max = 10,
					message = "Не больше 10 предметов.") List<@NotBlank(message = REQUIRED) @Size(max = 100,
							message = "Не больше 100 знаков.") @FreeText String> subjects,
			Post.@Nullable Category category, @Nullable LocalDate experienceSince,
			@NotNull(message = REQUIRED) LocalDate hiredOn, @Nullable LocalDate dismissedOn,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Enrol(@Nullable Long organisationId,
			@NotNull(message = REQUIRED) @Min(value = 1, message = "Класс — от 1 до 11.") @Max(value = 11,
					message = "Класс — от 1 до 11.") Integer grade,
			@Nullable @Pattern(regexp = "[А-ЯЁа-яё]{1,3}", message = "Литера — русская буква.") String letter,
			@NotNull(message = REQUIRED) LocalDate from, @Nullable LocalDate to) {

		Study study() {
			return new Study(this.grade, this.letter, this.from, this.to);
		}

	}

	record ChangeEnrolment(
			@NotNull(message = REQUIRED) @Min(value = 1, message = "Класс — от 1 до 11.") @Max(value = 11,
					message = "Класс — от 1 до 11.") Integer grade,
			@Nullable @Pattern(regexp = "[А-ЯЁа-яё]{1,3}", message = "Литера — русская буква.") String letter,
			@NotNull(message = REQUIRED) LocalDate from, @Nullable LocalDate to,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record RegisterPerson(@NotNull(message = REQUIRED) Long organisationId,
			@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate,
			@Nullable @Pattern(regexp = PHONE, message = PHONE_MESSAGE) String phone,
			@Nullable @Size(max = 254, message = EMAIL_MESSAGE) @Email(message = EMAIL_MESSAGE) String email,
			@Nullable @Valid Employ employment, @Nullable @Valid Enrol enrolment) {
	}

	record ChangePerson(@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate,
			@Nullable @Pattern(regexp = PHONE, message = PHONE_MESSAGE) String phone,
			@Nullable @Size(max = 254, message = EMAIL_MESSAGE) @Email(message = EMAIL_MESSAGE) String email,
			@NotNull(message = REQUIRED) Integer version) {
	}

	record Represent(@NotNull(message = REQUIRED) @PersonName String lastName,
			@NotNull(message = REQUIRED) @PersonName String firstName, @Nullable @PersonName String middleName,
			@NotNull(message = REQUIRED) LocalDate birthDate,
			@Nullable @Pattern(regexp = PHONE, message = PHONE_MESSAGE) String phone,
			@Nullable @Size(max = 254, message = EMAIL_MESSAGE) @Email(message = EMAIL_MESSAGE) String email,
			@NotNull(message = REQUIRED) Terms.Kind kind, @Nullable @FreeText String basis, @Nullable LocalDate from) {
	}

	@GetMapping("/people")
	Slice<PeopleReading.PersonLine> list(@RequestParam(required = false) @Nullable Long organisation,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) Person.@Nullable Kind kind,
			@RequestParam(required = false) Marks.@Nullable Mark mark,
			@RequestParam(required = false) @Nullable LocalDate on, @Valid PageQuery page) {
		Slice<PeopleReading.PersonLine> people = this.reading
			.list(new PeopleReading.Asked(organisation, q, kind, mark, on), page);
		this.audit.read(organisation, "person",
				people.items()
					.stream()
					.filter(PeopleReading.PersonLine::minor)
					.map(PeopleReading.PersonLine::id)
					.toList());
		return people;
	}

	@GetMapping("/people/{id}")
	PersonView get(@PathVariable long id, @RequestParam(required = false) @Nullable LocalDate on) {
		PersonView person = this.reading.card(id, on);
		if (person.minor()) {
			this.audit.read(person.organisationId(), "person", List.of(id));
		}
		return person;
	}

	@PostMapping("/people")
	ResponseEntity<PersonView> register(@Valid @RequestBody RegisterPerson body) {
		PersonView view = this.registration.register(body.organisationId(),
				new Identity(body.lastName(), body.firstName(), body.middleName(), body.birthDate()),
				new PersonRegistration.Contacts(body.phone(), body.email()),
				(body.employment() != null) ? body.employment().post() : null,
				(body.enrolment() != null) ? body.enrolment().study() : null);
		return ResponseEntity.created(URI.create("/people/" + view.id())).body(view);
	}

	@PutMapping("/people/{id}")
	PersonView change(@PathVariable long id, @Valid @RequestBody ChangePerson body) {
		return this.registration.change(id,
				new Identity(body.lastName(), body.firstName(), body.middleName(), body.birthDate()),
				new PersonRegistration.Contacts(body.phone(), body.email()), body.version());
	}

	@PostMapping("/people/{id}/employments")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView employ(@PathVariable long id, @Valid @RequestBody Employ body) {
		return this.registration.employ(id, body.organisationId(), body.post());
	}

	@PutMapping("/employments/{id}")
	PersonView changeEmployment(@PathVariable long id, @Valid @RequestBody ChangeEmployment body) {
		return this.registration
			.changeEmployment(
					id, new Post(body.position(), Objects.requireNonNullElse(body.subjects(), List.of()),
							body.category(), body.experienceSince(), body.hiredOn(), body.dismissedOn()),
					body.version());
	}

	@PostMapping("/people/{id}/enrolments")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView enrol(@PathVariable long id, @Valid @RequestBody Enrol body) {
		return this.registration.enrol(id, body.organisationId(), body.study());
	}

	@PutMapping("/enrolments/{id}")
	PersonView changeEnrolment(@PathVariable long id, @Valid @RequestBody ChangeEnrolment body) {
		return this.registration.changeEnrolment(id, new Study(body.grade(), body.letter(), body.from(), body.to()),
				body.version());
	}

	@PostMapping("/people/{id}/representatives")
	@ResponseStatus(HttpStatus.CREATED)
	PersonView represent(@PathVariable long id, @Valid @RequestBody Represent body) {
		return this.registration.represent(id,
				new Identity(body.lastName(), body.firstName(), body.middleName(), body.birthDate()),
				new PersonRegistration.Contacts(body.phone(), body.email()), body.kind(), body.basis(), body.from());
	}

}
