package dev.nightjar.zoo.data;

/**
 * How a data set is divided, as fractions that add up to one.
 *
 * @param train share trained on, above 0
 * @param validation share that early stopping and the search look at, above 0
 * @param test share that only the winner meets, at least 0
 */
public record SplitSpec(double train, double validation, double test) {

  /** 80 % to train, 10 % to validate, 10 % to test. */
  public static final SplitSpec DEFAULT = new SplitSpec(0.8, 0.1, 0.1);

  /**
   * Of one running text the first 90 % to train, the next 5 % to validate, the last 5 % to test: a
   * text is long, and its neighbouring parts are alike.
   */
  public static final SplitSpec ONE_TEXT = new SplitSpec(0.9, 0.05, 0.05);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException if one is out of range or they do not add up to 1
   */
  public SplitSpec {
    if (!(train > 0 && validation > 0 && test >= 0)
        || Math.abs(train + validation + test - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "the shares train "
              + train
              + ", validation "
              + validation
              + " and test "
              + test
              + " must add up to 1, the first two above 0");
    }
  }
}
