package ru.nastavnik.kit.web;

import java.io.IOException;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.ProblemException;

class CachedBodyRequestTests {

	private static final DataSize LIMIT = DataSize.ofKilobytes(1);

	@Test
	void aBodyOfUnknownLengthIsReadUpToTheLimitOnly() throws IOException {
		Assertions.assertThat(new CachedBodyRequest(chunked(1024), LIMIT).body()).hasSize(1024);
		Assertions.assertThatExceptionOfType(ProblemException.class)
			.isThrownBy(() -> new CachedBodyRequest(chunked(1025), LIMIT))
			.satisfies((refusal) -> Assertions.assertThat(refusal.problem()).isEqualTo(KitProblem.TOO_LARGE));
	}

	private static MockHttpServletRequest chunked(int size) {
		MockHttpServletRequest request = new MockHttpServletRequest() {

			@Override
			public long getContentLengthLong() {
				return -1;
			}

		};
		request.setContent(new byte[size]);
		return request;
	}

}
