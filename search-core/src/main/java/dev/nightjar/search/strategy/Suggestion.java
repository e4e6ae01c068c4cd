package dev.nightjar.search.strategy;

import dev.nightjar.search.space.Configuration;

/**
 * What to try next.
 *
 * @param configuration the values
 * @param origin how it was chosen, for people: {@code "random"}, {@code "tpe: log l/g 1.3"}
 */
public record Suggestion(Configuration configuration, String origin) {}
