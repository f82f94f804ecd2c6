/**
 * Labour papers of employees who mentor employees (article 351.8 of the Labour Code): the
 * offer, the written consent, the addendum to the contract, the early notice. Owns the
 * rules BR-049 to BR-053 on the side of the papers; which order needs them, the programme
 * service decides by the fact recorded here.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.labour;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
