package ru.nastavnik.kit.feed;

/**
 * The service's own access token, for reading feeds.
 */
public interface ServiceToken {

	String value();

}
