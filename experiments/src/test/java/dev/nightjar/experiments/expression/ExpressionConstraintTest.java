package dev.nightjar.experiments.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionConstraintTest {

  private static final SearchSpace SPACE =
      SearchSpace.of(
          CategoricalParameter.of("model.cell_type", "rnn", "lstm"),
          IntParameter.linear("model.num_layers", 1, 9),
          IntParameter.linear("model.hidden_size", 1, 999),
          new FloatParameter(
              "model.dropout", 0, 1, false, Optional.of(Condition.on("model.num_layers", 2))),
          FloatParameter.linear("training.lr_schedule.decay_rate", -1, 1),
          CategoricalParameter.of("training.nesterov", true, false),
          CategoricalParameter.of("mixed", 1, "1"),
          FloatParameter.linear("e", 0, 9),
          FloatParameter.linear("E", 0, 9));

  private static final Configuration CONFIGURATION =
      new Configuration(
          Map.of(
              "model.cell_type",
              "lstm",
              "model.num_layers",
              3,
              "model.hidden_size",
              100,
              "training.lr_schedule.decay_rate",
              0.1,
              "training.nesterov",
              true,
              "mixed",
              1,
              "e",
              2.0,
              "E",
              3.0));

  private static ExpressionConstraint of(String text) {
    return ExpressionConstraint.of(text, SPACE, Map.of("training.epochs", 20L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.num_layers * model.hidden_size <= 300",
        "model.num_layers*model.hidden_size<301&&model.num_layers>=3",
        "model.cell_type == 'lstm'",
        "model.cell_type = \"lstm\"",
        "model.cell_type != 'rnn' || model.num_layers == 1",
        "!(model.cell_type == 'rnn')",
        "training.nesterov",
        "training.nesterov == true",
        "!training.nesterov || model.hidden_size > 99.5",
        "training.lr_schedule.decay_rate + 0.2 == 0.3",
        "2 ^ 3 ^ 2 == 512 && 2 ^ 0.5 > 1.4142 && 2 ^ 0.5 < 1.4143 && 10 ^ (0-3) == 0.001",
        "0 ^ 2 == 0 && (0-2) ^ 3 == 0-8 && model.num_layers ^ 0 == 1 && 10 ^ 999 > 1e300",
        "round(2.346, 2) == 2.35 && round(1234, 0-2) == 1200 && round(2, 5000) == 2",
        "0.0 == 0e5 && 1e308 > 0",
        "2 ^ model.num_layers == 8 && 7 % 4 == model.num_layers && -1 < +1",
        "max(model.num_layers, 7, 2) == 7 && min(4, 5) == 4 && ABS(-2) == 2",
        "sqrt(model.hidden_size) == 10 && log10(model.hidden_size) == 2",
        "floor(2.7) == 2 && ceiling(2.1) == 3 && round(2.46, 1) == 2.5 && log(1) == 0",
        "training.epochs * 2 == 40",
        "e == 2 && E == 3",
      })
  void holds(String text) {
    assertThat(of(text).holds(CONFIGURATION)).isTrue();
    assertThat(of(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.num_layers * model.hidden_size < 300",
        "model.cell_type == 'LSTM'",
        "!training.nesterov",
        "training.epochs > 20",
        // What cannot be computed is not met.
        "1 / (model.num_layers - 3) > 0 || 1 / (model.num_layers - 3) <= 0",
        "sqrt(0 - model.num_layers) > 0",
        "log(model.num_layers - 3) < 0",
        "model.num_layers ^ 99999999999 > 1",
        "(0 - 1) ^ 0.5 > 0",
      })
  void doesNotHold(String text) {
    assertThat(of(text).holds(CONFIGURATION)).isFalse();
  }

  @Test
  void doesNotApplyWhereAParameterIsInactiveOrNotChosenYet() {
    assertThat(of("model.dropout > 5").holds(CONFIGURATION)).isTrue();
    assertThat(of("model.dropout > 5 && model.num_layers > 5").holds(CONFIGURATION)).isTrue();
    assertThat(of("model.dropout > 5 && model.num_layers > 5").holds(new Configuration(Map.of())))
        .isTrue();
  }

  @Test
  void tellsTheFixedValuesThatItNames() {
    assertThat(of("training.epochs > model.num_layers").given())
        .isEqualTo(Map.of("training.epochs", 20L));
    assertThat(of("model.num_layers > 1").given()).isEmpty();
  }

  /** index, width and message of what is wrong; the first character has index 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model.num_layer > 1 | 0 | 15 | there is no parameter \"model.num_layer\"",
        "1 < 2 && hidden > 1 | 9 | 6 | there is no parameter \"hidden\"",
        "Training.nesterov | 0 | 17 | there is no parameter \"Training.nesterov\"",
        "model.num_layers + 1 | 0 | 20 | a constraint should be true or false, but this is a number",
        "model.cell_type | 0 | 15 | a constraint should be true or false, but this is text",
        "model.cell_type == 3 | 16 | 2 | \"==\" compares text with a number",
        "training.nesterov != 1 | 18 | 2 | \"!=\" compares true or false with a number",
        "2 < model.cell_type | 4 | 15 | \"<\" needs a number, but model.cell_type is text",
        "1 + 'a' > 2 | 4 | 3 | \"+\" needs a number, but \"a\" is text",
        "1 < 2 < 3 | 2 | 1 | \"<\" needs a number, but < is true or false",
        "1 < 2 && 3 | 9 | 1 | \"&&\" needs true or false, but 3 is a number",
        "!model.num_layers | 1 | 16 | \"!\" needs true or false, but model.num_layers is a number",
        "max(1, 'a') > 0 | 7 | 3 | \"max\" needs a number, but \"a\" is text",
        "mixed == 1 | 0 | 5 | mixed has values of several types, so nothing can be computed with it",
        "foo(1) > 0 | 0 | 3 | undefined function 'foo'",
        "random() > 0.5 | 0 | 6 | undefined function 'random'",
      })
  void saysWhatIsWrongAndWhere(String text, int index, int width, String message) {
    ExpressionException e = catchThrowableOfType(ExpressionException.class, () -> of(text));
    assertThat(e).as(text).isNotNull().hasMessage(message);
    assertThat(List.of(e.index(), e.width())).as(text).containsExactly(index, width);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 <",
        "< 1",
        "(1 < 2",
        "1 < 2)",
        "1 2 < 3",
        "1 < 2, 3 < 4",
        "a b",
        "()",
        ",",
        "max()",
        "max(,)",
        "'open",
        "1 ## 2",
        "2 model.num_layers < 3",
        "model. > 1",
        ".model > 1",
        "model..x",
        "1e > 2",
        "0x > 2",
        "1.2.3 > 1",
        "a[1] > 2",
        "true true",
        "",
        "\"a\" \"b\"",
        "1 < 2 ? 1",
        "!",
        "((((",
        "1 +* 2 < 3",
        "model.num_layers model.hidden_size < 5",
        "round(1) > 0",
        "0x1.g < 2"
      })
  void whateverCannotBeReadIsAnExpressionException(String text) {
    ExpressionException e = catchThrowableOfType(ExpressionException.class, () -> of(text));
    assertThat(e).as(text).isNotNull();
    assertThat(e.index()).isBetween(0, Math.max(0, text.length()));
    assertThat(e.width()).isPositive();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> of("(".repeat(600) + "1<2" + ")".repeat(600)))
        .hasMessage("it has 1203 characters; allowed are 1000");
    assertThat(of("(".repeat(400) + "1<2" + ")".repeat(400)).holds(CONFIGURATION)).isTrue();
  }

  /** Random rows of the words of the language: an answer or an ExpressionException, no other. */
  @Test
  void neverBreaksOtherwise() {
    String[] words =
        "model.num_layers model . ( ) , + - * / ^ % < <= == != && || ! 1 2.5 'a' \" ' max( true e # $ é"
            .split(" ");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(9); n >= 0; n--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        of(text.toString()).holds(CONFIGURATION);
        read++;
      } catch (ExpressionException e) {
        assertThat(e.getMessage()).as(text.toString()).isNotBlank();
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void severalThreadsMayAskAtOnce() {
    ExpressionConstraint constraint = of("model.num_layers * model.hidden_size <= 1000");
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .filter(
                    i -> {
                      long layers = i % 9 + 1;
                      long hidden = i % 999 + 1;
                      boolean holds =
                          constraint.holds(
                              new Configuration(
                                  Map.of("model.num_layers", layers, "model.hidden_size", hidden)));
                      return holds != (layers * hidden <= 1000);
                    }))
        .isEmpty();
  }
}
