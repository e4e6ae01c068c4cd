package dev.nightjar.reports.chart;

/**
 * A labelled place on an axis.
 *
 * @param value the value there
 * @param at where, in [0, 1]
 * @param label what it says
 */
public record Tick(double value, double at, String label) {}
