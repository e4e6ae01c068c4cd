package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * The cell of every layer of a network, with what only some cells have.
 *
 * @param type which cell
 * @param activation of {@link CellType#RNN} and {@link CellType#TDNN}; the gated cells have tanh
 * @param forgetBias the forget gate's bias that training of an {@link CellType#LSTM} starts from; 1
 *     lets it remember at first (Jozefowicz, Zaremba and Sutskever 2015)
 * @param window steps that a {@link CellType#TDNN} layer sees at once, the present one included, at
 *     least 1
 */
public record CellSpec(CellType type, Activation activation, double forgetBias, int window) {
  /** Checks the ranges. */
  public CellSpec {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(activation, "activation");
    Checks.atLeast("window", window, 1);
    if (!Double.isFinite(forgetBias)) {
      throw new IllegalArgumentException(
          "forgetBias is " + forgetBias + "; it must be a finite number");
    }
    if (activation != Activation.TANH && type.gated()) {
      throw new IllegalArgumentException(
          "the activation of "
              + type.id()
              + " is always tanh; "
              + activation.id()
              + " goes with rnn and tdnn");
    }
  }

  /** The cell as it is by custom: tanh, forget bias 1, a window of 5 steps. */
  public static CellSpec of(CellType type) {
    return new CellSpec(type, Activation.TANH, 1, 5);
  }
}
