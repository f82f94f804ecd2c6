/**
 * What happens in mentoring: pairs and groups, the orders that fix them, personal
 * programmes, meetings. Who the people are comes from the registry as facts.
 */
@NullMarked
package ru.nastavnik.programme;

import org.jspecify.annotations.NullMarked;
