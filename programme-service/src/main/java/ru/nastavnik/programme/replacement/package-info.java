/**
 * Changes of a mentorship at work: a mentor is replaced on one of five grounds (4.6), or
 * everybody wants to go on longer. Owns the requests, their evidence and what the parties
 * stated; the mentorship itself changes when the director has signed the order.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "organisation", "participant", "mentorship", "order", "region" })
package ru.nastavnik.programme.replacement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
