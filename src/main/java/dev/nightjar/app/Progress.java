package dev.nightjar.app;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The state of a search as the live display shows it.
 *
 * @param study the study's name
 * @param completed trials completed
 * @param pruned trials pruned
 * @param failed trials failed
 * @param running trials running
 * @param maxTrials the limit on trials, if any
 * @param elapsed running time, summed over resumes
 * @param maxDuration the limit on time, if any
 * @param doneBefore trials that had ended before this run
 * @param elapsedBefore running time before this run
 * @param best the best value so far
 * @param change how much the latest improvement improved it
 * @param bestNumber the trial it is from
 * @param front how many trials are on the Pareto front; empty with one objective
 * @param finals how far the trainings over fresh seeds are
 */
record Progress(
    String study,
    int completed,
    int pruned,
    int failed,
    int running,
    OptionalInt maxTrials,
    Duration elapsed,
    Optional<Duration> maxDuration,
    int doneBefore,
    Duration elapsedBefore,
    OptionalDouble best,
    OptionalDouble change,
    int bestNumber,
    OptionalInt front,
    FinalProgress finals) {

  /** The width every line fits. */
  static final int WIDTH = 79;

  private static final int BAR = 24;

  int done() {
    return completed + pruned + failed;
  }

  /**
   * The share of whichever limit binds first, 0 to 1; empty without a limit. Of finalists, how many
   * have ended.
   */
  OptionalDouble fraction() {
    if (finals.begun()) {
      return OptionalDouble.of((double) finals.ended() / finals.total());
    }
    double trials = maxTrials.isPresent() ? (double) done() / maxTrials.getAsInt() : -1;
    double time =
        maxDuration.isPresent()
            ? (double) elapsed.toMillis() / Math.max(1, maxDuration.get().toMillis())
            : -1;
    double fraction = Math.max(trials, time);
    return fraction < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, fraction));
  }

  /** Time left: by the pace of this run's trials, bounded by the time limit; empty if unknown. */
  Optional<Duration> remaining() {
    Optional<Duration> byTime = maxDuration.map(max -> max.minus(elapsed)).map(Progress::notBelow0);
    if (finals.begun()) {
      return Optional.of(byTime.filter(t -> t.compareTo(finals.left()) < 0).orElse(finals.left()));
    }
    int doneNow = done() - doneBefore;
    if (maxTrials.isEmpty() || doneNow < 1) {
      return byTime;
    }
    long left = Math.max(0, maxTrials.getAsInt() - done());
    Duration byTrials =
        elapsed.minus(elapsedBefore).multipliedBy(left).dividedBy(doneNow).plus(finals.left());
    return byTime.filter(time -> time.compareTo(byTrials) < 0).or(() -> Optional.of(byTrials));
  }

  private static Duration notBelow0(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  /** Two lines: a bar with the time left; counts and the best so far. */
  String[] lines() {
    StringBuilder first = new StringBuilder();
    OptionalDouble fraction = fraction();
    if (fraction.isPresent()) {
      int filled = (int) Math.floor(fraction.getAsDouble() * BAR);
      first
          .append("━".repeat(filled))
          .append("┄".repeat(BAR - filled))
          .append(String.format(Locale.ROOT, " %3.0f%%  ", 100 * fraction.getAsDouble()));
    }
    first.append(Numbers.duration(elapsed));
    remaining()
        .ifPresent(left -> first.append(", ").append(Numbers.duration(left)).append(" left"));
    first.append("  ").append(study);

    StringBuilder second = new StringBuilder(finals.begun() ? ofFinals() : ofSearch());
    if (best.isPresent()) {
      second.append("   best ").append(Numbers.value(best.getAsDouble()));
      second.append(" #").append(bestNumber);
      if (change.isPresent()) {
        double by = change.getAsDouble();
        second
            .append(" (")
            .append(by < 0 ? "−" : "+")
            .append(Numbers.value(Math.abs(by)))
            .append(")");
      }
      front.ifPresent(size -> second.append(", front of ").append(size));
    }
    if (!finals.begun() && !finals.left().isZero()) {
      second.append("   finalists ").append(Numbers.duration(finals.left()));
    }
    return new String[] {cut(first.toString()), cut(second.toString())};
  }

  private String ofFinals() {
    return String.format(
        Locale.ROOT,
        "finalists: %d/%d trained over fresh seeds, %d running",
        finals.ended(),
        finals.total(),
        finals.running());
  }

  private String ofSearch() {
    StringBuilder counts = new StringBuilder();
    counts.append(done());
    if (maxTrials.isPresent()) {
      counts.append('/').append(maxTrials.getAsInt());
    }
    counts.append(" done, ").append(running).append(" running");
    if (pruned > 0) {
      counts.append(", ").append(pruned).append(" pruned");
    }
    if (failed > 0) {
      counts.append(", ").append(failed).append(" failed");
    }
    return counts.toString();
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= WIDTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, WIDTH - 1)) + "…";
  }
}
