package ru.nastavnik.programme;

import ru.nastavnik.kit.test.ContractTests;

class ProgrammeContractTests extends ContractTests {

}
