package ru.nastavnik.registry.organisation;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.kit.web.FreeText;
import ru.nastavnik.kit.web.PageQuery;
import ru.nastavnik.kit.web.Slice;

@RestController
class OrganisationController {

	private static final String NAME = "(?:[^\\p{Cntrl}])*+";

	private final OrganisationDirectory directory;

	private static final String PHONE = "[+\\d()\\s,;.доб-]{0,60}";

	private final RegionOpening regions;

	private final OrganisationDetails details;

	OrganisationController(OrganisationDirectory directory, OrganisationDetails details, RegionOpening regions) {
		this.directory = directory;
		this.details = details;
		this.regions = regions;
	}

	record Me(List<OrganisationDirectory.OwnOrganisation> organisations) {
	}

	record FoundOrganisation(@Nullable @Size(max = 100) String key, @NotNull(message = REQUIRED) Long parentId,
			@NotNull(message = REQUIRED) Level level, @NotNull(message = REQUIRED) Organisation.Type type,
			@NotBlank(message = REQUIRED) @Size(max = 500, message = "Не больше 500 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String fullName,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String shortName,
			@Nullable String inn, @Nullable String ogrn, @Nullable String oktmo, @Nullable LocalDate validFrom,
			@Nullable @FreeText String basis) {

		OrganisationDirectory.Founding founding() {
			return new OrganisationDirectory.Founding(this.key, this.parentId, this.level,
					new Organisation.Card(this.type, this.fullName, this.shortName, this.inn, this.ogrn, this.oktmo,
							null),
					this.validFrom, this.basis);
		}

	}

	record FoundOrganisations(@NotNull(message = REQUIRED) @Size(min = 1, max = 5000,
			message = "В одной загрузке от 1 до 5000 строк.") List<@Valid @NotNull FoundOrganisation> rows) {
	}

	record ChangeOrganisation(@NotNull(message = REQUIRED) Organisation.Type type,
			@NotBlank(message = REQUIRED) @Size(max = 500, message = "Не больше 500 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String fullName,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String shortName,
			@Nullable String inn, @Nullable String ogrn, @Nullable String oktmo, Organisation.@Nullable Status status,
			@Nullable LocalDate codesFrom, @NotNull(message = REQUIRED) Integer version) {
	}

	record ChangeDetails(@Nullable @Size(max = 50, message = "Не больше 50 знаков.") String legalForm,
			@Nullable String kpp, @Nullable @FreeText String address,
			@Nullable @Pattern(regexp = PHONE,
					message = "Телефон: цифры, скобки, дефисы, добавочный; до 60 знаков.") String phone,
			@Nullable @Size(max = 254, message = "Не больше 254 знаков.") String email,
			@Nullable @Size(max = 300, message = "Не больше 300 знаков.") String site,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String headName,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") @Pattern(regexp = NAME,
					message = "Без управляющих знаков.") String headPosition,
			@NotNull(message = REQUIRED) Integer version) {

		OrganisationDetails.Lines lines() {
			return new OrganisationDetails.Lines(OrganisationDetails.blankToNull(this.legalForm),
					OrganisationDetails.blankToNull(this.kpp), OrganisationDetails.blankToNull(this.address),
					OrganisationDetails.blankToNull(this.phone), OrganisationDetails.blankToNull(this.email),
					OrganisationDetails.blankToNull(this.site), OrganisationDetails.blankToNull(this.headName),
					OrganisationDetails.blankToNull(this.headPosition));
		}

	}

	record OpenRegion(@NotBlank(message = REQUIRED) @Size(max = 500, message = "Не больше 500 знаков.") String name,
			@NotBlank(message = REQUIRED) @Size(max = 200, message = "Не больше 200 знаков.") String shortName,
			@NotBlank(message = REQUIRED) @Size(max = 500, message = "Не больше 500 знаков.") String instituteName,
			@Nullable @Size(max = 200, message = "Не больше 200 знаков.") String instituteShortName,
			@Nullable String oktmo) {
	}

	record OpenedRegion(long regionId, long instituteId) {
	}

	record Ids(Map<String, Long> ids) {
	}

	private static final String REQUIRED = "Заполните поле.";

	@GetMapping("/me")
	Me me() {
		return new Me(this.directory.homes());
	}

	@GetMapping("/organisations")
	Slice<OrganisationDirectory.OrganisationView> list(@RequestParam(required = false) @Nullable Long parent,
			@RequestParam(required = false) @Nullable @Size(max = 200) String q,
			@RequestParam(required = false) @Nullable Level level,
			@RequestParam(required = false) @Nullable LocalDate on, @Valid PageQuery page) {
		return (on != null) ? this.directory.listOn(on, parent, q, level, page)
				: this.directory.list(parent, q, level, page);
	}

	@GetMapping("/organisations/{id}")
	OrganisationDirectory.OrganisationView get(@PathVariable long id) {
		return this.directory.view(id);
	}

	@PostMapping("/organisations")
	ResponseEntity<OrganisationDirectory.OrganisationView> found(@Valid @RequestBody FoundOrganisation body) {
		long id = this.directory.found(List.of(body.founding()), false).values().iterator().next();
		return ResponseEntity.created(URI.create("/organisations/" + id)).body(this.directory.view(id));
	}

	@PutMapping("/organisations/{id}")
	OrganisationDirectory.OrganisationView change(@PathVariable long id, @Valid @RequestBody ChangeOrganisation body) {
		return this.directory.change(id, new Organisation.Card(body.type(), body.fullName(), body.shortName(),
				body.inn(), body.ogrn(), body.oktmo(), body.status()), body.version(), body.codesFrom());
	}

	@GetMapping("/organisations/{id}/details")
	OrganisationDetails.Card details(@PathVariable long id) {
		return this.details.card(id);
	}

	@PutMapping("/organisations/{id}/details")
	OrganisationDetails.Card change(@PathVariable long id, @Valid @RequestBody ChangeDetails body) {
		return this.details.change(id, body.lines(), body.version());
	}

	@PostMapping("/bulk/organisations")
	Ids load(@Valid @RequestBody FoundOrganisations body) {
		return new Ids(this.directory.found(body.rows().stream().map(FoundOrganisation::founding).toList(), true));
	}

	@PostMapping("/regions")
	@ResponseStatus(HttpStatus.CREATED)
	OpenedRegion open(@Valid @RequestBody OpenRegion body) {
		long region = this.regions.reserve();
		// the region's own scope does not exist before the region does
		return Scope.get(Scope.current().opening(region), () -> {
			long institute = this.regions.open(region,
					new Organisation.Card(Organisation.Type.AUTHORITY, body.name(), body.shortName(), null, null,
							body.oktmo(), null),
					new Organisation.Card(Organisation.Type.AUTHORITY, body.instituteName(),
							Objects.requireNonNullElse(body.instituteShortName(), body.instituteName()), null, null,
							null, null));
			return new OpenedRegion(region, institute);
		});
	}

}
