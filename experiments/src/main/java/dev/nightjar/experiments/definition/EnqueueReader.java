package dev.nightjar.experiments.definition;

import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.run.TrialLedger;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Constraint;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.strategy.Untried;
import dev.nightjar.search.trial.Criterion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the list {@code enqueue}: configurations, whole or in part, that are tried first. */
final class EnqueueReader {

  static final int MAX_CONFIGURATIONS = 1000;
  private static final String EXAMPLE =
      "for example: enqueue: [{model.hidden_size: 128, training.learning_rate: 1e-3}]";

  private final Problems problems;
  private final SearchSpace space;
  private final Map<String, Span> fixed;

  /**
   * A reader.
   *
   * @param fixed where those parameters stand that the file fixes
   */
  EnqueueReader(Problems problems, SearchSpace space, Map<String, Span> fixed) {
    this.problems = problems;
    this.space = space;
    this.fixed = fixed;
  }

  /** The configurations in their order; whatever is wrong is left out and recorded. */
  List<Configuration> read(Optional<YamlMap.Entry> entry) {
    if (entry.isEmpty()) {
      return List.of();
    }
    YamlNode node = entry.get().value();
    if (!(node instanceof YamlList list)
        || list.items().isEmpty()
        || list.items().size() > MAX_CONFIGURATIONS) {
      problems.add(
          node.isNothing() ? entry.get().span() : node.span(),
          "enqueue should be a list of 1 to "
              + MAX_CONFIGURATIONS
              + " configurations, not "
              + (node instanceof YamlList l ? "one of " + l.items().size() : node.describe()),
          EXAMPLE);
      return List.of();
    }
    Map<Configuration, Span> found = new LinkedHashMap<>();
    for (YamlNode item : list.items()) {
      configuration(item)
          .ifPresent(
              configuration -> {
                Span first = found.putIfAbsent(configuration, item.span());
                if (first != null) {
                  problems.add(
                      item.span(),
                      "enqueue: this configuration stands twice",
                      "it stands first at " + first.place().label());
                }
              });
    }
    return List.copyOf(found.keySet());
  }

  private Optional<Configuration> configuration(YamlNode item) {
    if (!(item instanceof YamlMap map) || map.entries().isEmpty()) {
      problems.add(
          item.span(),
          "enqueue: a configuration should be a mapping from parameters to values, not "
              + (item instanceof YamlMap ? "an empty one" : item.describe()),
          EXAMPLE);
      return Optional.empty();
    }
    int before = problems.count();
    Map<String, Object> values = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      parameter(entry)
          .flatMap(parameter -> value(parameter, entry))
          .ifPresent(value -> values.put(entry.key(), value));
    }
    if (problems.count() == before) {
      map.entries().forEach(entry -> checkActive(entry, values));
    }
    Configuration configuration = new Configuration(values);
    if (problems.count() == before) {
      checkConstraints(map, configuration);
    }
    return problems.count() == before ? Optional.of(configuration) : Optional.empty();
  }

  private Optional<Parameter> parameter(YamlMap.Entry entry) {
    Optional<Parameter> parameter =
        space.parameters().stream().filter(p -> p.name().equals(entry.key())).findFirst();
    if (parameter.isEmpty()) {
      List<String> hints = new ArrayList<>();
      if (fixed.containsKey(entry.key())) {
        hints.add("it is fixed at " + fixed.get(entry.key()).place().label() + "; leave it out");
      } else {
        List<String> names = space.parameters().stream().map(Parameter::name).toList();
        hints.addAll(Words.didYouMean(entry.key(), names));
        hints.add(Words.allowed(names));
      }
      problems.add(
          entry.span(),
          "enqueue names " + Words.quote(entry.key()) + ", which is not searched",
          hints);
    }
    return parameter;
  }

  private Optional<Object> value(Parameter parameter, YamlMap.Entry entry) {
    Optional<Object> value =
        entry.value() instanceof YamlScalar scalar
            ? scalar.value().flatMap(v -> convert(parameter, v)).filter(parameter::contains)
            : Optional.empty();
    if (value.isEmpty()) {
      problems.add(
          entry.value().isNothing() ? entry.span() : entry.value().span(),
          "enqueue: " + parameter.name() + " cannot be " + entry.value().describe(),
          "allowed: " + parameter.describe());
    }
    return value;
  }

  /** In the parameter's own type: 1 and 1.0 are one number where it leaves no doubt. */
  private static Optional<Object> convert(Parameter parameter, Object value) {
    if (parameter instanceof CategoricalParameter choice) {
      return choice.values().stream()
          .filter(v -> v.equals(value))
          .findFirst()
          .or(() -> choice.values().stream().filter(v -> sameNumber(v, value)).findFirst());
    }
    if (parameter instanceof FloatParameter) {
      return value instanceof Number n && Double.isFinite(n.doubleValue())
          ? Optional.of(Configuration.canonical(n.doubleValue()))
          : Optional.empty();
    }
    return Optional.of(value).filter(Long.class::isInstance);
  }

  private static boolean sameNumber(Object a, Object b) {
    return a instanceof Number x && b instanceof Number y && x.doubleValue() == y.doubleValue();
  }

  /** A parameter with a condition needs parents that are given too and meet it. */
  private void checkActive(YamlMap.Entry entry, Map<String, Object> values) {
    space
        .parameter(entry.key())
        .condition()
        .ifPresent(
            condition ->
                condition
                    .allowed()
                    .forEach(
                        (parent, allowed) -> {
                          Object actual = values.get(parent);
                          if (actual == null || !allowed.contains(actual)) {
                            problems.add(
                                entry.span(),
                                "enqueue: "
                                    + entry.key()
                                    + " is active only where "
                                    + parent
                                    + " is one of "
                                    + allowed,
                                actual == null
                                    ? "give " + parent + " too, or leave it out"
                                    : parent + " is " + actual + " here; leave it out");
                          }
                        }));
  }

  private void checkConstraints(YamlMap map, Configuration configuration) {
    Optional<Constraint> broken = space.broken(configuration);
    if (broken.isPresent()) {
      problems.add(
          map.span(),
          "enqueue: this configuration breaks the constraint " + Words.quote(broken.get().text()),
          "change one of both");
      return;
    }
    TrialLedger nothingTried = new TrialLedger(space, List.of(Criterion.minimize("value")));
    if (Untried.with(configuration, nothingTried, Seeds.ofSuggestion(0, 0)).isEmpty()) {
      problems.add(
          map.span(),
          "enqueue: no values of the other parameters were found with which this configuration"
              + " meets the constraints",
          "name the other parameters too");
    }
  }
}
