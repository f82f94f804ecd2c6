package ru.nastavnik.registry.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;

/**
 * Form, contacts and head of an organisation, which it keeps itself, and the founders
 * above it, which follow from the tree.
 */
@Service
@Transactional
public class OrganisationDetails {

	private static final String UPSERT = """
			insert into organisation_details as d (region_id, institute_id, municipality_id, organisation_id, created_by,
			  updated_by, legal_form, kpp, address, phone, email, site, head_name, head_position)
			select :region, r.institute, r.municipality, r.organisation, :caller, :caller, r."legalForm", r.kpp, r.address,
			  r.phone, r.email, r.site, r."headName", r."headPosition"
			from jsonb_to_recordset(cast(:rows as jsonb)) as r(institute bigint, municipality bigint, organisation bigint,
			  "legalForm" text, kpp text, address text, phone text, email text, site text, "headName" text,
			  "headPosition" text)
			on conflict (region_id, organisation_id) do update set legal_form = excluded.legal_form, kpp = excluded.kpp,
			  address = excluded.address, phone = excluded.phone, email = excluded.email, site = excluded.site,
			  head_name = excluded.head_name, head_position = excluded.head_position, version = d.version + 1,
			  updated_at = now(), updated_by = excluded.updated_by""";

	private final OrganisationDirectory directory;

	private final JdbcClient jdbc;

	private final Columns columns;

	OrganisationDetails(OrganisationDirectory directory, JdbcClient jdbc, Columns columns) {
		this.directory = directory;
		this.jdbc = jdbc;
		this.columns = columns;
	}

	/** What the organisation says of itself. */
	public record Lines(@Nullable String legalForm, @Nullable String kpp, @Nullable String address,
			@Nullable String phone, @Nullable String email, @Nullable String site, @Nullable String headName,
			@Nullable String headPosition) {

		/** Nothing is known yet. */
		public static final Lines NONE = new Lines(null, null, null, null, null, null, null, null);

		void check(Checks checks) {
			// five digits of the tax office, two of the reason, three of the number
			checks
				.refuseIf(this.kpp != null && !this.kpp.matches("\\d{4}[\\dA-Z]{2}\\d{3}"), "kpp",
						"КПП — 9 знаков: четыре цифры, два знака причины постановки и три цифры.")
				.refuseIf(this.site != null && !this.site.matches("https?://\\S+"), "site",
						"Адрес сайта начинается с https:// или http:// и не содержит пробелов.")
				.refuseIf(this.email != null && !this.email.matches("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}"), "email",
						"Проверьте адрес электронной почты.");
		}

	}

	/**
	 * The details with the chain of founders from the region down.
	 *
	 * @param version 0 when nothing has been written yet
	 * @param editable whether the caller may change them
	 */
	record Card(long organisationId, @Nullable String legalForm, @Nullable String kpp, @Nullable String address,
			@Nullable String phone, @Nullable String email, @Nullable String site, @Nullable String headName,
			@Nullable String headPosition, List<Founder> founders, boolean editable, int version) {
	}

	/**
	 * One of the organisations above: a document prints them over the name of the school.
	 */
	record Founder(long id, String fullName, Level level) {
	}

	private record Row(long organisation, @Nullable Long institute, @Nullable Long municipality,
			@Nullable String legalForm, @Nullable String kpp, @Nullable String address, @Nullable String phone,
			@Nullable String email, @Nullable String site, @Nullable String headName, @Nullable String headPosition) {

		static Row of(Unit unit, Lines lines) {
			return new Row(unit.id(), unit.place().institute(), unit.place().municipality(), lines.legalForm(),
					lines.kpp(), lines.address(), lines.phone(), lines.email(), lines.site(), lines.headName(),
					lines.headPosition());
		}

	}

	@Transactional(readOnly = true)
	Card card(long id) {
		return card(this.directory.get(id));
	}

	private Card card(Unit unit) {
		List<Founder> founders = new ArrayList<>();
		this.jdbc
			.sql("""
					select o.id, o.full_name, o.level from organisation o where o.region_id = :region and o.id = any (:above)
					order by array_position(array['ministry', 'institute', 'municipality', 'school'], o.level)""")
			.param("region", unit.place().region())
			.param("above",
					java.util.stream.Stream
						.of(unit.place().region(), unit.place().institute(), unit.place().municipality())
						.filter((each) -> each != null && each != unit.id())
						.toArray(Long[]::new))
			.query((row) -> {
				founders
					.add(new Founder(row.getLong("id"), row.getString("full_name"), Level.of(row.getString("level"))));
			});
		boolean editable = mayEdit(unit);
		return this.jdbc.sql("select * from organisation_details where region_id = :region and organisation_id = :id")
			.param("region", unit.place().region())
			.param("id", unit.id())
			.query((row, number) -> {
				Lines lines = lines(row);
				return card(unit, lines, founders, editable, row.getInt("version") + 1);
			})
			.optional()
			.orElseGet(() -> card(unit, Lines.NONE, founders, editable, 0));
	}

	private static Card card(Unit unit, Lines lines, List<Founder> founders, boolean editable, int version) {
		return new Card(unit.id(), lines.legalForm(), lines.kpp(), lines.address(), lines.phone(), lines.email(),
				lines.site(), lines.headName(), lines.headPosition(), founders, editable, version);
	}

	private static Lines lines(ResultSet row) throws SQLException {
		return new Lines(row.getString("legal_form"), row.getString("kpp"), row.getString("address"),
				row.getString("phone"), row.getString("email"), row.getString("site"), row.getString("head_name"),
				row.getString("head_position"));
	}

	Card change(long id, Lines lines, int version) {
		Unit unit = this.directory.get(id);
		if (!mayEdit(unit)) {
			throw KitProblem.FORBIDDEN
				.because("Сведения об организации ведут она сама и региональный институт. Обратитесь к ним.");
		}
		Checks checks = new Checks();
		lines.check(checks);
		checks.done();
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('details ' || :id, 0))")
			.param("id", id)
			.query()
			.listOfRows();
		Card before = card(unit);
		StaleVersionException.check(before.version(), version, () -> before);
		write(Map.of(unit, lines));
		return card(unit);
	}

	/** Writes many at once; for work that has checked its power already. */
	void write(Map<Unit, Lines> all) {
		this.jdbc.sql(UPSERT)
			.param("rows",
					this.columns
						.of(all.entrySet().stream().map((each) -> Row.of(each.getKey(), each.getValue())).toList()))
			.param("region", Scope.current().region())
			.param("caller", Scope.current().caller())
			.update();
	}

	/** What is known of these organisations. */
	Map<Long, Lines> of(List<Long> ids) {
		Map<Long, Lines> known = new HashMap<>();
		this.jdbc.sql("select * from organisation_details where region_id = :region and organisation_id = any (:ids)")
			.param("region", Scope.current().region())
			.param("ids", ids.toArray(Long[]::new))
			.query((row) -> {
				known.put(row.getLong("organisation_id"), lines(row));
			});
		return known;
	}

	private boolean mayEdit(Unit unit) {
		return this.directory.manages(unit.place()) || (Scope.current().write().contains(unit.id())
				&& Scope.current().has(unit.id(), Role.DIRECTOR, Role.CURATOR, Role.MUNICIPAL, Role.INSTITUTE));
	}

	static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : Objects.requireNonNull(text).strip();
	}

}
