package ru.nastavnik.kit.document;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

import ru.nastavnik.kit.problem.KitProblem;
import ru.nastavnik.kit.security.OpenPaths;
import ru.nastavnik.kit.tenancy.Scope;

/**
 * The door for whoever holds a paper: they ask by its QR code, without signing in. The
 * gateway counts how often one address asks.
 */
public abstract class PaperDoor<V> {

	static final OpenPaths PATHS = new OpenPaths(List.of("/document-checks"));

	private final PaperCheck<V> papers;

	protected PaperDoor(PaperCheck<V> papers) {
		this.papers = papers;
	}

	/** The code of a printed document. */
	public record CheckDocument(@NotBlank(message = "Укажите код документа.") @Size(max = 40,
			message = "Не больше 40 знаков.") String code) {
	}

	/** In nobody's name: a code says nothing of a region. */
	@PostMapping("/document-checks")
	public V check(@Valid @RequestBody CheckDocument body) {
		return Scope.get(Scope.ofFeed(), () -> this.papers.find(body.code().strip()))
			.orElseThrow(() -> KitProblem.NOT_FOUND
				.because("Документа с таким кодом нет. Проверьте, что QR-код напечатан целиком, или обратитесь к тому, "
						+ "кто выдал документ."));
	}

}
