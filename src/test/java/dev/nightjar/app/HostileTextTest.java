package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.experiments.storage.JdbcStorage;
import dev.nightjar.search.run.Search;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.strategy.RandomStrategy;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others say and the command line repeats: it may not steer the terminal, nor give away. */
class HostileTextTest {

  /**
   * Clears the screen, names the window, turns the direction of text, moves to the line's start.
   */
  private static final String HOSTILE =
      "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202Eevil\u2066\rgone\u007f\b";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("nightjar");
  }

  private int say(String... args) {
    return Nightjar.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private void expectHarmless() {
    String printed = (out + "" + err).replace(System.lineSeparator(), "\n");
    assertThat(printed).isNotEmpty();
    assertThat(printed.codePoints())
        .allMatch(
            c ->
                c == '\n'
                    || c == '\t'
                    || !(Character.isISOControl(c)
                        || (c >= 0x202A && c <= 0x202E)
                        || (c >= 0x2066 && c <= 0x2069)));
  }

  private void search() throws InterruptedException {
    try (Storage storage = JdbcStorage.open(url())) {
      Search.of(
              "hostile",
              SearchSpace.of(CategoricalParameter.of("label", HOSTILE, "plain")),
              List.of(Criterion.minimize("loss")),
              (configuration, context) -> {
                if (configuration.text("label").equals("plain")) {
                  throw new IllegalArgumentException(HOSTILE);
                }
                return new Result(Map.of("loss", 1.0), OptionalInt.empty(), List.of());
              })
          .strategy(new RandomStrategy())
          .storage(storage)
          .run();
    }
  }

  @Test
  void tablesAndWinnersAreHarmlessAndProgramsGetEveryCharacter() throws Exception {
    search();
    for (String command : List.of("trials", "best", "list")) {
      String[] args =
          command.equals("list")
              ? new String[] {command, "--storage", url()}
              : new String[] {command, "hostile", "--storage", url()};
      assertThat(say(args)).as(err.toString()).isZero();
    }
    assertThat(out.toString()).contains("evil", "owned", "31m");
    expectHarmless();

    out.getBuffer().setLength(0);
    assertThat(say("trials", "hostile", "--storage", url(), "--format", "json")).isZero();
    expectHarmless();
    JsonNode trials = new ObjectMapper().readTree(out.toString());
    assertThat(trials.findValuesAsText("label")).contains(HOSTILE);
    assertThat(trials.findValuesAsText("cause").get(0)).contains(HOSTILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list --storage @", "report @", "run @", "best x --trial @", "@", "list @"})
  void errorsAreHarmless(String line) {
    String[] args = line.split(" ");
    for (int i = 0; i < args.length; i++) {
      args[i] = args[i].replace("@", HOSTILE);
    }
    assertThat(say(args)).isNotZero();
    expectHarmless();
  }

  @Test
  void anExperimentFileThatIsAllControlCharactersIsAnsweredHarmlessly() throws Exception {
    Path file = Files.writeString(folder.resolve("x.yaml"), "\"\\e[2J\\u202E\": \"\\a\"\n");
    assertThat(say("validate", file.toString())).isEqualTo(ExitCode.USAGE);
    expectHarmless();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list --storage jdbc:h2:file:./s;PASSWORD=canary",
        "list -v --storage jdbc:h2:file:./s;PASSWORD=canary",
        "list --storage=postgresql://ann:canary@host/db",
        "list --storage jdbc:postgresql://host/db?password=canary",
        "list --storge=jdbc:h2:file:./s;PASSWORD=canary",
        "list jdbc:h2:file:./s;PASSWORD=canary",
        "jdbc:h2:file:./s;PASSWORD=canary",
        "run jdbc:h2:file:./s;PASSWORD=canary",
        "report x --storage=jdbc:h2:mem:s?pwd=canary",
      })
  void noErrorRepeatsAPassword(String line) {
    assertThat(say(line.split(" "))).isNotZero();
    assertThat(out + "" + err).isNotEmpty().doesNotContain("canary");
  }

  /** Nothing is written, neither where the name points nor anywhere else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../outside",
        "/tmp/outside",
        "a/b",
        "a\\\\b",
        "..\\\\b",
        "C:",
        "a b",
        "é",
        "x\\0"
      })
  void noStudyHasANameThatLeavesItsFolder(String name) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work/runs"));
    String storage = "jdbc:h2:file:" + work.resolve("nightjar");
    Path file =
        Files.writeString(
            folder.resolve("x.yaml"),
            "version: 1\nname: \""
                + name
                + "\"\ntask: {type: command, argv: [\"true\"]}\n"
                + "parameters: {a: {values: [1, 2]}}\nbudget: {max_trials: 1}\n");
    assertThat(say("run", file.toString(), "--storage", storage)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("name should be a name of letters, digits and . _ -");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactlyInAnyOrder(folder, folder.resolve("work"), work, file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../outside", "/tmp/outside", "a/b"})
  void noCommandFollowsANameOutOfTheFolder(String name) throws Exception {
    search();
    List<Path> before = files();
    for (String command : List.of("report", "trials", "best", "importance")) {
      assertThat(say(command, name, "--storage", url())).isEqualTo(ExitCode.USAGE);
      assertThat(err.toString()).contains("no study " + name + " in ");
    }
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }
}
