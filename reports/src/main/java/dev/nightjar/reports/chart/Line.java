package dev.nightjar.reports.chart;

/**
 * A line of a chart.
 *
 * @param points {@code x,y} pairs on a square of side 1000, y downwards
 * @param style the class that colours it
 * @param name what it shows, raw
 */
public record Line(String points, String style, String name) {}
