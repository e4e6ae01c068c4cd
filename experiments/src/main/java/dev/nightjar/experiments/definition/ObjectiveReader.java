package dev.nightjar.experiments.definition;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads the section {@code objective}: what is optimised, and in which direction. */
final class ObjectiveReader {

  private ObjectiveReader() {}

  /** The criterion of a checked section. */
  static Criterion criterion(Optional<Section> section, String defaultMetric) {
    String metric = section.flatMap(s -> s.text("metric")).orElse(defaultMetric);
    boolean large = metric.endsWith("accuracy") || metric.endsWith("macro_f1");
    Goal goal =
        section
            .flatMap(s -> s.text("goal"))
            .map(g -> Goal.valueOf(g.toUpperCase(Locale.ROOT)))
            .orElse(large ? Goal.MAXIMIZE : Goal.MINIMIZE);
    return new Criterion(
        metric, goal, section.map(s -> s.real("target")).orElseGet(OptionalDouble::empty));
  }
}
