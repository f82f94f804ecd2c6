@NullUnmarked
package ru.nastavnik.programme.matching;

import org.jspecify.annotations.NullUnmarked;
