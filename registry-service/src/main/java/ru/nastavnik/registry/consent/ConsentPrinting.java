package ru.nastavnik.registry.consent;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;

import org.springframework.stereotype.Service;

import ru.nastavnik.kit.export.ExportPapers;

/**
 * Forms of hundreds of people as one file, made in the background.
 */
@Service
class ConsentPrinting implements ExportPapers {

	private static final int MOST = 500;

	private final ConsentForms forms;

	ConsentPrinting(ConsentForms forms) {
		this.forms = forms;
	}

	@Override
	public String code() {
		return "consent-forms";
	}

	@Override
	public String title() {
		return "Бланки согласий";
	}

	@Override
	public int most() {
		return MOST;
	}

	@Override
	public void check(List<Long> ids) {
		this.forms.requireAll(ids);
	}

	@Override
	public void write(List<Long> ids, String format, OutputStream out, Progress progress) throws IOException {
		List<ConsentForms.Form> chosen = this.forms.forms(new LinkedHashSet<>(ids));
		if (format.equals("zip")) {
			this.forms.zip(chosen, out, progress::done);
		}
		else {
			out.write(this.forms.pdf(chosen, progress::done));
		}
	}

}
