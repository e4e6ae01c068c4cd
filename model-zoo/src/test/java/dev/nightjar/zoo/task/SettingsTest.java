package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nightjar.search.space.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static Settings settings(Map<String, Object> fixed, Map<String, Object> searched) {
    return new Settings(fixed, new Configuration(searched));
  }

  @Test
  void whatIsSearchedGoesOverWhatIsFixedAndThatOverTheDefaults() {
    Settings settings =
        settings(
            Map.of("model.hidden_size", 16, "training.epochs", 3), Map.of("training.epochs", 4));
    assertThat(settings.integer("model.hidden_size")).isEqualTo(16);
    assertThat(settings.integer("training.epochs")).isEqualTo(4);
    assertThat(settings.text("model.cell_type")).isEqualTo("lstm");
    assertThat(settings.flag("model.bidirectional")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"adam,0", "adamw,0.01", "nadam,0", "rmsprop,0", "adagrad,0", "sgd,0"})
  void theDefaultOfTheWeightDecayIsTheOptimisers(String optimizer, double decay) {
    Map<String, Object> choice = Map.of("training.optimizer", optimizer);
    assertThat(settings(choice, Map.of()).number("training.weight_decay")).isEqualTo(decay);
    assertThat(settings(Map.of(), choice).number("training.weight_decay")).isEqualTo(decay);
    assertThat(
            settings(Map.of("training.weight_decay", 0.5), choice).number("training.weight_decay"))
        .isEqualTo(0.5);
  }

  /** A search over cells may search the activation of some of them, too. */
  @ParameterizedTest
  @CsvSource({
    "rnn,relu,true,0.5",
    "lstm,tanh,true,0.5",
    "gru,tanh,true,0.5",
    "gru_cho,tanh,true,0.5",
    "tdnn,relu,false,0"
  })
  void whatTheCellCannotHaveIsTheDefault(
      String cell, String activation, boolean bidirectional, double recurrentDropout) {
    Settings settings =
        settings(
            Map.of("model.bidirectional", true),
            Map.of(
                "model.cell_type",
                cell,
                "model.activation",
                "relu",
                "model.recurrent_dropout",
                0.5));
    assertThat(settings.text("model.activation")).isEqualTo(activation);
    assertThat(settings.flag("model.bidirectional")).isEqualTo(bidirectional);
    assertThat(settings.number("model.recurrent_dropout")).isEqualTo(recurrentDropout);
  }

  @Test
  void rulesSayWhichCellsAValueGoesWith() {
    assertThat(CellRules.cellsFor("model.activation", "relu")).containsExactly("rnn", "tdnn");
    assertThat(CellRules.cellsFor("model.bidirectional", true)).doesNotContain("tdnn").hasSize(4);
    assertThat(CellRules.cellsFor("model.window", 3L)).hasSize(5);
  }

  @Test
  void unknownNamesAndValuesOutOfRangeAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of("model.size", 3), Map.of()))
        .withMessage("no hyperparameter model.size");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(Map.of(), Map.of("model.window", 0)))
        .withMessage("model.window is 0; allowed is a whole number from 1 to 1024");
  }
}
