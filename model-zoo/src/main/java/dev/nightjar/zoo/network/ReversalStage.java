package dev.nightjar.zoo.network;

/**
 * Turns each sequence round within its length, so that a layer can read it from its end. Padded
 * places stay where they are.
 */
record ReversalStage(Signal from, Signal to) implements Stage {
  @Override
  public void forward(Pass pass) {
    SequenceBatch batch = pass.batch();
    for (int n = 0; n < batch.size(); n++) {
      int length = batch.lengths()[n];
      for (int t = 0; t < batch.steps(); t++) {
        int source = t < length ? length - 1 - t : t;
        from.copyRow(source * batch.size() + n, to, t * batch.size() + n, 0);
      }
    }
  }

  /** Adds to the gradient that the layer that reads forwards has left there. */
  @Override
  public void backward(Pass pass) {
    SequenceBatch batch = pass.batch();
    int width = from.width();
    float[] sum = new float[width];
    float[] row = new float[width];
    for (int n = 0; n < batch.size(); n++) {
      int length = batch.lengths()[n];
      for (int t = 0; t < length; t++) {
        int target = ((length - 1 - t) * batch.size() + n) * width;
        from.gradient().floats().get(target, sum);
        to.gradient().floats().get((t * batch.size() + n) * width, row);
        for (int i = 0; i < width; i++) {
          sum[i] += row[i];
        }
        from.gradient().floats().put(target, sum);
      }
    }
  }
}
