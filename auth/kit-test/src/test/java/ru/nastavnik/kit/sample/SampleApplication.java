package ru.nastavnik.kit.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The smallest service, to try the kit on. */
@SpringBootApplication
public class SampleApplication {

}
