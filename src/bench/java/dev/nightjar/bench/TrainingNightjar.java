package dev.nightjar.bench;

import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.TrainingStep;
import java.util.Arrays;

/** Nightjar's own engine. */
final class TrainingNightjar implements TrainingEngine {
  private final RecurrentNetwork network;
  private final TrainingStep step;
  private final SequenceBatch batch;

  TrainingNightjar(TrainingRow row, TrainingData data) {
    NetworkSpec spec =
        new NetworkSpec(
            new TokenInput(row.classes(), row.embedding()),
            row.cell(),
            row.layers(),
            row.hidden(),
            0,
            row.classes(),
            OutputMode.EVERY_STEP);
    network = RecurrentNetwork.create(spec, 1);
    step = new TrainingStep(network, Optimizer.named("adam"), 5);
    int[] lengths = new int[row.batch()];
    Arrays.fill(lengths, row.steps());
    batch = new SequenceBatch(data.tokens(), lengths, data.targets(), row.steps(), row.batch());
  }

  @Override
  public String name() {
    return "nightjar";
  }

  @Override
  public double step() {
    return step.run(batch, 1e-3);
  }

  @Override
  public void close() {
    network.close();
  }
}
