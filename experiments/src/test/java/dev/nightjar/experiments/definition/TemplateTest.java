package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  @ParameterizedTest
  @CsvSource({
    "train.py, train.py",
    "'', ''",
    "{lr}, 0.1",
    "--lr={lr}, --lr=0.1",
    "{lr}{model.size}{lr}, 0.1640.1",
    "{{lr}}, {lr}",
    "'{{\"lr\": {lr}}}', '{\"lr\": 0.1}'",
    "{{{lr}}}, {0.1}",
    "$(rm -r {lr}); `x`, $(rm -r 0.1); `x`",
  })
  void valuesTakeTheirPlaces(String text, String filled) {
    assertThat(new Template(text).fill(Map.of("lr", "0.1", "model.size", "64"))).contains(filled);
  }

  @Test
  void aValueIsDataAndNotATemplate() {
    assertThat(new Template("{a}{b}").fill(Map.of("a", "{b}", "b", "}{"))).contains("{b}}{");
  }

  @Test
  void withoutAValueThereIsNoText() {
    Template template = new Template("--rate={rate} {other}");
    assertThat(template.parameters()).containsExactly("other", "rate");
    assertThat(template.fill(Map.of("rate", "1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{lr, a { that is not closed",
    "a}, a } that closes nothing",
    "{}, a {} without a parameter's name",
    "{{lr}, a } that closes nothing",
  })
  void bracesThatDoNotFitAreRefused(String text, String message) {
    assertThatThrownBy(() -> new Template(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
