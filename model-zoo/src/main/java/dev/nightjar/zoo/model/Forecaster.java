package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.TaskType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Continues a time series. */
public final class Forecaster implements Model {
  private final Predictor network;
  private final ForecastScaling scaling;
  private final NumberSteps numbers;

  Forecaster(Predictor network, Interpretation.Forecast interpretation) {
    this.network = network;
    scaling = interpretation.scaling();
    numbers = new NumberSteps(scaling.columns());
  }

  /** The names of the numbers of a step, in order. */
  public List<String> columns() {
    return scaling.columns().stream().map(NumberColumn::name).toList();
  }

  /** The name of what is forecast, one of the columns. */
  public String target() {
    return scaling.answer().name();
  }

  /** The number of steps that a forecast is made from. */
  public int window() {
    return scaling.windows().window();
  }

  /** The number of steps that are forecast. */
  public int horizon() {
    return scaling.windows().horizon();
  }

  /**
   * The values of the target that follow.
   *
   * @param history [steps × columns], in the units of the data, the oldest step first and the
   *     numbers of one step side by side; finite, at least a window. Only the last window is read
   * @return [horizon], in the units of the data: the next step, the one after it, and so on
   * @throws InputException if there are too few steps, or they are not whole or not finite
   */
  public double[] forecast(float... history) {
    numbers.require(history);
    int width = numbers.width();
    int steps = history.length / width;
    if (steps < window()) {
      throw new InputException(
          steps
              + (steps == 1 ? " step; " : " steps; ")
              + "a forecast is made from "
              + window()
              + ": give at least as many, the oldest first");
    }
    double[][] values = new double[width][steps];
    for (int i = 0; i < history.length; i++) {
      values[i % width][i / width] = history[i];
    }
    float[] inputs = scaling.inputs(values, steps - window());
    SequenceBatch batch =
        new SequenceBatch(
            new StepInput.Values(inputs),
            new int[] {window()},
            new Targets.Values(new float[horizon()]),
            window(),
            1);
    return scaling.forecast(network.answers(batch), values[scaling.target()][steps - 1]);
  }

  @Override
  public TaskType task() {
    return TaskType.FORECASTING;
  }

  @Override
  public String reads() {
    return "at least " + window() + " steps of " + String.join(", ", columns());
  }

  @Override
  public String answers() {
    return horizon() == 1 ? "the next " + target() : "the next " + horizon() + " of " + target();
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  @Override
  public Answer answer(String line) {
    double[] forecast = forecast(numbers.parse(line));
    String text =
        Arrays.stream(forecast)
            .mapToObj(value -> Float.toString((float) value))
            .collect(Collectors.joining(" "));
    return new Answer(text, Map.of("forecast", Arrays.stream(forecast).boxed().toList()));
  }

  @Override
  public void close() {
    network.close();
  }
}
