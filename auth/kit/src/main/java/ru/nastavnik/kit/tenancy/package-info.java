/**
 * Who sees and changes what: grants become a scope, the scope is set on every
 * transaction, row-level security is the wall.
 */
@NullMarked
package ru.nastavnik.kit.tenancy;

import org.jspecify.annotations.NullMarked;
