/**
 * The HTML report of a study: a folder that opens from disk, without a server and without the
 * network. Open {@link dev.nightjar.reports.HtmlReport} first; it is the whole road in one method:
 *
 * <ol>
 *   <li>{@code view} reads a study through {@code Storage} and works out what the pages say;
 *   <li>{@code chart} places numbers on axes, for charts that show with scripts off;
 *   <li>the templates in {@code src/main/jte} turn that into HTML, escaping by context;
 *   <li>{@code output} writes the files and replaces those of an earlier report.
 * </ol>
 *
 * <p>The scripts in {@code src/main/resources} then make tables and charts interactive: one a
 * panel, over the list of trials that {@code trials.js} keeps with what the reader asked for. The
 * answer, the leaderboard, the history, the learning curves, the trade-off and the importance are
 * readable without them; panels that are about pointing and choosing need them.
 */
package dev.nightjar.reports;
