package ru.nastavnik.programme.replacement;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.Demand;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;

/**
 * Scans of the papers that a ground rests on (BR-037). They are the school's: a party
 * sees that they are there, not what is in them.
 */
@Service
@Transactional
class Evidences {

	private static final String FEATURE = "replacement";

	private final ChangeRequests requests;

	private final Files files;

	Evidences(ChangeRequests requests, Files files) {
		this.requests = requests;
		this.files = files;
	}

	FileView attach(long id, String name, byte[] content) {
		ChangeRequest request = load(id);
		Outline.require(Scope.current().has(request.organisationId(), Role.CURATOR, Role.DIRECTOR));
		Demand.status(request.status(),
				java.util.EnumSet.of(ChangeRequest.Status.REQUESTED, ChangeRequest.Status.CURATOR_REVIEW,
						ChangeRequest.Status.MEDIATION, ChangeRequest.Status.DIRECTOR_DECISION),
				"Обращение уже решено.");
		if (request.ground() == null) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Файлы прикладывают к обращению о замене наставника: ими подтверждают основание.");
		}
		if (!request.ground().takesFiles()) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("К этому обращению файлы не прикладывают: о взыскании хранятся только номер и дата приказа.");
		}
		StoredFile file = this.files.store(
				StoredFile.Owner.of(request.place(), FEATURE, id)
					.about((request.partyId() != null) ? request.partyId() : request.mentor()),
				Upload.of(name, content, FileKind.SCAN));
		return FileView.of(file);
	}

	@Transactional(readOnly = true)
	List<FileView> of(long id) {
		Outline.require(ChangeReading.staff(load(id).organisationId()));
		return this.files.of(FEATURE, id).stream().map(FileView::of).toList();
	}

	@Transactional(readOnly = true)
	Files.Opened open(long file) {
		StoredFile found = this.files.find(FEATURE, file)
			.filter((one) -> ChangeReading.staff(one.place().organisation()))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
		return this.files.open(FEATURE, found.id());
	}

	private ChangeRequest load(long id) {
		return this.requests.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

	/** A scan on the screen. */
	record FileView(long id, String name, int size) {

		static FileView of(StoredFile file) {
			return new FileView(file.id(), file.name(), file.size());
		}

	}

}
