package dev.nightjar.zoo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The GRU's forward pass against its formulas written out in double, within 1e-5 of each
 * probability.
 */
class GruReferenceTest {
  @ParameterizedTest
  @CsvSource({"1,6,LAST_STEP", "2,6,LAST_STEP", "1,48,EVERY_STEP", "3,33,EVERY_STEP"})
  void probabilitiesFollowTheFormulas(int layers, int units, OutputMode mode) {
    NetworkSpec spec =
        new NetworkSpec(new TokenInput(8, 5), CellType.GRU, layers, units, 0, 4, mode);
    SequenceBatch batch = Batches.padded(spec, 9, 5, new SplittableRandom(11));
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 12)) {
      Parameters.randomiseBiases(network);
      float[] probabilities = network.probabilities(batch);
      for (int n = 0; n < batch.size(); n++) {
        double[][] expected = reference(network, Batches.alone(batch, n));
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
      int w = layout.get("layer" + layer + ".input").offset();
      int u = layout.get("layer" + layer + ".recurrent").offset();
      int b = layout.get("layer" + layer + ".bias").offset();
      double[] h = new double[units];
      double[][] outputs = new double[steps][];
      for (int t = 0; t < steps; t++) {
        double[] next = new double[units];
        for (int j = 0; j < units; j++) {
          double[] fromInput = new double[3];
          double[] fromState = new double[3];
          for (int gate = 0; gate < 3; gate++) {
            for (int i = 0; i < x[t].length; i++) {
              fromInput[gate] += x[t][i] * values[w + (i * 3 + gate) * units + j];
            }
            for (int i = 0; i < units; i++) {
              fromState[gate] += h[i] * values[u + (i * 3 + gate) * units + j];
            }
          }
          double update = sigmoid(fromInput[0] + fromState[0] + values[b + j]);
          double reset = sigmoid(fromInput[1] + fromState[1] + values[b + units + j]);
          double candidate =
              Math.tanh(
                  fromInput[2]
                      + values[b + 2 * units + j]
                      + reset * (fromState[2] + values[b + 3 * units + j]));
          next[j] = update * h[j] + (1 - update) * candidate;
        }
        h = next;
        outputs[t] = h;
      }
      x = outputs;
    }
    int classes = spec.classes();
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

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
