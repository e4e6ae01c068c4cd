package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter stands in the flat buffer, and each gradient in the buffer beside it.
 *
 * <p>The names and shapes, with C inputs, H units and G gates (see {@link CellType}): {@code
 * embedding} [vocabulary, embedding size]; for each layer k {@code layer<k>.input} [C, G, H], or
 * [window, C, H] for a time-delay layer; {@code layer<k>.recurrent} [H, G, H] where there is
 * recurrence; {@code layer<k>.bias} [bias gates, H]; for the direction that reads backwards the
 * same as {@code layer<k>.reverse.…}; {@code projection.weights} [features, embedding size] where
 * tied weights need one; {@code output.weights} [features, classes] unless they are the embedding;
 * {@code output.bias} [classes]. Each begins at a multiple of 16 floats, a cache line; the gaps
 * hold zeros and get no gradient.
 *
 * @param parameters in the order of their offsets
 * @param length floats of the flat buffer, gaps included
 * @param trainedFrom from which float on they are trained: 0, or where an embedding that is not
 *     ends
 */
public record ParameterLayout(List<NamedParameter> parameters, int length, int trainedFrom) {
  static final int ALIGNMENT = 16;
  static final String EMBEDDING = "embedding";
  static final String PROJECTION = "projection.weights";
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
      builder.trainedFrom = tokens.trained() ? 0 : builder.next;
    }
    for (int layer = 0; layer < spec.layers(); layer++) {
      for (int direction = 0; direction < spec.directions(); direction++) {
        addLayer(builder, spec, layer, layerName(layer, direction));
      }
    }
    if (spec.projects()) {
      builder.add(PROJECTION, spec.outputWidth(spec.layers() - 1), spec.featureWidth());
    }
    if (!spec.tieWeights()) {
      builder.add(OUTPUT_WEIGHTS, spec.featureWidth(), spec.head().width());
    }
    builder.add(OUTPUT_BIAS, spec.head().width());
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

  /** The number of values, gaps not counted. */
  public long count() {
    return parameters.stream().mapToLong(NamedParameter::size).sum();
  }

  private static void addLayer(Builder builder, NetworkSpec spec, int layer, String name) {
    int units = spec.units(layer);
    int width = spec.inputWidth(layer);
    CellType cell = spec.cell().type();
    if (cell == CellType.TDNN) {
      builder.add(inputName(name), spec.cell().window(), width, units);
    } else {
      builder.add(inputName(name), width, cell.gates(), units);
      builder.add(recurrentName(name), units, cell.gates(), units);
    }
    builder.add(biasName(name), cell.biasGates(), units);
  }

  /**
   * What the names of a layer's parameters begin with.
   *
   * @param direction 0 reads forwards, 1 backwards
   */
  static String layerName(int layer, int direction) {
    return "layer" + layer + (direction == 0 ? "" : ".reverse");
  }

  static String inputName(String layer) {
    return layer + ".input";
  }

  static String recurrentName(String layer) {
    return layer + ".recurrent";
  }

  static String biasName(String layer) {
    return layer + ".bias";
  }

  private static final class Builder {
    private final List<NamedParameter> parameters = new ArrayList<>();
    private long next;
    private long trainedFrom;

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
      return new ParameterLayout(parameters, (int) next, (int) trainedFrom);
    }

    private static IllegalArgumentException tooLarge() {
      return new IllegalArgumentException(
          "the network has more than "
              + Integer.MAX_VALUE / Float.BYTES
              + " parameters, the most one buffer holds; make the hidden size, the layers, the width factor, the embedding size"
              + " or the vocabulary smaller");
    }
  }
}
