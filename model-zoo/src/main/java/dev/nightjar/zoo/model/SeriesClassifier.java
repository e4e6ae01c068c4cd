package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.LabelledSequence;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;

/** Tells series of numbers apart. */
public final class SeriesClassifier implements Model {
  private final Predictor network;
  private final Interpretation.LabelledSeries interpretation;
  private final NumberSteps numbers;

  SeriesClassifier(Predictor network, Interpretation.LabelledSeries interpretation) {
    this.network = network;
    this.interpretation = interpretation;
    numbers = new NumberSteps(interpretation.columns());
  }

  /** The labels, in the order of the network's answers. */
  public List<String> labels() {
    return interpretation.labels();
  }

  /** Numbers a step. */
  public int width() {
    return numbers.width();
  }

  /**
   * The labels' probabilities for a series.
   *
   * @param values [steps × width], in the units of the data, the numbers of one step side by side;
   *     finite, at least one step
   * @throws InputException if they are not whole steps or not finite
   */
  public Classification classify(float... values) {
    LabelledSequence series = new LabelledSequence(numbers.scaled(values), width(), 0);
    SequenceBatch batch = BucketedBatches.ofLabelled(List.of(series), 1).inOrder().get(0);
    return Classification.of(labels(), network.answers(batch));
  }

  @Override
  public TaskType task() {
    return interpretation.task();
  }

  @Override
  public String reads() {
    return numbers.describe();
  }

  @Override
  public String answers() {
    return "one of " + labels().size() + " labels";
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  @Override
  public Answer answer(String line) {
    return classify(numbers.parse(line)).answer();
  }

  @Override
  public void close() {
    network.close();
  }
}
