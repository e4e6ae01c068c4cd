package dev.nightjar.app;

import dev.nightjar.search.study.StudyDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where reports go when nobody says: beside the database, a folder a study. */
final class ReportPaths {

  private static final Pattern H2_FILE = Pattern.compile("jdbc:h2:(?:file:)?([^;]+).*");

  /**
   * What Windows takes for a device, whatever follows the first point, or writes without the last.
   */
  private static final Pattern NO_FOLDER =
      Pattern.compile("(?i)(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?|.*\\.");

  private ReportPaths() {}

  /** Of one study. */
  static Path of(String storageUrl, String study) {
    return of(storageUrl, List.of(study));
  }

  /** Of one study, or of several that are compared. */
  static Path of(String storageUrl, List<String> studies) {
    Path folder = Path.of("runs");
    Matcher matcher = H2_FILE.matcher(storageUrl);
    if (matcher.matches() && !matcher.group(1).startsWith("mem:")) {
      String path = matcher.group(1).replaceFirst("^~", System.getProperty("user.home"));
      Path parent = Path.of(path).getParent();
      folder = parent == null ? Path.of("") : parent;
    }
    // Of names alone it never leads out of the folder.
    String name =
        studies.stream().map(StudyDefinition::requireName).collect(Collectors.joining("+"));
    return folder
        .resolve("reports")
        .resolve(NO_FOLDER.matcher(name).matches() ? name + "_" : name)
        .normalize();
  }
}
