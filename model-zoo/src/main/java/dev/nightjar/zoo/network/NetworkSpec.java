package dev.nightjar.zoo.network;

import java.util.Objects;

/**
 * The shape of a network: input, a stack of layers of one cell, a head that answers.
 *
 * @param input what is read at each step
 * @param cell the cell of every layer
 * @param layers layers on top of each other, 1 to {@value #MAX_LAYERS} (inclusive)
 * @param hiddenSize units of the first layer, at least 1
 * @param widthFactor what the units of a layer are multiplied with to give those of the next, in
 *     (0, 4]: 1 is a stack of one width, below 1 it tapers
 * @param bidirectional whether each layer reads the sequence in both directions, and hands both
 *     outputs on side by side (Schuster and Paliwal 1997); needs a head that answers once a
 *     sequence and a recurrent cell
 * @param inputNoise standard deviation of the Gaussian noise that in training is added to the
 *     values the first layer reads, drawn for each value of each step, before anything is dropped;
 *     finite and at least 0
 * @param dropout what is dropped in training
 * @param tieWeights whether the output layer's weights are the embedding's (Inan, Khosravi and
 *     Socher 2017; Press and Wolf 2017). Where the last layer has another width than the embedding,
 *     a linear layer without bias lies between. Needs tokens in, and as many classes as tokens
 * @param head what is answered
 * @param precision what it computes in
 */
