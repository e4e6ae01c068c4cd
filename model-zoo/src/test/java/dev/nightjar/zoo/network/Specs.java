package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;

/** Specs for tests. */
public final class Specs {
  private Specs() {}

  /** A classifier with dropout between layers. */
  public static NetworkSpec of(
      NetworkInput input,
      CellType cell,
      int layers,
      int hiddenSize,
      double dropout,
      int classes,
      OutputMode mode) {
    return NetworkSpec.builder(input, new Head.Softmax(mode, classes))
        .cell(cell)
        .layers(layers)
        .hiddenSize(hiddenSize)
        .dropout(dropout)
        .build();
  }

  /**
   * One network for each cell and option, without what is drawn at random: what every network must
   * satisfy is tested on all of these.
   */
  static List<Named<NetworkSpec>> steady(int embedding, int units) {
    List<Named<NetworkSpec>> all = new ArrayList<>();
    TokenInput tokens = new TokenInput(11, embedding);
    for (OutputMode mode : OutputMode.values()) {
      Head softmax = new Head.Softmax(mode, 4);
      for (CellType cell : CellType.values()) {
        for (int layers = 1; layers <= 2; layers++) {
          add(all, cell, NetworkSpec.builder(tokens, softmax).cell(cell).layers(layers), units);
        }
      }
      for (CellType cell : List.of(CellType.RNN, CellType.TDNN)) {
        CellSpec relu = new CellSpec(cell, Activation.RELU, 1, 3);
        add(all, "relu", NetworkSpec.builder(tokens, softmax).cell(relu).layers(2), units);
      }
      add(
          all,
          "tapering",
          NetworkSpec.builder(tokens, softmax).layers(3).widthFactor(0.5).cell(CellType.GRU),
          units);
      add(
          all,
          "label smoothing",
          NetworkSpec.builder(tokens, new Head.Softmax(mode, 4, 0.2)).cell(CellType.GRU),
          units);
      for (CellType cell : CellType.values()) {
        add(
            all,
            "numbers in and out",
            NetworkSpec.builder(new ValueInput(3), new Head.Regression(mode, 2)).cell(cell),
            units);
      }
      for (CellType cell : CellType.values()) {
        add(
            all,
            "yes or no",
            NetworkSpec.builder(new ValueInput(3), new Head.Bernoulli(mode, 3)).cell(cell),
            units);
      }
      add(all, "numbers in", NetworkSpec.builder(new ValueInput(3), softmax), units);
    }
    for (CellType cell : List.of(CellType.RNN, CellType.LSTM, CellType.GRU, CellType.GRU_CHO)) {
      for (int layers = 1; layers <= 2; layers++) {
        add(
            all,
            "bidirectional",
            NetworkSpec.builder(tokens, new Head.Softmax(OutputMode.LAST_STEP, 4))
                .cell(cell)
                .layers(layers)
                .bidirectional(true),
            units);
      }
    }
    add(
        all,
        "bidirectional, tapering",
        NetworkSpec.builder(new ValueInput(3), new Head.Regression(OutputMode.LAST_STEP, 1))
            .layers(3)
            .widthFactor(0.5)
            .bidirectional(true),
        units);
    Head next = new Head.Softmax(OutputMode.EVERY_STEP, 11);
    add(all, "tied", NetworkSpec.builder(new TokenInput(11, units), next).tieWeights(true), units);
    add(all, "tied over a projection", NetworkSpec.builder(tokens, next).tieWeights(true), units);
    TokenInput frozen = new TokenInput(11, embedding, false);
    add(
        all,
        "frozen",
        NetworkSpec.builder(frozen, new Head.Softmax(OutputMode.LAST_STEP, 4)),
        units);
    add(
        all,
        "frozen, tied",
        NetworkSpec.builder(new TokenInput(11, units, false), next).tieWeights(true),
        units);
    add(
        all,
        "frozen, tied over a projection",
        NetworkSpec.builder(frozen, next).tieWeights(true),
        units);
    return all;
  }

  /** One network for each kind of dropout, and some that add noise. */
  static List<Named<NetworkSpec>> dropping(int embedding, int units) {
    List<Named<NetworkSpec>> all = new ArrayList<>();
    for (OutputMode mode : OutputMode.values()) {
      for (boolean variational : new boolean[] {false, true}) {
        for (Dropout dropout :
            List.of(
                new Dropout(0.3, 0, 0, 0, variational),
                new Dropout(0, 0.3, 0, 0, variational),
                new Dropout(0, 0, 0.3, 0, variational),
                new Dropout(0.2, 0.2, 0.2, 0.2, variational))) {
          add(
              all,
              dropout,
              NetworkSpec.builder(new TokenInput(11, embedding), new Head.Softmax(mode, 4))
                  .layers(2)
                  .dropout(dropout),
              units);
        }
      }
      for (CellType cell : List.of(CellType.RNN, CellType.LSTM, CellType.GRU, CellType.GRU_CHO)) {
        add(
            all,
            "recurrent dropout",
            NetworkSpec.builder(new TokenInput(11, embedding), new Head.Softmax(mode, 4))
                .cell(cell)
                .layers(2)
                .dropout(new Dropout(0, 0, 0, 0.4, false)),
            units);
      }
    }
    add(
        all,
        "everything at once",
        NetworkSpec.builder(
                new TokenInput(11, embedding), new Head.Softmax(OutputMode.LAST_STEP, 4, 0.1))
            .cell(CellType.GRU)
            .layers(2)
            .bidirectional(true)
            .inputNoise(0.2)
            .dropout(new Dropout(0.2, 0.2, 0.2, 0.2, true)),
        units);
    for (CellType cell : CellType.values()) {
      add(
          all,
          "noise",
          NetworkSpec.builder(
                  new TokenInput(11, embedding), new Head.Softmax(OutputMode.EVERY_STEP, 4))
              .cell(cell)
              .inputNoise(0.5),
          units);
    }
    add(
        all,
        "noise on numbers",
        NetworkSpec.builder(new ValueInput(3), new Head.Regression(OutputMode.LAST_STEP, 2))
            .inputNoise(0.5)
            .dropout(new Dropout(0.3, 0, 0, 0, false)),
        units);
    return all;
  }

  private static void add(
      List<Named<NetworkSpec>> all, Object what, NetworkSpec.Builder builder, int units) {
    NetworkSpec spec = builder.hiddenSize(units).build();
    all.add(
        Named.of(
            what + ": " + spec.cell().type() + " × " + spec.layers() + " " + spec.head().mode(),
            spec));
  }
}
