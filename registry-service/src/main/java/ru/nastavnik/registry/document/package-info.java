/**
 * Templates of documents: the institute edits them in Word, everybody in the region
 * prints with them. Owns the versions of templates; which documents there are and what
 * they say without an own template, each feature says by a bean {@link DocumentKind}.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.document;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
