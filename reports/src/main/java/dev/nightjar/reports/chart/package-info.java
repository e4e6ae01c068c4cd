/**
 * Places numbers on axes. A {@link dev.nightjar.reports.chart.Chart} is all a template needs to
 * draw a figure that shows with scripts off: positions in percent, so that it fits every width. How
 * an axis stays readable when a few values are far off is in {@link
 * dev.nightjar.reports.chart.ValueAxis}.
 */
package dev.nightjar.reports.chart;
