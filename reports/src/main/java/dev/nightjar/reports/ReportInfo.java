package dev.nightjar.reports;

import java.time.Instant;

/**
 * What a report says of itself.
 *
 * @param nightjarVersion the version that made it
 * @param generated when it was made
 */
public record ReportInfo(String nightjarVersion, Instant generated) {}
