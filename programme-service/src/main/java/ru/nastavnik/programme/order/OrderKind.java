package ru.nastavnik.programme.order;

import java.util.Locale;

import jakarta.persistence.EnumeratedValue;

/**
 * What an order is about. What it does to the mentorships it lists, an
 * {@link OrderEffect} says.
 */
public enum OrderKind {

	/** Fixes pairs and groups (8.7). */
	PAIRING("О закреплении пар и групп"),
	/** Another mentor for a mentorship that goes on (8.8). */
	REPLACEMENT("О замене наставника"),
	/** Mentorships that have ended (8.8). */
	ENDING("О завершении наставничества"),
	/** A longer term. */
	EXTENSION("О продлении наставничества"),
	/** The curator and the working group (8.4). */
	CURATOR("О назначении куратора и рабочей группы"),
	/** The register of mentors (8.5). */
	MENTOR_REGISTRY("Об утверждении реестра наставников"),
	/** Training of mentors (8.6). */
	TRAINING("Об обучении наставников"),
	/** Incentives (8.9). */
	REWARD("О поощрении");

	@EnumeratedValue
	final String code = name().toLowerCase(Locale.ROOT);

	private final String title;

	OrderKind(String title) {
		this.title = title;
	}

	/** Whether it is about mentorships, or about people of the school. */
	public boolean ofMentorships() {
		return this == PAIRING || this == REPLACEMENT || this == ENDING || this == EXTENSION;
	}

	/** How people call it. */
	public String title() {
		return this.title;
	}

	@Override
	public String toString() {
		return this.code;
	}

}