public record NetworkSpec(
    NetworkInput input,
    CellSpec cell,
    int layers,
    int hiddenSize,
    double widthFactor,
    boolean bidirectional,
    double inputNoise,
    Dropout dropout,
    boolean tieWeights,
    Head head,
    Precision precision) {
  /** Most layers a network may have. */
  public static final int MAX_LAYERS = 32;

  private static final double MAX_WIDTH_FACTOR = 4;

  /** Checks the ranges, and what does not go together. */
  public NetworkSpec {
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(dropout, "dropout");
    Objects.requireNonNull(head, "head");
    Objects.requireNonNull(precision, "precision");
    Checks.between("layers", layers, 1, MAX_LAYERS);
    Checks.atLeast("hiddenSize", hiddenSize, 1);
    if (!(widthFactor > 0 && widthFactor <= MAX_WIDTH_FACTOR)) {
      throw new IllegalArgumentException(
          "widthFactor is " + widthFactor + "; it must be above 0 and at most " + MAX_WIDTH_FACTOR);
    }
    if (!(inputNoise >= 0 && Double.isFinite(inputNoise))) {
      throw new IllegalArgumentException(
          "inputNoise is " + inputNoise + "; it must be finite and at least 0");
    }
    if (bidirectional && head.mode() == OutputMode.EVERY_STEP) {
      throw new IllegalArgumentException(
          "a bidirectional network has read the whole sequence before it answers: it can answer once"
              + " a sequence, not at every step");
    }
    if (bidirectional && cell.type() == CellType.TDNN) {
      throw new IllegalArgumentException(
          "tdnn has no direction to turn round; leave bidirectional out");
    }
    if (cell.type() == CellType.GRU_CHO) {
      int inputs = input.width();
      for (int layer = 0; layer < layers; layer++) {
        int units = units(hiddenSize, widthFactor, layer);
        checkWidth(layer, inputs, units);
        inputs = units * (bidirectional ? 2 : 1);
      }
    }
    if (tieWeights
        && !(input instanceof TokenInput tokens
            && head instanceof Head.Softmax softmax
            && tokens.vocabularySize() == softmax.classes())) {
      throw new IllegalArgumentException(
          "tied weights need a network that reads the same tokens as it predicts: a language model");
    }
  }

  /**
   * oneDNN 3.11 writes beyond its memory in the backward pass of Cho's GRU where a layer reads more
   * values than its three gates have together.
   */
  private static void checkWidth(int layer, int inputs, int units) {
    if (inputs > CellType.GRU_CHO.gates() * units) {
      throw new IllegalArgumentException(
          "layer "
              + layer
              + " of gru_cho reads "
              + inputs
              + " values with "
              + units
              + " units; it can read at most 3 times as many values as it has units: take more units,"
              + " a smaller embedding, or gru");
    }
  }

  /** The same network, computed in {@code other}. */
  public NetworkSpec withPrecision(Precision other) {
    return new NetworkSpec(
        input,
        cell,
        layers,
        hiddenSize,
        widthFactor,
        bidirectional,
        inputNoise,
        dropout,
        tieWeights,
        head,
        other);
  }

  /** Begins a spec: a single LSTM layer of 128 units that drops nothing, in f32. */
  public static Builder builder(NetworkInput input, Head head) {
    return new Builder(input, head);
  }

  /** The units of layer {@code layer} (from 0) in one direction. */
  public int units(int layer) {
    return units(hiddenSize, widthFactor, layer);
  }

  private static int units(int hiddenSize, double widthFactor, int layer) {
    return (int) Math.max(1, Math.round(hiddenSize * Math.pow(widthFactor, layer)));
  }

  /** The number of values layer {@code layer} (from 0) hands on at each step. */
  public int outputWidth(int layer) {
    return units(layer) * directions();
  }

  /** The number of values layer {@code layer} (from 0) reads at each step. */
  public int inputWidth(int layer) {
    return layer == 0 ? input.width() : outputWidth(layer - 1);
  }

  /** 2 if bidirectional, else 1. */
  int directions() {
    return bidirectional ? 2 : 1;
  }

  /** The values the output layer reads: those of the last layer, or of the projection after it. */
  int featureWidth() {
    return projects() ? input.width() : outputWidth(layers - 1);
  }

  /** Whether a linear layer brings the last layer to the width of tied weights. */
  boolean projects() {
    return tieWeights && outputWidth(layers - 1) != input.width();
  }

  /**
   * The standard deviation of the values that fresh vectors of tokens are drawn with: 1, so that
   * cells see signals of unit size; where the output layer has the same weights, 1/√(embedding
   * size), so that logits are of unit size.
   */
  public double tokenVectorDeviation() {
    return tieWeights ? 1 / Math.sqrt(input.width()) : 1;
  }

  /** What a spec is made of, one named value at a time. */
  public static final class Builder {
    private final NetworkInput input;
    private final Head head;
    private CellSpec cell = CellSpec.of(CellType.LSTM);
    private int layers = 1;
    private int hiddenSize = 128;
    private double widthFactor = 1;
    private boolean bidirectional;
    private double inputNoise;
    private Dropout dropout = Dropout.NONE;
    private boolean tieWeights;
    private Precision precision = Precision.F32;

    private Builder(NetworkInput input, Head head) {
      this.input = input;
      this.head = head;
    }

    /** The cell, as it is by custom. */
    public Builder cell(CellType type) {
      return cell(CellSpec.of(type));
    }

    /** The cell. */
    public Builder cell(CellSpec value) {
      cell = value;
      return this;
    }

    /** See {@link NetworkSpec#layers}. */
    public Builder layers(int value) {
      layers = value;
      return this;
    }

    /** See {@link NetworkSpec#hiddenSize}. */
    public Builder hiddenSize(int value) {
      hiddenSize = value;
      return this;
    }

    /** See {@link NetworkSpec#widthFactor}. */
    public Builder widthFactor(double value) {
      widthFactor = value;
      return this;
    }

    /** See {@link NetworkSpec#bidirectional}. */
    public Builder bidirectional(boolean value) {
      bidirectional = value;
      return this;
    }

    /** See {@link NetworkSpec#inputNoise}. */
    public Builder inputNoise(double value) {
      inputNoise = value;
      return this;
    }

    /** Dropout between layers only. */
    public Builder dropout(double between) {
      return dropout(Dropout.between(between));
    }

    /** See {@link NetworkSpec#dropout}. */
    public Builder dropout(Dropout value) {
      dropout = value;
      return this;
    }

    /** See {@link NetworkSpec#tieWeights}. */
    public Builder tieWeights(boolean value) {
      tieWeights = value;
      return this;
    }

    /** See {@link NetworkSpec#precision}. */
    public Builder precision(Precision value) {
      precision = value;
      return this;
    }

    /**
     * The spec.
     *
     * @throws IllegalArgumentException if something is out of range or does not go together
     */
    public NetworkSpec build() {
      return new NetworkSpec(
          input,
          cell,
          layers,
          hiddenSize,
          widthFactor,
          bidirectional,
          inputNoise,
          dropout,
          tieWeights,
          head,
          precision);
    }
  }
}
