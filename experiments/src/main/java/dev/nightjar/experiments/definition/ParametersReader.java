package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads the section {@code parameters}: what is searched, and when. */
final class ParametersReader {

  private static final List<String> OF_A_RANGE = List.of("type", "min", "max", "log", "step");
  static final int MAX_VALUES = 1000;

  private final Problems problems;
  private final SectionReader sections;
  private final ParameterNames names;
  private final Map<String, Span> fixed;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  /**
   * A parameter whose condition is not checked yet.
   *
   * @param domain what it may be
   * @param parameter without its condition; empty if something is wrong with it
   * @param when the entry of its condition, if it has one
   */
  private record Draft(
      ParameterDomain domain,
      YamlMap.Entry entry,
      Optional<Parameter> parameter,
      Optional<YamlMap.Entry> when) {}

  /**
   * A reader.
   *
   * @param names which parameters there may be
   * @param fixed where those stand that the file fixes
   */
  ParametersReader(Problems problems, ParameterNames names, Map<String, Span> fixed) {
    this.problems = problems;
    this.names = names;
    this.sections = new SectionReader(problems);
    this.fixed = fixed;
  }

  /** The space; whatever is wrong is left out of it and recorded. */
  SearchSpace read(YamlMap map) {
    int before = problems.count();
    for (YamlMap.Entry entry : map.entries()) {
      names.find(entry).ifPresent(domain -> drafts.put(entry.key(), draft(domain, entry)));
    }
    Map<String, Optional<Condition>> conditions = new LinkedHashMap<>();
    drafts.forEach((name, draft) -> conditions.put(name, condition(name, draft)));
    findCycles();
    if (problems.count() > before) {
      return SearchSpace.of();
    }
    List<Parameter> parameters = new ArrayList<>();
    drafts.forEach(
        (name, draft) ->
            parameters.add(withCondition(draft.parameter().orElseThrow(), conditions.get(name))));
    return new SearchSpace(parameters);
  }

  private Draft draft(ParameterDomain domain, YamlMap.Entry entry) {
    String name = entry.key();
    Span elsewhere = fixed.get(name);
    if (elsewhere != null) {
      Place place = elsewhere.place();
      problems.add(
          entry.span(),
          name + " is both fixed and searched",
          "it is fixed at " + place.label() + "; remove one of both");
    }
    if (!(entry.value() instanceof YamlMap map)) {
      Span span = entry.value().isNothing() ? entry.span() : entry.value().span();
      problems.add(
          span,
          name + " should say what to search, not be " + entry.value().describe(),
          "write " + domain.example(),
          domain.howToFix());
      return new Draft(domain, entry, Optional.empty(), Optional.empty());
    }
    int before = problems.count();
    Section section = sections.read(name, entry.span(), map, Keys.PARAMETER);
    Optional<Parameter> parameter =
        map.find("values").isPresent()
            ? choice(domain, name, map, section)
            : range(domain, name, map, section);
    boolean sound = problems.count() == before;
    return new Draft(domain, entry, sound ? parameter : Optional.empty(), section.entry("when"));
  }

  private Optional<Parameter> choice(
      ParameterDomain domain, String name, YamlMap map, Section section) {
    for (String key : OF_A_RANGE) {
      map.find(key)
          .ifPresent(
              entry ->
                  problems.add(
                      entry.span(),
                      name + ": " + Words.quote(key) + " does not go with \"values\"",
                      "give either values, or type, min and max"));
    }
    YamlNode node = section.node("values");
    if (!(node instanceof YamlList list) || list.items().isEmpty()) {
      Span span = node.isNothing() ? section.entry("values").orElseThrow().span() : node.span();
      problems.add(
          span,
          name
              + ".values should be a list of at least one value, not "
              + (node instanceof YamlList ? "an empty list" : node.describe()),
          "each should be " + domain.describe());
      return Optional.empty();
    }
    if (list.items().size() > MAX_VALUES) {
      problems.add(
          node.span(),
          name + ".values has " + list.items().size() + " values; allowed are " + MAX_VALUES);
      return Optional.empty();
    }
    Set<Object> distinct = new LinkedHashSet<>();
    for (YamlNode item : list.items()) {
      domain
          .read(item)
          .ifPresent(
              value -> {
                if (!distinct.add(value)) {
                  problems.add(item.span(), name + ".values lists " + item.describe() + " twice");
                }
              });
    }
    return distinct.isEmpty()
        ? Optional.empty()
        : Optional.of(new CategoricalParameter(name, List.copyOf(distinct), Optional.empty()));
  }

