package ru.nastavnik.registry;

import ru.nastavnik.kit.test.ArchitectureTests;

class RegistryArchitectureTests extends ArchitectureTests {

	RegistryArchitectureTests() {
		super(RegistryApplication.class);
	}

}
