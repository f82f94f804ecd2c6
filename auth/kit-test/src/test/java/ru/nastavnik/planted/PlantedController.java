package ru.nastavnik.planted;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

/** Breaks: public, touches the database, calls a repository, field injection, prints. */
@RestController
public class PlantedController {

	@Autowired
	JdbcClient jdbc;

	PlantedRows rows;

	long count() {
		System.out.println(this.jdbc);
		return this.rows.count();
	}

}
