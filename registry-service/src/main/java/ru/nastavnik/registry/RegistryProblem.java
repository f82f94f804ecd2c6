package ru.nastavnik.registry;

import ru.nastavnik.kit.problem.Problem;

/**
 * The registry's refusals.
 */
public enum RegistryProblem implements Problem {

	REORGANISATION("registry.organisation.reorganisation", 422, "Операция с организацией невозможна"),
	HINDERED("registry.organisation.hindered", 409, "Сначала устраните помехи"),
	UNDO("registry.organisation.undo", 409, "Отменить уже нельзя"),
	NO_CONSENT("registry.participant.no-consent", 409, "Нет действующего согласия"),
	NOT_VOLUNTARY("registry.mentor.not-voluntary", 422, "Нет добровольного согласия наставника"),
	SIGNER("registry.consent.signer", 422, "Согласие подписывает не тот человек"),
	CONSENT_STATE("registry.consent.state", 409, "Действие с согласием сейчас невозможно"),
	NO_CURATOR("registry.participant.no-curator", 409, "Куратор не назначен"),
	NO_CLEAR_RECORD("registry.mentor.no-clear-record", 409, "Нет действующей справки"),
	PROFILE_EXISTS("registry.profile.exists", 409, "Анкета уже есть"),
	TRANSITION("registry.profile.transition", 409, "Такой переход невозможен"),
	ACCOUNT_TAKEN("registry.account.taken", 409, "Имя для входа занято"),
	GRANT_POWER("registry.account.grant-power", 403, "Эту роль выдаёт другой уровень"),
	ACTIVATION("registry.account.activation", 422, "Код не подошёл"),
	GRANT_STATE("registry.account.grant-state", 409, "Доступ уже отозван"),
	POPULATION_STATE("registry.population.state", 409, "Действие с этим числом сейчас невозможно"),
	LABOUR_STATE("registry.labour.state", 409, "Действие с трудовыми документами сейчас невозможно"),
	LABOUR_PARTIES("registry.labour.parties", 422, "Проверьте стороны поручения"),
	LABOUR_NOTICE("registry.labour.notice", 422, "Предупреждение дано слишком поздно"),
	NOT_KNOWN("registry.person.not-known", 404, "В регионе такого человека нет"),
	AMBIGUOUS("registry.person.ambiguous", 409, "Таких людей несколько"),
	TOO_MANY_ASKS("registry.person.too-many-asks", 429, "Слишком много проверок"),
	MERGE_STATE("registry.person.merge-state", 409, "Объединить карточки нельзя"),
	TRANSFER_STATE("registry.person.transfer-state", 409, "Перевод сейчас невозможен"),
	ACT_STATE("registry.act.state", 409, "Действие с актом сейчас невозможно"),
	ACT_EXISTS("registry.act.exists", 409, "Такой акт уже есть"),
	MINUTES_NUMBER("registry.minutes.number-taken", 409, "Номер протокола занят"),
	REQUEST_STATE("registry.data-request.state", 409, "Этот шаг сейчас невозможен"),
	SEPARATION("registry.data-request.separation", 409, "Нужен второй человек"),
	ELSEWHERE("registry.data-request.elsewhere", 409, "Человек числится ещё в одной организации"),
	IMPORT_STATE("registry.import.state", 409, "Загрузка сейчас в другом состоянии"),
	MAIL_OFF("registry.account.mail-off", 409, "Почта не настроена"),
	MINOR_ACCOUNT("registry.account.minor", 422, "Доступ несовершеннолетним не выдаётся");

	private final String code;

	private final int status;

	private final String title;

	RegistryProblem(String code, int status, String title) {
		this.code = code;
		this.status = status;
		this.title = title;
	}

	@Override
	public String code() {
		return this.code;
	}

	@Override
	public int status() {
		return this.status;
	}

	@Override
	public String title() {
		return this.title;
	}

}
