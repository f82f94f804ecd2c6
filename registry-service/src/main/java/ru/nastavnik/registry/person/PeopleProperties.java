package ru.nastavnik.registry.person;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator of the platform sets about people; what a region sets stands in its
 * parameters.
 *
 * @param asksPerHour how often one caller may ask whether somebody is in the region
 * (BR-029)
 * @param expiringDays how early the end of a certificate is announced (BR-027)
 */
@ConfigurationProperties("nastavnik.people")
public record PeopleProperties(@DefaultValue("60") int asksPerHour, @DefaultValue("30") int expiringDays) {
}
