package dev.nightjar.zoo.exhibit;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.Sequence;
import dev.nightjar.zoo.network.Predictor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The answers of a network to many sequences, computed side by side where lengths are alike. */
final class SequenceAnswers {

  /** So few that long sequences of wide networks fit into memory, too. */
  private static final int TOGETHER = 64;

  private SequenceAnswers() {}

  /** Lays sequences side by side. */
  @FunctionalInterface
  interface Batches<S extends Sequence> {
    /** Batches of at most so many sequences. */
    BucketedBatches<S> of(List<S> sequences, int batchSize);
  }

  /** Is told what the network answered. */
  @FunctionalInterface
  interface Listener {
    /**
     * Takes an answer.
     *
     * @param index the place of the sequence in the list
     * @param answers [width of the head]
     */
    void answered(int index, float[] answers);
  }

  /** Tells a listener the answer to every sequence, in an order of no meaning. */
  static <S extends Sequence> void of(
      Predictor network, List<S> sequences, Batches<S> batches, Listener listener) {
    int width = network.head().width();
    List<Integer> byLength =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sequences.get(i).length()))
            .toList();
    for (int from = 0; from < byLength.size(); from += TOGETHER) {
      List<Integer> some = byLength.subList(from, Math.min(from + TOGETHER, byLength.size()));
      // As many as one batch holds, ascending in length: they stand in it in this order.
      float[] answers =
          network.answers(
              batches.of(some.stream().map(sequences::get).toList(), some.size()).inOrder().get(0));
      for (int n = 0; n < some.size(); n++) {
        float[] answer = new float[width];
        System.arraycopy(answers, n * width, answer, 0, width);
        listener.answered(some.get(n), answer);
      }
    }
  }
}
