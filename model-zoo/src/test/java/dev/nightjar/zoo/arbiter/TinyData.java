package dev.nightjar.zoo.arbiter;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Points of the plane, in two classes by the sign of x·y: 32 to train on, 16 to test. */
@SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
public final class TinyData implements DataProvider {

  private static final int BATCH = 16;

  static DataSetIterator points(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray features = Nd4j.create(count, 2);
    INDArray labels = Nd4j.create(count, 2);
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble() - 0.5;
      double y = random.nextDouble() - 0.5;
      features.putScalar(i, 0, x);
      features.putScalar(i, 1, y);
      labels.putScalar(i, x * y > 0 ? 1 : 0, 1);
    }
    return new ListDataSetIterator<>(new DataSet(features, labels).asList(), BATCH);
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
      return count == 0 ? new ListDataSetIterator<>(List.<DataSet>of(), BATCH) : points(1, count);
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
