package ru.nastavnik.kit.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer of this command is for the caller's eyes at this moment only: a code, or
 * what is read about a child. {@link Idempotency} keeps that it happened, never what was
 * said, so a repeated request is refused with 409.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswerNotKept {

}
