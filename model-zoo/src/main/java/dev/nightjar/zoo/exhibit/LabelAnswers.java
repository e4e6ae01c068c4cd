package dev.nightjar.zoo.exhibit;

import dev.nightjar.zoo.data.Sequence;
import dev.nightjar.zoo.network.Predictor;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How a network labelled sequences, each array with a place a sequence.
 *
 * @param truths the labels they have
 * @param answers the labels that the network found most probable; of equally probable ones the
 *     first
 * @param probabilities of the labels answered, in [0, 1]
 * @param ofTruths the probabilities of the labels they have, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; boxes would be many times as large.
record LabelAnswers(int[] truths, int[] answers, float[] probabilities, float[] ofTruths) {

  /** Asks a network. */
  static <S extends Sequence> LabelAnswers of(
      Predictor network,
      List<S> sequences,
      SequenceAnswers.Batches<S> batches,
      ToIntFunction<S> label) {
    int count = sequences.size();
    LabelAnswers all =
        new LabelAnswers(new int[count], new int[count], new float[count], new float[count]);
    SequenceAnswers.of(
        network, sequences, batches, (i, p) -> all.put(i, label.applyAsInt(sequences.get(i)), p));
    return all;
  }

  private void put(int place, int truth, float... probabilities) {
    int best = 0;
    for (int label = 1; label < probabilities.length; label++) {
      best = probabilities[label] > probabilities[best] ? label : best;
    }
    truths[place] = truth;
    answers[place] = best;
    this.probabilities[place] = probabilities[best];
    ofTruths[place] = probabilities[truth];
  }

  /** How many there are. */
  int count() {
    return truths.length;
  }

  /** Whether the answer to a sequence is right. */
  boolean right(int place) {
    return truths[place] == answers[place];
  }
}
