package ru.nastavnik.kit.security;

import java.util.List;

/**
 * The few paths of a service that people reach before they are signed in. There is no
 * scope behind them, so their use cases name the scope they need. The isolation test of
 * the service declares the same paths.
 */
public record OpenPaths(List<String> paths) {
}
