package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Networks that read and answer the same, used as one: its answers are the weighted mean of theirs,
 * of probabilities or of numbers. Owns the networks: they are closed with it.
 */
public final class NetworkEnsemble implements Predictor {

  private final List<RecurrentNetwork> members;
  private final double[] weights;

  /**
   * An ensemble.
   *
   * @param members at least one
   * @param weights a weight for each, above 0; only their proportions matter
   * @throws IllegalArgumentException if they do not go together
   */
  public NetworkEnsemble(List<RecurrentNetwork> members, List<Double> weights) {
    if (members.isEmpty() || members.size() != weights.size()) {
      throw new IllegalArgumentException(
          members.size() + " networks and " + weights.size() + " weights; each needs one");
    }
    NetworkSpec first = members.get(0).spec();
    for (RecurrentNetwork member : members) {
      if (!alike(first, member.spec())) {
        throw new IllegalArgumentException(
            "a network of the ensemble reads or answers something else than the first");
      }
    }
    double sum = 0;
    for (double weight : weights) {
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException(
            "a weight is " + weight + "; it must be above 0 and finite");
      }
      sum += weight;
    }
    this.members = List.copyOf(members);
    double all = sum;
    this.weights = weights.stream().mapToDouble(weight -> weight / all).toArray();
  }

  /** How they embed tokens, and what they were trained on besides the right answers, may differ. */
  private static boolean alike(NetworkSpec a, NetworkSpec b) {
    boolean tokens =
        a.input() instanceof TokenInput x
            && b.input() instanceof TokenInput y
            && x.vocabularySize() == y.vocabularySize();
    return (tokens || a.input().equals(b.input()))
        && a.head().getClass() == b.head().getClass()
        && a.head().mode() == b.head().mode()
        && a.head().width() == b.head().width();
  }

  /** The networks. */
  public List<RecurrentNetwork> members() {
    return members;
  }

  /** The weight of each network; their sum is 1. */
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public Head head() {
    return members.get(0).head();
  }

  @Override
  public List<NetworkSpec> specs() {
    return IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -weights[i]))
        .map(i -> members.get(i).spec())
        .toList();
  }

  @Override
  public BatchResult evaluate(SequenceBatch batch) {
    return AnswerScore.of(head(), batch.targets(), answers(batch));
  }

  @Override
  public float[] answers(SequenceBatch batch) {
    return mean(members, member -> member.answers(batch));
  }

  @Override
  public Reading read(int size) {
    List<Reading> readings = new ArrayList<>();
    members.forEach(member -> readings.add(member.read(size)));
    return new Reading() {
      @Override
      public BatchResult evaluate(SequenceBatch batch) {
        return AnswerScore.of(head(), batch.targets(), answers(batch));
      }

      @Override
      public float[] answers(SequenceBatch batch) {
        return mean(readings, reading -> reading.answers(batch));
      }
    };
  }

  /**
   * The weighted mean of what each of some parts says, one a member.
   *
   * @param parts in the order of the members
   */
  public <P> float[] mean(List<P> parts, Function<P, float[]> answers) {
    double[] sum = new double[0];
    for (int i = 0; i < parts.size(); i++) {
      float[] said = answers.apply(parts.get(i));
      if (i == 0) {
        sum = new double[said.length];
      }
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weights[i] * said[j];
      }
    }
    float[] mean = new float[sum.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (float) sum[j];
    }
    return mean;
  }

  @Override
  public void close() {
    members.forEach(RecurrentNetwork::close);
  }
}
