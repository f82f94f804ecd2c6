package ru.nastavnik.registry.notification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.mail.MailParseException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Seal;

/**
 * Sends letters by SMTP, one after the other; no transaction is open while the mail
 * server answers.
 */
@Component
class Letters {

	private static final Logger log = LoggerFactory.getLogger(Letters.class);

	private static final String TIMEOUT = "10000";

	private final LetterQueue queue;

	private final MailProperties properties;

	private final Seal seal;

	private final @Nullable JavaMailSenderImpl mail;

	Letters(LetterQueue queue, MailProperties properties, Seal seal) {
		this.queue = queue;
		this.properties = properties;
		this.seal = seal;
		this.mail = properties.isOn() ? sender(properties) : null;
	}

	private static JavaMailSenderImpl sender(MailProperties properties) {
		JavaMailSenderImpl mail = new JavaMailSenderImpl();
		mail.setHost(properties.host());
		mail.setPort(properties.port());
		mail.setDefaultEncoding(StandardCharsets.UTF_8.name());
		Properties more = mail.getJavaMailProperties();
		for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
			more.put("mail.smtp." + timeout, TIMEOUT);
		}
		if (properties.startTls()) {
			more.put("mail.smtp.starttls.enable", "true");
			more.put("mail.smtp.starttls.required", "true");
		}
		if (!properties.username().isBlank()) {
			more.put("mail.smtp.auth", "true");
			mail.setUsername(properties.username());
			mail.setPassword(properties.password());
		}
		return mail;
	}

	/** Sends the next letter that is due; false when there was none. */
	boolean sendNext() {
		if (this.mail == null) {
			return false;
		}
		Optional<LetterQueue.Letter> due = Scope.get(Scope.ofFeed(), this.queue::take);
		if (due.isEmpty()) {
			return false;
		}
		LetterQueue.Letter letter = due.get();
		try {
			this.mail.send(message(letter));
			Scope.run(Scope.ofFeed(), () -> this.queue.sent(letter.id()));
		}
		catch (RuntimeException ex) {
			// its text may name the address
			log.warn("Letter {} was not sent: {}", letter.id(), ex.getClass().getSimpleName());
			String problem = ex.getClass().getSimpleName();
			boolean hopeless = ex instanceof MailParseException || letter.attempts() >= this.properties.attempts();
			Scope.run(Scope.ofFeed(), () -> {
				if (hopeless) {
					this.queue.giveUp(letter.id(), problem);
				}
				else {
					this.queue.later(letter, problem);
				}
			});
		}
		return true;
	}

	List<Long> tidy() {
		return this.queue.tidy();
	}

	private SimpleMailMessage message(LetterQueue.Letter letter) {
		SimpleMailMessage message = new SimpleMailMessage();
		message.setFrom(this.properties.from());
		message.setTo(letter.address());
		message.setSubject(letter.title());
		String body = letter.body();
		if (letter.secret() != null) {
			body = body.replace("{secret}", Objects.requireNonNull(this.seal.open(letter.secret())));
		}
		StringBuilder text = new StringBuilder("Здравствуйте!\n\n").append(body).append('\n');
		if (letter.link() != null) {
			text.append("\nОткрыть: ").append(this.properties.publicUrl()).append(letter.link()).append('\n');
		}
		text.append("\nПлатформа «Наставник». Отвечать на это письмо не нужно.\n");
		if (letter.secret() == null) {
			text.append("О чём присылать письма, можно выбрать здесь: ")
				.append(this.properties.publicUrl())
				.append("/notifications\n");
		}
		message.setText(text.toString());
		return message;
	}

}
