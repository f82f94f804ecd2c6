package ru.nastavnik.kit.tenancy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A role in an organisation, as the token carries it: {@code curator@1/4411}, for a
 * personal role {@code mentor@1/4411/90017}, in somebody's place
 * {@code curator@1/4411~17}.
 *
 * @param role what the person is there
 * @param region root organisation of the region
 * @param organisation the organisation of the grant
 * @param person the registry's person, for personal roles
 * @param insteadOf the registry's account of whoever is substituted
 */
public record Grant(Role role, long region, long organisation, @Nullable Long person, @Nullable Long insteadOf) {

	private static final Pattern FORM = Pattern
		.compile("([a-z]+)@(\\d{1,18})/(\\d{1,18})(?:/(\\d{1,18}))?(?:~(\\d{1,18}))?");

	/**
	 * Reads one grant. An unknown form gives nothing rather than an error: a token from a
	 * newer registry must not lock everybody out.
	 */
	public static Optional<Grant> parse(String text) {
		if (text.equals("operator")) {
			return Optional.of(new Grant(Role.OPERATOR, 0, 0, null, null));
		}
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			return Optional.empty();
		}
		try {
			Role role = Role.of(matcher.group(1));
			Long person = (matcher.group(4) != null) ? Long.valueOf(matcher.group(4)) : null;
			if (role == Role.OPERATOR || role.isPersonal() == (person == null)) {
				return Optional.empty();
			}
			Long insteadOf = (matcher.group(5) != null) ? Long.valueOf(matcher.group(5)) : null;
			return Optional.of(new Grant(role, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)),
					person, insteadOf));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	@Override
	public String toString() {
		String text = this.role.code() + "@" + this.region + "/" + this.organisation;
		text = (this.person != null) ? text + "/" + this.person : text;
		return (this.insteadOf != null) ? text + "~" + this.insteadOf : text;
	}

}
