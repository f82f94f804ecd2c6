/**
 * A mentor's access to the personal file of a mentee (BR-045): asked for with a purpose,
 * parts and a term, decided by the curator, every look written down. It works only while
 * the pair does and the consent holds. What others told of a mentee and special needs are
 * no part of a file that a mentor may see.
 */
@NullMarked
@ApplicationModule
package ru.nastavnik.registry.personalfile;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
