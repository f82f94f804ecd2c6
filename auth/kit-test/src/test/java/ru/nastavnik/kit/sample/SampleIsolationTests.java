package ru.nastavnik.kit.sample;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

import org.springframework.beans.factory.annotation.Autowired;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.test.As;
import ru.nastavnik.kit.test.IsolationTests;
import ru.nastavnik.kit.test.World;

class SampleIsolationTests extends IsolationTests {

	@Autowired
	private NoteKeeping keeping;

	private long id;

	@Override
	protected void seed(World world) {
		Place school = new Place(world.region(), world.institute(), world.municipality(), world.school());
		As.run(world.curator(), () -> {
			this.id = this.keeping.keep(school, "Взрослов", LocalDate.now().minusYears(40)).id();
			this.keeping.keep(school, "Детсков", LocalDate.now().minusYears(12));
		});
	}

	@Override
	protected String minorMark() {
		return "Детсков";
	}

	@Override
	protected String adultMark() {
		return "Взрослов";
	}

	@Override
	protected Set<String> readableInRegion() {
		return Set.of();
	}

	@Override
	protected Map<String, Object> ids() {
		return Map.of("/notes/{id}", this.id);
	}

	@Override
	protected Map<String, String> bodies() {
		return Map.of("POST /notes", "{\"organisationId\":104,\"author\":\"Чужов\",\"born\":\"1980-01-01\"}",
				"PUT /notes/{id}", "{\"author\":\"Чужов\",\"version\":0}");
	}

}
