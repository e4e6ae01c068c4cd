package dev.nightjar.bench;

import dev.nightjar.zoo.network.CellType;
import java.util.List;
import java.util.Locale;

/**
 * One row of the training benchmark: a language model over {@code classes} tokens that is asked at
 * every step.
 *
 * @param batch sequences a step
 * @param steps time steps a sequence
 * @param embedding values a token is turned into
 * @param classes tokens of the vocabulary, and classes of the softmax
 */
record TrainingRow(
    CellType cell, int layers, int hidden, int batch, int steps, int embedding, int classes) {
  /** All rows of the benchmark. */
  static final List<TrainingRow> GRID =
      List.of(
          new TrainingRow(CellType.LSTM, 1, 128, 32, 50, 64, 80),
          new TrainingRow(CellType.LSTM, 1, 64, 16, 30, 64, 80),
          new TrainingRow(CellType.LSTM, 2, 256, 64, 50, 64, 80),
          new TrainingRow(CellType.LSTM, 2, 512, 64, 64, 64, 80),
          new TrainingRow(CellType.GRU, 1, 46, 8, 60, 64, 80),
          new TrainingRow(CellType.GRU, 1, 128, 32, 50, 64, 80),
          new TrainingRow(CellType.GRU, 2, 256, 64, 50, 64, 80),
          new TrainingRow(CellType.RNN, 1, 128, 32, 50, 64, 80),
          new TrainingRow(CellType.RNN, 2, 256, 64, 50, 64, 80),
          new TrainingRow(CellType.LSTM, 1, 256, 32, 35, 256, 10_000));

  /** A model over words, whose time goes into the softmax; it stands outside the means. */
  boolean isWordModel() {
    return classes >= 1000;
  }

  /**
   * Multiplications and additions of a step: 6·N·T·G·H·(C+H) a recurrent layer and 6·N·T·H·classes.
   */
  double flops() {
    double tokens = (double) batch * steps;
    double sum = 6 * tokens * hidden * classes;
    for (int layer = 0; layer < layers; layer++) {
      double inputs = layer == 0 ? embedding : hidden;
      sum += 6 * tokens * cell.gates() * hidden * (inputs + hidden);
    }
    return sum;
  }

  /** For example {@code lstm 2×256 (64×50)}. */
  String label() {
    return String.format(
        Locale.ROOT,
        "%s %d×%d (%d×%d)%s",
        cell.id(),
        layers,
        hidden,
        batch,
        steps,
        isWordModel() ? " words" : "");
  }
}
