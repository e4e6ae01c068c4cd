package dev.nightjar.zoo.data;

/**
 * A text and what it is.
 *
 * @param text the sequence, not empty
 * @param label its class
 */
public record Example(String text, String label) {}
