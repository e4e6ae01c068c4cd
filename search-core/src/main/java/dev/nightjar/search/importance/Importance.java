package dev.nightjar.search.importance;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * How much the parameters of a study matter.
 *
 * @param method the name of the method, such as {@code fanova}
 * @param trials how many completed trials it rests on
 * @param seed what the method's chance was drawn from; empty if it has none
 * @param parameters every parameter of the space, the most important first
 * @param pairs what pairs of parameters do beyond the sum of the two, the most important first;
 *     empty if the method does not look at pairs
 */
public record Importance(
    String method, int trials, OptionalLong seed, List<Share> parameters, List<Pair> pairs) {

  /** Sorts; equal shares keep the order of the space. */
  public Importance {
    parameters =
        parameters.stream().sorted(Comparator.comparingDouble(Share::share).reversed()).toList();
    pairs = pairs.stream().sorted(Comparator.comparingDouble(Pair::share).reversed()).toList();
  }

  /**
   * What a parameter does by itself.
   *
   * @param parameter its name
   * @param share its part of the whole, in [0, 1]
   */
  public record Share(String parameter, double share) {}

  /**
   * What two parameters do together beyond what each does by itself.
   *
   * @param first the name of one, which stands first in the space
   * @param second the name of the other
   * @param share their part of the whole, in [0, 1]
   */
  public record Pair(String first, String second, double share) {}

  /**
   * The share of a parameter.
   *
   * @throws IllegalArgumentException if there is no such parameter
   */
  public double share(String parameter) {
    return parameters.stream()
        .filter(p -> p.parameter().equals(parameter))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter " + parameter))
        .share();
  }
}
