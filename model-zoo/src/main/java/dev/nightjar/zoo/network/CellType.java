package dev.nightjar.zoo.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The recurrent cell of a network. Every layer of a network has the same cell.
 *
 * <p>In the formulas x is the input of a step, h the state before it, W the input weights, U the
 * recurrent weights, b the bias, σ the logistic function and ∘ the element-wise product. Weights
 * are stored row-major as [input][gate][unit], gates in the order given here, which is oneDNN's.
 */
public enum CellType {
  /** The vanilla (Elman 1990) network: h' = act(W x + U h + b). One gate. */
  RNN(1, 1),

  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
   * 2000). Gates i, f, c̃, o: c' = f ∘ c + i ∘ c̃ and h' = o ∘ tanh(c').
   */
  LSTM(4, 4),

  /**
   * The gated recurrent unit in its "linear before reset" form, the one of cuDNN and PyTorch. Gates
   * u, r, c̃ and a fourth bias b': c̃ = tanh(W x + b + r ∘ (U h + b')) and h' = u ∘ h + (1 − u) ∘
   * c̃.
   */
  GRU(3, 4),

  /**
   * The gated recurrent unit as Cho et al. 2014 wrote it, with the reset gate before the recurrent
   * weights. Gates u, r, c̃: c̃ = tanh(W x + b + U (r ∘ h)) and h' = u ∘ h + (1 − u) ∘ c̃.
   */
  GRU_CHO(3, 3),

  /**
   * The time-delay network of Waibel et al. 1989, the baseline that came before recurrence: a
   * causal convolution over the last K steps, y[t] = act(b + Σₖ Wₖ x[t−k]) for k from 0 to K−1,
   * zeros before the beginning. It has one weight matrix a delay, and neither recurrent weights nor
   * a state: of a text that is read in windows it sees nothing from before the window.
   */
  TDNN(1, 1);

  private final int gates;
  private final int biasGates;

  CellType(int gates, int biasGates) {
    this.gates = gates;
    this.biasGates = biasGates;
  }

  /** The number of weight matrices of each kind (input, recurrent). */
  public int gates() {
    return gates;
  }

  /** The number of bias vectors. */
  public int biasGates() {
    return biasGates;
  }

  /** Whether gates decide what the state keeps; such cells have no other activation than tanh. */
  public boolean gated() {
    return this != RNN && this != TDNN;
  }

  /** The name used in experiment and model files: the lower-case name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The cell with this {@link #id()}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static CellType fromId(String id) {
    return Arrays.stream(values())
        .filter(cell -> cell.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown cell type '"
                        + id
                        + "'; allowed are "
                        + Arrays.stream(values())
                            .map(CellType::id)
                            .collect(Collectors.joining(", "))));
  }
}
