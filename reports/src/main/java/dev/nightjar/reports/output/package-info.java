/**
 * The files of a report: {@link dev.nightjar.reports.output.Templates} renders the pages, {@link
 * dev.nightjar.reports.output.DataScript} the data the scripts read, {@link
 * dev.nightjar.reports.output.WebAssets} finds scripts and styles, and {@link
 * dev.nightjar.reports.output.ReportFolder} puts them on disk, each whole or not at all.
 */
package dev.nightjar.reports.output;
