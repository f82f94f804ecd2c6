package ru.nastavnik.kit.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of this entity, or of this field of one, nothing is written to the log: it is
 * technical, derived or told by {@link Audit#record} better.
 */
@Target({ ElementType.TYPE, ElementType.FIELD })
@Retention(RetentionPolicy.RUNTIME)
public @interface NotAudited {

}
