package dev.nightjar.zoo.network;

/** Whether a batch fits a network. */
final class BatchCheck {
  private BatchCheck() {}

  /**
   * Checks a batch.
   *
   * @return the number of rows that are asked
   * @throws IllegalArgumentException if it does not fit
   */
  static int asked(NetworkSpec spec, SequenceBatch batch) {
    checkInput(spec.input(), batch);
    int rows =
        switch (spec.head().mode()) {
          case LAST_STEP -> batch.size();
          case EVERY_STEP -> batch.steps() * batch.size();
        };
    boolean each = spec.head().mode() == OutputMode.EVERY_STEP;
    int asked = 0;
    for (int row = 0; row < rows; row++) {
      if (asks(spec.head(), batch.targets(), rows, row)) {
        asked++;
        int n = row % batch.size();
        int t = row / batch.size();
        if (each && t >= batch.lengths()[n]) {
          throw new IllegalArgumentException(
              "sequence "
                  + n
                  + " has length "
                  + batch.lengths()[n]
                  + " but a target at step "
                  + t
                  + "; padded places must not be asked");
        }
      }
    }
    return asked;
  }

  private static void checkInput(NetworkInput input, SequenceBatch batch) {
    if (input instanceof TokenInput) {
      if (!(batch.input() instanceof StepInput.Tokens)) {
        throw new IllegalArgumentException("the network reads tokens; the batch holds numbers");
      }
      return;
    }
    if (!(batch.input() instanceof StepInput.Values values)) {
      throw new IllegalArgumentException("the network reads numbers; the batch holds tokens");
    }
    long expected = (long) batch.steps() * batch.size() * input.width();
    if (values.values().length != expected) {
      throw new IllegalArgumentException(
          "the batch holds "
              + values.values().length
              + " numbers; "
              + batch.steps()
              + " steps of "
              + batch.size()
              + " sequences with "
              + input.width()
              + " each need "
              + expected);
    }
  }

  private static boolean asks(Head head, Targets targets, int rows, int row) {
    if (head instanceof Head.Softmax softmax && targets instanceof Targets.Classes classes) {
      checkRows(head, classes.classes().length, rows);
      int wanted = classes.classes()[row];
      if (wanted == SequenceBatch.IGNORED) {
        return false;
      }
      if (wanted < 0 || wanted >= softmax.classes()) {
        Checks.between("target " + row, wanted, 0, softmax.classes() - 1);
      }
      return true;
    }
    if (!(head instanceof Head.Softmax) && targets instanceof Targets.Values values) {
      checkRows(head, values.values().length, rows * head.width());
      boolean asked = !Float.isNaN(values.values()[row * head.width()]);
      if (asked && head instanceof Head.Bernoulli) {
        checkShares(values.values(), row * head.width(), (row + 1) * head.width());
      }
      return asked;
    }
    throw new IllegalArgumentException(
        head instanceof Head.Softmax
            ? "the network answers with classes; the batch asks for numbers"
            : "the network answers with numbers; the batch asks for classes");
  }

  private static void checkShares(float[] wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!(wanted[i] >= 0 && wanted[i] <= 1)) {
        throw new IllegalArgumentException(
            "target " + i + " is " + wanted[i] + "; allowed are 0 (no) to 1 (yes)");
      }
    }
  }

  private static void checkRows(Head head, int given, int needed) {
    if (given != needed) {
      throw new IllegalArgumentException(
          "the batch has "
              + given
              + " targets; a network that answers "
              + head.mode()
              + " needs "
              + needed);
    }
  }
}
