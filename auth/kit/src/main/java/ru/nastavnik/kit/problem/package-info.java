/**
 * RFC 9457 problem details with stable codes and Russian sentences that say what to do.
 */
@NullMarked
package ru.nastavnik.kit.problem;

import org.jspecify.annotations.NullMarked;
