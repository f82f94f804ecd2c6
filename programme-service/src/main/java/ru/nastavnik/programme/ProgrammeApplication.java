package ru.nastavnik.programme;

import java.time.Clock;
import java.time.ZoneId;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The programme service.
 */
@Modulithic
@EnableScheduling
@SpringBootApplication
public class ProgrammeApplication {

	/** School days change at midnight in Moscow, wherever the server stands. */
	@Bean
	Clock clock() {
		return Clock.system(ZoneId.of("Europe/Moscow"));
	}

	public static void main(String[] args) {
		SpringApplication.run(ProgrammeApplication.class, args);
	}

}
