/** How numbers, times and texts are put for people: {@link dev.nightjar.reports.text.Numbers}. */
package dev.nightjar.reports.text;
