package dev.nightjar.bench;

import dev.nightjar.zoo.network.CellType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Stock DL4J: LSTM or SimpleRnn under an RnnOutputLayer. It has no global norm, so it clips by
 * parameter.
 */
final class TrainingDl4j implements TrainingEngine {
  private final MultiLayerNetwork network;
  private final DataSet data;

  private TrainingDl4j(TrainingRow row, TrainingData values, boolean embedding) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(1e-3))
            .weightInit(WeightInit.XAVIER)
            .gradientNormalization(GradientNormalization.ClipL2PerParamType)
            .gradientNormalizationThreshold(5)
            .list();
    int inputs = row.classes();
    if (embedding) {
      list.layer(
          new EmbeddingSequenceLayer.Builder()
              .nIn(row.classes())
              .nOut(row.embedding())
              .hasBias(false)
              .build());
      inputs = row.embedding();
    }
    for (int layer = 0; layer < row.layers(); layer++) {
      list.layer(recurrent(row, layer == 0 ? inputs : row.hidden()));
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunction.MCXENT)
            .nIn(row.hidden())
            .nOut(row.classes())
            .activation(Activation.SOFTMAX)
            .build());
    network =
        new MultiLayerNetwork(
            list.setInputType(InputType.recurrent(row.classes(), row.steps())).build());
    network.init();
    INDArray labels =
        Nd4j.create(DataType.FLOAT, new long[] {row.batch(), row.classes(), row.steps()}, 'f');
    INDArray tokens =
        embedding
            ? Nd4j.create(DataType.FLOAT, row.batch(), row.steps())
            : Nd4j.create(
                DataType.FLOAT, new long[] {row.batch(), row.classes(), row.steps()}, 'f');
    for (int t = 0; t < row.steps(); t++) {
      for (int n = 0; n < row.batch(); n++) {
        int place = t * row.batch() + n;
        if (embedding) {
          tokens.putScalar(n, t, values.tokens()[place]);
        } else {
          tokens.putScalar(n, values.tokens()[place], t, 1);
        }
        labels.putScalar(n, values.targets()[place], t, 1);
      }
    }
    data = new DataSet(tokens, labels);
  }

  /**
   * The faster of the two ways to feed tokens: an embedding layer, or one-hot vectors straight into
   * the cell.
   */
  static TrainingDl4j faster(TrainingRow row, TrainingData data) {
    TrainingDl4j embedded = new TrainingDl4j(row, data, true);
    if (row.isWordModel()) {
      return embedded;
    }
    TrainingDl4j oneHot = new TrainingDl4j(row, data, false);
    if (embedded.probe() < oneHot.probe()) {
      oneHot.close();
      return embedded;
    }
    embedded.close();
    return oneHot;
  }

  /** Whether DL4J has the row's cell. */
  static boolean has(TrainingRow row) {
    return row.cell() != CellType.GRU;
  }

  private static Layer recurrent(TrainingRow row, int inputs) {
    return row.cell() == CellType.LSTM
        ? new LSTM.Builder().nIn(inputs).nOut(row.hidden()).activation(Activation.TANH).build()
        : new SimpleRnn.Builder()
            .nIn(inputs)
            .nOut(row.hidden())
            .activation(Activation.TANH)
            .build();
  }

  private long probe() {
    step();
    long start = System.nanoTime();
    step();
    return System.nanoTime() - start;
  }

  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public double step() {
    network.fit(data);
    return network.score();
  }

  @Override
  public void close() {
    network.close();
    data.getFeatures().close();
    data.getLabels().close();
  }
}
