package dev.nightjar.reports.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.reports.Studies;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void saysCellCountAndSize() {
    Labels labels = Labels.of(Studies.recurrentSpace().parameters());

    assertThat(
            labels.label(
                17,
                new Configuration(
                    Map.of(
                        "model.cell_type", "lstm",
                        "model.num_layers", 2,
                        "model.hidden_size", 128))))
        .isEqualTo("#17 lstm×2 h128");
  }

  @Test
  void isTheNumberAloneWhereNothingVaries() {
    assertThat(Labels.of(List.of()).label(3, new Configuration(Map.of("x", 1)))).isEqualTo("#3");
  }

  @Test
  void leavesOutInactiveParametersAndFalseSwitches() {
    Labels labels =
        Labels.of(
            List.of(
                CategoricalParameter.of("model.bidirectional", true, false),
                IntParameter.linear("num_layers", 1, 3),
                IntParameter.linear("size", 1, 9)));

    assertThat(labels.summary(new Configuration(Map.of("model.bidirectional", true, "size", 4))))
        .isEqualTo("bidirectional s4");
    assertThat(labels.summary(new Configuration(Map.of("model.bidirectional", false)))).isEmpty();
    assertThat(labels.summary(new Configuration(Map.of("num_layers", 2)))).isEqualTo("l2");
  }

  @Test
  void putsChoicesBeforeRealNumbersAndKeepsKeysApart() {
    List<Parameter> parameters =
        List.of(
            FloatParameter.linear("learning_rate", 0, 1),
            IntParameter.linear("hidden_size", 1, 900),
            IntParameter.linear("heads", 1, 8));

    assertThat(
            Labels.of(parameters)
                .summary(
                    new Configuration(
                        Map.of("learning_rate", 0.00123456, "hidden_size", 64, "heads", 8))))
        .isEqualTo("h64 heads8 l0.001235");
  }

  @Test
  void copesWithAnyNameAndValue() {
    List<Parameter> parameters =
        List.of(
            CategoricalParameter.of("…", "a\u0000\u202eb\nc", " "),
            IntParameter.linear("тип.Größe", 1, 9),
            CategoricalParameter.of("x", "a very long value that goes on and on", "b"));
    Labels labels = Labels.of(parameters);

    assertThat(
            labels.summary(
                new Configuration(
                    Map.of(
                        "…", "a\u0000\u202eb\nc",
                        "тип.Größe", 4,
                        "x", "a very long value that goes on and on"))))
        .isEqualTo("a b c g4 a very long val…");
    assertThat(labels.summary(new Configuration(Map.of("…", " ")))).isEqualTo("…");
  }
}
