/**
 * Facts between services: outbox, sequencer, feed over HTTP, readers with a cursor.
 */
@NullMarked
package ru.nastavnik.kit.feed;

import org.jspecify.annotations.NullMarked;
