package dev.nightjar.bench;

import dev.nightjar.zoo.data.LabelledSequence;
import dev.nightjar.zoo.data.LabelledSeries;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A series gets the labels of those that are nearest to it by Euclidean distance: of k neighbours n
 * with a label give it the probability (n + s) / (k + s·labels). k and s are those with the
 * smallest loss on the validation part.
 */
final class AutoNeighbours {

  private static final int[] NEIGHBOURS = {1, 3, 5, 9, 15, 25};
  private static final double[] SMOOTHINGS = {0.01, 0.03, 0.1, 0.3, 1};

  private AutoNeighbours() {}

  /** Loss and accuracy on the test part. */
  static Map<String, Double> score(LabelledSeries data) {
    int[][] validation = neighbours(data.parts().train(), data.parts().validation());
    int[][] test = neighbours(data.parts().train(), data.parts().test());
    int labels = data.labels().size();
    Map<String, Double> best = Map.of();
    double least = Double.POSITIVE_INFINITY;
    for (int k : NEIGHBOURS) {
      for (double smoothing : SMOOTHINGS) {
        double loss =
            AutoGuess.score(
                    "validation",
                    vote(validation, k, smoothing, labels),
                    truths(data.parts().validation()))
                .get("validation.loss");
        if (loss < least) {
          least = loss;
          best =
              AutoGuess.score(
                  "test", vote(test, k, smoothing, labels), truths(data.parts().test()));
        }
      }
    }
    return best;
  }

  private static int[] truths(List<LabelledSequence> part) {
    return part.stream().mapToInt(LabelledSequence::label).toArray();
  }

  /** The labels of the nearest, the nearest first. */
  private static int[][] neighbours(List<LabelledSequence> train, List<LabelledSequence> part) {
    int most = NEIGHBOURS[NEIGHBOURS.length - 1];
    return part.stream()
        .map(
            one -> {
              double[] distances = train.stream().mapToDouble(t -> distance(t, one)).toArray();
              return IntStream.range(0, distances.length)
                  .boxed()
                  .sorted(Comparator.comparing(i -> distances[i]))
                  .limit(most)
                  .mapToInt(i -> train.get(i).label())
                  .toArray();
            })
        .toArray(int[][]::new);
  }

  /** Squared; of series of different lengths over the steps that both have. */
  private static double distance(LabelledSequence one, LabelledSequence other) {
    float[] a = one.values();
    float[] b = other.values();
    double sum = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static double[][] vote(int[][] neighbours, int k, double smoothing, int labels) {
    double[][] probabilities = new double[neighbours.length][labels];
    for (int i = 0; i < neighbours.length; i++) {
      int count = Math.min(k, neighbours[i].length);
      Arrays.fill(probabilities[i], smoothing / (count + smoothing * labels));
      for (int n = 0; n < count; n++) {
        probabilities[i][neighbours[i][n]] += 1 / (count + smoothing * labels);
      }
    }
    return probabilities;
  }
}
