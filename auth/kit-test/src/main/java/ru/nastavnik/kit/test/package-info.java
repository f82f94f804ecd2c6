/**
 * What the tests of every service share: real PostgreSQL, identities, statement counts,
 * the generated isolation test, the contract test and the architecture rules.
 */
@NullMarked
package ru.nastavnik.kit.test;

import org.jspecify.annotations.NullMarked;
