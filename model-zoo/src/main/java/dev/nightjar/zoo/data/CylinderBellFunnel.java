package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The built-in data set {@code cylinder-bell-funnel}: three shapes in noise to be told apart (Saito
 * 1994, "Local feature extraction and its applications using a library of bases", PhD thesis, Yale
 * University).
 *
 * <p>A series has {@value #STEPS} steps t = 1, 2, … of one number:
 *
 * <pre>
 * cylinder  (6 + η)·χ(t) + ε(t)
 * bell      (6 + η)·χ(t)·(t − a)/(b − a) + ε(t)
 * funnel    (6 + η)·χ(t)·(b − t)/(b − a) + ε(t)
 * </pre>
 *
 * <p>χ(t) is 1 for a ≤ t ≤ b, else 0; a is a whole number uniform in 16 to 32, b − a one uniform in
 * 32 to 96 (inclusive); η and all ε(t) are normal with mean 0 and deviation 1.
 *
 * <p>{@value #TRAIN} series to train on, {@value #VALIDATION} to validate and {@value #TEST} to
 * test, the labels in turn.
 */
public final class CylinderBellFunnel {

  /** Steps of a series. */
  public static final int STEPS = 128;

  static final int TRAIN = 900;
  static final int VALIDATION = 300;
  static final int TEST = 900;

  private static final List<String> LABELS = List.of("bell", "cylinder", "funnel");
  private static final long SEED = 1994;

  private CylinderBellFunnel() {}

  static LabelledSeries load() {
    // Random's numbers are specified, so the series are the same on every Java.
    Random random = new Random(SEED);
    List<double[]> train = draw(random, TRAIN);
    List<double[]> validation = draw(random, VALIDATION);
    List<double[]> test = draw(random, TEST);
    NumberColumn.Fit fit = new NumberColumn.Fit();
    for (double[] series : train) {
      for (double value : series) {
        fit.add(value);
      }
    }
    NumberColumn column = fit.column("value");
    return new LabelledSeries(
        Builtin.CYLINDER_BELL_FUNNEL.label(),
        List.of(column),
        LABELS,
        new Parts<>(
            sequences(column, train), sequences(column, validation), sequences(column, test)),
        StableHash.ofNumbers(
            LABELS, Stream.of(train, validation, test).flatMap(List::stream).toList()));
  }

  private static List<double[]> draw(Random random, int count) {
    List<double[]> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      series.add(draw(random, LABELS.get(i % LABELS.size())));
    }
    return series;
  }

  private static double[] draw(Random random, String label) {
    int a = 16 + random.nextInt(17);
    int b = a + 32 + random.nextInt(65);
    double height = 6 + random.nextGaussian();
    double[] values = new double[STEPS];
    for (int t = 1; t <= STEPS; t++) {
      double shape = 0;
      if (t >= a && t <= b) {
        shape =
            switch (label) {
              case "bell" -> (double) (t - a) / (b - a);
              case "funnel" -> (double) (b - t) / (b - a);
              default -> 1;
            };
      }
      values[t - 1] = height * shape + random.nextGaussian();
    }
    return values;
  }

  private static List<LabelledSequence> sequences(NumberColumn column, List<double[]> series) {
    List<LabelledSequence> sequences = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      float[] scaled = NumberColumn.scaled(List.of(column), series.get(i));
      sequences.add(new LabelledSequence(scaled, 1, i % LABELS.size()));
    }
    return sequences;
  }
}
