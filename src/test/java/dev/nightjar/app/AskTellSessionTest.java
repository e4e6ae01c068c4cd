package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.experiments.definition.SearchDefinition;
import dev.nightjar.experiments.definition.SearchDefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskTellSessionTest {

  private static final String SPACE =
      """
      parameters:
        x: {type: float, min: -5, max: 10}
        n: {type: int, min: 1, max: 9, step: 2}
        mode: {values: [off, 1, 2.5, true]}
        w: {type: float, min: 0, max: 1, when: {mode: [1, 2.5]}}
      """;

  private static final String OK = "{\"ok\":true}";

  @TempDir private Path folder;

  private AskTellSession session(String yaml, String strategy, long seed) throws IOException {
    Path file = Files.writeString(folder.resolve("space.yaml"), yaml);
    SearchDefinition definition = SearchDefinitionReader.read(file, Optional.of(strategy));
    return new AskTellSession(Composition.askTell(definition, OptionalLong.of(seed)));
  }

  private AskTellSession session() throws IOException {
    return session(SPACE, "bayesian", 1);
  }

  private static double loss(JsonNode parameters) {
    return Math.pow(parameters.get("x").asDouble() - 1, 2) + parameters.get("n").asInt();
  }

  @Test
  void whatIsEnqueuedComesFirstAndConstraintsAreKept() throws IOException {
    AskTellSession session =
        session(
            SPACE
                + """
                constraints: [x * n <= 9]
                enqueue: [{mode: 1, w: 0.5, x: 3}, {n: 9}]
                """,
            "bayesian",
            1);
    List<String> answers = rounds(session, 30);
    JsonNode first = Json.parse(answers.get(0)).get("parameters");
    assertThat(first.get("x").asDouble()).isEqualTo(3);
    assertThat(first.get("w").asDouble()).isEqualTo(0.5);
    assertThat(first.get("n").asInt()).isIn(1, 3);
    assertThat(Json.parse(answers.get(1)).get("parameters").get("n").asInt()).isEqualTo(9);
    for (String answer : answers) {
      JsonNode parameters = Json.parse(answer).get("parameters");
      assertThat(parameters.get("x").asDouble() * parameters.get("n").asInt())
          .isLessThanOrEqualTo(9);
    }
    assertThat(session.answer("{\"add\":{\"x\":9,\"n\":9,\"mode\":\"off\"},\"value\":1}"))
        .contains("breaks the constraint x * n <= 9");
  }

  /** Asks and tells, and gives the answers to the asks. */
  private static List<String> rounds(AskTellSession session, int count) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String answer = session.answer("{\"ask\":1}");
      answers.add(answer);
      JsonNode trial = Json.parse(answer);
      assertThat(
              session.answer(
                  String.format(
                      Locale.ROOT,
                      "{\"tell\":%d,\"value\":%s}",
                      trial.get("trial").asInt(),
                      loss(trial.get("parameters")))))
          .isEqualTo(OK);
    }
    return answers;
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "bayesian", "genetic", "sobol", "grid"})
  void theSameAnswersGiveTheSameSuggestions(String strategy) throws IOException {
    List<String> first = rounds(session(SPACE, strategy, 7), 25);
    assertThat(rounds(session(SPACE, strategy, 7), 25)).isEqualTo(first);
    assertThat(rounds(session(SPACE, strategy, 8), 25)).isNotEqualTo(first);
  }

  @Test
  void numbersAreJsonWhateverTheLanguageOfTheMachine() throws IOException {
    Locale before = Locale.getDefault();
    List<String> plain = rounds(session(), 5);
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(rounds(session(), 5)).isEqualTo(plain);
      assertThat(session().answer("{\"tell\":7,\"value\":1}"))
          .isEqualTo("{\"error\":\"there is no trial 7 yet; ask first\"}");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void severalTrialsMayBeAskedForAndDiffer() throws IOException {
    AskTellSession session = session();
    rounds(session, 15);
    JsonNode trials = Json.parse(session.answer("{\"ask\":5}")).get("trials");
    assertThat(trials).hasSize(5);
    assertThat(trials.findValuesAsText("trial")).containsExactly("15", "16", "17", "18", "19");
    assertThat(trials.findValues("parameters")).doesNotHaveDuplicates();
    assertThat(session.answer("{\"tell\":17,\"state\":\"failed\"}")).isEqualTo(OK);
    assertThat(session.answer("{\"tell\":15,\"state\":\"pruned\"}")).isEqualTo(OK);
  }

  @Test
  void aTrialThatIsWorseThanOthersIsToBePruned() throws IOException {
    AskTellSession session = session(SPACE + "pruner: {type: asha, min_epochs: 1}\n", "random", 1);
    session.answer("{\"ask\":3}");
    for (int trial = 0; trial < 2; trial++) {
      String report = "{\"report\":" + trial + ",\"step\":1,\"value\":" + trial + "}";
      assertThat(session.answer(report)).isEqualTo("{\"prune\":false}");
    }
    String third = "{\"report\":2,\"step\":%d,\"value\":9}";
    assertThat(session.answer(String.format(Locale.ROOT, third, 1))).isEqualTo("{\"prune\":true}");
    assertThat(session.answer(String.format(Locale.ROOT, third, 2))).isEqualTo("{\"prune\":true}");
    assertThat(session.answer("{\"tell\":2,\"state\":\"pruned\"}")).isEqualTo(OK);
  }

  @Test
  void aUsedUpSpaceIsSaid() throws IOException {
    AskTellSession session = session("parameters: {c: {values: [1, 2, 3]}}\n", "random", 1);
    assertThat(Json.parse(session.answer("{\"ask\":2}")).get("trials")).hasSize(2);
    assertThat(Json.parse(session.answer("{\"ask\":2}")).get("trials")).hasSize(1);
    assertThat(session.answer("{\"ask\":2}")).isEqualTo("{\"done\":true}");
    assertThat(session.answer("{\"ask\":1}")).isEqualTo("{\"done\":true}");
    assertThat(session.answer("{\"tell\":0,\"value\":1}")).isEqualTo(OK);
  }

  @Test
  void aReachedTargetEndsTheSearch() throws IOException {
    AskTellSession session =
        session(SPACE + "objective: {metric: score, goal: maximize, target: 3}\n", "random", 1);
    rounds(session, 1);
    assertThat(session.answer("{\"ask\":1}")).isEqualTo("{\"done\":true}");
  }

  @Test
  void severalObjectivesAreToldInTheirOrder() throws IOException {
    AskTellSession session =
        session(
            SPACE + "objective: [{metric: error}, {metric: size, goal: maximize}]\n", "genetic", 1);
    session.answer("{\"ask\":2}");
    assertThat(session.answer("{\"report\":0,\"step\":1,\"value\":2}"))
        .isEqualTo("{\"prune\":false}");
    assertThat(session.answer("{\"tell\":0,\"values\":[1.5,2]}")).isEqualTo(OK);
    assertThat(session.answer("{\"tell\":1,\"values\":[1]}"))
        .isEqualTo(
            "{\"error\":\"a trial of this search has one value for each of [error, size], not"
                + " 1\"}");
    assertThat(session.answer("{\"tell\":1,\"value\":1}"))
        .isEqualTo(
            "{\"error\":\"unknown key \\\"value\\\" beside \\\"tell\\\"; allowed: \\\"tell\\\","
                + " \\\"values\\\", \\\"state\\\"\"}");
    assertThat(session.answer("{\"tell\":1,\"state\":\"failed\"}")).isEqualTo(OK);
  }

  @Test
  void aSearchGoesOnFromWhatIsAdded() throws IOException {
    AskTellSession first = session();
    AskTellSession second = session();
    for (String answer : rounds(first, 25)) {
      JsonNode trial = Json.parse(answer);
      assertThat(
              second.answer(
                  "{\"add\":"
                      + trial.get("parameters")
                      + ",\"value\":"
                      + loss(trial.get("parameters"))
                      + "}"))
          .isEqualTo("{\"trial\":" + trial.get("trial") + "}");
    }
    assertThat(second.answer("{\"ask\":1}")).isEqualTo(first.answer("{\"ask\":1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{`x`:1,`n`:3,`mode`:`off`}",
        "{`n`:3.0,`x`:10,`mode`:true}",
        "{`mode`:1.0,`w`:0,`x`:-5.0,`n`:9}",
        "{`mode`:2.5,`w`:1,`x`:1e-3,`n`:1}",
      })
  void numbersOfEveryLanguageAreTaken(String parameters) throws IOException {
    assertThat(session().answer("{\"add\":" + quotes(parameters) + ",\"state\":\"failed\"}"))
        .isEqualTo("{\"trial\":0}");
  }

  private static String quotes(String text) {
    return text.replace('`', '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | a line should be a JSON object, not empty; write for example {`ask`:1}",
        "[1] | a line should be a JSON object, not [1]; write for example {`ask`:1}",
        "{} | a line should have exactly one of the keys `ask`, `report`, `tell`, `add`; it has none",
        "{`ask`:1,`tell`:0} | a line should have exactly one of the keys `ask`, `report`, `tell`,"
            + " `add`, not `ask`, `tell`",
        "{`ask`:0} | `ask` should be a whole number from 1 to 1000, not 0",
        "{`ask`:1001} | `ask` should be a whole number from 1 to 1000, not 1001",
        "{`ask`:1.5} | `ask` should be a whole number from 1 to 1000, not 1.5",
        "{`ask`:null} | `ask` should be a whole number from 1 to 1000, not null",
        "{`ask`:1,`seed`:2} | unknown key `seed` beside `ask`; allowed: `ask`",
        "{`tell`:5,`value`:1} | there is no trial 5; there are 0 to 1",
        "{`tell`:-1,`value`:1} | `tell` should be a whole number of at least 0, not -1",
        "{`tell`:1,`value`:1} | trial 1 has ended: it was told as completed",
        "{`tell`:1,`state`:`failed`} | trial 1 has ended: it was told as completed",
        "{`tell`:0} | give either `value`, of a trial that ran to its end, or `state`, failed or"
            + " pruned",
        "{`tell`:0,`value`:1,`state`:`failed`} | give either `value`, of a trial that ran to its"
            + " end, or `state`, failed or pruned",
        "{`tell`:0,`value`:NaN} | `value` should be a finite number, not NaN; tell a trial without"
            + " one as `state`:`failed`",
        "{`tell`:0,`value`:-1e999} | `value` should be a finite number, not -Infinity; tell a trial"
            + " without one as `state`:`failed`",
        "{`tell`:0,`value`:`1`} | `value` should be a finite number, not `1`",
        "{`tell`:0,`state`:`done`} | `state` should be one of `failed`, `pruned`, not `done`",
        "{`tell`:0,`vlaue`:1} | unknown key `vlaue` beside `tell`; allowed: `tell`, `value`,"
            + " `state`",
        "{`report`:0,`step`:1} | `value` is missing beside `report`",
        "{`report`:0,`value`:1} | `step` is missing beside `report`",
        "{`report`:0,`step`:0,`value`:1} | `step` should be a whole number of at least 1, not 0",
        "{`report`:0,`step`:4,`value`:1} | step 4 of trial 0 comes after step 4; steps must grow",
        "{`report`:0,`step`:9999999999,`value`:1} | `step` should be a whole number of at least 1,"
            + " not 9999999999",
        "{`report`:1,`step`:9,`value`:1} | trial 1 has ended: it was told as completed",
        "{`add`:{`q`:1},`value`:1} | there is no parameter `q`; there are x, n, mode, w",
        "{`add`:3,`value`:1} | `add` should be an object from parameters to values, not 3",
        "{`add`:{`x`:11},`value`:1} | `x` should be float in [-5.0, 10.0], not 11",
        "{`add`:{`x`:NaN},`value`:1} | `x` should be float in [-5.0, 10.0], not NaN",
        "{`add`:{`n`:2},`value`:1} | `n` should be int in [1, 9], step 2, not 2",
        "{`add`:{`mode`:`on`},`value`:1} | `mode` should be one of [off, 1, 2.5, true], not `on`",
        "{`add`:{`x`:1,`n`:1},`value`:1} | `mode` is missing; allowed is one of [off, 1, 2.5, true]",
        "{`add`:{`x`:1,`n`:1,`mode`:`off`,`w`:0.5},`value`:1} | `w` is not active here: it goes"
            + " with {mode=[1, 2.5]}; leave it out",
        "{`add`:{`x`:1,`n`:1,`mode`:`off`}} | give either `value`, of a trial that ran to its end,"
            + " or `state`, failed or pruned",
      })
  void aBadLineIsAnsweredInWordsAndChangesNothing(String line, String error) throws IOException {
    AskTellSession session = session();
    AskTellSession undisturbed = session();
    for (AskTellSession each : List.of(session, undisturbed)) {
      each.answer("{\"ask\":2}");
      each.answer("{\"report\":0,\"step\":4,\"value\":2}");
      each.answer("{\"tell\":1,\"value\":1}");
    }
    JsonNode answer = Json.parse(session.answer(quotes(line)));
    assertThat(answer).hasSize(1);
    assertThat(answer.get("error").asText()).isEqualTo(quotes(error));
    for (String next : List.of("{\"tell\":0,\"value\":3}", "{\"ask\":3}")) {
      assertThat(session.answer(next)).isEqualTo(undisturbed.answer(next));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nonsense | 9",
        "{`ask`:1 | 9",
        "{`ask`:1} 2 | 11",
        "{`ask`:1,`ask`:1} | 15",
        "{'ask':1} | 2",
      })
  void whatIsNotJsonIsSaidToBeNone(String line, int place) throws IOException {
    JsonNode answer = Json.parse(session().answer(quotes(line)));
    assertThat(answer.get("error").asText())
        .isEqualTo(
            "not one JSON object, or a key stands twice: it cannot be read beyond character "
                + place
                + "; write for example {\"ask\":1}");
  }

  @Test
  void depthAndLengthDoNoHarm() throws IOException {
    AskTellSession session = session();
    assertThat(session.answer("[".repeat(100_000)))
        .startsWith("{\"error\":\"not one JSON object, ");
    assertThat(session.answer("{\"ask\":" + "1".repeat(5000) + "}")).startsWith("{\"error\":");
    assertThat(session.answer("{\"tell\":0,\"" + "k".repeat(5000) + "\":1}")).hasSizeLessThan(300);
  }
}
