/**
 * Conventions of the HTTP interface: paging, idempotency keys, checked texts and names.
 */
@NullMarked
package ru.nastavnik.kit.web;

import org.jspecify.annotations.NullMarked;
