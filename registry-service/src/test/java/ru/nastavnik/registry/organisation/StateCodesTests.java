package ru.nastavnik.registry.organisation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StateCodesTests {

	@Test
	@DisplayName("BR-107: the check digit of an organisation's ИНН")
	void checksInn() {
		assertThat(StateCodes.isValidInn("6624007054")).isTrue();
		assertThat(StateCodes.isValidInn("7826049838")).isTrue();
		assertThat(StateCodes.isValidInn("6624007055")).isFalse();
		assertThat(StateCodes.isValidInn("662400705")).isFalse();
		assertThat(StateCodes.isValidInn("66240O7054")).isFalse();
	}

	@Test
	@DisplayName("BR-108: the check digit of an ОГРН")
	void checksOgrn() {
		assertThat(StateCodes.isValidOgrn("1026601484832")).isTrue();
		assertThat(StateCodes.isValidOgrn("1026601484833")).isFalse();
		assertThat(StateCodes.isValidOgrn("102660148483")).isFalse();
	}

}
