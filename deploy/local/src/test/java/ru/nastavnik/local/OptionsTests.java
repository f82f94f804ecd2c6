package ru.nastavnik.local;

import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OptionsTests {

	@Test
	void withoutArgumentsASmallRegionOnPort8080() {
		assertThat(Options.parse()).isEqualTo(new Options(8080, null, false, Options.Size.SMALL, Set.of()));
	}

	@Test
	void bothSpellingsOfAValueAreRead() {
		Options options = Options.parse("--port=9000", "--region", "medium", "--data", "/tmp/x", "--fresh", "--without",
				"registry,gateway");
		assertThat(options)
			.isEqualTo(new Options(9000, Path.of("/tmp/x"), true, Options.Size.MEDIUM, Set.of("registry", "gateway")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--colour           | Unknown option --colour
			--port             | Option --port needs a value
			--data --fresh     | Option --data needs a value
			--port 80          | --port wants a number from 1024 to 65000, not 80.
			--port x           | --port wants a number from 1024 to 65000, not x.
			--region huge      | --region is small, medium or large, not huge.
			--without postgres | --without knows registry, programme, monitoring, gateway, not postgres.
			up                 | Unknown option up
			""")
	void whatIsNotUnderstoodIsSaidInOneSentence(String arguments, String sentence) {
		assertThatExceptionOfType(Complaint.class).isThrownBy(() -> Options.parse(arguments.split(" ")))
			.withMessageStartingWith(sentence);
	}

	@Test
	void allPortsFollowTheGateway() {
		Ports ports = new Ports(9000);
		assertThat(new int[] { ports.registry(), ports.programme(), ports.monitoring(), ports.keycloak(),
				ports.management(), ports.postgres() })
			.containsExactly(9001, 9002, 9003, 9010, 9011, 9012);
	}

}
