package ru.nastavnik.kit.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * A refusal on its way to the caller.
 */
public class ProblemException extends RuntimeException {

	private final transient Problem problem;

	private final transient List<Violation> violations = new ArrayList<>();

	public ProblemException(Problem problem, String detail) {
		super(detail, null, false, true);
		this.problem = problem;
	}

	/** Adds the field that is to blame. */
	public ProblemException on(String field, String message) {
		this.violations.add(new Violation(field, message));
		return this;
	}

	/** Adds the field that is to blame, with the detail itself as the message. */
	public ProblemException on(String field) {
		return on(field, detail());
	}

	public ProblemException on(List<Violation> violations) {
		this.violations.addAll(violations);
		return this;
	}

	public Problem problem() {
		return this.problem;
	}

	public String detail() {
		String message = getMessage();
		return (message != null) ? message : this.problem.title();
	}

	public List<Violation> violations() {
		return List.copyOf(this.violations);
	}

}
