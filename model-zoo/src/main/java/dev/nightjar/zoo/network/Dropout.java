package dev.nightjar.zoo.network;

/**
 * What is dropped in training: inverted dropout (Srivastava et al. 2014), each value with the given
 * probability, in [0, 1).
 *
 * @param input of the values the first layer reads
 * @param layers of the outputs of a layer before the next reads them
 * @param output of the values the output layer reads
 * @param recurrent of the recurrent weights, drawn once a step of the optimiser (Wan et al. 2013;
 *     Merity, Keskar and Socher 2017); the time-delay cell has none
 * @param variational whether input, layers and output draw one mask a sequence that holds for all
 *     its steps (Gal and Ghahramani 2016), not one a step
 */
public record Dropout(
    double input, double layers, double output, double recurrent, boolean variational) {
  /** Nothing is dropped. */
  public static final Dropout NONE = new Dropout(0, 0, 0, 0, false);

  /** Checks the ranges. */
  public Dropout {
    probability("input dropout", input);
    probability("dropout", layers);
    probability("output dropout", output);
    probability("recurrent dropout", recurrent);
  }

  /** Dropout between layers only, as PyTorch's recurrent layers have it. */
  public static Dropout between(double layers) {
    return new Dropout(0, layers, 0, 0, false);
  }

  private static void probability(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be at least 0 and below 1");
    }
  }
}
