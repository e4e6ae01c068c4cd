package dev.nightjar.zoo.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The GRU as a layer of DL4J: its gradients, and that a network with it can be trained. */
class GruLayerTest {
  private static final int SIZE = 3;
  private static final int INPUTS = 2;
  private static final int UNITS = 2;
  private static final int CLASSES = 2;
  private static final int STEPS = 4;

  private static NeuralNetConfiguration.ListBuilder layers(boolean resetAfter) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .seed(7)
        .updater(new Adam(0.05))
        .list()
        .layer(new GruLayer.Builder().nIn(INPUTS).nOut(UNITS).resetAfter(resetAfter).build())
        .layer(new GruLayer.Builder().nIn(UNITS).nOut(UNITS).resetAfter(resetAfter).build())
        .layer(
            new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(UNITS)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
  }

  private static MultiLayerNetwork network(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    SplittableRandom random = new SplittableRandom(3);
    INDArray parameters = network.params();
    for (long i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, random.nextGaussian() * 0.7);
    }
    return network;
  }

  private static INDArray values(int size, int steps) {
    SplittableRandom random = new SplittableRandom(5);
    INDArray values = Nd4j.zeros(DataType.DOUBLE, size, INPUTS, steps);
    for (int n = 0; n < size; n++) {
      for (int k = 0; k < INPUTS; k++) {
        for (int t = 0; t < steps; t++) {
          values.putScalar(n, k, t, random.nextGaussian());
        }
      }
    }
    return values;
  }

  /** Whether the first value was positive two steps before. */
  private static INDArray labels(INDArray values) {
    long steps = values.size(2);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, values.size(0), CLASSES, steps);
    for (int n = 0; n < values.size(0); n++) {
      for (int t = 0; t < steps; t++) {
        boolean positive = t >= 2 && values.getDouble(n, 0, t - 2) > 0;
        labels.putScalar(n, positive ? 1 : 0, t, 1);
      }
    }
    return labels;
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,false", "true,true", "false,true"})
  void gradientsAreThoseOfFiniteDifferences(boolean resetAfter, boolean masked) {
    MultiLayerNetwork network = network(layers(resetAfter).build());
    INDArray values = values(SIZE, STEPS);
    DataSet data = new DataSet(values, labels(values));
    if (masked) {
      INDArray mask = Nd4j.ones(DataType.DOUBLE, SIZE, STEPS);
      mask.putScalar(1, 2, 0).putScalar(1, 3, 0).putScalar(2, 0, 0);
      data = new DataSet(values, labels(values), mask, mask);
      network.setLayerMaskArrays(mask, mask);
    }
    network.setInput(values);
    network.setLabels(data.getLabels());
    network.computeGradientAndScore();
    INDArray gradient = network.gradient().gradient().dup();
    network.clearLayerMaskArrays();
    INDArray parameters = network.params();
    double step = 1e-6;
    for (long i = 0; i < parameters.length(); i++) {
      double value = parameters.getDouble(i);
      parameters.putScalar(i, value + step);
      double above = network.score(data);
      parameters.putScalar(i, value - step);
      double below = network.score(data);
      parameters.putScalar(i, value);
      // DL4J's gradients are summed over the sequences, its score is their mean.
      double expected = (above - below) / (2 * step) * SIZE;
      assertThat(Math.abs(gradient.getDouble(i) - expected))
          .as("parameter %d", i)
          .isLessThan(1e-6 * Math.max(1, Math.abs(expected)));
    }
    network.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void truncatedTrainingLearns(boolean resetAfter) {
    MultiLayerNetwork network =
        network(
            layers(resetAfter)
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTForwardLength(5)
                .tBPTTBackwardLength(5)
                .build());
    INDArray values = values(8, 10);
    DataSet data = new DataSet(values, labels(values));
    double before = network.score(data);
    for (int i = 0; i < 15; i++) {
      network.fit(data);
    }
    assertThat(network.score(data)).isLessThan(0.9 * before);
    network.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isReadBackFromJson(boolean resetAfter) {
    MultiLayerConfiguration configuration = layers(resetAfter).build();
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertThat(read).isEqualTo(configuration);
    assertThat(((GruLayer) read.getConf(0).getLayer()).isResetAfter()).isEqualTo(resetAfter);
  }

  @Test
  void variantsDifferAndReportTheirMemory() {
    MultiLayerConfiguration after = layers(true).build();
    MultiLayerConfiguration before = layers(false).build();
    assertThat(after.getConf(0).getLayer()).isNotEqualTo(before.getConf(0).getLayer());
    assertThat(after.getMemoryReport(InputType.recurrent(INPUTS, STEPS)).toString())
        .contains("GruLayer");
  }
}
