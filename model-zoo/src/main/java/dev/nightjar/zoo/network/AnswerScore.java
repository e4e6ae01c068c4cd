package dev.nightjar.zoo.network;

/** The loss of answers that were computed elsewhere, as the engine computes that of its own. */
final class AnswerScore {

  private AnswerScore() {}

  /**
   * Scores answers.
   *
   * @param answers [rows × width of the head], probabilities or numbers
   */
  static BatchResult of(Head head, Targets targets, float[] answers) {
    int width = head.width();
    if (targets instanceof Targets.Classes classes) {
      return ofClasses(classes.classes(), answers, width);
    }
    return ofValues(head, ((Targets.Values) targets).values(), answers);
  }

  private static BatchResult ofClasses(int[] truths, float[] answers, int width) {
    double loss = 0;
    int asked = 0;
    int[] most = new int[truths.length];
    for (int row = 0; row < truths.length; row++) {
      most[row] = SequenceBatch.IGNORED;
      if (truths[row] == SequenceBatch.IGNORED) {
        continue;
      }
      loss += surprise(answers[row * width + truths[row]]);
      most[row] = largest(answers, row * width, width);
      asked++;
    }
    return new BatchResult(loss, asked, most, new float[0]);
  }

  private static int largest(float[] answers, int from, int width) {
    int best = 0;
    for (int k = 1; k < width; k++) {
      best = answers[from + k] > answers[from + best] ? k : best;
    }
    return best;
  }

  private static BatchResult ofValues(Head head, float[] targets, float[] answers) {
    int width = head.width();
    boolean regression = head instanceof Head.Regression;
    double loss = 0;
    int asked = 0;
    for (int row = 0; row < targets.length / width; row++) {
      if (Float.isNaN(targets[row * width])) {
        continue;
      }
      for (int k = row * width; k < (row + 1) * width; k++) {
        loss +=
            regression ? square(answers[k] - targets[k]) / width : yesNo(answers[k], targets[k]);
      }
      asked++;
    }
    return new BatchResult(loss, asked, new int[0], regression ? answers : new float[0]);
  }

  private static double yesNo(double yes, double truth) {
    double loss = truth > 0 ? truth * surprise(yes) : 0;
    return truth < 1 ? loss + (1 - truth) * surprise(1 - yes) : loss;
  }

  private static double square(double difference) {
    return difference * difference;
  }

  /** −log p, finite where a probability is too small for a float. */
  private static double surprise(double probability) {
    return -Math.log(Math.max(probability, Float.MIN_NORMAL));
  }
}
