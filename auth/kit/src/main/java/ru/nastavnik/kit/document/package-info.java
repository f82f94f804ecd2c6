/**
 * Documents: a Word template is filled with data, and the same filled content becomes a
 * tagged PDF. A template is a person's file, so it is looked through before it is used.
 * The heavy libraries behind it are touched by nothing else and load with the first
 * document.
 */
@NullMarked
package ru.nastavnik.kit.document;

import org.jspecify.annotations.NullMarked;
