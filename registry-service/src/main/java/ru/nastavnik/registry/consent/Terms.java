package ru.nastavnik.registry.consent;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ru.nastavnik.registry.Checks;

/**
 * What is agreed to (BR-056).
 *
 * @param purpose one set of purposes, as one document has one (BR-055)
 * @param data codes of what is named, special categories only when named here
 * @param actions what may be done with it
 * @param processor who works with it for the operator
 * @param recipient to whom it is handed, for a transfer
 * @param resources where it is published, for a distribution and pictures
 */
record Terms(String purpose, List<String> data, String actions, @Nullable String processor, @Nullable String recipient,
		@Nullable String resources) {

	/** How a consent of any kind is taken back. */
	static final String WITHDRAWAL = "письменным заявлением, поданным оператору лично, по почте или через куратора";

	private static final String PROCESSING = "сбор, запись, систематизация, накопление, хранение, уточнение, извлечение, "
			+ "использование, обезличивание, блокирование, удаление, уничтожение — с использованием средств "
			+ "автоматизации и без них";

	/** What a form of this kind says when nothing else was asked for. */
	static Terms usual(Consent.Kind kind, Operator.Card operator) {
		return switch (kind) {
			case PROCESSING -> new Terms(
					"участие в программе наставничества: ведение баз наставляемых и наставников, подбор и закрепление "
							+ "пар и групп, ведение персонализированной программы, учёт встреч и оценка результатов",
					Signing.USUAL_DATA, PROCESSING, operator.processorLine(), null, null);
			case DISTRIBUTION -> new Terms(
					"размещение сведений об участии и достижениях в наставничестве в разделе «Наставничество» "
							+ "официального сайта оператора",
					DataCode.codes(DataCode.NAME, DataCode.WORK, DataCode.STUDY, DataCode.ACHIEVEMENTS),
					"распространение (раскрытие неопределённому кругу лиц)", operator.processorLine(), null,
					operator.site());
			case PHOTO -> new Terms(
					"фото- и видеосъёмка на мероприятиях наставничества и использование изображений в отчётных и "
							+ "информационных материалах оператора",
					DataCode.codes(DataCode.IMAGE), "съёмка, запись, хранение, использование, удаление",
					operator.processorLine(), null, operator.site());
			case TRANSFER -> new Terms(
					"организация наставничества с участием других организаций, методическое сопровождение и подведение "
							+ "итогов на уровне муниципалитета и центра непрерывного повышения профессионального мастерства",
					DataCode.codes(DataCode.NAME, DataCode.WORK, DataCode.STUDY, DataCode.RESULTS),
					"передача (предоставление, доступ)", operator.processorLine(),
					"орган управления образованием муниципального образования; региональный центр непрерывного повышения "
							+ "профессионального мастерства педагогических работников",
					null);
			case LABOUR -> new Terms(
					"выполнение по поручению работодателя работы по наставничеству в сфере труда (статья 351.8 "
							+ "Трудового кодекса Российской Федерации)",
					DataCode.codes(DataCode.NAME, DataCode.WORK), PROCESSING, operator.processorLine(), null, null);
		};
	}

	/** These terms with what was asked for instead. */
	Terms with(@Nullable String otherPurpose, @Nullable List<String> otherData, @Nullable String otherRecipient,
			@Nullable String otherResources) {
		return new Terms((otherPurpose != null) ? otherPurpose.strip() : this.purpose,
				(otherData != null) ? otherData.stream().distinct().toList() : this.data, this.actions, this.processor,
				(otherRecipient != null) ? otherRecipient.strip() : this.recipient,
				(otherResources != null) ? otherResources.strip() : this.resources);
	}

	/** These terms and special categories, which are named separately (BR-024). */
	Terms and(Set<String> categories) {
		return new Terms(this.purpose,
				Stream.concat(this.data.stream(), categories.stream().sorted()).distinct().toList(), this.actions,
				this.processor, this.recipient, this.resources);
	}

	void check(Consent.Kind kind, Checks checks) {
		checks.refuseIf(this.purpose.isBlank(), "purpose", "Назовите цель: согласие без цели недействительно.")
			.refuseIf(this.data.isEmpty(), "data", "Перечислите данные, на которые даётся согласие.")
			.refuseIf(this.data.stream().anyMatch((code) -> DataCode.of(code).isEmpty()), "data",
					"Среди данных есть неизвестные. Обновите страницу и выберите из списка.")
			.refuseIf(kind == Consent.Kind.DISTRIBUTION
					&& this.data.stream().flatMap((code) -> DataCode.of(code).stream()).anyMatch(DataCode::isSpecial),
					"data", "Сведения о здоровье и диагностике не распространяются.");
	}

}
