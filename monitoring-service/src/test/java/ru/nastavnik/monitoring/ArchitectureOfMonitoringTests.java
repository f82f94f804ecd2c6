package ru.nastavnik.monitoring;

import ru.nastavnik.kit.test.ArchitectureTests;

class ArchitectureOfMonitoringTests extends ArchitectureTests {

	ArchitectureOfMonitoringTests() {
		super(MonitoringApplication.class);
	}

}
