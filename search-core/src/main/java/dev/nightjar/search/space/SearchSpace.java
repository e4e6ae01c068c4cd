package dev.nightjar.search.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The ordered parameters of a study, the conditions between them, and the constraints that cut away
 * part of what they span. Immutable.
 *
 * <p>Everything a strategy does with a space goes through {@link #choose}: it walks the parameters,
 * parents before children, asks for a value of each active one, and leaves the others out.
 */
public final class SearchSpace {

  private final List<Parameter> parameters;
  private final Map<String, Integer> index;
  private final List<Parameter> parentsFirst;
  private final List<Constraint> constraints;

  /**
   * A space of these parameters, in this order.
   *
   * @throws IllegalArgumentException if a name stands twice, a condition names an unknown parameter
   *     or a value its parent cannot have, or conditions form a cycle
   */
  public SearchSpace(List<Parameter> parameters) {
    this(parameters, List.of());
  }

  /**
   * A space of these parameters, in this order, without what a constraint forbids.
   *
   * @throws IllegalArgumentException as above
   */
  public SearchSpace(List<Parameter> parameters, List<Constraint> constraints) {
    this.constraints = List.copyOf(constraints);
    this.parameters = List.copyOf(parameters);
    this.index = new HashMap<>();
    for (Parameter parameter : this.parameters) {
      if (index.putIfAbsent(parameter.name(), index.size()) != null) {
        throw new IllegalArgumentException("parameter " + parameter.name() + " stands twice");
      }
    }
    this.parentsFirst = sortParentsFirst();
  }

  /** A space of these parameters, in this order. */
  public static SearchSpace of(Parameter... parameters) {
    return new SearchSpace(Arrays.asList(parameters));
  }

  private List<Parameter> sortParentsFirst() {
    List<Parameter> sorted = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Parameter parameter : parameters) {
      visit(parameter, done, new ArrayList<>(), sorted);
    }
    return List.copyOf(sorted);
  }

  private void visit(
      Parameter parameter, Set<String> done, List<String> path, List<Parameter> sorted) {
    if (done.contains(parameter.name())) {
      return;
    }
    if (path.contains(parameter.name())) {
      path.add(parameter.name());
      throw new IllegalArgumentException("conditions form a cycle: " + String.join(" → ", path));
    }
    path.add(parameter.name());
    parameter
        .condition()
        .ifPresent(
            condition ->
                condition
                    .allowed()
                    .forEach(
                        (name, values) -> {
                          if (!index.containsKey(name)) {
                            throw new IllegalArgumentException(
                                parameter.name()
                                    + ": its condition names "
                                    + name
                                    + ", which is no parameter of this space");
                          }
                          Parameter parent = parameter(name);
                          for (Object value : values) {
                            if (!parent.contains(value)) {
                              throw new IllegalArgumentException(
                                  parameter.name()
                                      + ": its condition can never hold, since "
                                      + Units.notInDomain(parent, value).getMessage());
                            }
                          }
                          visit(parent, done, path, sorted);
                        }));
    path.remove(path.size() - 1);
    done.add(parameter.name());
    sorted.add(parameter);
  }

  /** The same parameters with these constraints instead of what there were. */
  public SearchSpace where(List<Constraint> others) {
    return new SearchSpace(parameters, others);
  }

  /** What configurations must meet, in the order given. */
  public List<Constraint> constraints() {
    return constraints;
  }

  /** The first constraint that the values break. */
  public Optional<Constraint> broken(Configuration configuration) {
    for (Constraint constraint : constraints) {
      if (!constraint.holds(configuration)) {
        return Optional.of(constraint);
      }
    }
    return Optional.empty();
  }

  /** Whether the values meet every constraint; whether they lie in the space is not asked. */
  public boolean allows(Configuration configuration) {
    return broken(configuration).isEmpty();
  }

  /** The parameters in the order given; coordinate i of the unit cube belongs to number i. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The number of parameters, which is the dimension of the unit cube. */
  public int dimension() {
    return parameters.size();
  }

  /**
   * The parameter of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Parameter parameter(String name) {
    Integer i = index.get(name);
    if (i == null) {
      throw new IllegalArgumentException(
          "no parameter " + name + " in this space; there are " + index.keySet());
    }
    return parameters.get(i);
  }

  /** The coordinate of a parameter in the unit cube, from 0. */
  public int indexOf(String name) {
    parameter(name);
    return index.get(name);
  }

  /** The parameters with every parent before its children. */
  public List<Parameter> parentsFirst() {
    return parentsFirst;
  }

  /**
   * Builds a configuration by asking for the value of each active parameter, parents first. Whether
   * it is allowed by the constraints is not asked, here and below.
   *
   * @throws IllegalArgumentException if the chooser gives a value outside a parameter's domain
   */
  public Configuration choose(Function<Parameter, Object> chooser) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (Parameter parameter : parentsFirst) {
      if (parameter.condition().map(c -> c.holds(chosen)).orElse(true)) {
        Object value = Configuration.canonical(chooser.apply(parameter));
        if (!parameter.contains(value)) {
          throw Units.notInDomain(parameter, value);
        }
        chosen.put(parameter.name(), value);
      }
    }
    // Values are listed in the space's own order, whatever the conditions.
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (chosen.containsKey(parameter.name())) {
        ordered.put(parameter.name(), chosen.get(parameter.name()));
      }
    }
    return new Configuration(ordered);
  }

  /** A configuration drawn uniformly from the unit cube. */
  public Configuration sample(RandomGenerator random) {
    return choose(parameter -> parameter.fromUnit(random.nextDouble()));
  }

  /**
   * The configuration at a point of the unit cube; coordinates of inactive parameters are not read.
   *
   * @param unit one coordinate a parameter, in the order of {@link #parameters}
   */
  public Configuration decode(double[] unit) {
    if (unit.length != dimension()) {
      throw new IllegalArgumentException(
          "a point of this space has " + dimension() + " coordinates, not " + unit.length);
    }
    return choose(parameter -> parameter.fromUnit(unit[index.get(parameter.name())]));
  }

  /**
   * The point of the unit cube of a configuration; NaN where a parameter is inactive.
   *
   * @throws IllegalArgumentException if a value is outside its parameter's domain
   */
  public double[] encode(Configuration configuration) {
    double[] unit = new double[dimension()];
    for (int i = 0; i < unit.length; i++) {
      Parameter parameter = parameters.get(i);
      unit[i] = configuration.get(parameter.name()).map(parameter::toUnit).orElse(Double.NaN);
    }
    return unit;
  }

  /**
   * Whether the configuration has exactly the active parameters, each inside its domain, and is
   * allowed by the constraints.
   */
  public boolean contains(Configuration configuration) {
    int active = 0;
    for (Parameter parameter : parentsFirst) {
      boolean expected =
          parameter.condition().map(c -> c.holds(configuration.values())).orElse(true);
      Object value = configuration.values().get(parameter.name());
      if (expected != (value != null) || (value != null && !parameter.contains(value))) {
        return false;
      }
      active += expected ? 1 : 0;
    }
    return active == configuration.values().size() && allows(configuration);
  }

  /**
   * The number of distinct configurations that are allowed, inactive parameters not counted; empty
   * if a parameter is continuous or there are too many to count, or to try on the constraints.
   */
  public OptionalLong size() {
    return new Enumeration(this).size();
  }

  /**
   * Every configuration of a finite space that is allowed, in lexicographic order of the
   * parameters, parents first.
   *
   * @throws IllegalStateException if a parameter is continuous
   */
  public List<Configuration> enumerate() {
    return new Enumeration(this).all();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchSpace space
        && space.parameters.equals(parameters)
        && space.texts().equals(texts());
  }

  private List<String> texts() {
    return constraints.stream().map(Constraint::text).toList();
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return "SearchSpace" + parameters + (constraints.isEmpty() ? "" : " where " + texts());
  }
}
