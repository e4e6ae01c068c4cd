package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Part of the built-in surnames for Arbiter: how often each pair of neighbouring characters stands
 * in a name, pairs hashed to columns, against the language.
 */
@SuppressWarnings("deprecation") // Arbiter's older way, which is what most programs use.
final class ArbiterNames implements DataProvider {
  static final int COLUMNS = 128;
  private static final int TRAIN = 1000;
  private static final int SCORED = 600;
  private static final int BATCH = 50;

  private final List<String> labels;
  private final List<DataSet> train;
  private final List<DataSet> scored;

  ArbiterNames() {
    LabelledText names = (LabelledText) Datasets.load(BuiltinSpec.of(Builtin.NAMES));
    labels = names.labels();
    train = batches(names.train(), TRAIN);
    scored = batches(names.validation(), SCORED);
  }

  int classes() {
    return labels.size();
  }

  private List<DataSet> batches(List<Example> examples, int count) {
    List<Example> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(1));
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < count; from += BATCH) {
      INDArray features = Nd4j.zeros(BATCH, COLUMNS);
      INDArray classes = Nd4j.zeros(BATCH, labels.size());
      for (int i = 0; i < BATCH; i++) {
        Example example = shuffled.get(from + i);
        String name = "^" + example.text() + "$";
        for (int c = 1; c < name.length(); c++) {
          int column = Math.floorMod(name.substring(c - 1, c + 1).hashCode(), COLUMNS);
          features.putScalar(i, column, features.getFloat(i, column) + 1);
        }
        classes.putScalar(i, labels.indexOf(example.label()), 1);
      }
      batches.add(new DataSet(features, classes));
    }
    return batches;
  }

  @Override
  public Object trainData(Map<String, Object> parameters) {
    return new ExistingDataSetIterator(train);
  }

  @Override
  public Object testData(Map<String, Object> parameters) {
    return new ExistingDataSetIterator(scored);
  }

  @Override
  public Class<?> getDataType() {
    return DataSetIterator.class;
  }
}
