package ru.nastavnik.programme;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A date that a plan or an order can carry: 2000…2100. A mistyped year is caught here.
 * Null passes.
 */
@Documented
@Constraint(validatedBy = Day.Validator.class)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Day {

	String message() default "Проверьте год: допустимы даты с 2000 по 2100 год.";

	Class<?>[] groups() default {};

	Class<? extends Payload>[] payload() default {};

	/** Checks {@link Day}. */
	class Validator implements ConstraintValidator<Day, LocalDate> {

		@Override
		public boolean isValid(@Nullable LocalDate value, ConstraintValidatorContext context) {
			return value == null || (value.getYear() >= 2000 && value.getYear() <= 2100);
		}

	}

}
