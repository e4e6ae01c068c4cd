package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Goal;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.network.Activation;
import dev.nightjar.zoo.network.CellSpec;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Dropout;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.training.EarlyStopping;
import dev.nightjar.zoo.training.GradientClipping;
import dev.nightjar.zoo.training.LearningRateSchedule;
import dev.nightjar.zoo.training.Optimizer;
import dev.nightjar.zoo.training.TrainingSettings;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingPlanTest {

  private static final TokenInput TOKENS = new TokenInput(7, 4);
  private static final Head HEAD = new Head.Softmax(OutputMode.LAST_STEP, 7);

  private static Settings settings(Map<String, Object> values) {
    return new Settings(values, new Configuration(Map.of()));
  }

  private static NetworkSpec network(Map<String, Object> values) {
    return TrainingPlan.network(settings(values), TOKENS, HEAD, precision -> true);
  }

  private static TrainingSettings training(Map<String, Object> values) {
    return TrainingPlan.training(
        settings(values), EarlyStoppingSpec.DEFAULT, Criterion.minimize("validation.loss"), 9);
  }

  @Test
  void theDefaultsAreThoseOfTheEngine() {
    assertThat(network(Map.of())).isEqualTo(NetworkSpec.builder(TOKENS, HEAD).build());
  }

  @Test
  void everythingReachesTheNetwork() {
    NetworkSpec spec =
        network(
            Map.ofEntries(
                Map.entry("model.cell_type", "lstm"),
                Map.entry("model.forget_bias", 2.5),
                Map.entry("model.num_layers", 5),
                Map.entry("model.hidden_size", 33),
                Map.entry("model.width_factor", 0.5),
                Map.entry("model.bidirectional", true),
                Map.entry("model.input_noise", 0.7),
                Map.entry("model.input_dropout", 0.1),
                Map.entry("model.dropout", 0.2),
                Map.entry("model.output_dropout", 0.3),
                Map.entry("model.recurrent_dropout", 0.4),
                Map.entry("model.variational", true),
                Map.entry("training.precision", "bf16")));
    assertThat(spec)
        .isEqualTo(
            new NetworkSpec(
                TOKENS,
                new CellSpec(CellType.LSTM, Activation.TANH, 2.5, 5),
                5,
                33,
                0.5,
                true,
                0.7,
                new Dropout(0.1, 0.2, 0.3, 0.4, true),
                false,
                HEAD,
                Precision.BF16));
  }

  @Test
  void tiedWeightsNeedALanguageModel() {
    Map<String, Object> tied = Map.of("model.tie_weights", true);
    assertThat(network(tied).tieWeights()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TrainingPlan.network(settings(tied), new ValueInput(2), HEAD, precision -> true))
        .withMessageContaining("language model");
  }

  /** Whatever a search makes of them, activation, window and direction never fail a trial. */
  @ParameterizedTest
  @EnumSource(CellType.class)
  void everyCellTakesEveryValueOfTheOthers(CellType cell) {
    NetworkSpec spec =
        network(
            Map.of(
                "model.cell_type",
                cell.id(),
                "model.activation",
                "relu",
                "model.window",
                9,
                "model.forget_bias",
                -1.0,
                "model.bidirectional",
                true,
                "model.recurrent_dropout",
                0.5));
    assertThat(spec.cell().type()).isEqualTo(cell);
    assertThat(spec.cell().activation())
        .isEqualTo(cell.gated() ? Activation.TANH : Activation.RELU);
    assertThat(spec.bidirectional()).isEqualTo(cell != CellType.TDNN);
  }

  @Test
  void aTimeDelayNetworkHasItsWindow() {
    NetworkSpec spec = network(Map.of("model.cell_type", "tdnn", "model.window", 9));
    assertThat(spec.cell().window()).isEqualTo(9);
  }

  @Test
  void labelsAreSmoothedByTheHead() {
    Settings settings = settings(Map.of("training.label_smoothing", 0.1));
    assertThat(TrainingPlan.softmax(settings, OutputMode.EVERY_STEP, 3))
        .isEqualTo(new Head.Softmax(OutputMode.EVERY_STEP, 3, 0.1));
  }

  @Test
  void aPrecisionThatTheCpuLacksFailsTheTrialInWords() {
    Map<String, Object> bf16 = Map.of("training.precision", "bf16");
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(
            () -> TrainingPlan.network(settings(bf16), TOKENS, HEAD, p -> p == Precision.F32))
        .withMessage(
            "training.precision is bf16, but this CPU has no instructions for it; use f32");
    assertThatExceptionOfType(TrialFailedException.class)
        .isThrownBy(() -> PrecisionCheck.requireFixed(bf16, p -> p == Precision.F32))
        .withMessageStartingWith("training.precision is bf16");
    PrecisionCheck.requireFixed(bf16, p -> true);
    PrecisionCheck.requireFixed(Map.of("training.precision", "f32"));
    PrecisionCheck.requireFixed(Map.of(), p -> false);
  }

  @Test
  void everythingReachesTheTraining() {
    TrainingSettings plan =
        TrainingPlan.training(
            settings(
                Map.of(
                    "training.epochs", 7,
                    "training.max_steps", 1234,
                    "training.batch_size", 5,
                    "training.learning_rate", 0.25,
                    "training.lr_schedule.type", "cosine",
                    "training.lr_schedule.min_factor", 0.5,
                    "training.lr_schedule.warmup_fraction", 0.125,
                    "training.gradient_clipping", 3.0,
                    "training.gradient_value_clipping", 0.75)),
            new EarlyStoppingSpec(4, 0.5),
            new Criterion("validation.accuracy", Goal.MAXIMIZE, OptionalDouble.of(0.9)),
            9);
    assertThat(plan)
        .isEqualTo(
            new TrainingSettings(
                7,
                1234,
                5,
                0.25,
                new LearningRateSchedule.Warmup(0.125, new LearningRateSchedule.Cosine(0.5)),
                Optimizer.named("adam"),
                new GradientClipping(0.75, 3),
                new EarlyStopping(
                    "validation.accuracy",
                    EarlyStopping.Goal.MAXIMIZE,
                    4,
                    0.5,
                    OptionalDouble.of(0.9)),
                9));
  }

  @Test
  void everyOptimiserDecaysItsWeightsInItsOwnWay() {
    assertThat(training(Map.of("training.optimizer", "adamw")).optimizer())
        .isEqualTo(Optimizer.named("adamw"));
    for (String name : Optimizer.NAMES) {
      Optimizer with =
          training(Map.of("training.optimizer", name, "training.weight_decay", 0.125)).optimizer();
      Optimizer without =
          training(Map.of("training.optimizer", name, "training.weight_decay", 0.0)).optimizer();
      if (name.equals("adamw")) {
        assertThat(with).isEqualTo(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0.125));
        assertThat(without).isEqualTo(new Optimizer.AdamW(0.9, 0.999, 1e-8, 0));
      } else {
        assertThat(with).isEqualTo(new Optimizer.L2(without, 0.125));
        assertThat(training(Map.of("training.optimizer", name)).optimizer()).isEqualTo(without);
      }
    }
  }

  @Test
  void gradientDescentLooksAheadWhereItHasAMomentum() {
    Map<String, Object> nesterov = Map.of("training.optimizer", "sgd", "training.nesterov", true);
    assertThat(training(nesterov).optimizer()).isEqualTo(new Optimizer.Sgd(0.9, true));
    Map<String, Object> still =
        Map.of("training.optimizer", "sgd", "training.nesterov", true, "training.momentum", 0.0);
    assertThat(training(still).optimizer()).isEqualTo(new Optimizer.Sgd(0, false));
  }
}
