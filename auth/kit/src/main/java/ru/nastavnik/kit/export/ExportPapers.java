package ru.nastavnik.kit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Papers of a service that are printed many at once: one PDF, or a ZIP of files.
 */
public interface ExportPapers {

	/** Code in the address, such as {@code consent-forms}. */
	String code();

	/** Name of the file. */
	String title();

	/** Most papers in one file. */
	int most();

	/** Refuses, while the person waits, what is missing or not theirs to see. */
	void check(List<Long> ids);

	/**
	 * Prints them, in the scope of whoever asked and in no transaction: printing takes
	 * long.
	 * @param format {@code pdf} or {@code zip}
	 */
	void write(List<Long> ids, String format, OutputStream out, Progress progress) throws IOException;

	/** Hears how far the work is. */
	interface Progress {

		/** Breaks off by an exception when nobody wants the file any more. */
		void done(int papers);

	}

}
