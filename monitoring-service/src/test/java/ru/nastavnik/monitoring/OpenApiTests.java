package ru.nastavnik.monitoring;

import ru.nastavnik.kit.test.ContractTests;

class OpenApiTests extends ContractTests {

}
