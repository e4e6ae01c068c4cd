package dev.nightjar.bench;

/** One library's network for one row of the training benchmark. */
interface TrainingEngine extends AutoCloseable {
  /** The name in the results. */
  String name();

  /** A whole training step: forward, loss, backward, clipping, Adam. Returns the loss before it. */
  double step();

  @Override
  void close();
}
