package dev.nightjar.zoo.arbiter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Points of the plane, in two classes by the sign of x·y: 32 to train on, 16 to test. */
@SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
public final class TinyData implements DataProvider {

  private static final int BATCH = 16;

  static DataSetIterator points(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      float[] features = new float[2 * BATCH];
      float[] labels = new float[2 * BATCH];
      for (int i = 0; i < BATCH; i++) {
        features[2 * i] = (float) random.nextDouble() - 0.5f;
        features[2 * i + 1] = (float) random.nextDouble() - 0.5f;
        labels[2 * i + (features[2 * i] * features[2 * i + 1] > 0 ? 1 : 0)] = 1;
      }
      batches.add(
          new DataSet(
              Nd4j.create(features, new int[] {BATCH, 2}),
              Nd4j.create(labels, new int[] {BATCH, 2})));
    }
    return new ExistingDataSetIterator(batches);
  }

  @Override
  public Object trainData(Map<String, Object> parameters) {
    return points(1, 32);
  }

  @Override
  public Object testData(Map<String, Object> parameters) {
    return points(2, 16);
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }

  /** The same as a source, which says how many points to train on. */
  public static final class Source implements DataSource {
    private int count;

    @Override
    public void configure(Properties properties) {
      count = Integer.parseInt(properties.getProperty("count"));
    }

    @Override
    public Object trainData() {
      return points(1, count);
    }

    @Override
    public Object testData() {
      return points(2, 16);
    }

    @Override
    public Class<?> getDataType() {
      return DataSetIterator.class;
    }
  }
}
