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
 * <p>The scripts in {@code src/main/resources} then make tables and charts interactive. They only
 * enhance: what a page says is readable without them.
 */
package dev.nightjar.reports;
