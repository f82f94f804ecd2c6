package ru.nastavnik.registry.act;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.problem.StaleVersionException;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.registry.Checks;
import ru.nastavnik.registry.Keeping;
import ru.nastavnik.registry.RegistryProblem;
import ru.nastavnik.registry.act.ActReading.MinutesView;
import ru.nastavnik.registry.organisation.OrganisationDirectory;

/**
 * Minutes of the councils of an organisation.
 */
@Service
@Transactional
class MinutesBook {

	private static final String KEPT = "Этот протокол ведёт другая организация.";

	private static final Set<FileKind> DOCUMENT = Set.of(FileKind.PDF, FileKind.DOCX, FileKind.JPEG, FileKind.PNG);

	private static final String FILE = "minutes";

	private final MinutesOfCouncils minutes;

	private final ActReading reading;

	private final OrganisationDirectory directory;

	private final Files files;

	private final Clock clock;

	MinutesBook(MinutesOfCouncils minutes, ActReading reading, OrganisationDirectory directory, Files files,
			Clock clock) {
		this.minutes = minutes;
		this.reading = reading;
		this.directory = directory;
		this.files = files;
		this.clock = clock;
	}

	MinutesView add(long organisation, Minutes.Record said) {
		Scope.current().requireWrite(organisation);
		check(said);
		return this.reading.minutes(saved(new Minutes(this.directory.get(organisation).place(), said), said).id());
	}

	MinutesView change(long id, int version, Minutes.Record said) {
		Minutes found = Keeping.own(this.minutes.findById(id), KEPT);
		StaleVersionException.check(found.version(), version, () -> this.reading.minutes(id));
		check(said);
		found.change(said);
		return this.reading.minutes(saved(found, said).id());
	}

	MinutesView attach(long id, String name, byte[] content) {
		Minutes found = Keeping.own(this.minutes.findById(id), KEPT);
		Upload upload = Upload.of(name, content, DOCUMENT);
		this.files.deleteOf(FILE, id);
		this.files.store(StoredFile.Owner.of(found.place(), FILE, id), upload);
		return this.reading.minutes(id);
	}

	@Transactional(readOnly = true)
	Files.Opened file(long id) {
		this.reading.minutes(id);
		return this.files.of(FILE, id)
			.stream()
			.findFirst()
			.map((file) -> this.files.open(FILE, file.id()))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	private void check(Minutes.Record said) {
		Checks checks = new Checks();
		checks.past(said.date(), LocalDate.now(this.clock), "date")
			.refuseIf(!this.reading.known(said.cites()).containsAll(said.cites()), "cites",
					"Акт, на который вы ссылаетесь, не найден. Выберите его из библиотеки.")
			.done();
	}

	private Minutes saved(Minutes row, Minutes.Record said) {
		try {
			return this.minutes.saveAndFlush(row);
		}
		catch (DataIntegrityViolationException ex) {
			if (String.valueOf(ex.getMessage()).contains("minutes_number")) {
				throw RegistryProblem.MINUTES_NUMBER
					.because("Протокол № " + said.number() + " этого органа за " + said.date().getYear()
							+ " год уже есть. Укажите другой номер.")
					.on("number");
			}
			throw ex;
		}
	}

}
