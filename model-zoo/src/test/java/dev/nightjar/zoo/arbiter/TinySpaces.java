package dev.nightjar.zoo.arbiter;

import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.conf.updater.SgdSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Spaces of networks with a handful of units. */
final class TinySpaces {

  private TinySpaces() {}

  static ParameterSpace<Double> rate() {
    return new ContinuousParameterSpace(new LogUniformDistribution(1e-4, 1e-1));
  }

  static AdamSpace adam(ParameterSpace<Double> rate) {
    return new AdamSpace(
        rate, new FixedValue<>(0.9), new FixedValue<>(0.999), new FixedValue<>(1e-8));
  }

  /** Learning rate, width, activation and number of layers. */
  static MultiLayerSpace.Builder layers() {
    return layers(adam(rate()));
  }

  static MultiLayerSpace.Builder descent(double rate) {
    return layers(new SgdSpace(new FixedValue<>(rate)));
  }

  private static MultiLayerSpace.Builder layers(ParameterSpace<IUpdater> updater) {
    return new MultiLayerSpace.Builder()
        .updater(updater)
        .addLayer(
            new DenseLayerSpace.Builder()
                .nIn(2)
                .nOut(new IntegerParameterSpace(2, 6))
                .activation(new DiscreteParameterSpace<>(Activation.TANH, Activation.RELU))
                .build())
        .addLayer(output())
        .numEpochs(2);
  }

  static ComputationGraphSpace.Builder graph() {
    return new ComputationGraphSpace.Builder()
        .updater(adam(rate()))
        .addInputs("in")
        .addLayer(
            "hidden",
            new DenseLayerSpace.Builder().nIn(2).nOut(new IntegerParameterSpace(2, 6)).build(),
            "in")
        .addLayer("out", output(), "hidden")
        .setOutputs("out")
        .setInputTypes(InputType.feedForward(2))
        .numEpochs(2);
  }

  private static OutputLayerSpace output() {
    return new OutputLayerSpace.Builder()
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .lossFunction(LossFunction.MCXENT)
        .build();
  }
}
