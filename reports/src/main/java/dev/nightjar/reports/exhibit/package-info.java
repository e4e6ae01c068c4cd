/**
 * What a trial stored to be looked at: {@link dev.nightjar.reports.exhibit.Exhibit} is one such
 * thing in one of a few forms that templates know how to show, and {@link
 * dev.nightjar.reports.exhibit.Exhibits} finds those of a trial. The readers make a form of the
 * JSON that tasks store; whatever else lies under their names is shown as it is.
 */
package dev.nightjar.reports.exhibit;
