package ru.nastavnik.registry.act;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Columns;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.act.ActReading.ActView;
import ru.nastavnik.registry.organisation.OrganisationDirectory;
import ru.nastavnik.registry.organisation.RegionOpening.RegionOpened;

/**
 * The library of acts: the institute keeps the federal and regional ones, a municipality
 * its own, a school its own.
 */
@Service
@Transactional
class ActLibrary {

	private static final String KEPT = "Этот акт ведёт другая организация. Обратитесь к ней.";

	private static final Set<FileKind> DOCUMENT = Set.of(FileKind.PDF, FileKind.DOCX, FileKind.JPEG, FileKind.PNG);

	private static final String FILE = "act";

	private final Acts acts;

	private final ActReading reading;

	private final OrganisationDirectory directory;

	private final Files files;

	private final JdbcClient jdbc;

	private final Columns columns;

	private final Clock clock;

	ActLibrary(Acts acts, ActReading reading, OrganisationDirectory directory, Files files, JdbcClient jdbc,
			Columns columns, Clock clock) {
		this.acts = acts;
		this.reading = reading;
		this.directory = directory;
		this.files = files;
		this.jdbc = jdbc;
		this.columns = columns;
		this.clock = clock;
	}

	private record Row(long id, String kind, String issuer, String number, LocalDate date, String title, String norm) {
	}

	ActView add(long organisation, Act.Level level, Act.Requisites requisites) {
		Scope.current().requireWrite(organisation);
		requireKeeper(organisation, level);
		check(level, requisites);
		Act act = new Act(this.directory.get(organisation).place(), level, requisites);
		return this.reading.act(saved(act).id());
	}

	ActView change(long id, int version, Act.Requisites requisites) {
		Act act = own(id);
		StaleVersionException.check(act.version(), version, () -> this.reading.act(id));
		check(act.level(), requisites);
		act.change(requisites);
		return this.reading.act(saved(act).id());
	}

	ActView repeal(long id, LocalDate on, @Nullable Long replacement) {
		Act act = own(id);
		if (replacement != null && this.reading.known(List.of(replacement)).isEmpty()) {
			throw KitProblem.INVALID.because("Заменяющий акт не найден.")
				.on("replacedById", "Выберите акт из библиотеки.");
		}
		act.repeal(on, replacement, LocalDate.now(this.clock));
		return this.reading.act(saved(act).id());
	}

	ActView reinstate(long id) {
		Act act = own(id);
		act.reinstate();
		return this.reading.act(saved(act).id());
	}

	ActView attach(long id, String name, byte[] content) {
		Act act = own(id);
		Upload upload = Upload.of(name, content, DOCUMENT);
		this.files.deleteOf(FILE, id);
		StoredFile.Owner owner = StoredFile.Owner.of(act.place(), FILE, id);
		this.files.store(act.level().shared() ? owner.forRegion() : owner, upload);
		return this.reading.act(id);
	}

	@Transactional(readOnly = true)
	Files.Opened file(long id) {
		this.reading.act(id);
		return this.files.of(FILE, id)
			.stream()
			.findFirst()
			.map((file) -> this.files.open(FILE, file.id()))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** Adds the federal acts that the region does not have yet; how many. */
	int federal(long organisation) {
		Scope.current().requireWrite(organisation);
		requireKeeper(organisation, Act.Level.FEDERAL);
		return seed(this.directory.get(organisation).place());
	}

	@EventListener
	void on(RegionOpened opened) {
		seed(new Place(opened.region(), opened.institute(), null, opened.institute()));
	}

	private int seed(Place place) {
		List<Long> ids = this.columns.ids("normative_act_seq", FederalLibrary.ACTS.size());
		List<Row> rows = new ArrayList<>();
		for (FederalLibrary.Known act : FederalLibrary.ACTS) {
			rows.add(new Row(ids.get(rows.size()), act.kind(), act.issuer(), act.number(), act.date(), act.title(),
					Act.searchable(act.kind() + " " + act.issuer() + " " + act.number() + " " + act.title())));
		}
		return this.jdbc
			.sql("""
					insert into normative_act (id, region_id, institute_id, municipality_id, organisation_id, shared, level, kind,
					  issuer, number, act_date, title, text_norm, created_by, updated_by)
					select r.id, :region, :institute, :municipality, :organisation, true, 'federal', r.kind, r.issuer, r.number,
					  r.date, r.title, r.norm, :caller, :caller
					from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, kind text, issuer text, number text,
					  date date, title text, norm text)
					where not exists (select from normative_act a where a.region_id = :region and a.level = 'federal'
					  and lower(a.number) = lower(r.number) and a.act_date = r.date)
					on conflict do nothing""")
			.param("region", place.region())
			.param("institute", place.institute())
			.param("municipality", place.municipality())
			.param("organisation", place.organisation())
			.param("caller", Scope.current().caller())
			.param("rows", this.columns.of(rows))
			.update();
	}

	private void check(Act.Level level, Act.Requisites requisites) {
		Checks checks = new Checks();
		requisites.check(level, LocalDate.now(this.clock), checks);
		checks
			.refuseIf(!this.reading.known(requisites.cites()).containsAll(requisites.cites()), "cites",
					"Акт, на который вы ссылаетесь, не найден. Выберите его из библиотеки.")
			.done();
	}

	private Act own(long id) {
		Act act = Keeping.own(this.acts.findById(id), KEPT);
		requireKeeper(act.organisationId(), act.level());
		return act;
	}

	private static void requireKeeper(long organisation, Act.Level level) {
		Scope.current().requireRole(organisation, switch (level) {
			case FEDERAL, REGIONAL -> new Role[] { Role.INSTITUTE };
			case MUNICIPAL -> new Role[] { Role.MUNICIPAL };
			case INSTITUTIONAL -> new Role[] { Role.CURATOR, Role.DIRECTOR };
		});
	}

	private Act saved(Act act) {
		try {
			return this.acts.saveAndFlush(act);
		}
		catch (DataIntegrityViolationException ex) {
			if (String.valueOf(ex.getMessage()).contains("normative_act_once")) {
				throw RegistryProblem.ACT_EXISTS
					.because("Такой акт (вид, издатель, номер и дата) уже есть в библиотеке. Откройте его.")
					.on("number");
			}
			throw ex;
		}
	}

}
