package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter stands in the flat buffer, and each gradient in the buffer beside it.
 *
 * <p>The names and shapes, with C inputs, H units and G gates (see {@link CellType}): {@code
 * embedding} [vocabulary, embedding size]; for each layer k {@code layer<k>.input} [C, G, H],
 * {@code layer<k>.recurrent} [H, G, H], {@code layer<k>.bias} [bias gates, H]; {@code
 * output.weights} [H, classes] and {@code output.bias} [classes]. Each begins at a multiple of 16
 * floats, a cache line; the gaps hold zeros and get no gradient.
 *
 * @param parameters in the order of their offsets
 * @param length floats of the flat buffer, gaps included
 */
public record ParameterLayout(List<NamedParameter> parameters, int length) {
  static final int ALIGNMENT = 16;
  static final String EMBEDDING = "embedding";
  static final String OUTPUT_WEIGHTS = "output.weights";
  static final String OUTPUT_BIAS = "output.bias";

  /** Copies the list. */
  public ParameterLayout {
    parameters = List.copyOf(parameters);
  }

  /**
   * The layout of a network's parameters.
   *
   * @throws IllegalArgumentException if they do not fit one buffer of 2³¹ − 1 bytes
   */
  public static ParameterLayout of(NetworkSpec spec) {
    Builder builder = new Builder();
    if (spec.input() instanceof TokenInput tokens) {
      builder.add(EMBEDDING, tokens.vocabularySize(), tokens.embeddingSize());
    }
    int units = spec.hiddenSize();
    CellType cell = spec.cell();
    for (int layer = 0; layer < spec.layers(); layer++) {
      builder.add(inputName(layer), spec.inputWidth(layer), cell.gates(), units);
      builder.add(recurrentName(layer), units, cell.gates(), units);
      builder.add(biasName(layer), cell.biasGates(), units);
    }
    builder.add(OUTPUT_WEIGHTS, units, spec.classes());
    builder.add(OUTPUT_BIAS, spec.classes());
    return builder.build();
  }

  /**
   * The parameter with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public NamedParameter get(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no parameter '"
                        + name
                        + "'; there are "
                        + parameters.stream().map(NamedParameter::name).toList()));
  }

  /** The number of trained values, gaps not counted. */
  public long count() {
    return parameters.stream().mapToLong(NamedParameter::size).sum();
  }

  static String inputName(int layer) {
    return "layer" + layer + ".input";
  }

  static String recurrentName(int layer) {
    return "layer" + layer + ".recurrent";
  }

  static String biasName(int layer) {
    return "layer" + layer + ".bias";
  }

  private static final class Builder {
    private final List<NamedParameter> parameters = new ArrayList<>();
    private long next;

    void add(String name, Integer... shape) {
      long size = 1;
      for (int extent : shape) {
        size *= extent;
        if (size > Integer.MAX_VALUE) {
          throw tooLarge();
        }
      }
      parameters.add(new NamedParameter(name, List.of(shape), (int) next));
      next += (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      if (next > Integer.MAX_VALUE / Float.BYTES) {
        throw tooLarge();
      }
    }

    ParameterLayout build() {
      return new ParameterLayout(parameters, (int) next);
    }

    private static IllegalArgumentException tooLarge() {
      return new IllegalArgumentException(
          "the network has more than "
              + Integer.MAX_VALUE / Float.BYTES
              + " parameters, the most one buffer holds; make the hidden size, the embedding size"
              + " or the vocabulary smaller");
    }
  }
}