  private Optional<Parameter> range(
      ParameterDomain domain, String name, YamlMap map, Section section) {
    if (map.find("type").isEmpty()) {
      problems.add(
          section.span(),
          name + " needs either values, or type, min and max",
          "write " + domain.example());
      return Optional.empty();
    }
    for (String key : List.of("min", "max")) {
      if (map.find(key).isEmpty()) {
        problems.add(section.span(), name + " needs " + key, "allowed is " + domain.describe());
      }
    }
    if (!section.has("type")) {
      return Optional.empty();
    }
    boolean whole = section.text("type").orElseThrow().equals("int");
    checkKind(domain, name, section, whole);
    if (!domain.isNumber()) {
      return Optional.empty(); // It has no range that the bounds could be checked against.
    }
    if (whole) {
      requireWhole(name, section, "min");
      requireWhole(name, section, "max");
    } else {
      map.find("step")
          .ifPresent(
              entry ->
                  problems.add(
                      entry.span(),
                      name + ": \"step\" goes with type int only",
                      "to search a few numbers, list them: {values: […]}"));
    }
    boolean log = section.flag("log").orElse(false);
    if (!section.has("min") || !section.has("max") || !boundsFit(domain, name, section, log)) {
      return Optional.empty();
    }
    return whole
        ? wholeRange(name, section, log)
        : Optional.of(
            new FloatParameter(
                name,
                section.real("min").getAsDouble(),
                section.real("max").getAsDouble(),
                log,
                Optional.empty()));
  }

  private void checkKind(ParameterDomain domain, String name, Section section, boolean whole) {
    if (!domain.hasRange(whole)) {
      problems.add(
          section.node("type").span(),
          name
              + " should be "
              + domain.describe()
              + ", so type "
              + section.text("type").orElseThrow()
              + " does not fit",
          "write " + domain.example());
    }
  }

  private void requireWhole(String name, Section section, String key) {
    if (section.has(key) && section.whole(key).isEmpty()) {
      YamlNode node = section.node(key);
      problems.add(
          node.span(),
          name
              + "."
              + key
              + " should be a whole number, since type is int, not "
              + node.describe());
    }
  }

  private Optional<Parameter> wholeRange(String name, Section section, boolean log) {
    if (section.whole("min").isEmpty() || section.whole("max").isEmpty()) {
      return Optional.empty();
    }
    long min = section.whole("min").getAsLong();
    long max = section.whole("max").getAsLong();
    long step = section.whole("step").orElse(1);
    if (log && section.has("step") && step != 1) {
      problems.add(
          section.entry("step").orElseThrow().span(),
          name + ": \"step\" does not go with log: true",
          "remove one of both, or list the values: {values: […]}");
      return Optional.empty();
    }
    long rest = (max - min) % step;
    if (rest != 0) {
      problems.add(
          section.node("step").span(),
          name + ": step " + step + " does not lead from " + min + " to " + max,
          max - rest > min
              ? "max may be " + (max - rest) + " or " + (max - rest + step)
              : "the step should be at most " + (max - min));
      return Optional.empty();
    }
    return Optional.of(new IntParameter(name, min, max, log, step, Optional.empty()));
  }

  /** The hint to exchange the bounds, if that would do. */
  private static List<String> turned(
      ParameterDomain domain, Section section, double min, double max) {
    return max >= domain.min() && min <= domain.max()
        ? List.of(
            String.format(
                "did you mean min: %s, max: %s?",
                section.node("max").describe(), section.node("min").describe()))
        : List.of();
  }

  private boolean boundsFit(ParameterDomain domain, String name, Section section, boolean log) {
    int before = problems.count();
    for (String key : List.of("min", "max")) {
      OptionalDouble bound = section.real(key);
      if (bound.getAsDouble() < domain.min() || bound.getAsDouble() > domain.max()) {
        problems.add(
            section.node(key).span(),
            name + "." + key + " is " + section.node(key).describe() + ", which is out of range",
            "allowed is " + domain.describe());
      }
    }
    double min = section.real("min").getAsDouble();
    double max = section.real("max").getAsDouble();
    if (min >= max) {
      problems.add(
          section.node("min").span(),
          String.format(
              "%s: min should be below max, but min is %s and max is %s",
              name, section.node("min").describe(), section.node("max").describe()),
          min == max ? List.of(domain.howToFix()) : turned(domain, section, min, max));
    }
    if (log && min <= 0) {
      problems.add(
          section.node("min").span(),
          name + ": log: true needs min above 0, but min is " + section.node("min").describe());
    }
    return problems.count() == before;
  }

