package dev.nightjar.zoo.data;

import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.training.BatchSource;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The windows of a part of a time series, each with what it should forecast. Windows overlap, so
 * that all of them together are many times as large as the series: a batch is made when it is asked
 * for.
 */
public final class ForecastBatches implements BatchSource {

  private final TimeSeries series;
  private final TimeSeries.Rows rows;
  private final int batchSize;

  /**
   * Batches of windows.
   *
   * @param rows the rows that are forecast; at least one window forecasts only these
   * @throws IllegalArgumentException if there is no window or the batch size is below 1
   */
  public ForecastBatches(TimeSeries series, TimeSeries.Rows rows, int batchSize) {
    int windows = series.windows(rows);
    if (windows < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          windows + " windows in batches of " + batchSize + ": both must be at least 1");
    }
    this.series = series;
    this.rows = rows;
    this.batchSize = Math.min(batchSize, windows);
  }

  @Override
  public List<SequenceBatch> epoch(int epoch, RandomGenerator random) {
    List<Integer> order = inTime();
    Shuffle.shuffle(order, random);
    return batches(order);
  }

  /** The batches in the order of time, for evaluation. */
  public List<SequenceBatch> inOrder() {
    return batches(inTime());
  }

  private List<Integer> inTime() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < series.windows(rows); i++) {
      order.add(rows.from() + i);
    }
    return order;
  }

  private List<SequenceBatch> batches(List<Integer> order) {
    return new AbstractList<>() {
      @Override
      public SequenceBatch get(int index) {
        int from = index * batchSize;
        return batch(order.subList(from, Math.min(from + batchSize, order.size())));
      }

      @Override
      public int size() {
        return (order.size() + batchSize - 1) / batchSize;
      }
    };
  }

  private SequenceBatch batch(List<Integer> firstForecastRows) {
    ForecastScaling scaling = series.scaling();
    int steps = scaling.windows().window();
    int width = scaling.width();
    int horizon = scaling.windows().horizon();
    float[] inputs = new float[steps * batchSize * width];
    float[] answers = new float[batchSize * horizon];
    int[] lengths = new int[batchSize];
    Arrays.fill(lengths, steps);
    Arrays.fill(answers, Float.NaN); // Rows that are left over ask nothing.
    for (int n = 0; n < firstForecastRows.size(); n++) {
      int first = firstForecastRows.get(n) - steps;
      float[] window = scaling.inputs(series.values(), first);
      for (int step = 0; step < steps; step++) {
        System.arraycopy(window, step * width, inputs, (step * batchSize + n) * width, width);
      }
      System.arraycopy(scaling.answers(series.values(), first), 0, answers, n * horizon, horizon);
    }
    return new SequenceBatch(
        new StepInput.Values(inputs), lengths, new Targets.Values(answers), steps, batchSize);
  }
}
