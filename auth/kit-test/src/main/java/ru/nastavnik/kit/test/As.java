package ru.nastavnik.kit.test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * Who acts in a test.
 */
public final class As {

	private As() {
	}

	/** A signed-in person with these grants, such as {@code curator@1/4411}. */
	public static RequestPostProcessor grants(String... grants) {
		return user(subject(grants), grants);
	}

	/** A signed-in person with a chosen account id. */
	public static RequestPostProcessor user(String subject, String... grants) {
		return SecurityMockMvcRequestPostProcessors.jwt()
			.jwt((jwt) -> jwt.subject(subject)
				.claim("name", "Тестовый пользователь")
				.claim("preferred_username", subject)
				.claim("grants", List.of(grants)));
	}

	/** A service or client whose token has these OAuth scopes. */
	public static RequestPostProcessor service(String... scopes) {
		return SecurityMockMvcRequestPostProcessors.jwt()
			.jwt((jwt) -> jwt.subject("service"))
			.authorities(Arrays.stream(scopes)
				.<GrantedAuthority>map((scope) -> new SimpleGrantedAuthority("SCOPE_" + scope))
				.toList());
	}

	/** Binds the scope of these grants around calls of use cases. */
	public static void run(String grants, Runnable work) {
		Scope.run(scope(grants), work);
	}

	public static <T extends @Nullable Object> T get(String grants, Supplier<T> work) {
		return Scope.get(scope(grants), work);
	}

	public static void intake(Set<Long> regions, Runnable work) {
		Scope.run(Scope.intake(regions), work);
	}

	/** The scope of comma-separated grants; empty text is nobody. */
	public static Scope scope(String grants) {
		String[] texts = grants.isBlank() ? new String[0] : grants.split(",");
		return Scope.of(subject(texts), "Тестовый пользователь",
				Arrays.stream(texts).map(String::trim).map(Grant::parse).flatMap(Optional::stream).toList(), null);
	}

	private static String subject(String... grants) {
		return (grants.length > 0) ? String.join("+", grants) : "nobody";
	}

}
