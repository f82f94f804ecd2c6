package ru.nastavnik.registry.person;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Parameters of the rules about people.
 *
 * @param asksPerHour how often one caller may ask whether somebody is in the region
 * (BR-029)
 * @param newcomerMonths how long somebody is a newcomer (BR-021)
 * @param pupilAge age below which a pupil's part is asked about (BR-019)
 * @param clearRecordMonths how long a certificate of no criminal record counts (BR-027)
 * @param expiringDays how early its end is announced
 */
@ConfigurationProperties("nastavnik.people")
public record PeopleProperties(@DefaultValue("60") int asksPerHour, @DefaultValue("12") int newcomerMonths,
		@DefaultValue("10") int pupilAge, @DefaultValue("12") int clearRecordMonths,
		@DefaultValue("30") int expiringDays) {
}
