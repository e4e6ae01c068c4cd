/**
 * Reports of studies while they run. Open {@link dev.nightjar.reports.live.RefreshedReport} for the
 * report on disk that a search makes anew as it goes, and {@link
 * dev.nightjar.reports.live.LiveServer} for the web server that shows studies on this machine:
 *
 * <ol>
 *   <li>{@code Admission} turns away what is no reader on this machine;
 *   <li>{@code Routes} says what an address asks for;
 *   <li>{@code LiveReports} renders a study once a version, however many ask for it;
 *   <li>{@code EventStreams} tells open pages of newer versions; they renew themselves ({@code
 *       renewal.js}).
 * </ol>
 *
 * <p>Nothing here writes to the storage.
 */
package dev.nightjar.reports.live;
