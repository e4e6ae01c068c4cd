package dev.nightjar.zoo.network;

import java.util.Objects;

/** What a network answers, and the loss it is trained on. Sealed, like {@link NetworkInput}. */
public sealed interface Head {
  /** Where the network answers. */
  OutputMode mode();

  /** The number of values of an answer. */
  int width();

  /**
   * One of several classes: softmax and cross-entropy in nats.
   *
   * @param mode where it answers
   * @param classes at least 1
   * @param labelSmoothing ε in [0, 1): the share of the target that is spread over all classes
   *     alike, so that training minimises (1−ε)·(−log p[target]) + ε·mean(−log p) (Szegedy et al.
   *     2016). Evaluation counts the plain cross-entropy
   */
  record Softmax(OutputMode mode, int classes, double labelSmoothing) implements Head {
    /** Checks the ranges. */
    public Softmax {
      Objects.requireNonNull(mode, "mode");
      Checks.atLeast("classes", classes, 1);
      if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
        throw new IllegalArgumentException(
            "labelSmoothing is " + labelSmoothing + "; it must be at least 0 and below 1");
      }
    }

    /** Without label smoothing. */
    public Softmax(OutputMode mode, int classes) {
      this(mode, classes, 0);
    }

    @Override
    public int width() {
      return classes;
    }
  }

  /**
   * Numbers: a linear layer and the squared error, averaged over the numbers of an answer.
   *
   * @param mode where it answers
   * @param outputs numbers an answer, at least 1
   */
  record Regression(OutputMode mode, int outputs) implements Head {
    /** Checks the ranges. */
    public Regression {
      Objects.requireNonNull(mode, "mode");
      Checks.atLeast("outputs", outputs, 1);
    }

    @Override
    public int width() {
      return outputs;
    }
  }

  /**
   * Several independent answers of yes or no: a logistic function each, and the binary
   * cross-entropy in nats summed over the outputs of an answer.
   *
   * @param mode where it answers
   * @param outputs yes-or-no questions an answer, at least 1
   */
  record Bernoulli(OutputMode mode, int outputs) implements Head {
    /** Checks the ranges. */
    public Bernoulli {
      Objects.requireNonNull(mode, "mode");
      Checks.atLeast("outputs", outputs, 1);
    }

    @Override
    public int width() {
      return outputs;
    }
  }
}
