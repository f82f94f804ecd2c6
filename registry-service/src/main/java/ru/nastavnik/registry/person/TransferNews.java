package ru.nastavnik.registry.person;

import java.time.LocalDate;
import java.util.Set;

import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;

/**
 * The other organisation of a transfer learns of it at once: the old one that somebody of
 * its people was taken over, the new one that somebody comes. The person is named by a
 * link only, which opens for whoever may read the card.
 */
@Component
class TransferNews {

	private static final Set<Role> TOLD = Set.of(Role.CURATOR, Role.DIRECTOR);

	private final Notifications notifications;

	TransferNews(Notifications notifications) {
		this.notifications = notifications;
	}

	void settled(Transfer transfer) {
		String day = day(transfer.on());
		switch (transfer.kind()) {
			case TRANSFER -> send(transfer.to(), "К вам переводят человека",
					"С %s человек переходит в вашу организацию. Откройте карточку и оформите согласия.".formatted(day),
					transfer.personId());
			case ACCEPTANCE -> send(transfer.from(), "Вашего человека приняла другая организация",
					(transfer.moves() ? "С %s он числится в другой организации региона, карточку ведёт она. "
							: "С %s он числится и в другой организации региона. ")
						.formatted(day) + "Если это ошибка, отмените приём на карточке в течение суток.",
					transfer.personId());
			case SUCCESSION -> send(transfer.to(), "Карточку человека ведёте теперь вы",
					"С %s он числится только у вас. Проверьте карточку и согласия.".formatted(day),
					transfer.personId());
		}
	}

	void undone(Transfer transfer) {
		String body = "Перевод с %s отменён: записи стали такими, как до него.".formatted(day(transfer.on()));
		send(transfer.from(), "Перевод отменён", body, transfer.personId());
		// the new organisation may not read the card any more
		this.notifications.send(transfer.to(), TOLD,
				new Notifications.Notice(Topic.PERSON, "Перевод отменён", body, "/people"));
	}

	private void send(long organisation, String title, String body, long person) {
		this.notifications.send(organisation, TOLD,
				new Notifications.Notice(Topic.PERSON, title, body, "/people/" + person));
	}

	private static String day(LocalDate day) {
		return "%td.%1$tm.%1$tY".formatted(day);
	}

}
