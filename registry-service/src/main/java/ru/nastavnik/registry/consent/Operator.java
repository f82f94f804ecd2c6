package ru.nastavnik.registry.consent;

import java.util.Map;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.document.RenderedDocument;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.document.DocumentPrinting;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * What an organisation's forms say of it as the operator of personal data, and its
 * instruction to the owner of the platform (BR-070).
 */
@Service
@Transactional
class Operator {

	private final JdbcClient jdbc;

	private final OrganisationDirectory directory;

	private final DocumentPrinting printing;

	Operator(JdbcClient jdbc, OrganisationDirectory directory, DocumentPrinting printing) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.printing = printing;
	}

	/**
	 * The operator's lines.
	 *
	 * @param processor who works with the data for it: the owner of the platform
	 * @param site address of its pages, for what is published
	 * @param responsible who answers for personal data there
	 */
	record Card(long organisationId, String name, @Nullable String address, @Nullable String processor,
			@Nullable String processorAddress, @Nullable String site, @Nullable String responsible, int version) {

		@Nullable String processorLine() {
			if (this.processor == null) {
				return null;
			}
			return (this.processorAddress != null) ? this.processor + ", " + this.processorAddress : this.processor;
		}

	}

	/** What may be changed. */
	record Lines(@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String address,
			@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String processor,
			@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String processorAddress,
			@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String site,
			@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String responsible, int version) {
	}

	@Transactional(readOnly = true)
	Card card(long organisation) {
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE);
		return of(organisation);
	}

	/** Without asking for a role: the forms of an organisation need it. */
	Card of(long organisation) {
		return this.jdbc
			.sql("""
					select o.id, o.full_name, c.address, c.processor, c.processor_address, c.site, c.responsible,
					  coalesce(c.version, 0) as version
					from organisation o left join consent_operator c on c.region_id = o.region_id and c.organisation_id = o.id
					where o.region_id = :region and o.id = :organisation""")
			.param("region", Scope.current().region())
			.param("organisation", organisation)
			.query((row, number) -> new Card(row.getLong("id"), row.getString("full_name"), row.getString("address"),
					row.getString("processor"), row.getString("processor_address"), row.getString("site"),
					row.getString("responsible"), row.getInt("version")))
			.single();
	}

	Card change(long organisation, Lines lines) {
		Scope.current().requireRole(organisation, Role.CURATOR, Role.DIRECTOR, Role.MUNICIPAL, Role.INSTITUTE);
		Place place = this.directory.get(organisation).place();
		int changed = this.jdbc
			.sql("""
					insert into consent_operator (region_id, institute_id, municipality_id, organisation_id, version, created_by,
					  updated_by, address, processor, processor_address, site, responsible)
					select :region, :institute, :municipality, :organisation, 1, :caller, :caller, :address, :processor,
					  :processorAddress, :site, :responsible
					where :version = 0 or exists (select from consent_operator where region_id = :region
					  and organisation_id = :organisation)
					on conflict (region_id, organisation_id) do update set address = excluded.address,
					  processor = excluded.processor, processor_address = excluded.processor_address, site = excluded.site,
					  responsible = excluded.responsible, version = consent_operator.version + 1, updated_at = now(),
					  updated_by = excluded.updated_by where consent_operator.version = :version""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", organisation)
			.param("caller", Scope.current().caller())
			.param("address", blankToNull(lines.address()))
			.param("processor", blankToNull(lines.processor()))
			.param("processorAddress", blankToNull(lines.processorAddress()))
			.param("site", blankToNull(lines.site()))
			.param("responsible", blankToNull(lines.responsible()))
			.param("version", lines.version())
			.update();
		Card now = of(organisation);
		if (changed == 0) {
			throw new StaleVersionException(now, lines.version());
		}
		return now;
	}

	/** BR-070: the written instruction, ready to be signed. */
	@Transactional(readOnly = true)
	RenderedDocument instruction(long organisation) {
		Card card = card(organisation);
		return this.printing.render(ConsentBlanks.INSTRUCTION, "Поручение на обработку персональных данных",
				Map.of("оператор", card.name(), "оператор_адрес", filled(card.address(), 60), "обработчик",
						filled(card.processor(), 60), "обработчик_адрес", filled(card.processorAddress(), 60),
						"ответственный", filled(card.responsible(), 40)));
	}

	/** A line to write on by hand where nothing is known. */
	static String filled(@Nullable String text, int width) {
		return (text != null && !text.isBlank()) ? text : "_".repeat(width);
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text != null && !text.isBlank()) ? text.strip() : null;
	}

}
