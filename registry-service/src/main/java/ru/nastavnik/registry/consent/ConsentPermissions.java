package ru.nastavnik.registry.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.person.Identity;

/**
 * What an organisation may do with a person's data today. Others ask here, so a
 * withdrawal works at once (BR-060). Whatever is not said is not allowed (BR-057).
 */
@Service
@Transactional(readOnly = true)
public class ConsentPermissions {

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	ConsentPermissions(JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/** What a picture shows. */
	public enum Shot {

		/** The person is the main object, alone or with others. */
		PORTRAIT,
		/** A public event; nobody in particular is its object. */
		CROWD_AT_PUBLIC_EVENT

	}

	private record Active(List<String> data, Map<String, String> conditions, boolean signedByOther) {
	}

	/** BR-024: whether the processing consent names this category of data. */
	public boolean covers(long person, long organisation, DataCode category) {
		return active(person, organisation, Consent.Kind.PROCESSING).stream()
			.anyMatch((consent) -> consent.data().contains(category.toString()));
	}

	/**
	 * BR-058: what of the person may be published, with the person's condition for each
	 * (empty when there is none). Nothing without a consent of its own.
	 */
	public Map<DataCode, String> publishable(long person, long organisation) {
		Map<DataCode, String> fields = new LinkedHashMap<>();
		active(person, organisation, Consent.Kind.DISTRIBUTION).forEach((consent) -> consent.data()
			.forEach((code) -> DataCode.of(code)
				.ifPresent((field) -> fields.put(field, consent.conditions().getOrDefault(code, "")))));
		return fields;
	}

	/**
	 * BR-059: why a picture of the person may not be published, or null. A minor's
	 * picture needs the representative's consent, unless it shows a crowd at a public
	 * event.
	 */
	public @Nullable String pictureRefusal(long person, LocalDate born, long organisation, Shot shot) {
		if (shot == Shot.CROWD_AT_PUBLIC_EVENT) {
			return null;
		}
		boolean minor = !Identity.isAdult(born, LocalDate.now(this.clock));
		List<Active> consents = active(person, organisation, Consent.Kind.PHOTO);
		if (consents.isEmpty()) {
			return minor
					? "Нет согласия законного представителя на фото- и видеосъёмку. Оформите его или уберите снимок."
					: "Нет согласия на фото- и видеосъёмку. Оформите его или уберите снимок.";
		}
		return (minor && consents.stream().noneMatch(Active::signedByOther))
				? "Согласие на съёмку подписал не законный представитель. Оформите новое." : null;
	}

	private List<Active> active(long person, long organisation, Consent.Kind kind) {
		return this.jdbc.sql("""
				select data_codes, prohibitions, signer_id <> person_id as by_other from consent
				where region_id = :region and person_id = :person and organisation_id = :organisation and kind = :kind
				  and status = 'active' and signed_on <= :today and (holds_until is null or holds_until >= :today)""")
			.param("region", Scope.current().region())
			.param("person", person)
			.param("organisation", organisation)
			.param("kind", kind.toString())
			.param("today", LocalDate.now(this.clock))
			.query((row, number) -> new Active(Arrays.asList((String[]) row.getArray("data_codes").getArray()),
					this.json.readValue(row.getString("prohibitions"), new TypeReference<Map<String, String>>() {
					}), row.getBoolean("by_other")))
			.list();
	}

}
