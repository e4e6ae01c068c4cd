package dev.nightjar.zoo.network;

import java.util.List;

/**
 * Takes the last real step of each sequence, from both directions where there are two. Only that
 * step gets a gradient, so padded steps contribute exactly nothing.
 *
 * @param from outputs of the last layer, each direction in the order in which it read
 * @param to [size, their widths together]
 */
record LastStepStage(List<Signal> from, Signal to) implements Stage {
  LastStepStage {
    from = List.copyOf(from);
  }

  @Override
  public void forward(Pass pass) {
    SequenceBatch batch = pass.batch();
    int column = 0;
    for (Signal signal : from) {
      for (int n = 0; n < batch.size(); n++) {
        signal.copyRow((batch.lengths()[n] - 1) * batch.size() + n, to, n, column);
      }
      column += signal.width();
    }
  }

  @Override
  public void backward(Pass pass) {
    SequenceBatch batch = pass.batch();
    int column = 0;
    for (Signal signal : from) {
      signal.gradient().zero();
      for (int n = 0; n < batch.size(); n++) {
        signal.takeGradientRow((batch.lengths()[n] - 1) * batch.size() + n, to, n, column);
      }
      column += signal.width();
    }
  }
}
