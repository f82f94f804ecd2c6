/**
 * Whom to propose to whom: a score of small weighted criteria, the optimum over a whole
 * cohort with capacities, its explanation, and the runs that do it for a school, a
 * municipality or a region. A run keeps its inputs as codes, so that it can be replayed;
 * names are never part of it, each reader sees those that their own scope shows.
 */
@NullMarked
package ru.nastavnik.programme.matching;

import org.jspecify.annotations.NullMarked;
