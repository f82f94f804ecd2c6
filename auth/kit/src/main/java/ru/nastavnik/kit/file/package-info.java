/**
 * Files that people upload and documents that are kept: bytes in the service's own
 * database, behind the same wall as the rows they belong to. What a file is, its content
 * decides, never its name.
 */
@NullMarked
package ru.nastavnik.kit.file;

import org.jspecify.annotations.NullMarked;
