package ru.nastavnik.registry.appointment;

import java.time.LocalDate;
import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.web.FreeText;

@RestController
class AppointmentController {

	private static final String REQUIRED = "Заполните поле.";

	private final Appointments appointments;

	AppointmentController(Appointments appointments) {
		this.appointments = appointments;
	}

	record AppointCurator(@NotNull(message = REQUIRED) Long personId, @Nullable Integer academicYear,
			@NotBlank(message = REQUIRED) @Size(max = 50,
					message = "Не больше 50 знаков.") @FreeText String orderNumber,
			@NotNull(message = REQUIRED) LocalDate orderedOn) {
	}

	@GetMapping("/organisations/{id}/curators")
	List<Appointments.AppointmentView> list(@PathVariable long id) {
		return this.appointments.list(id);
	}

	@PostMapping("/organisations/{id}/curators")
	@ResponseStatus(HttpStatus.CREATED)
	List<Appointments.AppointmentView> appoint(@PathVariable long id, @Valid @RequestBody AppointCurator body) {
		return this.appointments.appoint(id, body.personId(),
				new Appointments.Order(body.orderNumber(), body.orderedOn(), body.academicYear()));
	}

	@DeleteMapping("/curator-appointments/{id}")
	List<Appointments.AppointmentView> remove(@PathVariable long id) {
		return this.appointments.remove(id);
	}

}
