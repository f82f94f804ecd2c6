/**
 * Documents: a Word template is filled with data, and the same filled content becomes a
 * tagged PDF. A template is a person's file, so it is looked through before it is used.
 * The heavy libraries behind it are touched by nothing else and load with the first
 * document. Which documents a service prints, its features say by beans
 * {@link ru.nastavnik.kit.document.DocumentKind}; the institute edits their templates in
 * Word and everybody in the region prints with them.
 */
@NullMarked
package ru.nastavnik.kit.document;

import org.jspecify.annotations.NullMarked;
