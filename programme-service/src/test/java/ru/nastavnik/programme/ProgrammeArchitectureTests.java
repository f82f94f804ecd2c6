package ru.nastavnik.programme;

class ProgrammeArchitectureTests extends ru.nastavnik.kit.test.ArchitectureTests {

	ProgrammeArchitectureTests() {
		super(ProgrammeApplication.class);
	}

}
