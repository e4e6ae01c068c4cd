package dev.nightjar.experiments.definition;

import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads {@code objective}: what is optimised, and in which direction; one mapping or a list. */
final class ObjectiveReader {

  private static final String KEY = "objective";

  private final Problems problems;
  private final KeyType.Section first;
  private final KeyType.Section other;
  private final String defaultMetric;

  /**
   * A reader.
   *
   * @param first what the only or the first objective may be
   * @param other what those after it may be
   * @param defaultMetric of a file that names none
   */
  ObjectiveReader(
      Problems problems, KeyType.Section first, KeyType.Section other, String defaultMetric) {
    this.problems = problems;
    this.first = first;
    this.other = other;
    this.defaultMetric = defaultMetric;
  }

  /**
   * An objective as it was read.
   *
   * @param section what was written; empty if nothing was, or it was wrong
   */
  record Read(Criterion criterion, Optional<Section> section) {}

  /** The objectives of a search whose trials another program runs. */
  static List<Criterion> ofSearch(Problems problems, Optional<YamlMap.Entry> entry) {
    KeyType.Section any = ObjectiveKeys.OF_SEARCH;
    return new ObjectiveReader(problems, any, any, SearchDefinition.DEFAULT_METRIC)
        .read(entry).stream().map(Read::criterion).toList();
  }

  /** The objectives, at least one; those that are wrong are the default after recording it. */
  List<Read> read(Optional<YamlMap.Entry> entry) {
    if (entry.isEmpty()) {
      return List.of(toRead(Optional.empty()));
    }
    if (entry.get().value() instanceof YamlList list && !list.items().isEmpty()) {
      return several(list);
    }
    return List.of(one(entry.get(), first));
  }

  private List<Read> several(YamlList list) {
    List<Read> all = new ArrayList<>();
    Set<String> metrics = new HashSet<>();
    for (YamlNode item : list.items()) {
      int before = problems.count();
      Read read = one(new YamlMap.Entry(KEY, item.span(), item), all.isEmpty() ? first : other);
      String metric = read.criterion().metric();
      if (problems.count() == before && !metrics.add(metric)) {
        problems.add(
            item.span(),
            "objective names the metric " + Words.quote(metric) + " twice",
            "give each objective a metric of its own");
      }
      all.add(read);
    }
    return all;
  }

  private Read one(YamlMap.Entry entry, KeyType.Section type) {
    return toRead(new SectionReader(problems).check(KEY, entry, type).map(Section.class::cast));
  }

  private Read toRead(Optional<Section> section) {
    String metric = section.flatMap(s -> s.text("metric")).orElse(defaultMetric);
    boolean large = metric.endsWith("accuracy") || metric.endsWith("macro_f1");
    Goal goal =
        section
            .flatMap(s -> s.text("goal"))
            .map(g -> Goal.valueOf(g.toUpperCase(Locale.ROOT)))
            .orElse(large ? Goal.MAXIMIZE : Goal.MINIMIZE);
    OptionalDouble target = section.map(s -> s.real("target")).orElseGet(OptionalDouble::empty);
    return new Read(new Criterion(metric, goal, target), section);
  }
}
