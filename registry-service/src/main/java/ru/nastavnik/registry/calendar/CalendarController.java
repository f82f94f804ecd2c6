package ru.nastavnik.registry.calendar;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.calendar.CountRule;
import ru.nastavnik.kit.calendar.FederalCalendar;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.web.FreeText;

@RestController
class CalendarController {

	private static final String REQUIRED = "Заполните поле.";

	private static final String YEAR = "Календарь ведётся с 2000 по 2100 год.";

	private static final String TERM = "Срок — от 1 до 60 рабочих дней.";

	private final Calendars calendars;

	private final WorkingDays workingDays;

	CalendarController(Calendars calendars, WorkingDays workingDays) {
		this.calendars = calendars;
		this.workingDays = workingDays;
	}

	record ChangeYear(
			@NotNull(message = REQUIRED) @Min(value = FederalCalendar.FIRST,
					message = YEAR) @Max(value = FederalCalendar.LAST, message = YEAR) Integer year,
			@NotNull(message = REQUIRED) @Size(max = 262,
					message = "Слишком много выходных дней.") List<@NotNull(message = REQUIRED) LocalDate> daysOff,
			@NotNull(message = REQUIRED) @Size(max = 106,
					message = "Слишком много рабочих дней.") List<@NotNull(
							message = REQUIRED) LocalDate> workingWeekends,
			@NotBlank(message = REQUIRED) @FreeText @Size(max = 300, message = "Не больше 300 знаков.") String source,
			@NotNull(message = REQUIRED) CountRule countRule, @NotNull(message = REQUIRED) Integer version) {
	}

	@GetMapping("/calendar")
	Calendars.YearView year(@RequestParam @Min(value = FederalCalendar.FIRST,
			message = YEAR) @Max(value = FederalCalendar.LAST, message = YEAR) int year) {
		return this.calendars.view(year);
	}

	@PutMapping("/calendar")
	Calendars.YearView change(@Valid @RequestBody ChangeYear body) {
		return this.calendars.change(body.year(), body.daysOff(), body.workingWeekends(), body.source(),
				body.countRule(), body.version());
	}

	/** When a term of working days is over, for forms that show it while one types. */
	@GetMapping("/calendar/term")
	WorkingDays.Term term(@RequestParam LocalDate from,
			@RequestParam @Min(value = 1, message = TERM) @Max(value = WorkingDays.LONGEST, message = TERM) int days,
			@RequestParam(required = false) @Nullable CountRule rule) {
		if (from.getYear() < FederalCalendar.FIRST || from.getYear() >= FederalCalendar.LAST) {
			throw KitProblem.INVALID.because(YEAR).on("from");
		}
		return this.workingDays.term(from, days, rule);
	}

}
