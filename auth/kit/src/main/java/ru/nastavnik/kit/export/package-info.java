/**
 * Lists as files: a service names its lists, the kit writes them in the background with
 * the power of whoever asked, and hands the file to nobody else.
 */
@NullMarked
package ru.nastavnik.kit.export;

import org.jspecify.annotations.NullMarked;
