package ru.nastavnik.registry.consent;

import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.registry.consent.ConsentLifecycle.Withdrawn;
import ru.nastavnik.registry.notification.Notifications;
import ru.nastavnik.registry.notification.Topic;

/**
 * The organisation learns at once that somebody withdrew a consent, whoever wrote it
 * down: what rests on it has to stop (BR-060). The person is named by a link only.
 */
@Component
class WithdrawalNews {

	private final Notifications notifications;

	WithdrawalNews(Notifications notifications) {
		this.notifications = notifications;
	}

	@EventListener
	void on(Withdrawn withdrawn) {
		String what = switch (withdrawn.kind()) {
			case PROCESSING -> "обработку персональных данных. Прекратите обработку: открыто обращение со сроком, "
					+ "анкета закрыта, пара приостановится сама";
			case DISTRIBUTION -> "распространение персональных данных. Уберите сведения с сайта и стендов";
			case PHOTO -> "фото- и видеосъёмку. Уберите снимки и записи из публикаций";
			case TRANSFER -> "передачу данных муниципалитету и институту. Имя выше школы больше не видно";
			case LABOUR -> "поручение наставничества. Проверьте кадровые документы";
		};
		this.notifications.send(withdrawn.organisationId(), Set.of(Role.CURATOR, Role.DIRECTOR),
				new Notifications.Notice(Topic.CONSENT, "Отозвано согласие",
						"Участник отозвал согласие на " + what + ".", "/people/" + withdrawn.personId()));
	}

}
