package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * A search space of ours for Arbiter's generators, whichever: one leaf a parameter, in its order. A
 * leaf gives a place on the parameter's own scale, so that a grid over a logarithmic parameter is
 * even in the logarithm; or, of a choice or evenly spaced whole numbers, the number of the value.
 *
 * <p>Generators ask for a value of each candidate and serialise it. Here that is an empty text;
 * what is wanted of a candidate is its numbers, for {@link #configuration}.
 */
public final class GeneratorSpace extends AbstractParameterSpace<String> {

  private final SearchSpace space;
  private final Map<Parameter, ParameterSpace<? extends Number>> leaves = new LinkedHashMap<>();

  /** For one generator, which numbers the leaves. */
  public GeneratorSpace(SearchSpace space) {
    this.space = space;
    space.parameters().forEach(parameter -> leaves.put(parameter, leaf(parameter)));
  }

  private static ParameterSpace<? extends Number> leaf(Parameter parameter) {
    long values = parameter.cardinality().orElse(Long.MAX_VALUE);
    if (parameter instanceof CategoricalParameter) {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        numbers.add(i);
      }
      return new DiscreteParameterSpace<>(numbers);
    } else if (parameter instanceof IntParameter p && !p.log() && values <= Integer.MAX_VALUE) {
      return new IntegerParameterSpace(0, (int) (values - 1));
    }
    return new ContinuousParameterSpace(0, 1);
  }

  @Override
  public String getValue(double[] flat) {
    return "";
  }

  /**
   * The configuration of a candidate that the generator made of this space; what Arbiter draws for
   * inactive parameters, since it knows no conditions, is left out.
   */
  public Configuration configuration(Candidate<?> candidate) {
    double[] flat = candidate.getFlatParameters();
    return space.choose(parameter -> value(parameter, leaves.get(parameter).getValue(flat)));
  }

  private static Object value(Parameter parameter, Number place) {
    return place instanceof Integer index
        ? parameter.valueAt(index)
        : parameter.fromUnit(place.doubleValue());
  }

  /**
   * How many points a grid has; saturates at the largest long.
   *
   * @param discretizationCount the most values of a parameter that is not a choice
   */
  long gridSize(int discretizationCount) {
    long size = 1;
    for (Map.Entry<Parameter, ParameterSpace<? extends Number>> entry : leaves.entrySet()) {
      long values = entry.getKey().cardinality().orElse(discretizationCount);
      if (!(entry.getValue() instanceof DiscreteParameterSpace)) {
        values =
            entry.getValue() instanceof IntegerParameterSpace
                ? Math.min(values, discretizationCount)
                : discretizationCount;
      }
      size = values == 0 || size <= Long.MAX_VALUE / values ? size * values : Long.MAX_VALUE;
    }
    return size;
  }

  @Override
  public int numParameters() {
    return leaves.size();
  }

  @Override
  @SuppressWarnings("rawtypes") // The type Arbiter gives it.
  public List<ParameterSpace> collectLeaves() {
    return new ArrayList<>(leaves.values());
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("indices are for the leaves");
  }
}