  private Optional<Condition> condition(String name, Draft draft) {
    if (draft.when().isEmpty()) {
      return Optional.empty();
    }
    YamlMap.Entry when = draft.when().get();
    if (!(when.value() instanceof YamlMap map) || map.entries().isEmpty()) {
      String found = when.value() instanceof YamlMap ? "an empty mapping" : when.value().describe();
      problems.add(
          when.value().isNothing() ? when.span() : when.value().span(),
          name + ".when should be a mapping from parameters to values, not " + found,
          "for example: when: {model.num_layers: [2, 3]}");
      return Optional.empty();
    }
    Map<String, List<Object>> allowed = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      Draft parent = drafts.get(entry.key());
      if (parent == null) {
        unknownParent(name, entry);
      } else {
        List<Object> matched = parentValues(name, entry, parent);
        if (!matched.isEmpty()) {
          allowed.put(entry.key(), matched);
        }
      }
    }
    return allowed.isEmpty() ? Optional.empty() : Optional.of(new Condition(allowed));
  }

  private void unknownParent(String name, YamlMap.Entry entry) {
    Span elsewhere = fixed.get(entry.key());
    List<String> hints = new ArrayList<>();
    String what = name + ".when names " + Words.quote(entry.key()) + ", which is not searched";
    if (elsewhere != null) {
      hints.add(
          "it is fixed at " + elsewhere.place().label() + ", so leave it out of the condition");
    } else {
      List<String> others = drafts.keySet().stream().filter(n -> !n.equals(name)).toList();
      hints.addAll(Words.didYouMean(entry.key(), others));
      hints.add(Words.allowed(others));
    }
    problems.add(entry.span(), what, hints);
  }

  /** The listed values that the parent can have, in its own type; records the others. */
  private List<Object> parentValues(String name, YamlMap.Entry entry, Draft parent) {
    String path = name + ".when: " + entry.key();
    if (parent.parameter().isEmpty()) {
      return List.of(); // What is wrong with the parent is recorded already.
    }
    Parameter parameter = parent.parameter().get();
    if (parameter instanceof FloatParameter) {
      problems.add(
          entry.span(),
          path + " is searched over a range of real numbers, so it cannot be a condition",
          "list its values, or use another parameter");
      return List.of();
    }
    YamlNode node = entry.value();
    List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
    if (items.isEmpty() || node.isNothing()) {
      problems.add(
          node.isNothing() ? entry.span() : node.span(),
          path + " lists no value",
          "allowed: " + parameter.describe());
      return List.of();
    }
    Set<Object> matched = new LinkedHashSet<>();
    for (YamlNode item : items) {
      Optional<Object> value =
          item instanceof YamlScalar scalar
              ? scalar.value().flatMap(parent.domain()::convert)
              : Optional.empty();
      if (value.isEmpty() || !parameter.contains(value.get())) {
        problems.add(
            item.span(),
            path + " can never be " + item.describe(),
            "allowed: " + parameter.describe());
      } else if (!matched.add(value.get())) {
        problems.add(item.span(), path + " lists " + item.describe() + " twice");
      }
    }
    return List.copyOf(matched);
  }

  /** Records each cycle of conditions once, at its parameter that comes first in the file. */
  private void findCycles() {
    List<String> order = List.copyOf(drafts.keySet());
    for (String start : order) {
      List<String> cycle = cycleThrough(start);
      boolean first = cycle.stream().allMatch(name -> order.indexOf(name) >= order.indexOf(start));
      if (!cycle.isEmpty() && first) {
        problems.add(
            drafts.get(start).when().orElseThrow().span(),
            "conditions form a cycle: " + String.join(" → ", cycle) + " → " + start,
            "remove one of these conditions");
      }
    }
  }

  /**
   * The shortest cycle of parents through a parameter, beginning with it; empty if there is none.
   */
  private List<String> cycleThrough(String start) {
    Map<String, String> childOf = new LinkedHashMap<>();
    Deque<String> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      String name = queue.remove();
      for (String parent : parents(name)) {
        if (parent.equals(start)) {
          Deque<String> cycle = new ArrayDeque<>();
          for (String step = name; !step.equals(start); step = childOf.get(step)) {
            cycle.addFirst(step);
          }
          cycle.addFirst(start);
          return List.copyOf(cycle);
        }
        if (childOf.putIfAbsent(parent, name) == null) {
          queue.add(parent);
        }
      }
    }
    return List.of();
  }

  private List<String> parents(String name) {
    return drafts.get(name).when().stream()
        .filter(when -> when.value() instanceof YamlMap)
        .flatMap(when -> ((YamlMap) when.value()).entries().stream())
        .map(YamlMap.Entry::key)
        .filter(drafts::containsKey)
        .toList();
  }

  static Parameter withCondition(Parameter parameter, Optional<Condition> condition) {
    if (parameter instanceof FloatParameter p) {
      return new FloatParameter(p.name(), p.min(), p.max(), p.log(), condition);
    } else if (parameter instanceof IntParameter p) {
      return new IntParameter(p.name(), p.min(), p.max(), p.log(), p.step(), condition);
    } else if (parameter instanceof CategoricalParameter p) {
      return new CategoricalParameter(p.name(), p.values(), condition);
    }
    throw new IllegalStateException("no such parameter: " + parameter);
  }
}
