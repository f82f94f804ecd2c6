package ru.nastavnik.kit.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * Text that a user writes: up to 2000 characters, no control characters but line breaks
 * and tabs. Null passes.
 */
@Documented
@Size(max = 2000)
@Pattern(regexp = "(?:[^\\p{Cntrl}]|[\\n\\r\\t])*+")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface FreeText {

	String message() default "Не больше 2000 знаков, без управляющих символов.";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

}
