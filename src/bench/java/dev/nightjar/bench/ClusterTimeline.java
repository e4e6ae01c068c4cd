package dev.nightjar.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was done to the hosts of a study, and what they said of it, in the order of time. */
final class ClusterTimeline {
  private final Instant begun = Instant.now();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Instant time, String words) {}

  /** Notes what is done now. */
  void note(String words) {
    entries.add(new Entry(Instant.now(), "** " + words));
  }

  /** Takes in what a process has said, but for what it says of every trial. */
  void add(ClusterProcess process) throws IOException {
    for (String line : process.lines()) {
      if (!line.contains(": begins on ") && !line.endsWith(": has ended")) {
        said(line).ifPresent(entries::add);
      }
    }
  }

  private static Optional<Entry> said(String line) {
    int space = line.indexOf(' ');
    try {
      return space < 0
          ? Optional.empty()
          : Optional.of(
              new Entry(Instant.parse(line.substring(0, space)), line.substring(space + 1)));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // Not a line of a worker's log.
    }
  }

  void print() {
    entries.sort(Comparator.comparing(Entry::time));
    for (Entry entry : entries) {
      System.out.println(
          TrainingBenchmark.format(
              "  %7.1f s  %s",
              Duration.between(begun, entry.time()).toMillis() / 1e3, entry.words()));
    }
  }

  long seconds() {
    return Duration.between(begun, Instant.now()).toSeconds();
  }
}
