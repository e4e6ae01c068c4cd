package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the sections of fixed hyperparameters, {@code model} and {@code training}. What lies deeper
 * may be written as a mapping in a mapping or with dots: {@code lr_schedule: {type: cosine}} or
 * {@code lr_schedule.type: cosine}.
 */
final class FixedReader {

  /** The sections, which are also the first words of the hyperparameters' names. */
  static final List<String> SECTIONS = List.of("model", "training");

  private final Problems problems;
  private final SectionReader sections;
  private final HyperparameterValues values;
  private final TaskHyperparameters hyperparameters;
  private final Map<String, Object> fixed = new LinkedHashMap<>();
  private final Map<String, Span> spans = new LinkedHashMap<>();

  FixedReader(Problems problems, TaskHyperparameters hyperparameters) {
    this.problems = problems;
    this.hyperparameters = hyperparameters;
    this.sections = new SectionReader(problems);
    this.values = new HyperparameterValues(problems);
  }

  /** The names of all hyperparameters, of whatever task. */
  static List<String> names() {
    return Hyperparameters.all().stream().map(Hyperparameter::name).toList();
  }

  /** Reads a section, or the mapping under a dotted name. */
  void read(String path, YamlNode node, Span keySpan) {
    if (!(node instanceof YamlMap map)) {
      if (node.isNothing()) {
        problems.add(
            keySpan,
            path + " has no value",
            "remove it, or give values to its keys",
            allowed(path));
      } else {
        problems.add(
            node.span(), path + " should be a mapping, not " + node.describe(), allowed(path));
      }
      return;
    }
    for (YamlMap.Entry entry : map.entries()) {
      readEntry(path, entry);
    }
  }

  private void readEntry(String path, YamlMap.Entry entry) {
    String name = path + "." + entry.key();
    Optional<Hyperparameter> hyperparameter = Hyperparameters.find(name);
    if (hyperparameter.isPresent()) {
      if (spans.putIfAbsent(name, entry.span()) != null) {
        problems.add(
            entry.span(),
            name + " is fixed twice",
            "it is fixed first in line " + (spans.get(name).line() + 1));
        return;
      }
      if (!hyperparameters.check(hyperparameter.get(), entry.span())) {
        return;
      }
      if (entry.value().isNothing()) {
        problems.add(
            entry.span(),
            name + " has no value",
            "it should be " + hyperparameter.get().describe());
        return;
      }
      values.read(hyperparameter.get(), entry.value()).ifPresent(v -> fixed.put(name, v));
    } else if (names().stream().anyMatch(n -> n.startsWith(name + "."))) {
      read(name, entry.value(), entry.span());
    } else {
      sections.unknown(path, entry.span(), entry.key(), keysUnder(path));
    }
  }

  private String allowed(String path) {
    return Words.allowed(keysUnder(path));
  }

  private List<String> keysUnder(String path) {
    List<String> keys = new ArrayList<>();
    for (String name : hyperparameters.names()) {
      if (name.startsWith(path + ".")) {
        keys.add(name.substring(path.length() + 1));
      }
    }
    return keys;
  }

  /** What was fixed, by full name. */
  Map<String, Object> fixed() {
    return fixed;
  }

  /** Where each of it stands, also where its value was wrong. */
  Map<String, Span> spans() {
    return spans;
  }
}
