package ru.nastavnik.kit.sample;

import java.time.LocalDate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

import ru.nastavnik.kit.tenancy.Place;
import ru.nastavnik.kit.tenancy.Placed;

@Entity
class Note extends Placed {

	@Id
	@GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "note_seq")
	@SequenceGenerator(name = "note_seq", sequenceName = "note_seq")
	private Long id;

	private String author;

	private LocalDate born;

	Note() {
	}

	Note(Place place, String author, LocalDate born) {
		super(place);
		this.author = author;
		this.born = born;
	}

	Long id() {
		return this.id;
	}

	String author() {
		return this.author;
	}

	void rename(String author) {
		this.author = author;
	}

}
