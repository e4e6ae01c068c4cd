package dev.nightjar.zoo.dl4j;

import dev.nightjar.zoo.network.Activation;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.TokenInput;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Which layers of DL4J make up a network. */
final class Dl4jNetwork {
  private static final org.nd4j.linalg.activations.Activation TANH =
      org.nd4j.linalg.activations.Activation.TANH;
  private static final org.nd4j.linalg.activations.Activation RELU =
      org.nd4j.linalg.activations.Activation.RELU;
  private static final org.nd4j.linalg.activations.Activation SOFTMAX =
      org.nd4j.linalg.activations.Activation.SOFTMAX;
  private static final org.nd4j.linalg.activations.Activation SIGMOID =
      org.nd4j.linalg.activations.Activation.SIGMOID;
  private static final org.nd4j.linalg.activations.Activation IDENTITY =
      org.nd4j.linalg.activations.Activation.IDENTITY;

  private Dl4jNetwork() {}

  /**
   * A network of the shape with weights of no meaning.
   *
   * @throws UnsupportedOperationException if DL4J has nothing for a part of it
   */
  static MultiLayerNetwork blank(NetworkSpec spec) {
    if (spec.cell().type() == CellType.TDNN) {
      throw new UnsupportedOperationException(
          "DL4J has no time-delay layer (tdnn) that could hold this network");
    }
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .seed(1)
            .updater(new Adam())
            .list();
    if (spec.input() instanceof TokenInput tokens) {
      list.layer(
          new EmbeddingSequenceLayer.Builder()
              .nIn(tokens.vocabularySize())
              .nOut(tokens.embeddingSize())
              .hasBias(false)
              .build());
    }
    boolean once = spec.head().mode() == OutputMode.LAST_STEP;
    for (int layer = 0; layer < spec.layers(); layer++) {
      boolean last = layer == spec.layers() - 1;
      list.layer(
          directions(spec, once && last ? new LastTimeStep(cell(spec, layer)) : cell(spec, layer)));
    }
    list.layer(once ? output(spec) : outputAtEveryStep(spec));
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  /**
   * The last step is taken within each direction: the last that the backward one has read is the
   * first of the sequence.
   */
  private static Layer directions(NetworkSpec spec, Layer layer) {
    return spec.bidirectional() ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
  }

  private static Layer cell(NetworkSpec spec, int layer) {
    int inputs = spec.inputWidth(layer);
    int units = spec.units(layer);
    return switch (spec.cell().type()) {
      case LSTM -> complete(new LSTM.Builder().nIn(inputs).nOut(units).activation(TANH)).build();
      case RNN ->
          complete(
                  new SimpleRnn.Builder()
                      .nIn(inputs)
                      .nOut(units)
                      .activation(spec.cell().activation() == Activation.RELU ? RELU : TANH))
              .build();
      case GRU -> complete(new GruLayer.Builder().nIn(inputs).nOut(units).resetAfter(true)).build();
      case GRU_CHO ->
          complete(new GruLayer.Builder().nIn(inputs).nOut(units).resetAfter(false)).build();
      case TDNN -> throw new IllegalStateException("refused before");
    };
  }

  /** What a network's builder gives its layers, but not those within two wrappers. */
  private static <B extends BaseRecurrentLayer.Builder<B>> B complete(B layer) {
    return layer.weightInit(WeightInit.XAVIER).biasInit(0).updater(new Adam());
  }

  private static Layer output(NetworkSpec spec) {
    Output output = Output.of(spec.head());
    return new OutputLayer.Builder(output.loss())
        .nIn(spec.outputWidth(spec.layers() - 1))
        .nOut(spec.head().width())
        .activation(output.activation())
        .build();
  }

  private static Layer outputAtEveryStep(NetworkSpec spec) {
    Output output = Output.of(spec.head());
    return new RnnOutputLayer.Builder(output.loss())
        .nIn(spec.outputWidth(spec.layers() - 1))
        .nOut(spec.head().width())
        .activation(output.activation())
        .build();
  }

  /** What an output layer ends with. */
  private record Output(LossFunction loss, org.nd4j.linalg.activations.Activation activation) {
    static Output of(Head head) {
      if (head instanceof Head.Softmax) {
        return new Output(LossFunction.MCXENT, SOFTMAX);
      } else if (head instanceof Head.Regression) {
        return new Output(LossFunction.MSE, IDENTITY);
      } else if (head instanceof Head.Bernoulli) {
        return new Output(LossFunction.XENT, SIGMOID);
      }
      throw new IllegalStateException("no output layer for " + head);
    }
  }
}
