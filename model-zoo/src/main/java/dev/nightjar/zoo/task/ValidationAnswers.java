package dev.nightjar.zoo.task;

import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Of what is answered to batches only that on which the loss depends, which is little enough to be
 * kept of many networks: the probability of the right class, or every number of a row.
 */
final class ValidationAnswers {

  private final List<SequenceBatch> batches;
  private final Head head;
  private final float[] truths;

  /**
   * The answers to come.
   *
   * @param batches in order; some row is asked
   * @param head of all networks
   */
  ValidationAnswers(List<SequenceBatch> batches, Head head) {
    this.batches = batches;
    this.head = head;
    truths = head instanceof Head.Softmax ? new float[0] : numbersAsked();
  }

  private float[] numbersAsked() {
    Floats asked = new Floats();
    for (SequenceBatch batch : batches) {
      float[] values = ((Targets.Values) batch.targets()).values();
      asked.addRows(values, values, head.width());
    }
    return asked.toArray();
  }

  /** What of a network's answers counts; of the same length for all. */
  float[] of(Predictor network) {
    Floats kept = new Floats();
    Optional<Predictor.Reading> reading = Optional.empty();
    for (SequenceBatch batch : batches) {
      float[] answers;
      if (batch.continues().length == 0) {
        answers = network.answers(batch);
      } else {
        reading = reading.or(() -> Optional.of(network.read(batch.size())));
        answers = reading.get().answers(batch);
      }
      if (batch.targets() instanceof Targets.Classes classes) {
        for (int row = 0; row < classes.classes().length; row++) {
          if (classes.classes()[row] != SequenceBatch.IGNORED) {
            kept.add(answers[row * head.width() + classes.classes()[row]]);
          }
        }
      } else {
        kept.addRows(answers, ((Targets.Values) batch.targets()).values(), head.width());
      }
    }
    return kept.toArray();
  }

  /**
   * The mean loss of answers, of one network or averaged, in proportion to that of the head.
   *
   * @param kept as {@link #of} gives them
   */
  double loss(float[] kept) {
    double sum = 0;
    for (int i = 0; i < kept.length; i++) {
      sum += head instanceof Head.Softmax ? surprise(kept[i]) : loss(kept[i], truths[i]);
    }
    return sum / kept.length;
  }

  private double loss(double answer, double truth) {
    if (head instanceof Head.Regression) {
      return (answer - truth) * (answer - truth);
    }
    double yes = truth > 0 ? truth * surprise(answer) : 0;
    return truth < 1 ? yes + (1 - truth) * surprise(1 - answer) : yes;
  }

  private static double surprise(double probability) {
    return -Math.log(Math.max(probability, Float.MIN_NORMAL));
  }

  /** A list of numbers without boxes. */
  private static final class Floats {
    private float[] values = new float[1024];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    /** Adds the rows that are asked. */
    void addRows(float[] rows, float[] asked, int width) {
      for (int row = 0; row < asked.length / width; row++) {
        if (!Float.isNaN(asked[row * width])) {
          for (int k = row * width; k < (row + 1) * width; k++) {
            add(rows[k]);
          }
        }
      }
    }

    float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
