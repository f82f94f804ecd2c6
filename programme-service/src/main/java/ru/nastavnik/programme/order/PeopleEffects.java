package ru.nastavnik.programme.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import ru.nastavnik.kit.problem.Violation;
import ru.nastavnik.programme.participant.Participants;

/**
 * Orders about people of the school: they name at least one and move no mentorship.
 */
@Configuration(proxyBeanMethods = false)
class PeopleEffects {

	private static final int LONG = 500;

	@Bean
	OrderEffect curatorOrder(Participants participants, JsonMapper json) {
		return new PeopleEffect(OrderKind.CURATOR, participants, json);
	}

	@Bean
	OrderEffect mentorRegistryOrder(Participants participants, JsonMapper json) {
		return new PeopleEffect(OrderKind.MENTOR_REGISTRY, participants, json);
	}

	@Bean
	OrderEffect trainingOrder(Participants participants, JsonMapper json) {
		return new PeopleEffect(OrderKind.TRAINING, participants, json);
	}

	@Bean
	OrderEffect rewardOrder(Participants participants, JsonMapper json) {
		return new PeopleEffect(OrderKind.REWARD, participants, json);
	}

	private record PeopleEffect(OrderKind kind, Participants participants, JsonMapper json) implements OrderEffect {

		@Override
		public List<Violation> check(OrderContent order) {
			Details details = Details.of(this.json, order.payload());
			List<Violation> wrong = new ArrayList<>();
			Set<Long> people = details.named().stream().map(Details.Named::personId).collect(Collectors.toSet());
			if (people.isEmpty()) {
				wrong.add(new Violation("people", "Добавьте хотя бы одного человека."));
			}
			if (!this.participants.find(order.place().organisation(), people).keySet().containsAll(people)) {
				wrong.add(new Violation("people", "Человек не найден в этой организации. Выберите из списка."));
			}
			if (details.named().stream().anyMatch((one) -> one.note() != null && one.note().length() > LONG)) {
				wrong.add(new Violation("people", "Не больше 500 знаков у каждого человека."));
			}
			if (details.from() != null && details.to() != null && details.to().isBefore(details.from())) {
				wrong.add(new Violation("to", "Окончание раньше начала. Проверьте даты."));
			}
			if (this.kind == OrderKind.TRAINING && (details.subject() == null || details.subject().isBlank())) {
				wrong.add(new Violation("subject", "Напишите, чему обучают наставников."));
			}
			return wrong;
		}

		@Override
		public void apply(OrderContent order) {
			// the people's own records are kept in the registry
		}

	}

}
