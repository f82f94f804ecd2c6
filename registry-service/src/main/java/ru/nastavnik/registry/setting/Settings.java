package ru.nastavnik.registry.setting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.feed.Fact;
import ru.nastavnik.kit.feed.Outbox;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Grant;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * The values of the parameters in the caller's region.
 */
@Service
@Transactional
public class Settings {

	private final JdbcClient jdbc;

	private final OrganisationDirectory directory;

	private final Outbox outbox;

	Settings(JdbcClient jdbc, OrganisationDirectory directory, Outbox outbox) {
		this.jdbc = jdbc;
		this.directory = directory;
		this.outbox = outbox;
	}

	/** Fact: what a region has set, for the services whose rules ask for it. */
	record SettingChanged(String code, String value) {

		static final String TYPE = "setting-changed";

	}

	/** A parameter with its value. */
	record SettingView(String code, String rule, String title, String hint, Parameter.Kind kind, String value,
			String initial, @Nullable Integer min, @Nullable Integer max, int version) {
	}

	private record Saved(String code, String value, int version) {
	}

	@Transactional(readOnly = true)
	public boolean on(Parameter parameter) {
		return Boolean.parseBoolean(value(parameter));
	}

	@Transactional(readOnly = true)
	public int number(Parameter parameter) {
		return Integer.parseInt(value(parameter));
	}

	/** Several at once, for lists that count their statements. */
	@Transactional(readOnly = true)
	public Map<Parameter, Integer> numbers(Parameter... parameters) {
		Map<String, String> saved = new HashMap<>();
		this.jdbc.sql("select code, value from region_setting where region_id = :region and code = any (:codes)")
			.param("region", Scope.current().region())
			.param("codes", Arrays.stream(parameters).map(Parameter::code).toArray(String[]::new))
			.query((row) -> {
				saved.put(row.getString("code"), row.getString("value"));
			});
		return Arrays.stream(parameters)
			.collect(Collectors.toMap((parameter) -> parameter,
					(parameter) -> Integer.valueOf(saved.getOrDefault(parameter.code(), parameter.initial()))));
	}

	private String value(Parameter parameter) {
		return this.jdbc.sql("select value from region_setting where region_id = :region and code = :code")
			.param("region", Scope.current().region())
			.param("code", parameter.code())
			.query(String.class)
			.optional()
			.orElse(parameter.initial());
	}

	@Transactional(readOnly = true)
	List<SettingView> all() {
		Map<String, Saved> saved = this.jdbc
			.sql("select code, value, version from region_setting where region_id = :region")
			.param("region", Scope.current().region())
			.query(Saved.class)
			.list()
			.stream()
			.collect(Collectors.toMap(Saved::code, (row) -> row));
		return Arrays.stream(Parameter.values())
			.map((parameter) -> view(parameter, saved.get(parameter.code())))
			.toList();
	}

	SettingView change(String code, String value, int version) {
		Scope scope = Scope.current();
		scope.requireAny(Role.INSTITUTE);
		Parameter parameter = Parameter.of(code)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Такой настройки нет. Обновите страницу."));
		String refusal = parameter.refusal(value);
		new Checks().refuseIf(refusal != null, "value", String.valueOf(refusal)).done();
		long institute = scope.grants()
			.stream()
			.filter((grant) -> grant.role() == Role.INSTITUTE)
			.map(Grant::organisation)
			.findFirst()
			.orElseThrow();
		Place place = this.directory.get(institute).place();
		int changed = this.jdbc
			.sql("""
					insert into region_setting (region_id, institute_id, municipality_id, organisation_id, code, value, version,
					  created_by, updated_by)
					select :region, :institute, :municipality, :organisation, :code, :value, 1, :caller, :caller
					where :version = 0 or exists (select from region_setting where region_id = :region and code = :code)
					on conflict (region_id, code) do update set value = excluded.value, version = region_setting.version + 1,
					  updated_at = now(), updated_by = excluded.updated_by
					where region_setting.version = :version""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("code", code)
			.param("value", value)
			.param("version", version)
			.param("caller", scope.caller())
			.update();
		SettingView now = all().stream().filter((view) -> view.code().equals(code)).findFirst().orElseThrow();
		if (changed == 0) {
			throw new StaleVersionException(now, version);
		}
		this.outbox
			.record(Fact.Draft.of(SettingChanged.TYPE, parameter.number(), place, new SettingChanged(code, value)));
		return now;
	}

	private static SettingView view(Parameter parameter, @Nullable Saved saved) {
		return new SettingView(parameter.code(), parameter.rule(), parameter.title(), parameter.hint(),
				parameter.kind(), (saved != null) ? saved.value() : parameter.initial(), parameter.initial(),
				parameter.min(), parameter.max(), (saved != null) ? saved.version() : 0);
	}

}
