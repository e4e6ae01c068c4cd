package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The engine against stock DL4J layers that hold the same weights and compute in double: outputs
 * and gradients agree to 1e-4 of the largest value.
 */
class Dl4jEquivalenceTest {
  private static final int VOCABULARY = 9;
  private static final int EMBEDDING = 7;
  private static final int UNITS = 16;
  private static final int CLASSES = 5;
  private static final int STEPS = 11;
  private static final int SIZE = 4;

  // Where gate k of ours (i, f, c̃, o) stands in DL4J's columns (c̃, f, o, i), which it calls i, f,
  // o, g.
  private static final int[] LSTM_GATES = {3, 1, 0, 2};
  private static final int[] RNN_GATES = {0};

  @ParameterizedTest
  @CsvSource({"LSTM,1", "LSTM,2", "RNN,1", "RNN,2"})
  void outputsAndGradientsAgree(CellType cell, int layers) {
    NetworkSpec spec =
        Specs.of(
            new TokenInput(VOCABULARY, EMBEDDING),
            cell,
            layers,
            UNITS,
            0,
            CLASSES,
            OutputMode.EVERY_STEP);
    SequenceBatch batch = Batches.full(spec, STEPS, SIZE, new SplittableRandom(21));
    MultiLayerNetwork reference = reference(cell, layers);
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 77)) {
      Parameters.randomiseBiases(network);
      copyParameters(network, reference, cell, layers);
      INDArray tokens = Nd4j.create(DataType.DOUBLE, SIZE, STEPS);
      INDArray labels = Nd4j.create(DataType.DOUBLE, SIZE, CLASSES, STEPS);
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < SIZE; n++) {
          tokens.putScalar(n, t, batch.tokens()[t * SIZE + n]);
          labels.putScalar(n, batch.classes()[t * SIZE + n], t, 1);
        }
      }

      float[] ours = network.answers(batch);
      INDArray theirs = reference.output(tokens);
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < SIZE; n++) {
          for (int k = 0; k < CLASSES; k++) {
            double expected = theirs.getDouble(n, k, t);
            assertThat(ours[(t * SIZE + n) * CLASSES + k] / expected).isBetween(0.9999, 1.0001);
          }
        }
      }

      network.trainStep(batch);
      reference.setInput(tokens);
      reference.setLabels(labels);
      reference.computeGradientAndScore();
      compareGradients(network, reference, cell, layers);
    }
    reference.close();
  }

  private static MultiLayerNetwork reference(CellType cell, int layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .seed(1)
            .list()
            .layer(
                new EmbeddingSequenceLayer.Builder()
                    .nIn(VOCABULARY)
                    .nOut(EMBEDDING)
                    .hasBias(false)
                    .build());
    for (int k = 0; k < layers; k++) {
      int inputs = k == 0 ? EMBEDDING : UNITS;
      Layer layer =
          cell == CellType.LSTM
              ? new LSTM.Builder().nIn(inputs).nOut(UNITS).activation(Activation.TANH).build()
              : new SimpleRnn.Builder().nIn(inputs).nOut(UNITS).activation(Activation.TANH).build();
      list.layer(layer);
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(UNITS)
            .nOut(CLASSES)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network =
        new MultiLayerNetwork(list.setInputType(InputType.recurrent(VOCABULARY, STEPS)).build());
    network.init();
    return network;
  }

  private static void copyParameters(
      RecurrentNetwork network, MultiLayerNetwork reference, CellType cell, int layers) {
    float[] values = network.copyParameters();
    forEachParameter(
        network,
        cell,
        layers,
        (ours, name, rows, gates) -> {
          INDArray theirs = matrix(reference.getParam(name), rows);
          int columns = ours.size() / rows / gates.length;
          for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < gates.length; gate++) {
              for (int j = 0; j < columns; j++) {
                float value = values[ours.offset() + (row * gates.length + gate) * columns + j];
                theirs.putScalar(row, gates[gate] * (long) columns + j, value);
              }
            }
          }
        });
  }

  private static void compareGradients(
      RecurrentNetwork network, MultiLayerNetwork reference, CellType cell, int layers) {
    float[] gradients = Parameters.gradients(network);
    forEachParameter(
        network,
        cell,
        layers,
        (ours, name, rows, gates) -> {
          INDArray theirs = matrix(reference.gradient().getGradientFor(name), rows);
          int columns = ours.size() / rows / gates.length;
          // DL4J sums over steps and sequences, and divides by the sequences in its updater.
          double count = STEPS * SIZE;
          double largest = theirs.amaxNumber().doubleValue() / count;
          assertThat(largest).isGreaterThan(1e-4);
          for (int row = 0; row < rows; row++) {
            for (int gate = 0; gate < gates.length; gate++) {
              for (int j = 0; j < columns; j++) {
                double expected = theirs.getDouble(row, gates[gate] * (long) columns + j) / count;
                double value = gradients[ours.offset() + (row * gates.length + gate) * columns + j];
                assertThat(Math.abs(value - expected))
                    .as("%s (%s) [%d, %d, %d]", ours.name(), name, row, gate, j)
                    .isLessThanOrEqualTo(1e-4 * largest);
              }
            }
          }
        });
  }

  /** Biases come as vectors or as matrices of one row. */
  private static INDArray matrix(INDArray array, int rows) {
    return array.rank() == 2 ? array : array.reshape(rows, array.length() / rows);
  }

  private interface Visitor {
    void visit(NamedParameter ours, String theirs, int rows, int[] gates);
  }

  private static void forEachParameter(
      RecurrentNetwork network, CellType cell, int layers, Visitor visitor) {
    ParameterLayout layout = network.layout();
    int[] one = {0};
    int[] gates = cell == CellType.LSTM ? LSTM_GATES : RNN_GATES;
    visitor.visit(layout.get("embedding"), "0_W", VOCABULARY, one);
    for (int k = 0; k < layers; k++) {
      List<Integer> shape = layout.get("layer" + k + ".input").shape();
      visitor.visit(layout.get("layer" + k + ".input"), (k + 1) + "_W", shape.get(0), gates);
      visitor.visit(layout.get("layer" + k + ".recurrent"), (k + 1) + "_RW", UNITS, gates);
      visitor.visit(layout.get("layer" + k + ".bias"), (k + 1) + "_b", 1, gates);
    }
    visitor.visit(layout.get("output.weights"), (layers + 1) + "_W", UNITS, one);
    visitor.visit(layout.get("output.bias"), (layers + 1) + "_b", 1, one);
  }
}
