package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.ObjectUtils;

/**
 * An Arbiter space as a search space, and back: a configuration becomes the numbers in [0, 1] that
 * Arbiter makes a value of.
 *
 * <table>
 * <caption>What a leaf of Arbiter becomes</caption>
 * <tr><td>{@code ContinuousParameterSpace}</td><td>float; logarithmic if log-uniform; of any other
 * distribution the quantile is searched</td></tr>
 * <tr><td>{@code IntegerParameterSpace}</td><td>int, or the quantile likewise</td></tr>
 * <tr><td>{@code DiscreteParameterSpace}</td><td>choice between what the values are called</td></tr>
 * <tr><td>{@code BooleanSpace}</td><td>choice between true and false</td></tr>
 * <tr><td>{@code FixedValue}, a fixed layer</td><td>nothing</td></tr>
 * <tr><td>a leaf of the user's own</td><td>its quantile</td></tr>
 * </table>
 *
 * <p>Names are paths through the spaces, as in {@code updater.learningRate} and {@code
 * layer_0.nOut}. Spaces of Arbiter know by an index of their own which number is theirs. Whoever
 * uses them sets it, so this does before every use, under a lock on the space; safe for several
 * threads as long as only this class uses the space.
 *
 * @param <T> what Arbiter makes
 */
public final class ArbiterSpace<T> {

  private final ParameterSpace<T> space;
  private final Map<String, ArbiterLeaf> leaves = new LinkedHashMap<>();
  private final SearchSpace searchSpace;

  /**
   * The search space of an Arbiter space.
   *
   * @throws IllegalArgumentException if there is nothing to search in it, or a leaf that cannot be
   *     searched; the message names it
   */
  public ArbiterSpace(ParameterSpace<T> space) {
    this.space = space;
    List<Parameter> parameters = new ArrayList<>();
    synchronized (space) {
      NamedLeaves.of(space)
          .forEach(
              (name, leaf) -> {
                if (leaf.numParameters() > 0) {
                  ArbiterLeaf mapped = ArbiterLeaf.of(name, leaf);
                  leaves.put(name, mapped);
                  mapped.parameter().ifPresent(parameters::add);
                }
              });
    }
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nothing to search: every value of the Arbiter space is fixed; give it at least"
              + " one range or choice");
    }
    this.searchSpace = new SearchSpace(parameters);
  }

  /** What is searched. */
  public SearchSpace searchSpace() {
    return searchSpace;
  }

  /** The Arbiter space itself. */
  public ParameterSpace<T> parameterSpace() {
    return space;
  }

  /**
   * The numbers in [0, 1] that Arbiter takes for a configuration: one a leaf that is not fixed, in
   * the order of the tree.
   *
   * @throws IllegalArgumentException if the configuration is not of this space
   */
  public double[] flat(Configuration configuration) {
    if (!searchSpace.contains(configuration)) {
      throw new IllegalArgumentException(
          configuration + " is not a configuration of " + searchSpace);
    }
    return leaves.values().stream()
        .mapToDouble(
            leaf ->
                leaf.position()
                    .applyAsDouble(
                        leaf.parameter().flatMap(p -> configuration.get(p.name())).orElse("")))
        .toArray();
  }

  /**
   * What Arbiter makes of a configuration.
   *
   * @throws IllegalArgumentException if the configuration is not of this space
   * @throws RuntimeException as the Arbiter space throws it, for values that do not go together
   */
  public T value(Configuration configuration) {
    double[] flat = flat(configuration);
    return withIndices(() -> space.getValue(flat));
  }

  /**
   * What Arbiter's leaves make of a configuration, as people read it, by name: the value behind a
   * quantile, and an object rather than its label.
   */
  public Map<String, String> describe(Configuration configuration) {
    double[] flat = flat(configuration);
    return withIndices(
        () -> {
          Map<String, String> values = new LinkedHashMap<>();
          leaves.forEach(
              (name, leaf) ->
                  values.put(name, ObjectUtils.valueToString(leaf.space().getValue(flat))));
          return values;
        });
  }

  /** Does something with the space while its leaves know their numbers. */
  <R> R withIndices(Supplier<R> use) {
    synchronized (space) {
      int index = 0;
      for (ArbiterLeaf leaf : leaves.values()) {
        leaf.space().setIndices(index++);
      }
      return use.get();
    }
  }
}
