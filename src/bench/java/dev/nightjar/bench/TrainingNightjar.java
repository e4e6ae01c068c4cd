package dev.nightjar.bench;

import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.GradientClipping;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.TrainingStep;
import java.util.Arrays;

/** Nightjar's own engine. */
final class TrainingNightjar implements TrainingEngine {
  private final Precision precision;
  private final RecurrentNetwork network;
  private final TrainingStep step;
  private final SequenceBatch batch;

  TrainingNightjar(TrainingRow row, TrainingData data, Precision precision) {
    this.precision = precision;
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(row.classes(), row.embedding()),
                new Head.Softmax(OutputMode.EVERY_STEP, row.classes()))
            .cell(row.cell())
            .layers(row.layers())
            .hiddenSize(row.hidden())
            .precision(precision)
            .build();
    network = RecurrentNetwork.create(spec, 1);
    step = new TrainingStep(network, Optimizer.named("adam"), GradientClipping.byNorm(5));
    int[] lengths = new int[row.batch()];
    Arrays.fill(lengths, row.steps());
    batch =
        SequenceBatch.ofTokens(data.tokens(), lengths, data.targets(), row.steps(), row.batch());
  }

  @Override
  public String name() {
    return precision == Precision.BF16 ? "nightjar-bf16" : "nightjar";
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
