package ru.nastavnik.kit.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * A part of a person's name in Russian letters: 1…100 characters. Latin look-alikes are
 * refused with the correction in the message. Null passes.
 */
@Documented
@Constraint(validatedBy = PersonNameValidator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface PersonName {

	String message() default "Допустимы русские буквы, дефис, апостроф, точка и пробел.";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
