package dev.nightjar.reports.output;

import dev.nightjar.reports.ReportException;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.TrialPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A report in one file, to be sent to somebody: the first page with styles, scripts and data in it,
 * and the pages of the trials, which a script shows when they are asked for.
 */
public final class SingleFile {

  /** A link to a trial, from the first page or from another trial. */
  private static final Pattern TRIAL =
      Pattern.compile("(<a [^>]*?href=\")(?:trials/)?(\\d+)\\.html(?:#[a-z-]+)?\"");

  private static final Pattern INDEX = Pattern.compile("(<a href=\")\\.\\./index\\.html\"");

  private final Templates templates;

  /** Renders with these templates. */
  public SingleFile(Templates templates) {
    this.templates = templates;
  }

  /** The text of the file. */
  public String render(IndexPage page, List<TrialPage> trials) {
    PageAssets assets = PageAssets.within(WebAssets.files(), DataScript.write(page));
    String html = templates.single(page, assets, trials);
    // Links stand before the scripts, in which nothing may be replaced.
    int scripts = html.lastIndexOf("</main>");
    String body = TRIAL.matcher(html.substring(0, scripts)).replaceAll("$1#trial-$2\"");
    return INDEX.matcher(body).replaceAll("$1#overview\"") + html.substring(scripts);
  }

  /**
   * Writes the text, so that a reader never meets half of it.
   *
   * @throws ReportException if it cannot be written
   */
  public static void write(Path file, String text) {
    Path whole = file.toAbsolutePath().normalize();
    try {
      Files.createDirectories(whole.getParent());
      // A folder, since a temporary file would be readable to its owner only, wherever it goes.
      Path staging = Files.createTempDirectory(whole.getParent(), ".new-report-");
      Path fresh = staging.resolve("report.html");
      try {
        // Half a character, which a name may hold, becomes a question mark as elsewhere.
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        move(fresh, whole);
      } finally {
        Files.deleteIfExists(fresh);
        Files.delete(staging);
      }
    } catch (IOException e) {
      throw new ReportException(
          "the report cannot be written to "
              + whole
              + "; see that the place can be written and the disk has room, or choose another one",
          e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
