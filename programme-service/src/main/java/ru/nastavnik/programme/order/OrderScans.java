package ru.nastavnik.programme.order;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import ru.nastavnik.kit.file.FileKind;
import ru.nastavnik.kit.file.Files;
import ru.nastavnik.kit.file.StoredFile;
import ru.nastavnik.kit.file.Upload;
import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.tenancy.Role;
import ru.nastavnik.kit.tenancy.Scope;
import ru.nastavnik.programme.ProgrammeProblem;
import ru.nastavnik.programme.mentorship.Outline;
import ru.nastavnik.programme.order.OrderReading.OrderView;

/**
 * The paper with the director's own hand, kept beside the order. Earlier scans stay, the
 * last one is shown.
 */
@Service
@Transactional
class OrderScans {

	static final String FILES = "order";

	private final MentorshipOrders orders;

	private final OrderReading reading;

	private final Files files;

	OrderScans(MentorshipOrders orders, OrderReading reading, Files files) {
		this.orders = orders;
		this.reading = reading;
		this.files = files;
	}

	OrderView attach(long id, String name, byte[] content) {
		MentorshipOrder order = load(id);
		Outline.require(Scope.current().has(order.organisationId(), Role.CURATOR, Role.DIRECTOR));
		if (order.signedAt() == null) {
			throw ProgrammeProblem.WRONG_STATUS
				.because("Скан прикладывают к подписанному приказу. Сначала отметьте подпись директора.");
		}
		this.files.store(StoredFile.Owner.of(order.place(), FILES, id), Upload.of(name, content, FileKind.SCAN));
		return this.reading.view(id);
	}

	@Transactional(readOnly = true)
	Files.Opened last(long id) {
		load(id);
		return this.files.of(FILES, id)
			.stream()
			.findFirst()
			.map((file) -> this.files.open(FILES, file.id()))
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Скан к этому приказу не приложен."));
	}

	private MentorshipOrder load(long id) {
		return this.orders.findById(id)
			.orElseThrow(() -> KitProblem.NOT_FOUND.because("Запись не найдена или недоступна вам."));
	}

}
