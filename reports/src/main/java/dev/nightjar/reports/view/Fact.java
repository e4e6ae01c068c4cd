package dev.nightjar.reports.view;

/**
 * A name and what stands beside it.
 *
 * @param name such as {@code Seed}
 * @param text the value, raw
 */
public record Fact(String name, String text) {}
