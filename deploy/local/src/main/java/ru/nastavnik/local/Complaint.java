package ru.nastavnik.local;

/**
 * Something the person at the terminal has to know or to mend, as one plain sentence.
 */
public class Complaint extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public Complaint(String sentence) {
		super(sentence);
	}

	public Complaint(String sentence, Throwable cause) {
		super(sentence, cause);
	}

}
