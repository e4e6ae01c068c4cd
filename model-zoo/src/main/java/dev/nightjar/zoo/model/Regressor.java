package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.NumberSequence;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;
import java.util.Map;

/** Answers a sequence of numbers with a number. */
public final class Regressor implements Model {
  private final Predictor network;
  private final Interpretation.Numbers interpretation;
  private final NumberSteps numbers;

  Regressor(Predictor network, Interpretation.Numbers interpretation) {
    this.network = network;
    this.interpretation = interpretation;
    numbers = new NumberSteps(interpretation.columns());
  }

  /** Numbers a step. */
  public int width() {
    return numbers.width();
  }

  /**
   * The answer to a sequence.
   *
   * @param values [steps × width], in the units of the data, the numbers of one step side by side;
   *     finite, at least one step
   * @throws InputException if they are not whole steps or not finite
   */
  public double predict(float... values) {
    NumberSequence sequence = new NumberSequence(numbers.scaled(values), width(), 0);
    SequenceBatch batch = BucketedBatches.ofNumbers(List.of(sequence), 1).inOrder().get(0);
    return interpretation.answer().original(network.answers(batch)[0]);
  }

  /**
   * Reads a sequence a step at a time.
   *
   * @throws UnsupportedOperationException if the network reads in both directions
   */
  public NumberStream stream() {
    return new NumberStream(Steps.of(network), numbers, interpretation.answer());
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
    return "a number";
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  @Override
  public Answer answer(String line) {
    float value = (float) predict(numbers.parse(line));
    return new Answer(Float.toString(value), Map.of("value", value));
  }

  @Override
  public void close() {
    network.close();
  }
}
