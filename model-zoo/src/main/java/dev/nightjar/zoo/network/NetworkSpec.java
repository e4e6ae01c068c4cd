package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * The shape of a recurrent network: input, a stack of recurrent layers, a softmax over classes.
 *
 * @param input what is read at each step
 * @param cell the cell of every layer
 * @param layers recurrent layers on top of each other, 1 to {@value #MAX_LAYERS} (inclusive)
 * @param hiddenSize units of each layer, at least 1
 * @param dropout probability, in [0, 1), with which an output of one layer is not seen by the next
 *     in training. As practitioners and PyTorch do, it is applied between layers only: not to the
 *     embedding, not before the softmax, not from step to step. A network of one layer has none
 * @param classes classes of the softmax, at least 1
 * @param output where the network answers
 */
public record NetworkSpec(
    NetworkInput input,
    CellType cell,
    int layers,
    int hiddenSize,
    double dropout,
    int classes,
    OutputMode output) {
  /** Most layers a network may have. */
  public static final int MAX_LAYERS = 4;

  /** Checks the ranges. */
  public NetworkSpec {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(output, "output");
    Checks.between("layers", layers, 1, MAX_LAYERS);
    Checks.atLeast("hiddenSize", hiddenSize, 1);
    Checks.atLeast("classes", classes, 1);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "dropout is " + dropout + "; it must be at least 0 and below 1");
    }
  }

  /** The number of values layer {@code layer} (from 0) reads at each step. */
  int inputWidth(int layer) {
    return layer == 0 ? input.width() : hiddenSize;
  }

  /** Whether some output of a layer is dropped in training. */
  boolean drops() {
    return dropout > 0 && layers > 1;
  }
}
