package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.ForecastBatches;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/** Reads a window of a time series and answers the next values of its target, all at once. */
final class ForecastTask implements Task {

  private final TimeSeries series;

  ForecastTask(TimeSeries series) {
    this.series = series;
  }

  @Override
  public Interpretation interpretation() {
    return new Interpretation.Forecast(series.scaling());
  }

  @Override
  public NetworkSpec network(Settings settings) {
    return TrainingPlan.network(
        settings,
        new ValueInput(series.scaling().width()),
        new Head.Regression(OutputMode.LAST_STEP, series.scaling().windows().horizon()));
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    int to = (parts == LearnedParts.TRAINING ? series.train() : series.validation()).to();
    TimeSeries.Rows learned = new TimeSeries.Rows(series.train().from(), to);
    return new ForecastBatches(series, learned, settings.integer("training.batch_size"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return ForecastScore.of("validation", network, series, series.validation());
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return new ForecastBatches(series, series.validation(), EVALUATION_BATCH).inOrder();
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return series.windows(series.test()) == 0
        ? Map.of()
        : ForecastScore.of("test", network, series, series.test());
  }
}
