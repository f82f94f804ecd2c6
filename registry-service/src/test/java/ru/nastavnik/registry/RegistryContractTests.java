package ru.nastavnik.registry;

import ru.nastavnik.kit.test.ContractTests;

class RegistryContractTests extends ContractTests {

}
