package dev.nightjar.reports;

import java.time.Instant;
import java.util.Optional;

/**
 * What a report says of itself.
 *
 * @param nightjarVersion the version that made it
 * @param generated when it was made
 * @param renewal how its open pages become newer ones, while the study runs
 */
public record ReportInfo(String nightjarVersion, Instant generated, Optional<Renewal> renewal) {

  /** Of a report that is made once. */
  public ReportInfo(String nightjarVersion, Instant generated) {
    this(nightjarVersion, generated, Optional.empty());
  }

  /** Of a report on disk that is made anew while the study runs. */
  public static ReportInfo ofRunning(String nightjarVersion, Instant generated) {
    return new ReportInfo(
        nightjarVersion, generated, Optional.of(Renewal.onDisk(generated.toString())));
  }
}
