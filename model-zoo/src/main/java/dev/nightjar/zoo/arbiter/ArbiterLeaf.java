package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.BooleanSpace;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;

/**
 * A leaf of Arbiter as a parameter to search.
 *
 * <p>To Arbiter a leaf is the inverse of a distribution function: a number in [0, 1] becomes a
 * value. What kind of distribution it is, is found out by asking for values, so that any class
 * does: uniform ones become a range, log-uniform ones a range on a logarithmic scale. Of any other,
 * such as a normal distribution, the probability itself is searched, as {@code NAME.quantile}
 * between 0 and 1: so values remain as likely as they were said to be.
 *
 * @param space the leaf
 * @param parameter what is searched; empty if there is a single value
 * @param position the number in [0, 1] that Arbiter makes the parameter's value of
 */
record ArbiterLeaf(
    ParameterSpace<?> space, Optional<Parameter> parameter, ToDoubleFunction<Object> position) {

  /** How near to 0 and 1 a probability may come where the distribution has no end. */
  private static final double TAIL = 1e-6;

  /** Where the form of a distribution is looked at. */
  private static final double[] PROBES = {0.1, 0.25, 0.5, 0.75, 0.9};

  /** Beyond this a difference is no matter of rounding. */
  private static final double ROUNDING = 1e-9;

  /** So many whole numbers are looked at, evenly spaced, to see whether all are as likely. */
  private static final int WHOLE_NUMBERS = 256;

  /** Bounds are rounded to what people write: e^(ln 0.0001) is not 0.0001. */
  private static final MathContext DIGITS = new MathContext(14);

  /**
   * The parameter for a leaf.
   *
   * @throws IllegalArgumentException if the leaf takes several numbers, or gives no value for one
   *     inside [0, 1]
   */
  static ArbiterLeaf of(String name, ParameterSpace<?> leaf) {
    if (leaf.numParameters() != 1) {
      throw new IllegalArgumentException(
          name
              + ": "
              + leaf
              + " takes "
              + leaf.numParameters()
              + " numbers, but a leaf that can be searched takes one; nest a leaf for each in it");
    }
    leaf.setIndices(0);
    if (leaf instanceof BooleanSpace) {
      return searched(leaf, CategoricalParameter.of(name, true, false));
    } else if (leaf instanceof DiscreteParameterSpace<?> discrete) {
      return discrete(name, discrete);
    } else if (leaf instanceof IntegerParameterSpace whole) {
      return whole(name, whole);
    } else if (leaf instanceof ContinuousParameterSpace) {
      return continuous(name, leaf);
    }
    return quantile(name, leaf);
  }

  private static ArbiterLeaf searched(ParameterSpace<?> leaf, Parameter parameter) {
    return new ArbiterLeaf(leaf, Optional.of(parameter), parameter::toUnit);
  }

  private static ArbiterLeaf fixed(ParameterSpace<?> leaf) {
    return new ArbiterLeaf(leaf, Optional.empty(), value -> 0.5);
  }

  private static Object valueAt(ParameterSpace<?> leaf, double probability) {
    return leaf.getValue(new double[] {probability});
  }

  private static ArbiterLeaf discrete(String name, DiscreteParameterSpace<?> leaf) {
    int count = leaf.numValues();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(valueAt(leaf, (i + 0.5) / count));
    }
    Map<Object, Integer> labels = Labels.of(values);
    if (labels.size() == 1) {
      return fixed(leaf);
    }
    Parameter parameter =
        new CategoricalParameter(name, List.copyOf(labels.keySet()), Optional.empty());
    return new ArbiterLeaf(
        leaf, Optional.of(parameter), value -> (labels.get(value) + 0.5) / count);
  }

  private static ArbiterLeaf whole(String name, IntegerParameterSpace leaf) {
    long min = leaf.getMin();
    long max = leaf.getMax();
    if (min == max) {
      requireValues(name, leaf, 0.5);
      return fixed(leaf);
    }
    Parameter parameter = IntParameter.linear(name, min, max);
    long looks = Math.min(max - min, WHOLE_NUMBERS);
    for (long i = 0; i <= looks; i++) {
      Long value = min + (max - min) * i / looks;
      if (!valueAt(leaf, parameter.toUnit(value)).equals(value.intValue())) {
        return quantile(name, leaf);
      }
    }
    return searched(leaf, parameter);
  }

  private static ArbiterLeaf continuous(String name, ParameterSpace<?> leaf) {
    DoubleUnaryOperator inverse = p -> ((Number) valueAt(leaf, p)).doubleValue();
    if (!reaches(leaf, 0) || !reaches(leaf, 1)) {
      return quantile(name, leaf);
    }
    double min = rounded(inverse.applyAsDouble(0));
    double max = rounded(inverse.applyAsDouble(1));
    if (min == max) {
      return fixed(leaf);
    }
    List<Parameter> scales = new ArrayList<>();
    scales.add(FloatParameter.linear(name, min, max));
    if (min > 0) {
      scales.add(FloatParameter.log(name, min, max));
    }
    for (Parameter scale : scales) {
      if (hasScale(inverse, scale)) {
        return searched(leaf, scale);
      }
    }
    return quantile(name, leaf);
  }

  private static boolean hasScale(DoubleUnaryOperator inverse, Parameter scale) {
    for (double p : PROBES) {
      Double value = inverse.applyAsDouble(p);
      if (!scale.contains(value) || Math.abs(scale.toUnit(value) - p) > ROUNDING) {
        return false;
      }
    }
    return true;
  }

  private static double rounded(double bound) {
    return new BigDecimal(bound).round(DIGITS).doubleValue();
  }

  private static ArbiterLeaf quantile(String name, ParameterSpace<?> leaf) {
    double low = reaches(leaf, 0) ? 0 : TAIL;
    double high = reaches(leaf, 1) ? 1 : 1 - TAIL;
    requireValues(name, leaf, low, 0.5, high);
    Parameter parameter = FloatParameter.linear(name + ".quantile", low, high);
    return new ArbiterLeaf(leaf, Optional.of(parameter), Double.class::cast);
  }

  private static void requireValues(String name, ParameterSpace<?> leaf, double... places) {
    for (double p : places) {
      try {
        valueAt(leaf, p);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            name
                + ": "
                + leaf
                + " gives no value at probability "
                + p
                + " ("
                + e
                + "); use a distribution with an inverse, or a range of min and max",
            e);
      }
    }
  }

  /** Whether there is a usable value at the end of the scale. */
  private static boolean reaches(ParameterSpace<?> leaf, double end) {
    try {
      Object value = valueAt(leaf, end);
      boolean endless =
          value instanceof Integer i && (i == Integer.MAX_VALUE || i == Integer.MIN_VALUE);
      return !endless && !(value instanceof Double d && !Double.isFinite(d));
    } catch (RuntimeException e) {
      return false; // Some distributions have no value where they have no end.
    }
  }
}
