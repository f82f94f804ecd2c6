/**
 * Tables that people keep in Excel: reading what they really send (XLSX and CSV in any of
 * the usual dialects), understanding headers and cells, giving the file back with its
 * faults marked, and writing tables as files with real types.
 */
@NullMarked
package ru.nastavnik.kit.sheet;

import org.jspecify.annotations.NullMarked;
