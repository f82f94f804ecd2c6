/**
 * Who did what, when, to whom. Changes of entities are caught by themselves, set-wise
 * changes and the reading of named data are said by the use case; all of a transaction is
 * one statement. Events are only ever added; hashes chain them after commit.
 */
@NullMarked
package ru.nastavnik.kit.audit;

import org.jspecify.annotations.NullMarked;
