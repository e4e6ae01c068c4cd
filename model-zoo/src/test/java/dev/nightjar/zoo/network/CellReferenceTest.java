package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The forward pass of every cell against its formulas written out in double, within 1e-5 of each
 * probability.
 */
class CellReferenceTest {
  @ParameterizedTest
  @CsvSource({
    "RNN,TANH,1,6,LAST_STEP",
    "RNN,RELU,2,33,EVERY_STEP",
    "RNN,TANH,2,48,LAST_STEP",
    "LSTM,TANH,1,6,LAST_STEP",
    "LSTM,TANH,3,33,EVERY_STEP",
    "GRU,TANH,1,6,LAST_STEP",
    "GRU,TANH,2,6,LAST_STEP",
    "GRU,TANH,1,48,EVERY_STEP",
    "GRU,TANH,3,33,EVERY_STEP",
    "GRU_CHO,TANH,1,6,EVERY_STEP",
    "GRU_CHO,TANH,2,33,LAST_STEP",
    "TDNN,TANH,1,6,EVERY_STEP",
    "TDNN,RELU,3,33,LAST_STEP",
    "TDNN,TANH,2,48,EVERY_STEP"
  })
  void probabilitiesFollowTheFormulas(
      CellType cell, Activation activation, int layers, int units, OutputMode mode) {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(8, 5), new Head.Softmax(mode, 4))
            .cell(new CellSpec(cell, activation, 0.5, 3))
            .layers(layers)
            .hiddenSize(units)
            .build();
    SequenceBatch batch = Batches.padded(spec, 9, 5, new SplittableRandom(11));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 12)) {
      Parameters.randomiseBiases(network);
      float[] probabilities = network.answers(batch);
      for (int n = 0; n < batch.size(); n++) {
        double[][] expected = reference(network, Batches.alone(spec, batch, n));
        int length = batch.lengths()[n];
        for (int t = 0; t < length; t++) {
          if (mode == OutputMode.LAST_STEP && t < length - 1) {
            continue;
          }
          int row = mode == OutputMode.LAST_STEP ? n : t * batch.size() + n;
          for (int k = 0; k < 4; k++) {
            assertThat((double) probabilities[row * 4 + k]).isCloseTo(expected[t][k], within(1e-5));
          }
        }
      }
    }
  }

  /** Class probabilities of each step of one sequence. */
  private static double[][] reference(RecurrentNetwork network, SequenceBatch sequence) {
    float[] values = network.copyParameters();
    ParameterLayout layout = network.layout();
    NetworkSpec spec = network.spec();
    int steps = sequence.steps();
    int width = spec.input().width();
    int embedding = layout.get("embedding").offset();
    double[][] x = new double[steps][width];
    for (int t = 0; t < steps; t++) {
      for (int j = 0; j < width; j++) {
        x[t][j] = values[embedding + sequence.tokens()[t] * width + j];
      }
    }
    int units = spec.hiddenSize();
    for (int layer = 0; layer < spec.layers(); layer++) {
      x =
          spec.cell().type() == CellType.TDNN
              ? timeDelay(network, values, layer, x)
              : recurrent(network, values, layer, x);
    }
    int classes = spec.head().width();
    int w = layout.get("output.weights").offset();
    int b = layout.get("output.bias").offset();
    double[][] probabilities = new double[steps][classes];
    for (int t = 0; t < steps; t++) {
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        double logit = values[b + k];
        for (int j = 0; j < units; j++) {
          logit += x[t][j] * values[w + j * classes + k];
        }
        probabilities[t][k] = Math.exp(logit);
        sum += probabilities[t][k];
      }
      for (int k = 0; k < classes; k++) {
        probabilities[t][k] /= sum;
      }
    }
    return probabilities;
  }

  private static double[][] timeDelay(
      RecurrentNetwork network, float[] values, int layer, double[][] x) {
    NetworkSpec spec = network.spec();
    int units = spec.hiddenSize();
    int w = network.layout().get("layer" + layer + ".input").offset();
    int b = network.layout().get("layer" + layer + ".bias").offset();
    double[][] outputs = new double[x.length][units];
    for (int t = 0; t < x.length; t++) {
      for (int j = 0; j < units; j++) {
        double sum = values[b + j];
        for (int k = 0; k < spec.cell().window() && k <= t; k++) {
          int width = x[t - k].length;
          for (int i = 0; i < width; i++) {
            sum += x[t - k][i] * values[w + (k * width + i) * units + j];
          }
        }
        outputs[t][j] = activate(spec, sum);
      }
    }
    return outputs;
  }

  private static double[][] recurrent(
      RecurrentNetwork network, float[] values, int layer, double[][] x) {
    NetworkSpec spec = network.spec();
    int units = spec.hiddenSize();
    int gates = spec.cell().type().gates();
    int w = network.layout().get("layer" + layer + ".input").offset();
    int u = network.layout().get("layer" + layer + ".recurrent").offset();
    int b = network.layout().get("layer" + layer + ".bias").offset();
    double[] h = new double[units];
    double[] c = new double[units];
    double[][] outputs = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[][] fromInput = product(x[t], values, w, gates, units);
      double[][] fromState = product(h, values, u, gates, units);
      double[] next = new double[units];
      double[] before = h;
      if (spec.cell().type() == CellType.GRU_CHO) {
        double[] reset = new double[units];
        for (int j = 0; j < units; j++) {
          reset[j] = h[j] * sigmoid(fromInput[1][j] + fromState[1][j] + values[b + units + j]);
        }
        fromState[2] = product(reset, values, u, gates, units)[2];
      }
      for (int j = 0; j < units; j++) {
        double[] a = new double[gates];
        for (int gate = 0; gate < gates; gate++) {
          a[gate] = fromInput[gate][j] + values[b + gate * units + j];
        }
        switch (spec.cell().type()) {
          case RNN -> next[j] = activate(spec, a[0] + fromState[0][j]);
          case LSTM -> {
            c[j] =
                sigmoid(a[1] + fromState[1][j]) * c[j]
                    + sigmoid(a[0] + fromState[0][j]) * Math.tanh(a[2] + fromState[2][j]);
            next[j] = sigmoid(a[3] + fromState[3][j]) * Math.tanh(c[j]);
          }
          case GRU -> {
            double update = sigmoid(a[0] + fromState[0][j]);
            double reset = sigmoid(a[1] + fromState[1][j]);
            double candidate =
                Math.tanh(a[2] + reset * (fromState[2][j] + values[b + 3 * units + j]));
            next[j] = update * before[j] + (1 - update) * candidate;
          }
          case GRU_CHO -> {
            double update = sigmoid(a[0] + fromState[0][j]);
            next[j] = update * before[j] + (1 - update) * Math.tanh(a[2] + fromState[2][j]);
          }
          default -> throw new IllegalStateException("not recurrent");
        }
      }
      h = next;
      outputs[t] = h;
    }
    return outputs;
  }

  /** [gates][units] of a row times weights [inputs][gates][units] that begin at {@code at}. */
  private static double[][] product(double[] x, float[] values, int at, int gates, int units) {
    double[][] sums = new double[gates][units];
    for (int i = 0; i < x.length; i++) {
      for (int gate = 0; gate < gates; gate++) {
        for (int j = 0; j < units; j++) {
          sums[gate][j] += x[i] * values[at + (i * gates + gate) * units + j];
        }
      }
    }
    return sums;
  }

  private static double activate(NetworkSpec spec, double x) {
    return spec.cell().activation() == Activation.RELU ? Math.max(0, x) : Math.tanh(x);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
