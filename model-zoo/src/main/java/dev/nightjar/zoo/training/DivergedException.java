package dev.nightjar.zoo.training;

/** The loss or the watched metric became NaN or infinite. */
public final class DivergedException extends RuntimeException {
  private final int epoch;

  /**
   * Says so.
   *
   * @param epoch in which it happened, from 1
   * @param what became what: {@code "the training loss is NaN"}
   */
  public DivergedException(int epoch, String what) {
    super(
        "diverged at epoch "
            + epoch
            + ": "
            + what
            + "; lower the learning rate or clip gradients harder");
    this.epoch = epoch;
  }

  /** The epoch in which it happened, from 1. */
  public int epoch() {
    return epoch;
  }
}
