package dev.nightjar.zoo.network;

/**
 * Puts the outputs of both directions of a layer side by side, step by step: at step t what each
 * direction knew when it had read step t.
 *
 * @param forwards of the direction that reads forwards
 * @param backwards of the other, in the order in which it read
 * @param to of both widths together
 */
record JoinStage(Signal forwards, Signal backwards, Signal to) implements Stage {
  @Override
  public void forward(Pass pass) {
    SequenceBatch batch = pass.batch();
    for (int n = 0; n < batch.size(); n++) {
      for (int t = 0; t < batch.steps(); t++) {
        int row = t * batch.size() + n;
        forwards.copyRow(row, to, row, 0);
        backwards.copyRow(mirrored(batch, n, t), to, row, forwards.width());
      }
    }
  }

  @Override
  public void backward(Pass pass) {
    SequenceBatch batch = pass.batch();
    for (int n = 0; n < batch.size(); n++) {
      for (int t = 0; t < batch.steps(); t++) {
        int row = t * batch.size() + n;
        forwards.takeGradientRow(row, to, row, 0);
        backwards.takeGradientRow(mirrored(batch, n, t), to, row, forwards.width());
      }
    }
  }

  private static int mirrored(SequenceBatch batch, int n, int t) {
    int length = batch.lengths()[n];
    return (t < length ? length - 1 - t : t) * batch.size() + n;
  }
}
