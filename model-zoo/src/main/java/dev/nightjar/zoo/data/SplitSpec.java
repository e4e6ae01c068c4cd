package dev.nightjar.zoo.data;

/**
 * How examples are divided, as fractions that add up to one.
 *
 * @param train share trained on, above 0
 * @param validation share that early stopping and the search look at, above 0
 * @param test share that only the winner meets, at least 0
 */
public record SplitSpec(double train, double validation, double test) {

  /** 80 % to train, 10 % to validate, 10 % to test. */
  public static final SplitSpec DEFAULT = new SplitSpec(0.8, 0.1, 0.1);

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
