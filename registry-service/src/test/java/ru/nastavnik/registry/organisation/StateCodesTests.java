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
	@DisplayName("BR-107: both check digits of a person's ИНН")
	void checksThePersonsInn() {
		assertThat(StateCodes.isValidPersonInn("500100732259")).isTrue();
		assertThat(StateCodes.isValidPersonInn("500100732258")).isFalse();
		assertThat(StateCodes.isValidPersonInn("500100732269")).isFalse();
		assertThat(StateCodes.isValidPersonInn("6624007054")).isFalse();
	}

	@Test
	@DisplayName("BR-108: the check digit of an ОГРНИП")
	void checksOgrnip() {
		assertThat(StateCodes.isValidOgrnip("304500116000157")).isTrue();
		assertThat(StateCodes.isValidOgrnip("304500116000158")).isFalse();
		assertThat(StateCodes.isValidOgrnip("1026601484832")).isFalse();
	}

	@Test
	@DisplayName("BR-108: the check digit of an ОГРН")
	void checksOgrn() {
		assertThat(StateCodes.isValidOgrn("1026601484832")).isTrue();
		assertThat(StateCodes.isValidOgrn("1026601484833")).isFalse();
		assertThat(StateCodes.isValidOgrn("102660148483")).isFalse();
	}

}
