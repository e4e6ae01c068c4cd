package dev.nightjar.zoo.network;

import java.util.SplittableRandom;

/** What tests do with the flat buffers of a network. */
final class Parameters {
  private Parameters() {}

  /** A copy of the gradients of the last training step. */
  static float[] gradients(RecurrentNetwork network) {
    float[] values = new float[network.layout().length()];
    network.gradientBuffer().get(0, values);
    return values;
  }

  /** Biases begin at zero, which would hide where they belong. */
  static void randomiseBiases(RecurrentNetwork network) {
    SplittableRandom random = new SplittableRandom(13);
    float[] values = network.copyParameters();
    for (NamedParameter parameter : network.layout().parameters()) {
      if (parameter.name().endsWith("bias")) {
        for (int i = 0; i < parameter.size(); i++) {
          values[parameter.offset() + i] = (float) random.nextGaussian() * 0.5f;
        }
      }
    }
    network.setParameters(values);
  }
}
